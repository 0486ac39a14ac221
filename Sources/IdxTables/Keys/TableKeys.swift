public import IdxDiagnostics

/// Checks that the rows of a table are told apart by their key.
public enum TableKeys {
  /// Returns a finding for each row whose texts in the columns `key` an earlier row has too.
  ///
  /// At most 20 are listed, and one that counts the others. A missing text is a key part like any
  /// other. Columns that are not texts of the table do not take part.
  public static func duplicates(
    in table: Table, key: [String], bytes: TableBytes, header: TableHeader, format: TableFormat,
    file: FileID
  ) -> [Diagnostic] {
    let parts = key.compactMap { name in table[name]?.text.map { (name: name, column: $0) } }
    guard !parts.isEmpty else { return [] }
    let (pairs, count) = repeated(parts.map(\.column), rows: table.rowCount)
    if pairs.isEmpty { return [] }
    let places = TablePlaces.places(
      of: pairs.flatMap { pair in
        [pair.first, pair.again].map { TablePlaces.Cell(row: $0, column: parts[0].name) }
      }, in: bytes, header: header, format: format, file: file)
    var result: [Diagnostic] = []
    for (i, pair) in pairs.enumerated() {
      let finding = Diagnostic.duplicateKey(
        parts.map { $0.column[pair.again] ?? "" }, at: places[2 * i + 1], first: places[2 * i])
      result.append(
        i < FindingList.listed
          ? finding : .more(count - FindingList.listed, like: finding, at: places[2 * i + 1]))
    }
    return result
  }

  /// Returns the findings of repeated keys, see `duplicates(in:key:bytes:header:format:file:)`.
  public static func duplicates(
    in table: Table, key: [String], bytes: [UInt8], header: TableHeader, format: TableFormat,
    file: FileID
  ) -> [Diagnostic] {
    bytes.withUnsafeBufferPointer {
      duplicates(in: table, key: key, bytes: $0, header: header, format: format, file: file)
    }
  }

  /// Returns the first rows that repeat a key, each with the row that has it first, and how many
  /// rows there are that do.
  private static func repeated(
    _ columns: [TextColumn], rows: Int
  ) -> (pairs: [(first: Int, again: Int)], count: Int) {
    let (codes, distinct) = combined(columns, rows: rows)
    var firstRow = [Int](repeating: -1, count: distinct)
    var pairs: [(first: Int, again: Int)] = []
    var count = 0
    for row in 0..<rows {
      let code = codes[row]
      if firstRow[code] < 0 {
        firstRow[code] = row
      } else {
        if count <= FindingList.listed { pairs.append((firstRow[code], row)) }
        count += 1
      }
    }
    return (pairs, count)
  }

  /// Returns for each row the number of its key, and an upper bound of the numbers.
  private static func combined(
    _ columns: [TextColumn], rows: Int
  ) -> (codes: [Int], distinct: Int) {
    guard let first = columns.first else { return ([], 0) }
    var codes = first.codes.map { Int($0) + 1 }
    var distinct = first.labels.count + 1
    for column in columns.dropFirst() {
      // Pairs of numbers are numbered anew, so that any number of columns stays in range.
      var numbers: [SIMD2<Int32>: Int] = [:]
      for row in 0..<rows {
        let pair = SIMD2(Int32(truncatingIfNeeded: codes[row]), column.codes[row])
        let next = numbers.count
        codes[row] = numbers[pair, default: next]
        if codes[row] == next { numbers[pair] = next }
      }
      distinct = numbers.count
    }
    return (codes, distinct)
  }
}
