public import IdxDiagnostics

/// Finds the places of cells in a data file again, for findings that are made after reading.
public enum TablePlaces {
  /// A cell, or a whole row where `column` is `nil`.
  public struct Cell: Hashable, Sendable {
    /// The row, from 0.
    public let row: Int
    /// The name of the column.
    public let column: String?

    /// Creates the cell of `column` in `row`.
    public init(row: Int, column: String? = nil) {
      self.row = row
      self.column = column
    }
  }

  /// Returns the number of the line, from 1, on which `span` begins.
  public static func line(of span: Span, in bytes: TableBytes) -> Int {
    Places.line(bytes, at: Int(span.start))
  }

  /// Returns the places of `cells`, in the same order. Complexity: O(bytes), for all together.
  ///
  /// Of JSON lines each place is the whole line. Rows that the file does not have are placed at
  /// its end.
  public static func places(
    of cells: [Cell], in bytes: TableBytes, header: TableHeader, format: TableFormat, file: FileID
  ) -> [DataPlace] {
    let order = cells.indices.sorted { cells[$0].row < cells[$1].row }
    var result = [DataPlace?](repeating: nil, count: cells.count)
    var rows = RowWalker(bytes, header: header, format: format)
    var lines = LineCounter(bytes)
    for i in order {
      let start = rows.start(of: cells[i].row)
      // Lines are counted to the row's start, which ascends; cells of one row may not.
      let line = lines.line(at: start)
      let position = cells[i].column.flatMap { header.index(of: $0) }
      let range = rows.range(from: start, column: position)
      let inside = Places.lineEnds(bytes, start..<max(start, range.lowerBound))
      result[i] = DataPlace(
        Places.span(file, range.lowerBound, range.upperBound), line: line + inside,
        column: cells[i].column)
    }
    return result.compactMap { $0 }
  }

  /// Returns the places of `cells`, see `places(of:in:header:format:file:)`.
  public static func places(
    of cells: [Cell], in bytes: [UInt8], header: TableHeader, format: TableFormat, file: FileID
  ) -> [DataPlace] {
    bytes.withUnsafeBufferPointer {
      places(of: cells, in: $0, header: header, format: format, file: file)
    }
  }
}

/// Walks over the rows of a table that was read without errors.
private struct RowWalker {
  private let bytes: TableBytes
  private let scanner: CellScanner
  private let quoting: Bool
  private var offset: Int
  private var row = 0

  /// Creates a walker at the first row.
  init(_ bytes: TableBytes, header: TableHeader, format: TableFormat) {
    self.bytes = bytes
    quoting = format.kind != .jsonLines
    scanner =
      quoting
      ? CellScanner(format, bytes) : CellScanner(delimiter: .comma, lineEnd: .lineFeed)
    offset = min(header.bodyStart, bytes.count)
  }

  /// Returns the offset at which row `wanted` begins, which is not before the row asked for last.
  mutating func start(of wanted: Int) -> Int {
    while row < wanted, offset < bytes.count {
      offset = rowEnd(from: offset)
      if offset < bytes.count { offset += 1 }
      row += 1
    }
    return offset
  }

  /// Returns the offset of the line end of the row that begins at `start`.
  private func rowEnd(from start: Int) -> Int {
    var inQuotes = false
    var i = start
    while i < bytes.count {
      if quoting, bytes[i] == .quote { inQuotes.toggle() }
      if !inQuotes, bytes[i] == scanner.lineEnd { break }
      i += 1
    }
    return i
  }

  /// Returns the bytes of cell `column` of the row at `start`, `nil` for those of the row.
  func range(from start: Int, column: Int?) -> Range<Int> {
    guard quoting, let column, let base = bytes.baseAddress else {
      let end = rowEnd(from: start)
      return start..<(end > start && bytes[end - 1] == .carriageReturn ? end - 1 : end)
    }
    let end = base + bytes.count
    var extent = scanner.cell(base + start, end)
    for _ in 0..<column {
      guard extent.next < end, extent.next.pointee == scanner.delimiter else { break }
      extent = scanner.cell(extent.next + 1, end)
    }
    return extent.start - base..<max(extent.start, extent.end) - base
  }
}
