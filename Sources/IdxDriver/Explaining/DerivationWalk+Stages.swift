import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// What was done to an indicator.
extension DerivationWalk {
  /// A value of an indicator and the slot of the step that made it.
  typealias Stage = (slot: Slot, array: ArrayTerm)

  /// Returns the earlier stages of an indicator, each as the last part of the one after it.
  func stages(_ leaf: Int) -> [Derivation.Part] {
    let results = evaluation.nodes[leaf]
    let stages: [(slot: Slot, array: ArrayTerm?)] = [
      (.impute, results.imputed), (.treat, results.treated), (.normalise, results.normalised),
      (.membership, results.membership),
    ]
    let made = stages.compactMap { stage in stage.array.map { (slot: stage.slot, array: $0) } }
    return chain(leaf, made[...])
  }

  /// Returns the value of the last of `stages`, which is made of the one before; one for each element
  /// of the axes that a step has removed.
  private func chain(_ leaf: Int, _ stages: ArraySlice<Stage>) -> [Derivation.Part] {
    let array = stages.last?.array ?? evaluation.nodes[leaf].raw
    let removed = open(array).filter { !isGrades($0) }
    let walks = places(over: removed)
    return walks.prefix(walks.count > Self.most ? Self.few : Self.most).map { walk in
      let labels = removed.map { walk.label(of: $0) }.joined(separator: ", ")
      let inner = stages.last.map { walk.stage(leaf, $0, stages.dropLast()) } ?? walk.raw(leaf)
      return .init(
        derivation: removed.isEmpty ? inner : inner.titled("\(inner.title) (\(labels))"))
    }
  }

  private func stage(
    _ leaf: Int, _ stage: Stage, _ earlier: ArraySlice<Stage>
  ) -> Derivation {
    let results = evaluation.nodes[leaf]
    let notes = results.applied.filter {
      $0.slot == stage.slot || stage.slot == .normalise && $0.slot == .orient
    }.flatMap { methods.lines(on: $0.method, step: $0.span, slot: $0.slot.rawValue) }
    let grades = open(stage.array).first(where: isGrades)
    let before = earlier.last?.array ?? results.raw
    let made =
      grades.map { rows(degrees(stage.array, over: $0), over: $0) }
      ?? numbersRead(by: stage.array, from: before)
    return Derivation(
      title: stage.slot.pastTense, value: value(stage.array), isHeading: grades != nil,
      notes: notes, parts: made + chain(leaf, earlier))
  }

  /// Returns the value of an indicator as it was bound: a cell of a table, or what a formula makes of
  /// several.
  private func raw(_ leaf: Int) -> Derivation {
    let model = evaluation.index.nodes[leaf]
    let array = evaluation.nodes[leaf].raw
    let walk = ValueWalk(session: session, trace: trace, elements: elements)
    let found = array.map {
      walk.sources(of: walk.cell(trace.node(ofEvaluated: $0.node), place), [])
    }
    let (parts, notes) = (found?.parts ?? [], found?.notes ?? [])
    let isHeading = !open(array).isEmpty
    if let formula = model.indicator?.formula {
      return Derivation(
        title: "\(model.code) = \(formula.node.text)", value: value(array), isHeading: isHeading,
        notes: notes, span: formula.span, parts: parts)
    }
    if parts.count == 1, parts[0].derivation.value == value(array) { return parts[0].derivation }
    return Derivation(
      title: model.indicator?.grading.map { "points on the scale \($0.text)" } ?? "raw",
      value: value(array), isHeading: isHeading, notes: notes, parts: parts)
  }

  // MARK: - Numbers that a step reads

  /// Returns the numbers over all objects that a step read to make `stage` of the value `before`, such as
  /// the least and the greatest; none where they are many or not to be told.
  private func numbersRead(by stage: ArrayTerm, from before: ArrayTerm?) -> [Derivation.Part] {
    guard let before else { return [] }
    var search = ReductionSearch(
      trace: trace, end: trace.node(ofEvaluated: before.node), value: value(before), start: place)
    search.visit(trace.cell(trace.node(ofEvaluated: stage.node), at: place))
    guard search.isWhole, search.found.count <= 4 else { return [] }
    return search.found.map { found in
      let axes = found.over.map { session.name(of: $0) }.joined(separator: ", ")
      return .init(
        derivation: Derivation(
          title: "\(found.word) over \(axes)\(found.isOfValue ? "" : ", of a part of the formula")",
          value: trace.value(of: found.cell.node, at: found.cell.place), parts: []))
    }
  }
}

/// A search for the nearest reductions from which a cell was computed.
private struct ReductionSearch {
  /// A reduction that was read.
  struct Found {
    let cell: PlanCell
    let word: String
    let over: [Axis]
    /// `true` iff it reduces the values that the step was given.
    let isOfValue: Bool
  }

  let trace: PlanTrace
  /// Where the search ends, and the value there.
  let end: NodeIndex
  let value: Double?
  /// The place at which it begins.
  let start: [Axis: Int]
  private(set) var found: [Found] = []
  /// `true` iff all that was read is found.
  private(set) var isWhole = true
  private var seen = Set<PlanCell>()

  init(trace: PlanTrace, end: NodeIndex, value: Double?, start: [Axis: Int]) {
    self.trace = trace
    self.end = end
    self.value = value
    self.start = start
  }

  mutating func visit(_ cell: PlanCell) {
    guard isWhole, cell.node != end, seen.insert(cell).inserted else { return }
    let node = trace.plan.nodes[Int(cell.node)]
    switch node.operation {
    case .column, .constant, .elements, .size: return
    case .reduce(let operation, let over, _, let by):
      guard let word = operation.word, by == nil else { break }
      let amount = trace.value(of: node.inputs[0], at: start.merging(cell.place) { $1 })
      found.append(
        .init(cell: cell, word: word, over: over, isOfValue: amount == value))
      return
    case .loop, .primitive, .along: break
    default:
      if seen.count > 200 { break }
      for source in trace.sources(of: cell.node, at: cell.place, limit: 50)
      where trace.plan.nodes[Int(source.node)].element != .boolean {
        visit(source)
      }
      return
    }
    isWhole = false
  }
}

extension ReductionOperator {
  /// What a reduction to one number by it is called in a derivation; `nil` where it is none of numbers.
  fileprivate var word: String? {
    switch self {
    case .sum: "sum"
    case .product: "product"
    case .minimum: "least"
    case .maximum: "greatest"
    case .mean: "mean"
    case .quantile: "quantile"
    default: nil
    }
  }
}

extension Slot {
  /// What a value is called after the step.
  fileprivate var pastTense: String {
    switch self {
    case .impute: "imputed"
    case .treat: "treated"
    case .normalise, .orient: "normalised"
    case .membership: "membership"
    default: rawValue
    }
  }
}
