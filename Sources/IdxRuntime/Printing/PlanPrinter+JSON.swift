import IdxDiagnostics
import IdxPlan

extension PlanPrinter {
  /// The plan as JSON, one node a line, members always in the same order.
  public var json: String {
    let parts: [(String, [JSONValue])] = [
      ("axes", plan.axes.indices.map { axis($0) }),
      ("nodes", plan.nodes.enumerated().map { node($0, $1) }),
      (
        "outputs",
        plan.outputs.map {
          .object([("name", .string($0.name)), ("node", .integer(Int($0.node)))])
        }
      ),
      ("log", plan.log.map { .string($0) }),
    ]
    let texts = parts.map { name, values in
      let lines = values.map { "\n    \($0.line)" }.joined(separator: ",")
      return "  \"\(name)\": [\(lines)\(values.isEmpty ? "" : "\n  ")]"
    }
    return "{\n" + texts.joined(separator: ",\n") + "\n}\n"
  }

  private func axis(_ index: Int) -> JSONValue {
    let axis = plan.axes[index]
    return .object([
      ("name", .string(axis.name)), ("inner", .boolean(axis.isInner)),
      ("size", size(Axis(index)).map { .integer($0) } ?? .null),
      ("elements", .string(shown(axis))),
    ])
  }

  private func node(_ index: Int, _ node: PlanNode) -> JSONValue {
    let inputs = node.inputs.map { "%\($0)" }
    var members: [(String, JSONValue)] = [
      ("index", .integer(index)), ("operation", .string(words.word(node.operation))),
      ("text", .string(words.text(node.operation, names(node, inputs)))),
      ("inputs", .array(node.inputs.map { .integer(Int($0)) })),
      ("axes", .array(node.axes.map { .string(extents.name($0)) })),
      ("type", .string(shown(node))), ("origin", origin(node.origin)),
    ]
    switch node.operation {
    case .map(let program), .mapReduce(let program, _, _, _, _):
      let lines = instructions(program, inputs).map { JSONValue.string($0) }
      members.append(("program", .array(lines)))
    case .loop(let body):
      let nodes = body.nodes.enumerated().map { self.node($0, $1) }
      members.append(
        (
          "body",
          .object([
            ("nodes", .array(nodes)), ("condition", .integer(Int(body.condition))),
            ("next", .integer(Int(body.next))),
          ])
        ))
    default: break
    }
    return .object(members)
  }

  private func origin(_ origin: Origin) -> JSONValue {
    .object([
      ("file", .integer(Int(origin.span.file.index))), ("start", .integer(Int(origin.span.start))),
      ("end", .integer(Int(origin.span.end))), ("method", .optional(origin.method)),
      ("name", .optional(origin.name)),
    ])
  }
}
