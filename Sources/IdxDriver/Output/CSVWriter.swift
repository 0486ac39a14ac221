import IdxDiagnostics

/// Tables as comma-separated values (RFC 4180, lines ended by LF), numbers in full.
enum CSVWriter {
  /// Returns `tables`: those with the same columns as one table, others after an empty line.
  ///
  /// Columns for the slice stand before the others, and one for the evaluation if there are several.
  static func text(_ tables: [ResultTable]) -> String {
    let hasSeveral = Set(tables.compactMap(\.evaluation)).count > 1
    var bytes: [UInt8] = []
    var previous: [String]?
    for table in tables {
      let name = hasSeveral ? table.evaluation.map { [$0] } ?? [] : []
      let header =
        name.map { _ in "evaluation" } + table.slice.map(\.axis) + table.columns.map(\.key)
      if header != previous {
        if previous != nil { bytes.append(lineFeed) }
        bytes += line(header)
        bytes.append(lineFeed)
        previous = header
      }
      let leading = line(name + table.slice.map(\.label))
      append(table, leading: leading, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  /// Appends the rows of `table`, each after the cells `leading`.
  private static func append(_ table: ResultTable, leading: [UInt8], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + table.order.count * table.columns.count * 12)
    for place in table.order {
      bytes += leading
      var isFirst = leading.isEmpty
      for values in table.values {
        if !isFirst { bytes.append(comma) }
        isFirst = false
        append(values[place], to: &bytes)
      }
      bytes.append(lineFeed)
    }
  }

  private static func line(_ values: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (i, value) in values.enumerated() {
      if i > 0 { bytes.append(comma) }
      append(value, to: &bytes)
    }
    return bytes
  }

  private static func append(_ cell: ResultTable.Cell, to bytes: inout [UInt8]) {
    switch cell {
    // Labels are indented for people alone.
    case .text(let text):
      append(text.utf8.first == 0x20 ? String(text.drop { $0 == " " }) : text, to: &bytes)
    case .number(let value), .ordinal(let value): append(value, to: &bytes)
    case .missing: break
    }
  }

  private static func append(_ value: Double, to bytes: inout [UInt8]) {
    var text = value.description
    text.withUTF8 { digits in
      let isWhole =
        digits.count > 2 && digits[digits.count - 2] == UInt8(ascii: ".")
        && digits[digits.count - 1] == UInt8(ascii: "0")
      bytes.append(contentsOf: isWhole ? digits.dropLast(2) : digits[...])
    }
  }

  private static func append(_ value: String, to bytes: inout [UInt8]) {
    var value = value
    value.withUTF8 { text in
      let mustQuote = text.contains { $0 == comma || $0 == quote || $0 == lineFeed || $0 == 0x0D }
      guard mustQuote else { return bytes.append(contentsOf: text) }
      bytes.append(quote)
      for byte in text {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      bytes.append(quote)
    }
  }
}
