import IdxDiagnostics
import IdxSyntax

extension Elaborator {
  /// Reports aggregations of values that may be missing by steps that do not say what happens then,
  /// where the method has a choice.
  func lintGaps(_ id: Int) {
    var told = Set<Span>()
    for evaluation in ownEvaluations(id) {
      let steps = evaluation.steps.filter { $0.module == id }.compactMap(\.syntax.slot)
      for step in steps where step.slot == .aggregate {
        guard let method = step.method, leavesGapsOpen(method, id) else { continue }
        let groups = evaluation.index.groups.filter { group in
          evaluation.nodes[group].applied.contains { $0.span == step.node.span }
        }
        let gappy = groups.flatMap { evaluation.index.nodes[$0].children }.first {
          evaluation.nodes[$0].value?.type.isOptional == true && hasGaps(below: $0, evaluation)
        }
        guard let gappy, told.insert(method.span).inserted else { continue }
        let node = evaluation.index.nodes[gappy]
        report(.gapsNotSaid(of: node.code, at: method.span, place: node.span))
      }
    }
  }

  /// `true` iff data of an indicator below `node` may be missing, and is not imputed.
  private func hasGaps(below node: Int, _ evaluation: ElaboratedEvaluation) -> Bool {
    evaluation.index.leaves(below: node).contains { leaf in
      let results = evaluation.nodes[leaf]
      return (results.imputed ?? results.raw)?.type.isOptional == true
    }
  }

  /// `true` iff `method` names a method with an argument `gaps`, which it does not give.
  private func leavesGapsOpen(_ method: Expression, _ module: Int) -> Bool {
    var callee = method
    if case .call(let call) = method, let called = call.callee {
      if call.arguments.contains(where: { $0.label?.text == "gaps" }) { return false }
      callee = called
    }
    guard case .name(let name) = callee, let id = resolve(name.name.text, in: module),
      case .method(let declaration)? = symbol(id)?.kind
    else { return false }
    return declaration.inputs.contains { $0.name?.text == "gaps" }
  }
}
