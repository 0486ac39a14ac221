import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// The results that an evaluation has by name.
  public static let resultNames = [
    "score", "rank", "grade", "membership", "weights", "share", "effective", "raw", "imputed",
    "treated",
    "normalised", "at",
  ]

  /// Returns the result `name` of an evaluation as seen from `node`.
  func result(_ name: Name, of evaluation: Int, node: Int, _ scope: Scope) -> Term {
    let results = evaluations[evaluation].nodes[node]
    switch name.text {
    case "score": return found(results.score, name, evaluation)
    case "rank": return found(results.rank, name, evaluation)
    case "grade": return found(results.grade, name, evaluation)
    case "membership": return found(results.membership, name, evaluation)
    case "weights":
      if node != 0 { return results.weights ?? missing(name, evaluation) }
      let members = evaluations[evaluation].index.groups.compactMap { group in
        evaluations[evaluation].nodes[group].weights.map { (node: group, term: $0) }
      }
      // A group with one child has no weighting of its own.
      let weighed = members.filter {
        evaluations[evaluation].index.nodes[$0.node].children.count > 1
      }
      return weighed.isEmpty ? missing(name, evaluation) : .family(weighed, evaluation: evaluation)
    case "share": return found(results.effectiveWeight, name, evaluation)
    case "effective": return overLeaves(evaluation, node, name, scope) { $0.effectiveWeight }
    case "raw": return overLeaves(evaluation, node, name, scope) { $0.raw }
    case "imputed": return overLeaves(evaluation, node, name, scope) { $0.imputed }
    case "treated": return overLeaves(evaluation, node, name, scope) { $0.treated }
    case "normalised": return overLeaves(evaluation, node, name, scope) { $0.normalised }
    default:
      if let part = results.parts.first(where: { $0.label == name.text }) { return part.term }
      // It may be a part of what has failed, unless it is a misspelt result of every evaluation.
      if results.value == nil, diagnostics.hasErrors,
        Suggestion.nearest(name.text, in: Self.resultNames) == nil
      {
        return .failed
      }
      return fail(
        .unknownMember(
          name.text, of: "the evaluation \(evaluations[evaluation].name)", at: name.span,
          known: Self.resultNames + results.parts.map(\.label)))
    }
  }

  /// Keeps the labelled parts of `term`, which a method gives for `group`, but those that have the name
  /// of a result of every evaluation.
  func keepParts(of term: Term, at group: Int, _ run: EvaluationRun) {
    guard case .record(let fields) = term else { return }
    evaluations[run.position].nodes[group].parts += fields.filter {
      !Self.resultNames.contains($0.label)
    }
  }

  private func found(_ array: ArrayTerm?, _ name: Name, _ evaluation: Int) -> Term {
    array.map { .array($0) } ?? missing(name, evaluation)
  }

  /// Returns what stands for a result that is not there; that is reported unless its cause was.
  private func missing(_ name: Name, _ evaluation: Int) -> Term {
    let isBound = evaluations[evaluation].index.leaves.allSatisfy {
      evaluations[evaluation].nodes[$0].raw != nil
    }
    if diagnostics.hasErrors || !isBound { return .failed }
    return fail(
      .unknownMember(
        name.text, of: "the evaluation \(evaluations[evaluation].name)", at: name.span, known: []))
  }

  private func overLeaves(
    _ evaluation: Int, _ node: Int, _ name: Name, _ scope: Scope,
    _ part: (NodeResults) -> ArrayTerm?
  ) -> Term {
    let index = evaluations[evaluation].index
    if index.nodes[node].isIndicator {
      return found(part(evaluations[evaluation].nodes[node]), name, evaluation)
    }
    let leaves = index.leaves(below: node)
    let arrays = leaves.compactMap { part(evaluations[evaluation].nodes[$0]) }
    guard arrays.count == leaves.count else { return missing(name, evaluation) }
    let axis = nodeAxis(.leaves(below: node), of: evaluations[evaluation].indexID, index)
    return stackLeaves(arrays, along: axis, at: name.span, scope).map { .array($0) } ?? .failed
  }

  /// Returns an evaluation as seen from the group that `at(…)` names, or a family's member for it.
  func node(of base: Term, _ site: CallSite, _ scope: Scope) -> Term {
    if base.isFailed { return .failed }
    guard site.arguments.count == 1, let names = Path(site.arguments[0].value)?.names
    else {
      return fail(
        .arguments("`at` takes the path of a group or an indicator", at: site.span))
    }
    let span = site.arguments[0].value.span
    switch base {
    case .evaluation(let evaluation, _):
      guard let node = find(names, in: evaluations[evaluation].index, at: span) else {
        return .failed
      }
      return .evaluation(evaluation, node: node)
    case .family(let members, let evaluation):
      guard let node = find(names, in: evaluations[evaluation].index, at: span) else {
        return .failed
      }
      if let member = members.first(where: { $0.node == node }) { return member.term }
      return fail(
        .unknownElement(
          names.map(\.text).joined(separator: "."), of: "this value for each group", at: span,
          nearest: nil))
    default:
      return fail(
        .wrongType(expected: "an evaluation", found: describe(base), at: site.span))
    }
  }
}
