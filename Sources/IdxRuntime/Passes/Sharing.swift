import IdxPlan

/// Joins nodes that do the same to the same, the first of them staying.
enum Sharing {
  private struct Key: Hashable {
    let operation: Operation
    let inputs: [NodeIndex]
    let axes: [Axis]
    let element: ElementType
  }

  /// Returns `plan` with equal nodes joined; those that nobody reads any more stay behind.
  static func run(on plan: Plan) -> Plan {
    var result = plan
    var first: [Key: NodeIndex] = [:]
    var renamed: [NodeIndex] = []
    var count = 0
    for index in plan.nodes.indices {
      result.nodes[index].inputs = plan.nodes[index].inputs.map { renamed[Int($0)] }
      let node = result.nodes[index]
      let key = Key(
        operation: node.operation, inputs: node.inputs, axes: node.axes, element: node.element)
      if let known = first[key] {
        renamed.append(known)
        count += 1
      } else {
        first[key] = NodeIndex(index)
        renamed.append(NodeIndex(index))
      }
    }
    result.rename { renamed[Int($0)] }
    result.note(.share, count, "joined with equal ones")
    return result
  }
}
