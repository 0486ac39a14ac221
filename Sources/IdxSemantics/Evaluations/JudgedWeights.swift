import IdxSyntax

/// Comparisons by which a group of an evaluation is weighted.
public struct JudgedWeights: Sendable {
  /// The judgement.
  public let judgement: JudgementModel
  /// What of it is said of the children of the group, or of the indicators below.
  public let subject: JudgementModel.Subject
}

extension Elaborator {
  /// Returns the comparisons of the judgements that the step names, or a `let` in it, by which `group` of
  /// `evaluation` is weighted.
  public func judgedWeights(
    of group: Int, in evaluation: ElaboratedEvaluation
  ) -> [JudgedWeights] {
    guard let applied = evaluation.nodes[group].applied.last(where: { $0.slot == .weights }),
      let step = evaluation.steps.first(where: { $0.syntax.slot?.node.span == applied.span }),
      let slot = step.syntax.slot, let method = slot.method,
      slot.scope != .leaves || step.node == group
    else { return [] }
    let path = evaluation.index.nodes[group].path
    let codes =
      slot.scope == .leaves
      ? evaluation.index.leaves(below: group) : evaluation.index.nodes[group].children
    let compared = Set(codes.map { evaluation.index.nodes[$0].code })
    return judgements(namedIn: method.node, of: step.module).compactMap { id in
      guard let judgement = judgementModel(id) else { return nil }
      return judgement.subjects.first { subject in
        (subject.group ?? path) == path && compared.isSubset(of: Set(subject.codes))
      }.map { JudgedWeights(judgement: judgement, subject: $0) }
    }
  }

  /// Returns the judgements that the expressions in `node` name, or the `let`s that these name, each once.
  private func judgements(namedIn node: Node, of module: Int) -> [SymbolID] {
    var found: [SymbolID] = []
    var seen = Set<SymbolID>()
    func walk(_ node: Node, _ module: Int) {
      if let expression = Expression(node), let symbol = declaration(expression, in: module),
        seen.insert(symbol.id).inserted
      {
        switch symbol.kind {
        case .judgement: found.append(symbol.id)
        case .value(let value): value.value.map { walk($0.node, symbol.id.module) }
        default: break
        }
      }
      for child in node.children { walk(child, module) }
    }
    walk(node, module)
    return found
  }
}
