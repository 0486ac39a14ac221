/// Reads the rows of one chunk of delimited text.
struct DelimitedParser {
  private let scanner: CellScanner
  private let numbers: NumberScanner
  private let cells: CellTargets
  private let sink: CellSink
  private let base: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private let targets: UnsafeMutablePointer<CellTarget>
  private let firstTargets: UnsafeMutablePointer<Int>
  private let width: Int
  private let plainNumbers: Bool

  /// Creates a parser of `bytes`, of which the table ends at `end`, that stores into `sink`.
  init(_ base: UnsafePointer<UInt8>, end: Int, scanner: CellScanner, sink: CellSink) {
    self.base = base
    self.end = base + end
    self.scanner = scanner
    self.sink = sink
    cells = sink.cells
    targets = cells.targets
    firstTargets = cells.firstTargets
    width = cells.width
    plainNumbers = cells.format.delimiter != cells.format.decimalMark
    numbers = NumberScanner(
      mark: cells.format.decimalMark, powers: cells.powers.powers,
      smallPowers: cells.powers.smallPowers)
  }

  /// Reads the rows that belong to `chunk`; the first chunk begins with a row.
  func read(_ chunk: Chunk, isFirst: Bool) {
    let stop = base + chunk.range.upperBound
    var p = base + chunk.range.lowerBound
    if !isFirst {
      guard let start = rowStart(p, stop, inQuotes: chunk.beginsInQuotes) else { return }
      p = start
    }
    var row = chunk.firstRow
    while p <= stop, row < cells.rowCount {
      guard let next = readRow(p, row) else { return }
      p = next
      row += 1
    }
  }

  /// Returns the start of the first row behind a line end in `p ..< stop`.
  private func rowStart(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, inQuotes: Bool
  ) -> UnsafePointer<UInt8>? {
    var inQuotes = inQuotes
    var p = start
    while p < stop {
      if p.pointee == .quote {
        inQuotes.toggle()
      } else if p.pointee == scanner.lineEnd, !inQuotes {
        return p + 1
      }
      p += 1
    }
    return nil
  }

  /// Reads the row at `start` and returns the start of the next, `nil` behind the last.
  @inline(__always)
  private func readRow(_ start: UnsafePointer<UInt8>, _ row: Int) -> UnsafePointer<UInt8>? {
    var p = start
    var column = 0
    let behind = scanner.skipReturn(start, end)
    if width > 1, behind < end, behind.pointee == scanner.lineEnd {
      // A blank line lacks all its cells: that is told once.
      reportLength(start, start, 1)
      return behind + 1
    }
    while true {
      let first = column < width ? firstTargets[column] : -1
      if let next = readNumber(p, first, row) {
        p = next
      } else {
        guard let next = readCell(p, first, column, row) else { return nil }
        p = next
      }
      column += 1
      if p < end, p.pointee == scanner.delimiter {
        p += 1
      } else {
        break
      }
    }
    if column != width { reportLength(start, p, column) }
    return p < end ? p + 1 : nil
  }

  /// Reads the cell at `p` if it is a plain number in its range, and returns what is behind it.
  @inline(__always)
  private func readNumber(
    _ p: UnsafePointer<UInt8>, _ first: Int, _ row: Int
  ) -> UnsafePointer<UInt8>? {
    guard first >= 0, plainNumbers else { return nil }
    let target = targets + first
    guard target.pointee.isNumber, target.pointee.next < 0 else { return nil }
    var value = 0.0
    guard var next = numbers.scan(p, end, &value) else { return nil }
    if !scanner.ends(next, end) {
      next = scanner.skipReturn(next, end)
      if !scanner.ends(next, end) { return nil }
    }
    guard value >= target.pointee.lower, value <= target.pointee.upper else { return nil }
    if cells.marksLookNumeric, isMark(p, next) { return nil }
    target.pointee.values[row] = value
    if let mask = target.pointee.mask { mask[row] = 1 }
    return next
  }

  @inline(never)
  private func isMark(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    cells.isMark(UnsafeBufferPointer(start: start, count: end - start))
  }

  /// Reads any cell and returns what is behind it, `nil` to stop.
  @inline(never)
  private func readCell(
    _ p: UnsafePointer<UInt8>, _ first: Int, _ column: Int, _ row: Int
  ) -> UnsafePointer<UInt8>? {
    let extent = scanner.cell(p, end)
    guard extent.problem == .none else {
      let kind: Finding.Kind = extent.problem == .strayQuote ? .strayQuote : .unclosedQuote
      let range = sink.range(extent.start, extent.start + 1)
      sink.findings.add(Finding(kind: kind, range: range, column: column), kind)
      return nil
    }
    if first >= 0 { sink.store(extent, column: column, first: first, row: row) }
    return extent.next
  }

  @inline(never)
  private func reportLength(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ count: Int
  ) {
    sink.findings.add(
      Finding(kind: .rowLength, range: sink.range(start, end), count: count), .rowLength)
  }
}
