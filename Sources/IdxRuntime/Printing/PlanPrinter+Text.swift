import IdxPlan

extension PlanPrinter {
  /// The plan as text: its axes, a line for each node, its outputs, and what the passes did.
  public var text: String {
    var lines: [String] = []
    for (index, axis) in plan.axes.enumerated() {
      let name = shown([Axis(index)])
      lines.append("axis \(name)\(axis.isInner ? " inner" : ""): \(shown(axis))")
    }
    lines += self.lines(plan.nodes, "")
    lines += plan.outputs.map { "output \($0.name) = %\($0.node)" }
    lines += plan.log.map { "pass \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Returns the lines of `nodes`, those of programs and bodies indented below their nodes.
  private func lines(_ nodes: [PlanNode], _ indent: String) -> [String] {
    nodes.enumerated().flatMap { index, node -> [String] in
      let inputs = node.inputs.map { "%\($0)" }
      let what = words.text(node.operation, names(node, inputs))
      let head =
        "\(indent)%\(index) = \(what)  \(shown(node.axes)) \(shown(node))  \(shown(node.origin))"
      switch node.operation {
      case .map(let program), .mapReduce(let program, _, _, _, _):
        return [head] + instructions(program, inputs).map { "\(indent)    \($0)" }
      case .loop(let body):
        let condition = "\(indent)    condition %\(body.condition), next %\(body.next)"
        return [head] + lines(body.nodes, indent + "    ") + [condition]
      default: return [head]
      }
    }
  }

  /// Returns the names of what the operation of `node` works on: for a program its results.
  func names(_ node: PlanNode, _ inputs: [String]) -> [String] {
    guard case .mapReduce(let program, _, _, _, _) = node.operation else { return inputs }
    return program.results.map { register(program, $0, inputs) }
  }

  private func register(_ program: Program, _ register: Int, _ inputs: [String]) -> String {
    register < program.inputCount ? inputs[register] : ".\(register - program.inputCount)"
  }

  /// Returns the instructions of `program` on `inputs`, a line each.
  func instructions(_ program: Program, _ inputs: [String]) -> [String] {
    program.instructions.enumerated().map { index, instruction in
      let operands = instruction.operands.map { register(program, $0, inputs) }
      return ".\(index) = \(words.text(instruction.operation, operands))"
    }
  }
}
