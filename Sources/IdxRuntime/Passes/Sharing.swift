import IdxPlan

/// Joins nodes that do the same to the same, the first of them staying.
enum Sharing {
  /// Returns `plan` with equal nodes joined; those that nobody reads any more stay behind.
  static func run(on plan: Plan) -> Plan {
    var result = plan
    var table = NodeTable()
    var renamed: [NodeIndex] = []
    var count = 0
    for index in plan.nodes.indices {
      result.nodes[index].inputs = plan.nodes[index].inputs.map { renamed[Int($0)] }
      if let known = table.find(result.nodes[index], in: result.nodes, orAdd: index) {
        renamed.append(known)
        count += 1
      } else {
        renamed.append(NodeIndex(index))
      }
    }
    result.rename { renamed[Int($0)] }
    result.note(.share, count, "joined with equal ones")
    return result
  }
}
