import IdxPlan

/// Which nodes something depends on.
struct Needs {
  private var isNeeded: [Bool]

  /// Finds the nodes among `nodes` that `roots` depend on; `axes` may make them need filters.
  init(_ nodes: [PlanNode], roots: [NodeIndex], axes: [PlanAxis] = []) {
    isNeeded = Array(repeating: false, count: nodes.count)
    let hasFilters = axes.contains { if case .filtered = $0.elements { true } else { false } }
    var pending = roots
    while let index = pending.popLast() {
      guard !isNeeded[Int(index)] else { continue }
      isNeeded[Int(index)] = true
      pending += nodes[Int(index)].inputs
      if hasFilters { pending += Needs.filters(nodes[Int(index)], axes) }
    }
  }

  /// `true` iff the node at `index` is needed.
  subscript(index: Int) -> Bool { isNeeded[index] }

  /// Returns the nodes that decide which elements the axes of `node` have.
  static func filters(_ node: PlanNode, _ axes: [PlanAxis]) -> [NodeIndex] {
    var result: [NodeIndex] = []
    var pending = node.axes + node.operation.axes
    var seen: Set<Axis> = []
    while let axis = pending.popLast() {
      guard seen.insert(axis.unprimed).inserted else { continue }
      let description = axes[Int(axis.base)]
      if case .filtered(_, let by) = description.elements { result.append(by) }
      pending += description.parts
    }
    return result
  }
}

extension Operation {
  /// The axes that the operation names.
  var axes: [Axis] {
    switch self {
    case .elements(let axis), .size(let axis), .lookup(let axis, _), .along(_, let axis),
      .gather(let axis), .stack(let axis), .element(let axis, _), .pool(let axis),
      .unpool(let axis):
      [axis]
    case .demand(_, let axes): Array(axes.values)
    case .reduce(_, let over, _, let by), .mapReduce(_, _, let over, _, let by):
      over + (by.map { [$0] } ?? [])
    case .relabel(let names): Array(names.keys) + Array(names.values)
    case .restrict(let from, let to, _): [from, to]
    case .primitive(_, let shape, _): shape.axes
    case .loop(let body): body.nodes.flatMap { $0.axes + $0.operation.axes }
    default: []
    }
  }
}
