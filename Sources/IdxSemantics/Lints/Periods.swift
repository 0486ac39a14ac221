import IdxDiagnostics
import IdxPlan

extension Elaborator {
  /// Reports scores that were made comparable within each period alone, and are compared over periods.
  ///
  /// Min-max by year gives the best of each year 1, however much all have improved since; the same
  /// holds of weights that follow from each year's data. Pooling makes one scale of all years.
  func lintPeriods(_ id: Int) {
    let plan = builder.plan
    for evaluation in ownEvaluations(id) {
      guard let objects = evaluation.objects, let score = evaluation.nodes.first?.score,
        let period = score.type.axes.first(where: { axisInfos[Int($0.base)].kind == .periods }),
        isRelative(score.node, objects, period, plan)
      else { continue }
      let scores = Set(evaluation.index.groups.compactMap { evaluation.nodes[$0].score?.node })
      var follows = [Bool](repeating: false, count: plan.nodes.count)
      for (number, node) in plan.nodes.enumerated() {
        follows[number] =
          scores.contains(NodeIndex(number)) || node.inputs.contains { follows[Int($0)] }
        guard follows[number], node.origin.method == nil,
          compares(node, over: period, plan, { follows[Int($0)] })
        else { continue }
        report(
          .comparedOverPeriods(
            evaluation.name, name(of: period), at: node.origin.span, evaluation: evaluation.span))
        break
      }
    }
  }

  /// `true` iff what `score` is computed from was reduced over `objects` in each `period`.
  private func isRelative(
    _ score: NodeIndex, _ objects: Axis, _ period: Axis, _ plan: Plan
  ) -> Bool {
    var seen = Set<NodeIndex>()
    var open = [score]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      let node = plan.nodes[Int(next)]
      open += node.inputs
      guard node.axes.contains(period) else { continue }
      switch node.operation {
      case .reduce(_, let over, _, _) where over.contains(objects): return true
      case .along(_, objects): return true
      default: continue
      }
    }
    return false
  }

  /// `true` iff `node` brings values of several periods together.
  private func compares(
    _ node: PlanNode, over period: Axis, _ plan: Plan, _ isScore: (NodeIndex) -> Bool
  ) -> Bool {
    switch node.operation {
    case .reduce(let operation, let over, _, _):
      guard over.contains(period), let first = node.inputs.first else { return false }
      // Whether something holds in all periods compares none of them.
      return operation != .all && operation != .any && operation != .count && isScore(first)
    case .along(_, period): return node.inputs.first.map(isScore) ?? false
    case .binary(let operation):
      let isJoining = [
        .subtract, .divide, .less, .lessEqual, .greater, .greaterEqual, .minimum, .maximum,
      ].contains(operation)
      return isJoining && node.inputs.count == 2
        && node.inputs.allSatisfy { isPicked($0, period, plan) && isScore($0) }
        && node.inputs[0] != node.inputs[1]
    default: return false
    }
  }

  /// `true` iff `node` is a value read at one `period`.
  private func isPicked(_ node: NodeIndex, _ period: Axis, _ plan: Plan) -> Bool {
    switch plan.nodes[Int(node)].operation {
    case .gather(period): return true
    case .gather, .element:
      return plan.nodes[Int(node)].inputs.first.map { isPicked($0, period, plan) } ?? false
    default: return false
    }
  }
}
