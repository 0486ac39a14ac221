import IdxDiagnostics

// Things that stand under each other.
extension Renderer {
  /// Writes the rows of a file.
  mutating func write(rows: [Row]) {
    if rows.isEmpty { return }
    write(rows: rows, 0, false, 0)
    newLine(0)
  }

  /// Writes `row` on the current line.
  mutating func write(flat row: Row, _ indent: Int) {
    for (place, cell) in row.cells.enumerated() {
      if place > 0 { write(" ", 1, indent) }
      write(cell.document, indent, flat: true)
    }
  }

  /// Writes `rows`, the first of them here, the others each on a line of its own.
  mutating func write(rows: [Row], _ indent: Int, _ flat: Bool, _ tail: Int) {
    if flat {
      for (place, row) in rows.enumerated() {
        if place > 0 { write(" ", 1, indent) }
        write(flat: row, indent)
      }
      return
    }
    let widths = Alignment(rows, indent: indent, tail: tail).widths
    var wasSpaced = false
    for (place, row) in rows.enumerated() {
      if place > 0 { newLine(indent) }
      let start = lines.count
      if place > 0, row.isApart || wasSpaced { lines.append(Line(text: "", width: 0)) }
      for (number, document) in row.above.enumerated() {
        write(document, indent)
        if number < row.above.count - 1 || !row.cells.isEmpty { newLine(indent) }
      }
      let first = lines.count
      write(row, widths[place], indent, place == rows.count - 1 ? tail : 0)
      if let comment = row.comment { write(comment, indent) }
      wasSpaced = row.isSpaced && lines.count > first
      if wasSpaced, place > 0, !lines[start].text.isEmpty {
        lines.insert(Line(text: "", width: 0), at: start)
      }
    }
  }

  private mutating func write(_ row: Row, _ widths: [Int], _ indent: Int, _ tail: Int) {
    let padding = zip(widths, row.cells).dropLast().reduce(0) { sum, pair in
      sum + pair.0 - (pair.1.document.flat ?? 0)
    }
    let fits =
      row.flat.map { indent + $0 + padding + tail <= row.limit } ?? false
    if !fits, let broken = row.broken {
      write(broken, indent, tail: tail)
      return
    }
    for (place, cell) in row.cells.enumerated() {
      let isLast = place == row.cells.count - 1
      write(cell.document, indent, flat: fits || !isLast, tail: isLast ? tail : 0)
      if !isLast { pad(widths[place] - (cell.document.flat ?? 0) + 1, indent) }
    }
  }
}

/// How wide the cells of rows are, so that they stand under each other.
struct Alignment {
  /// The width of each cell of each row; that of the last one is not filled.
  private(set) var widths: [[Int]]
  private let rows: [Row]
  /// The room of a line.
  private let room: [Int]

  /// Aligns `rows`, which are indented by `indent`, the last with `tail` cells behind it.
  init(_ rows: [Row], indent: Int, tail: Int) {
    self.rows = rows
    widths = rows.map { row in row.cells.map { $0.document.flat ?? 0 } }
    room = rows.indices.map { place in
      rows[place].limit - indent - (place == rows.count - 1 ? tail : 0)
    }
    alignThroughout()
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, isAligned(start), isAligned(end), !rows[end].isApart,
        rows[end].above.isEmpty
      { end += 1 }
      if isAligned(start) { align(start..<end, column: 0) }
      start = end
    }
  }

  /// Makes the first cells equally wide of the rows that ask for it.
  private mutating func alignThroughout() {
    let places = rows.indices.filter { rows[$0].isAlignedThroughout }
    let width = places.compactMap { widths[$0].first }.max() ?? 0
    for place in places { widths[place][0] = width }
  }

  /// `true` iff row `place` takes part: it fits on a line, or is broken in its last cell only.
  private func isAligned(_ place: Int) -> Bool {
    let row = rows[place]
    if row.isAlignedThroughout { return false }
    return row.broken == nil || row.flat.map { $0 <= room[place] } ?? false
  }

  /// Aligns cell `column` of the rows `range`, those that follow each other and have the same there, and
  /// the cells behind it.
  private mutating func align(_ range: Range<Int>, column: Int) {
    var start = range.lowerBound
    while start < range.upperBound {
      guard column < widths[start].count else {
        start += 1
        continue
      }
      let tag = rows[start].cells[column].tag
      var end = start + 1
      while end < range.upperBound, column < widths[end].count,
        rows[end].cells[column].tag == tag
      { end += 1 }
      if widen(start..<end, column) { align(start..<end, column: column + 1) }
      start = end
    }
  }

  /// Makes cell `column` of the rows `range` equally wide, unless a line got too long by that; `true`
  /// iff it did.
  private mutating func widen(_ range: Range<Int>, _ column: Int) -> Bool {
    let width = range.map { widths[$0][column] }.max() ?? 0
    let filled = range.filter { column < widths[$0].count - 1 }
    for place in filled {
      guard let flat = rows[place].flat, flat <= room[place] else { continue }
      let before = zip(widths[place], rows[place].cells).reduce(0) { sum, pair in
        sum + pair.0 - (pair.1.document.flat ?? 0)
      }
      if flat + before + width - widths[place][column] > room[place] { return false }
    }
    for place in filled { widths[place][column] = width }
    return true
  }
}
