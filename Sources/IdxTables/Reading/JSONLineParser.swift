/// Reads the lines of one chunk of JSON lines.
struct JSONLineParser {
  private let sink: CellSink
  private let cells: CellTargets
  private let base: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private let columns: [String: Int]
  private let decimal = DecimalText(mark: .point, thousands: nil)
  /// For each place in a line the name that stood there last, with its column: lines mostly have
  /// the same members in the same order.
  private var memory: [(name: UnsafeBufferPointer<UInt8>, column: Int)] = []
  private var lastRow: [Int]
  /// `true` for each column that some line has.
  private(set) var seen: [Bool]

  /// Creates a parser of `bytes`, which end at `end`; `columns` numbers the names to be read.
  init(_ base: UnsafePointer<UInt8>, end: Int, columns: [String: Int], sink: CellSink) {
    self.base = base
    self.end = base + end
    self.columns = columns
    self.sink = sink
    cells = sink.cells
    lastRow = [Int](repeating: -1, count: columns.count)
    seen = [Bool](repeating: false, count: columns.count)
  }

  /// Reads the lines that belong to `chunk`; the first chunk begins with a line.
  mutating func read(_ chunk: Chunk, isFirst: Bool) {
    let stop = base + chunk.range.upperBound
    var p = base + chunk.range.lowerBound
    if !isFirst {
      while p < stop, p.pointee != .lineFeed { p += 1 }
      if p == stop { return }
      p += 1
    }
    var row = chunk.firstRow
    while p <= stop, row < cells.rowCount {
      var next = p
      while next < end, next.pointee != .lineFeed { next += 1 }
      readLine(p, next, row)
      if next == end { return }
      p = next + 1
      row += 1
    }
  }

  private mutating func readLine(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ row: Int
  ) {
    var scanner = JSONScanner(base, start, end)
    var member = 0
    do throws(JSONProblem) {
      while let found = try scanner.next() {
        let (value, range) = (found.value, found.range)
        let column = column(found.name, member)
        member += 1
        if case .nested(let what) = value {
          return add(.nestedValue, range, column, text: what)
        }
        guard column >= 0 else { continue }
        if lastRow[column] == row {
          return add(.duplicateMember, range, column, text: FindingReport.shown(found.name.bytes))
        }
        lastRow[column] = row
        seen[column] = true
        store(value, range, column, row)
      }
    } catch {
      return report(error, end)
    }
    for column in lastRow.indices where lastRow[column] != row {
      let range = sink.range(start, end)
      each(column) { sink.missing(nil, range, column: column, target: $0, row: row) }
    }
  }

  /// Returns the column of `name`, the member number `member` of its line; −1 to skip it.
  private mutating func column(_ name: JSONText, _ member: Int) -> Int {
    let raw = name.raw
    if member < memory.count, memory[member].name.count == raw.count,
      memory[member].name.elementsEqual(raw)
    {
      return memory[member].column
    }
    let column = columns[String(decoding: name.bytes, as: UTF8.self)] ?? -1
    if member < memory.count {
      memory[member] = (raw, column)
    } else {
      memory.append((raw, column))
    }
    return column
  }

  private func each(_ column: Int, _ body: (Int) -> Void) {
    var target = cells.firstTargets[column]
    while target >= 0 {
      body(target)
      target = cells.targets[target].next
    }
  }

  private func store(_ value: JSONValue, _ range: Range<Int>, _ column: Int, _ row: Int) {
    each(column) { target in
      let isNumber = cells.targets[target].isNumber
      switch value {
      case .number(let bytes):
        if cells.isMark(bytes) {
          sink.missing(bytes, range, column: column, target: target, row: row)
        } else if isNumber {
          number(bytes, range, column, target, row)
        } else {
          sink.text(bytes, copying: nil, target: target, row: row)
        }
      case .text(let text):
        store(text, range, column, target, row)
      case .truth(let bytes):
        if isNumber {
          add(.notANumber, range, column, text: FindingReport.shown(bytes))
        } else {
          sink.text(bytes, copying: nil, target: target, row: row)
        }
      case .null, .nested:
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        sink.missing(nothing, range, column: column, target: target, row: row)
      }
    }
  }

  private func store(
    _ text: JSONText, _ range: Range<Int>, _ column: Int, _ target: Int, _ row: Int
  ) {
    let bytes = text.bytes
    bytes.withUnsafeBufferPointer {
      if cells.isMissing($0) {
        sink.missing($0, range, column: column, target: target, row: row)
      } else if cells.targets[target].isNumber {
        add(.notANumber, range, column, text: "\"" + FindingReport.shown(bytes) + "\"")
      } else if text.escaped {
        sink.text($0, copying: bytes, target: target, row: row)
      } else {
        sink.text(text.raw, copying: nil, target: target, row: row)
      }
    }
  }

  private func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ column: Int, _ target: Int,
    _ row: Int
  ) {
    switch decimal.read(bytes) {
    case .number(let value):
      sink.number(value, range, column: column, target: target, row: row)
    case .huge: add(.hugeNumber, range, column, text: FindingReport.shown(bytes))
    case .tiny: add(.tinyNumber, range, column, text: FindingReport.shown(bytes))
    case .notANumber: add(.notANumber, range, column, text: FindingReport.shown(bytes))
    }
  }

  private func report(_ problem: JSONProblem, _ lineEnd: UnsafePointer<UInt8>) {
    let p = base + problem.offset
    let rest = UnsafeBufferPointer(start: p, count: min(lineEnd - p, 12))
    let found =
      rest.isEmpty ? "the end of the line" : "`" + FindingReport.shown(rest) + "`"
    let end = min(p + 1, lineEnd)
    sink.findings.add(
      Finding(
        kind: .malformedLine, range: sink.range(p, end), text: found, expected: problem.expected),
      .malformedLine)
  }

  private func add(_ kind: Finding.Kind, _ range: Range<Int>, _ column: Int, text: String) {
    sink.findings.add(
      Finding(kind: kind, range: range, column: column, count: range.lowerBound, text: text), kind)
  }
}
