import IdxPlan

extension PlanPrinter {
  /// The plan as a graph in the language of Graphviz: edges run from inputs to what reads them.
  public var dot: String {
    var lines = ["digraph plan {", "  rankdir=LR;", "  node [shape=box, fontname=\"sans-serif\"];"]
    for (index, node) in plan.nodes.enumerated() {
      let inputs = node.inputs.map { "%\($0)" }
      var label = ["%\(index) = \(words.text(node.operation, names(node, inputs)))"]
      if case .map(let program) = node.operation { label += instructions(program, inputs) }
      if case .mapReduce(let program, _, _, _, _) = node.operation {
        label += instructions(program, inputs)
      }
      label.append("\(shown(node.axes)) \(shown(node))")
      lines.append("  n\(index) [label=\(quoted(label))];")
      lines += node.inputs.map { "  n\($0) -> n\(index);" }
    }
    for (index, output) in plan.outputs.enumerated() {
      lines.append("  o\(index) [shape=oval, label=\(quoted([output.name]))];")
      lines.append("  n\(output.node) -> o\(index);")
    }
    return lines.map { $0 + "\n" }.joined() + "}\n"
  }

  /// Returns `lines` as one quoted string in which lines are set to the left.
  private func quoted(_ lines: [String]) -> String {
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { text += "\\l" }
      for character in line {
        switch character {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        default: text.append(character)
        }
      }
    }
    return "\"\(text)\(lines.count > 1 ? "\\l" : "")\""
  }
}
