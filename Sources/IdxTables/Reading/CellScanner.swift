/// The extent of one cell.
struct CellExtent {
  /// What breaks the rules of quoting.
  enum Problem {
    /// Nothing.
    case none
    /// A quote inside, or something between a closing quote and the delimiter.
    case strayQuote
    /// A quote that is not closed.
    case unclosedQuote
  }

  /// The first byte of the content, behind an opening quote.
  var start: UnsafePointer<UInt8>
  /// The byte past the content.
  var end: UnsafePointer<UInt8>
  /// The delimiter or line end behind the cell, or the end of the bytes.
  var next: UnsafePointer<UInt8>
  /// `true` iff the cell stands in quotes.
  var quoted = false
  /// `true` iff the content holds doubled quotes.
  var escaped = false
  /// What is wrong with it; then `start` is the place.
  var problem = Problem.none

  /// The content with doubled quotes made single.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    var p = start
    while p < end {
      result.append(p.pointee)
      p += escaped && p.pointee == .quote ? 2 : 1
    }
    return result
  }
}

/// Finds the ends of cells and rows of delimited text.
struct CellScanner {
  /// The byte between cells.
  let delimiter: UInt8
  /// The byte that ends rows: LF, or CR in files that have no LF.
  let lineEnd: UInt8
  private let delimiters: UInt64
  private let lineEnds: UInt64
  private let quotes: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Creates a scanner for cells between `delimiter` and rows that end with `lineEnd`.
  init(delimiter: UInt8, lineEnd: UInt8) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    delimiters = UInt64(delimiter) &* Self.ones
    lineEnds = UInt64(lineEnd) &* Self.ones
    quotes = UInt64(UInt8.quote) &* Self.ones
  }

  /// Creates the scanner for `format`; the first line end of the table in `bytes` decides between LF and CR.
  init(_ format: TableFormat, _ bytes: TableBytes) {
    var lineEnd = UInt8.lineFeed
    var inQuotes = false
    for i in format.start(in: bytes)..<bytes.count {
      let byte = bytes[i]
      if byte == .quote { inQuotes.toggle() }
      if inQuotes || (byte != .lineFeed && byte != .carriageReturn) { continue }
      let lone = byte == .carriageReturn && (i + 1 == bytes.count || bytes[i + 1] != .lineFeed)
      lineEnd = lone ? .carriageReturn : .lineFeed
      break
    }
    self.init(delimiter: format.delimiter, lineEnd: lineEnd)
  }

  /// Returns `p` behind a CR that belongs to the line end that follows it.
  @inline(__always)
  func skipReturn(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    guard lineEnd == .lineFeed, p < end, p.pointee == .carriageReturn else { return p }
    return p + 1 == end || p[1] == .lineFeed ? p + 1 : p
  }

  /// `true` iff a cell ends before `p`.
  @inline(__always)
  func ends(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    p == end || p.pointee == delimiter || p.pointee == lineEnd
  }

  /// Returns the extent of the cell that begins at `p`.
  func cell(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> CellExtent {
    if p < end, p.pointee == .quote { return quotedCell(p, end) }
    let next = plainEnd(p, end)
    var extent = CellExtent(start: p, end: next, next: next)
    if next < end, next.pointee == .quote {
      extent.problem = .strayQuote
      extent.start = next
    } else if next > p, lineEnd == .lineFeed, next[-1] == .carriageReturn,
      next == end || next.pointee == .lineFeed
    {
      extent.end = next - 1
    }
    return extent
  }

  /// Returns the first delimiter, line end or quote at or behind `p`, eight bytes at a time.
  @inline(__always)
  private func plainEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var p = start
    while end - p >= 8 {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
      let hit = zeros(word ^ delimiters) | zeros(word ^ lineEnds) | zeros(word ^ quotes)
      if hit != 0 { return p + hit.trailingZeroBitCount / 8 }
      p += 8
    }
    while p < end, p.pointee != delimiter, p.pointee != lineEnd, p.pointee != .quote { p += 1 }
    return p
  }

  /// Returns a word whose lowest set bit marks the first zero byte of `word`.
  @inline(__always)
  private func zeros(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word & Self.tops }

  /// Returns the extent of the quoted cell that begins at `p`.
  private func quotedCell(
    _ open: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> CellExtent {
    var extent = CellExtent(start: open + 1, end: open + 1, next: end, quoted: true)
    var p = open + 1
    while p < end {
      if p.pointee != .quote {
        p += 1
      } else if p + 1 < end, p[1] == .quote {
        extent.escaped = true
        p += 2
      } else {
        extent.end = p
        extent.next = skipReturn(p + 1, end)
        if ends(extent.next, end) { return extent }
        extent.problem = .strayQuote
        extent.start = p
        return extent
      }
    }
    extent.problem = .unclosedQuote
    extent.start = open
    return extent
  }
}
