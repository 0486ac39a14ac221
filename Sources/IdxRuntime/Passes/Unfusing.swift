import IdxPlan

/// Taking programs apart again, for questions about single cells.
extension Fusion {
  /// Returns `plan` with all programs taken apart, and the new node of each node.
  static func unfused(_ plan: Plan) -> (plan: Plan, nodes: [NodeIndex]) {
    var result = plan
    let (nodes, renamed) = unfused(plan.nodes, plan)
    result.nodes = nodes
    for i in result.outputs.indices { result.outputs[i].node = renamed[Int(plan.outputs[i].node)] }
    result.axes = plan.axes.map { $0.renamed { renamed[Int($0)] } }
    return (result, renamed)
  }

  private static func unfused(
    _ nodes: [PlanNode], _ plan: Plan
  ) -> (nodes: [PlanNode], renamed: [NodeIndex]) {
    var result: [PlanNode] = []
    var renamed: [NodeIndex] = []
    for node in nodes {
      var node = node
      node.inputs = node.inputs.map { renamed[Int($0)] }
      switch node.operation {
      case .map(let program):
        let registers = expand(program, node, &result, plan)
        let last = registers[program.results[0]]
        // The program's result is the node itself: its own axes, type and origin.
        if Int(last) == result.count - 1 && !node.inputs.contains(last) {
          result[Int(last)].element = node.element
          result[Int(last)].isOptional = node.isOptional
        }
        renamed.append(last)
      case .mapReduce(let program, let operation, let over, let hasCondition, let by):
        let registers = expand(program, node, &result, plan)
        node.inputs = program.results.map { registers[$0] }
        node.operation = .reduce(operation, over: over, hasCondition: hasCondition, by: by)
        renamed.append(NodeIndex(result.count))
        result.append(node)
      case .loop(var body):
        let (inner, innerRenamed) = unfused(body.nodes, plan)
        body.nodes = inner
        body.condition = innerRenamed[Int(body.condition)]
        body.next = innerRenamed[Int(body.next)]
        node.operation = .loop(body)
        renamed.append(NodeIndex(result.count))
        result.append(node)
      default:
        renamed.append(NodeIndex(result.count))
        result.append(node)
      }
    }
    return (result, renamed)
  }

  /// Appends the instructions of `program` to `nodes`; returns the node of each register.
  private static func expand(
    _ program: Program, _ node: PlanNode, _ nodes: inout [PlanNode], _ plan: Plan
  ) -> [NodeIndex] {
    var registers = node.inputs
    for instruction in program.instructions {
      let inputs = instruction.operands.map { registers[$0] }
      let axes = plan.ordered(inputs.flatMap { nodes[Int($0)].axes })
      registers.append(NodeIndex(nodes.count))
      nodes.append(
        PlanNode(
          instruction.operation, inputs, axes: axes,
          isOptional: inputs.contains { nodes[Int($0)].isOptional }, origin: instruction.origin))
    }
    return registers
  }
}

extension PlanAxis {
  /// Returns the axis with the node that it is filtered by replaced.
  func renamed(_ rename: (NodeIndex) -> NodeIndex) -> PlanAxis {
    guard case .filtered(let base, let by) = elements else { return self }
    return PlanAxis(name: name, isInner: isInner, elements: .filtered(base: base, by: rename(by)))
  }
}
