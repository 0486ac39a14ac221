public import IdxDiagnostics
public import IdxPlan

/// The consistency of the comparisons of one set of things, a part of the plan.
public struct ElaboratedConsistency: Sendable {
  /// The name of the judgement.
  public let name: String
  /// The path of the group; `nil` for the root and for an axis.
  public let group: String?
  /// The things compared and their axis.
  public let codes: [String]
  public let axis: Axis
  /// The names of the raters, and their matrices.
  public let raters: [String]
  public let matrices: [ComparisonMatrix]
  /// The place where the comparisons begin.
  public let span: Span
  /// The consistency ratio, the consistency index, the greatest eigenvalue and the weights, by rater
  /// where there are several.
  public let ratio: NodeIndex
  public let index: NodeIndex
  public let eigenvalue: NodeIndex
  public let weights: NodeIndex
}

extension Elaborator {
  /// Adds the consistency ratios of the judgement `id` to the plan. They are computed by the method
  /// of the standard library, like any other number.
  ///
  /// Judgements without raters wait for `checkPendingConsistencies`.
  func checkConsistency(_ id: SymbolID) {
    guard let judgement = judgementModel(id), !judgement.isTriangular, !judgement.isIncomplete
    else {
      return
    }
    for subject in judgement.subjects where subject.codes.count > 2 {
      let isComplete = subject.matrices.allSatisfy { matrix in
        matrix.cells.allSatisfy { row in row.allSatisfy { $0 != nil } }
      }
      guard isComplete, !subject.matrices.isEmpty else { continue }
      if judgement.raters.isEmpty {
        pendingConsistencies[subject.codes.count, default: []].append((judgement, subject))
      } else {
        checkConsistency(judgement, subject, in: id.module)
      }
    }
  }

  private func checkConsistency(
    _ judgement: JudgementModel, _ subject: JudgementModel.Subject, in module: Int
  ) {
    let axis = makeAxis(
      AxisInfo(
        name: "\(judgement.name) \(subject.group ?? "")", kind: .indicators, origin: .parts,
        span: subject.span, codes: subject.codes),
      elements: .fixed(codes: subject.codes, labels: subject.codes))
    let comparisons = matrix(judgement, [subject], over: nil, axis, subject.codes)
    guard let found = consistency(comparisons, at: subject.span, in: module) else { return }
    note(judgement, subject, axis, found) { $0.node }
  }

  /// Adds the consistency ratios of the judgements that wait, those left out whose consistency is known.
  func checkPendingConsistencies(in module: Int) {
    let pending = pendingConsistencies
    pendingConsistencies = pending.compactMapValues { judgements in
      let known = judgements.filter { knowsConsistency($0.subject.matrices[0]) }
      return known.isEmpty ? nil : known
    }
    check(pending.mapValues { $0.filter { !knowsConsistency($0.subject.matrices[0]) } }, in: module)
  }

  /// The comparisons without raters whose consistency was known, so that it is not in the plan.
  public var knownConsistencies: [(judgement: JudgementModel, subject: JudgementModel.Subject)] {
    pendingConsistencies.values.flatMap { $0.map { (judgement: $0.model, subject: $0.subject) } }
  }

  /// Adds to the plan what is left out of it because it was known.
  public func workOutKnownConsistencies() {
    let pending = pendingConsistencies
    if pending.isEmpty { return }
    pendingConsistencies = [:]
    apart { check(pending, in: 0) }
  }

  /// Adds the consistency ratios of `pending`: those of as many things are worked out together, side by side along an
  /// axis of their own, since the method is then taken apart once.
  private func check(
    _ pending: [Int: [(model: JudgementModel, subject: JudgementModel.Subject)]], in module: Int
  ) {
    for (size, judgements) in pending.sorted(by: { $0.key < $1.key }) {
      let most = max(1, Self.mostCells / (size * size))
      for start in stride(from: 0, to: judgements.count, by: most) {
        checkTogether(Array(judgements[start..<min(start + most, judgements.count)]), module)
      }
    }
  }

  /// The most cells of matrices side by side: what is larger is not worked out before data is read.
  private static let mostCells = 16_384

  private func checkTogether(
    _ judgements: [(model: JudgementModel, subject: JudgementModel.Subject)], _ module: Int
  ) {
    let first = judgements[0].subject
    func axis(_ name: String, _ kind: AxisKind, _ count: Int) -> Axis {
      let codes = (1...count).map { String($0) }
      return makeAxis(
        AxisInfo(name: name, kind: kind, origin: .parts, span: first.span, codes: codes),
        elements: .fixed(codes: codes, labels: codes))
    }
    // The names are the numbers of the axes, so that these stand in this order in all arrays.
    let each = axis("judgements \(axisInfos.count)", .raters, judgements.count)
    let things = axis("compared \(axisInfos.count)", .indicators, first.codes.count)
    let twin = Axis(Int(things.base), primes: 1)
    let cells = judgements.flatMap { $0.subject.matrices[0].cells.flatMap { $0 } }
    let type = ValueType(
      .real, axes: [each, things, twin], range: Interval(0, .infinity, excludesLower: true))
    let comparisons = array(cells, type, Origin(first.span, name: judgements[0].model.name))
    if let array = comparisons.array { note(array, ties: Opposites(.multiply, [things, twin])) }
    guard let found = consistency(comparisons, at: first.span, in: module) else { return }
    for (position, (model, subject)) in judgements.enumerated() {
      let origin = Origin(subject.span, name: model.name)
      note(model, subject, things, found) { array in
        builder.element(here(array), each, position: position, origin: origin)
      }
    }
  }

  /// What the method of the standard library tells of comparisons.
  private typealias Consistency = (
    ratio: ArrayTerm, index: ArrayTerm, eigenvalue: ArrayTerm, weights: ArrayTerm
  )

  /// Returns the consistency of `comparisons` and the weights that follow from them.
  private func consistency(
    _ comparisons: Term, at span: Span, in module: Int
  ) -> Consistency? {
    var site = CallSite(arguments: [], clause: nil, span: span)
    site.supplied = ["a": comparisons]
    guard let method = standardSymbol("ahp"),
      case .record(let fields) = apply(method, site, Scope(module: module))
    else { return nil }
    func part(_ name: String) -> ArrayTerm? {
      fields.first { $0.label == name }?.term.array
    }
    guard let ratio = part("cr"), let index = part("ci"), let eigenvalue = part("lambda"),
      let weights = part("weights")
    else { return nil }
    return (ratio, index, eigenvalue, weights)
  }

  private func note(
    _ judgement: JudgementModel, _ subject: JudgementModel.Subject, _ axis: Axis,
    _ found: Consistency, node: (ArrayTerm) -> NodeIndex
  ) {
    consistencies.append(
      ElaboratedConsistency(
        name: judgement.name, group: subject.group.flatMap { $0.isEmpty ? nil : $0 },
        codes: subject.codes, axis: axis, raters: judgement.raters, matrices: subject.matrices,
        span: subject.span, ratio: node(found.ratio), index: node(found.index),
        eigenvalue: node(found.eigenvalue), weights: node(found.weights)))
  }
}
