import IdxDiagnostics

/// Results in JSON: numbers in full, missing values null, members always in the same order.
enum ResultJSON {
  /// Returns `evaluations` and `values` as one object; that of values is there if there are any.
  static func text(
    _ evaluations: [EvaluationReport], _ values: [ValueReport], layout: ResultLayout
  ) -> String {
    var members = [("evaluations", JSONValue.array(evaluations.map { value($0, layout: layout) }))]
    if !values.isEmpty { members.append(("values", .array(values.map(value)))) }
    return JSONValue.object(members).text + "\n"
  }

  private static func value(_ report: ValueReport) -> JSONValue {
    let axes = report.axes.map { axis -> JSONValue in
      .object([
        ("name", .string(axis.name)), ("codes", .array(axis.codes.map { .string($0) })),
        ("labels", .array(axis.labels.map { .string($0) })),
      ])
    }
    return .object([
      ("name", .string(report.name)), ("label", .string(report.label)),
      ("measure", .string(report.measure)), ("axes", .array(axes)),
      ("values", nested(report, axis: 0, first: 0, count: report.cells.count)),
    ])
  }

  /// Returns `count` cells of `report` from `first` on: an array for each axis from `axis` on.
  private static func nested(
    _ report: ValueReport, axis: Int, first: Int, count: Int
  ) -> JSONValue {
    guard axis < report.axes.count else {
      return cell(report.cells[first], isBoolean: report.isBoolean)
    }
    let size = report.axes[axis].codes.count
    let inner = size == 0 ? 0 : count / size
    return .array(
      (0..<size).map { nested(report, axis: axis + 1, first: first + $0 * inner, count: inner) })
  }

  private static func cell(_ cell: ResultTable.Cell, isBoolean: Bool) -> JSONValue {
    switch cell {
    case .text(let text): isBoolean ? .boolean(text == "true") : .string(text)
    case .number(let value), .ordinal(let value): .optional(value)
    case .missing: .null
    }
  }

  private static func value(_ report: EvaluationReport, layout: ResultLayout) -> JSONValue {
    let nodes = report.nodes.filter { $0.depth <= layout.level }
    let slices = report.slices.indices.map { slice -> JSONValue in
      let at = report.slices[slice].map { ($0.axis, JSONValue.string($0.label)) }
      var members: [(String, JSONValue)] = [("at", .object(at))]
      if layout.shown != .weights {
        let objects = report.order(inSlice: slice).map { object in
          value(report, nodes, slice, object, layout.shown)
        }
        members.append(("objects", .array(objects)))
      }
      if layout.shown == .weights || layout.shown == .all {
        members.append(("weights", .array(nodes.map { weights($0, slice: slice) })))
      }
      return .object(members)
    }
    return .object([
      ("name", .string(report.name)), ("label", .string(report.label)),
      ("axis", .string(report.objectAxis)), ("slices", .array(slices)),
    ])
  }

  /// Returns the results of one object in one slice.
  private static func value(
    _ report: EvaluationReport, _ nodes: [NodeReport], _ slice: Int, _ object: Int,
    _ shown: ShownResults
  ) -> JSONValue {
    func byNode(_ value: (NodeReport) -> JSONValue) -> JSONValue {
      .object(nodes.map { ($0.path.isEmpty ? $0.code : $0.path, value($0)) })
    }
    var members: [(String, JSONValue)] = [
      ("code", .string(report.objectCodes[object])),
      ("label", .string(report.objectLabels[object])),
      ("rank", .optional(report.nodes.first?.ranks.at(slice, object))),
    ]
    if report.isGraded, shown == .scores || shown == .all {
      members.append(("grade", .optional(report.nodes[0].grades.at(slice, object))))
    }
    if shown == .scores || shown == .all {
      members.append(("scores", byNode { .optional($0.scores.at(slice, object)) }))
    }
    if shown == .ranks || shown == .all {
      members.append(("ranks", byNode { .optional($0.ranks.at(slice, object)) }))
    }
    if shown == .grades || (shown == .all && !report.grades.isEmpty) {
      members.append(("grades", byNode { .optional($0.grades.at(slice, object)) }))
    }
    return .object(members)
  }

  private static func weights(_ node: NodeReport, slice: Int) -> JSONValue {
    .object([
      ("node", .string(node.path.isEmpty ? node.code : node.path)), ("label", .string(node.label)),
      ("depth", .integer(node.depth)), ("weight", .optional(node.weights.at(slice))),
      ("effective", .optional(node.effectiveWeights.at(slice))),
    ])
  }
}
