import IdxDiagnostics

/// Tables as comma-separated values (RFC 4180, lines ended by LF), numbers in full.
enum CSVWriter {
  /// Returns `tables`: those with the same columns as one table, others after an empty line.
  ///
  /// Columns for the slice stand before the others, and one for the evaluation if there are several.
  static func text(_ tables: [ResultTable]) -> String {
    let hasSeveral = Set(tables.map(\.evaluation)).count > 1
    var text = ""
    var previous: [String]?
    for table in tables {
      let header =
        (hasSeveral ? ["evaluation"] : []) + table.slice.map(\.axis) + table.columns.map(\.key)
      if header != previous {
        text += (previous == nil ? "" : "\n") + line(header)
        previous = header
      }
      let leading = (hasSeveral ? [table.evaluation] : []) + table.slice.map(\.label)
      for row in table.rows { text += line(leading + row.map(value)) }
    }
    return text
  }

  private static func line(_ values: [String]) -> String {
    values.map(quoted).joined(separator: ",") + "\n"
  }

  private static func value(_ cell: ResultTable.Cell) -> String {
    switch cell {
    case .text(let text): String(text.drop { $0 == " " })
    case .number(let value), .ordinal(let value): JSONValue.shortest(value)
    case .missing: ""
    }
  }

  private static func quoted(_ value: String) -> String {
    let mustQuote = value.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard mustQuote else { return value }
    return "\""
      + value.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
