import IdxPlan

/// The nodes that are results of one call of a primitive, which is computed once for all of them.
struct Siblings {
  /// What two results of one call have in common.
  private struct Call: Hashable {
    let primitive: Primitive
    let inputs: [NodeIndex]
    let shapes: [PrimitiveShape.Input]
    /// The axes that the call is repeated over.
    let outer: Set<Axis>
  }

  private var groups: [Int: [Int]] = [:]

  /// Finds the calls of which more than one result is needed among `nodes`.
  init(_ nodes: [PlanNode], _ needs: Needs) {
    var calls: [Call: [Int]] = [:]
    for index in nodes.indices where needs[index] {
      guard case .primitive(let primitive, let shape, _) = nodes[index].operation else { continue }
      let axes = nodes[index].inputs.flatMap { nodes[Int($0)].axes }
      let call = Call(
        primitive: primitive, inputs: nodes[index].inputs, shapes: shape.inputs,
        outer: Set(axes).subtracting(shape.axes))
      calls[call, default: []].append(index)
    }
    for group in calls.values where group.count > 1 { groups[group[0]] = group }
  }

  /// The nodes whose call is that of the node at `index`, which comes first of them; `nil` where
  /// there are no others.
  subscript(index: Int) -> [Int]? { groups[index] }
}
