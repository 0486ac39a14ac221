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
  /// The consistency ratio and the weights, by rater where there are several.
  public let ratio: NodeIndex
  public let weights: NodeIndex
}

extension Elaborator {
  /// Adds the consistency ratios of the judgement `id` to the plan. They are computed by the method
  /// of the standard library, like any other number.
  func checkConsistency(_ id: SymbolID) {
    guard let judgement = judgementModel(id), !judgement.isTriangular, !judgement.isIncomplete,
      let method = standardSymbol("ahp")
    else { return }
    for subject in judgement.subjects where subject.codes.count > 2 {
      let isComplete = subject.matrices.allSatisfy { matrix in
        matrix.cells.allSatisfy { row in row.allSatisfy { $0 != nil } }
      }
      guard isComplete else { continue }
      let name = "\(judgement.name) \(subject.group ?? "")"
      let axis = makeAxis(
        AxisInfo(
          name: name, kind: .indicators, origin: .parts, span: subject.span, codes: subject.codes),
        elements: .fixed(codes: subject.codes, labels: subject.codes))
      let scope = Scope(module: id.module)
      let comparisons = matrix(judgement, [subject], over: nil, axis, subject.codes)
      var site = CallSite(arguments: [], clause: nil, span: subject.span)
      site.supplied = ["a": comparisons]
      guard case .record(let fields) = apply(method, site, scope),
        case .array(let ratio)? = fields.first(where: { $0.label == "cr" })?.term,
        case .array(let weights)? = fields.first(where: { $0.label == "weights" })?.term
      else { continue }
      consistencies.append(
        ElaboratedConsistency(
          name: judgement.name, group: subject.group.flatMap { $0.isEmpty ? nil : $0 },
          codes: subject.codes, axis: axis, raters: judgement.raters, matrices: subject.matrices,
          span: subject.span, ratio: ratio.node, weights: weights.node))
    }
  }
}
