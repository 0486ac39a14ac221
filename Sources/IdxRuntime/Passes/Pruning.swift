import IdxPlan

/// Takes away the nodes that nothing asked for depends on.
enum Pruning {
  /// Returns `plan` without them.
  static func run(on plan: Plan) -> Plan {
    let needs = Needs(plan.nodes, roots: plan.roots)
    var result = plan
    result.nodes = []
    var renamed: [NodeIndex] = []
    renamed.reserveCapacity(plan.nodes.count)
    for index in plan.nodes.indices {
      renamed.append(NodeIndex(result.nodes.count))
      guard needs[index] else { continue }
      var node = plan.nodes[index]
      node.inputs = node.inputs.map { renamed[Int($0)] }
      result.nodes.append(node)
    }
    result.rename { renamed[Int($0)] }
    result.note(.prune, plan.nodes.count - result.nodes.count, "taken away that no output needs")
    return result
  }
}
