public import IdxDiagnostics

/// The forms in which results are written.
public enum ResultFormat: String, Sendable, CaseIterable {
  case table, csv, json, markdown, latex

  /// `true` iff programs read it, so that numbers are written in full.
  public var isForPrograms: Bool { self == .csv || self == .json }
}

/// How results are written.
public struct ResultLayout: Sendable {
  /// What is shown.
  public var shown = ShownResults.scores
  /// How deep the nodes go; 0 is the index alone.
  public var level = 1
  /// The digits after the point, where people read.
  public var decimals = 4
  /// The most rows of a table that are shown on a screen; `nil` for all.
  public var rows: Int?
  /// How the rows that are left out can be seen.
  public var howToSeeMore = "--output FILE or --format csv has all"
  /// The cells of the screen.
  public var width = 100
  /// The colours of tables.
  public var paint = Paint(false)

  /// Creates the defaults.
  public init() {}
}

/// Text made of results.
public enum ResultWriter {
  /// Returns `evaluations` and `values` as a text in `format`, which ends with a line end unless it is
  /// empty.
  public static func text(
    _ evaluations: [EvaluationReport], values: [ValueReport] = [], format: ResultFormat,
    layout: ResultLayout
  ) -> String {
    if format == .json { return ResultJSON.text(evaluations, values, layout: layout) }
    let tables =
      evaluations.flatMap { $0.tables(layout.shown, level: layout.level) }
      + ValueTables.tables(values, isForPrograms: format.isForPrograms)
    return text(tables, format: format, layout: layout)
  }

  /// Returns `tables` as a text in `format`, which is not JSON.
  public static func text(
    _ tables: [ResultTable], format: ResultFormat, layout: ResultLayout
  ) -> String {
    switch format {
    case .csv: return CSVWriter.text(tables)
    case .markdown:
      return tables.map { MarkdownWriter.text($0, layout: layout) }.joined(separator: "\n")
    case .latex:
      return tables.map { LatexWriter.text($0, layout: layout) }.joined(separator: "\n")
    default:
      return tables.map { TableWriter.text($0, layout: layout) }.joined(separator: "\n")
    }
  }
}

extension ResultTable.Cell {
  /// Returns the cell as people read it.
  func shown(decimals: Int) -> String {
    switch self {
    case .text(let text): text
    case .number(let value): DecimalText.fixed(value, decimals: decimals)
    case .ordinal(let value):
      value == value.rounded() ? DecimalText.fixed(value, decimals: 0) : JSONValue.shortest(value)
    case .missing: "–"
    }
  }
}
