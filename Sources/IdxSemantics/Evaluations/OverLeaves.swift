import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the axis of the indicators below `node`.
  func leafAxis(below node: Int, _ run: EvaluationRun) -> Axis {
    let (id, index) = (evaluations[run.position].indexID, evaluations[run.position].index)
    return nodeAxis(.leaves(below: node), of: id, index)
  }

  /// Works out the score of `group` from all indicators below it at once, each with its share in the
  /// group.
  func scoreOverLeaves(_ group: Int, _ step: ScopedStep, _ run: EvaluationRun, _ scope: Scope) {
    let index = evaluations[run.position].index
    let leaves = index.leaves(below: group)
    guard let method = step.step.method else { return }
    let axis = leafAxis(below: group, run)
    var scope = scope
    guard let x = values(of: leaves, as: step, axis, run, scope) else { return }
    var supplied = ["x": x]
    let shares = leaves.compactMap { share(of: $0, in: group, run) }
    if shares.count == leaves.count {
      guard case .array(let weights) = stack(shares, along: axis, at: step.step.node.span, scope)
      else { return }
      supplied["w"] = weights.knowing { type in
        type.range = .unit
        type.sharesAlong = axis
      }
    } else if takesWeights(method, step.scope(scope)) {
      // What kept a group on the way down from having weights was reported there.
      return
    }
    scope.ambient = x.type.axes
    scope.turned = turned(leaves, at: step.step.stage, run)
    scored(group, of: leaves, axis, method, supplied, step, run, scope)
  }

  /// Returns the share that `node` has in `group`, the product of the weights on the way down to it.
  private func share(of node: Int, in group: Int, _ run: EvaluationRun) -> ArrayTerm? {
    let evaluation = evaluations[run.position]
    guard let local = evaluation.nodes[node].localWeight else { return nil }
    guard let parent = evaluation.index.nodes[node].parent, parent != group else { return local }
    guard let above = share(of: parent, in: group, run) else { return nil }
    let origin = Origin(evaluation.index.nodes[node].span, name: "weight")
    return made(
      ValueType(.real, range: .unit),
      builder.binary(.multiply, here(above), here(local), origin: origin)
    ).array
  }
}
