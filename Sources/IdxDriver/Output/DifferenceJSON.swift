import IdxDiagnostics

/// Differences in JSON: numbers in full, missing values null, members always in the same order.
enum DifferenceJSON {
  /// Returns `report` as one object.
  static func text(_ report: DifferenceReport) -> String {
    JSONValue.object([
      ("same", .boolean(report.isSame)), ("changes", .array(report.changes.map(value))),
      ("evaluations", .array(report.evaluations.map(value))),
      ("addedEvaluations", strings(report.addedEvaluations)),
      ("removedEvaluations", strings(report.removedEvaluations)),
      ("values", .array(report.values.map(value))),
      (
        "expectations",
        .object([
          ("before", value(report.oldExpectations)), ("after", value(report.newExpectations)),
        ])
      ),
    ]).text + "\n"
  }

  private static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  private static func value(_ counts: (passed: Int, failed: Int)) -> JSONValue {
    .object([("passed", .integer(counts.passed)), ("failed", .integer(counts.failed))])
  }

  private static func value(_ change: ModelChange) -> JSONValue {
    .object([
      ("declaration", .string(change.declaration)), ("kind", .string(change.kind.rawValue)),
      ("aspect", .string(change.aspect)), ("place", .string(change.place)),
      ("before", .optional(change.before)), ("after", .optional(change.after)),
      ("count", change.count.map(JSONValue.integer) ?? .null), ("first", .optional(change.first)),
    ])
  }

  private static func value(_ slice: [SliceCoordinate]) -> JSONValue {
    .object(slice.map { ($0.axis, .string($0.label)) })
  }

  private static func value(_ evaluation: EvaluationDifference) -> JSONValue {
    .object([
      ("name", .string(evaluation.name)), ("oldName", .string(evaluation.oldName)),
      ("label", .string(evaluation.label)), ("axis", .string(evaluation.objectAxis)),
      ("same", .boolean(evaluation.isSame)), ("slices", .array(evaluation.slices.map(value))),
      ("addedSlices", .array(evaluation.addedSlices.map(value))),
      ("removedSlices", .array(evaluation.removedSlices.map(value))),
      ("weights", .array(evaluation.weights.map(value))),
    ])
  }

  private static func value(_ slice: SliceDifference) -> JSONValue {
    .object([
      ("at", value(slice.slice)), ("spearman", .optional(slice.spearman)),
      ("kendall", .optional(slice.kendall)), ("objects", .array(slice.objects.map(value))),
    ])
  }

  private static func value(_ object: ObjectDifference) -> JSONValue {
    .object([
      ("code", .string(object.code)), ("label", .string(object.label)),
      ("changed", .boolean(object.isChanged)), ("before", value(object.before)),
      ("after", value(object.after)),
    ])
  }

  private static func value(_ standing: ObjectDifference.Standing?) -> JSONValue {
    guard let standing else { return .null }
    return .object([
      ("score", .optional(standing.score)), ("rank", .optional(standing.rank)),
      ("grade", .optional(standing.grade)),
    ])
  }

  private static func value(_ weight: WeightDifference) -> JSONValue {
    let entries = weight.entries.map { entry in
      JSONValue.object([
        ("at", value(entry.slice)), ("before", value(entry.before)), ("after", value(entry.after)),
      ])
    }
    return .object([
      ("node", .string(weight.node)), ("label", .string(weight.label)),
      ("depth", .integer(weight.depth)), ("slices", .array(entries)),
    ])
  }

  private static func value(_ shares: WeightDifference.Shares?) -> JSONValue {
    guard let shares else { return .null }
    return .object([
      ("weight", .optional(shares.local)), ("effective", .optional(shares.effective)),
    ])
  }

  private static func value(_ value: ValueDifference) -> JSONValue {
    .object([
      ("name", .string(value.name)), ("label", .string(value.label)),
      ("changed", .integer(value.changed)), ("cells", .integer(value.cells)),
      ("first", .string(value.first)), ("before", cell(value.before)),
      ("after", cell(value.after)),
    ])
  }

  private static func cell(_ cell: ResultTable.Cell) -> JSONValue {
    switch cell {
    case .text(let text): .string(text)
    case .number(let number), .ordinal(let number): .optional(number)
    case .missing: .null
    }
  }
}
