public import IdxDiagnostics

/// What the cells of a column seem to be, judged by the beginning of the table.
public struct ColumnProfile: Hashable, Sendable {
  /// The number of cells that are numbers.
  public internal(set) var numbers = 0
  /// The number of cells that are missing.
  public internal(set) var missing = 0
  /// The number of cells that are other texts.
  public internal(set) var texts = 0
  /// The first cell that is a text.
  public internal(set) var firstText: String?
  /// The place of the first cell that is a text.
  public internal(set) var firstTextPlace: DataPlace?

  /// `true` iff no cell seen is a text, and one is a number.
  public var isNumeric: Bool { texts == 0 && numbers > 0 }
}

extension TableHeader {
  /// Returns what the columns seem to be in the first `rows` rows of `bytes`.
  ///
  /// Rows that are too short or broken are left to the reader, which reports them.
  public func sniff(
    _ bytes: TableBytes, format: TableFormat, file: FileID, rows: Int = 1000
  ) -> [ColumnProfile] {
    var profiles = [ColumnProfile](repeating: ColumnProfile(), count: names.count)
    guard let base = bytes.baseAddress else { return profiles }
    if format.kind == .jsonLines {
      JSONHeader.sniff(bytes, header: self, format: format, file: file, rows: rows, &profiles)
      return profiles
    }
    let scanner = CellScanner(format, bytes)
    let cells = CellTargets([], positions: [], width: 0, rowCount: 0, format: format)
    let end = base + bytes.count
    var p = base + bodyStart
    var row = 0
    var column = 0
    while p < end, row < rows {
      let extent = scanner.cell(p, end)
      guard extent.problem == .none else { break }
      let endsRow = extent.next == end || extent.next.pointee != scanner.delimiter
      let isBlankLine = column == 0 && endsRow && extent.end == p && names.count > 1
      if column < names.count, !isBlankLine {
        extent.bytes.withUnsafeBufferPointer { cell in
          profiles[column].add(cell, cells) {
            let offset = extent.start - base
            return DataPlace(
              Places.span(file, offset, extent.end - base),
              line: Places.line(bytes, at: offset), column: names[column])
          }
        }
      }
      p = extent.next
      column += 1
      if endsRow {
        row += 1
        column = 0
      }
      p += p < end ? 1 : 0
    }
    return profiles
  }

  /// Returns what the columns seem to be, see `sniff(_:format:file:rows:)`.
  public func sniff(
    _ bytes: [UInt8], format: TableFormat, file: FileID, rows: Int = 1000
  ) -> [ColumnProfile] {
    bytes.withUnsafeBufferPointer { sniff($0, format: format, file: file, rows: rows) }
  }
}

extension ColumnProfile {
  /// Counts the cell `bytes`, which stands at `place`.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cells: CellTargets, at place: () -> DataPlace
  ) {
    if cells.isMissing(bytes) {
      missing += 1
    } else if cells.decimal.read(bytes) != .notANumber {
      numbers += 1
    } else {
      texts += 1
      if firstText != nil { return }
      firstText = FindingReport.shown(bytes)
      firstTextPlace = place()
    }
  }
}
