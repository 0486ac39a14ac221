import IdxDiagnostics

/// Results in JSON: numbers in full, missing values null, members always in the same order.
enum ResultJSON {
  /// Returns `evaluations` as one object.
  static func text(_ evaluations: [EvaluationReport], layout: ResultLayout) -> String {
    let values = evaluations.map { value($0, layout: layout) }
    return JSONValue.object([("evaluations", .array(values))]).text + "\n"
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
