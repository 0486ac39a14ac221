import IdxDiagnostics

/// Tables for a screen: columns aligned, long titles on several lines, long texts cut, what does not
/// fit left out and said so.
enum TableWriter {
  /// The cells between two columns.
  private static let gap = 2
  /// The fewest cells to which titles and texts are cut.
  private static let leastTitle = 8
  private static let leastText = 12
  /// The cells to which texts are cut before words of titles are.
  private static let easyText = 20
  /// The most lines of a title.
  private static let titleLines = 4

  /// Returns `table` under its title.
  static func text(_ table: ResultTable, layout: ResultLayout) -> String {
    let order = table.order.prefix(layout.rows ?? .max)
    let rows = order.map { place in table.values.map { $0[place] } }
    let columns = table.columns.indices.map { column -> Filled in
      let cells = rows.map {
        PrintableText.shown($0[column].shown(decimals: layout.decimals))
      }
      return Filled(table.columns[column], cells)
    }
    let kept = kept(columns, in: layout.width)
    let shown = columns.indices.filter(kept.contains).map { columns[$0] }
    let left = columns.indices.filter { !kept.contains($0) }.map { columns[$0] }
    let widths = widths(of: shown, in: layout.width)
    var text = layout.paint(PrintableText.shown(table.title), .strong) + "\n\n"
    for header in headers(shown, widths) { text += layout.paint(header, .gutter) + "\n" }
    for row in rows.indices {
      text += line(shown.map { $0.cells[row] }, shown, widths) + "\n"
    }
    if rows.isEmpty { text += "(no objects)\n" }
    let more = table.order.count - rows.count
    if more > 0 {
      let rows = "\(more) more row\(more == 1 ? "" : "s")"
      text += "(\(rows): \(layout.howToSeeMore))\n"
    }
    if !left.isEmpty { text += note(left.map(\.key), width: layout.width) }
    return text
  }

  /// A column with its cells as texts; numbers are padded so that their points stand in one line.
  private struct Filled {
    let title: String
    let key: String
    let isNumeric: Bool
    let givesWay: Bool
    let cells: [String]
    let width: Int

    init(_ column: ResultTable.Column, _ cells: [String]) {
      title = PrintableText.shown(column.title)
      key = column.key
      isNumeric = column.isNumeric
      givesWay = column.givesWay
      self.cells = isNumeric ? Self.aligned(cells) : cells
      width = self.cells.reduce(0) { max($0, DisplayWidth.cells($1)) }
    }

    private static func aligned(_ cells: [String]) -> [String] {
      let tails = cells.map { cell in cell.utf8.drop { $0 != 0x2E && $0 != 0x65 }.count }
      let longest = tails.max() ?? 0
      return zip(cells, tails).map { cell, tail in
        // What is no number stands at the right edge.
        cell.utf8.last.map { (0x30...0x39).contains($0) } == true
          ? cell + String(repeating: " ", count: longest - tail) : cell
      }
    }

    /// The cells that it takes if it may be as wide as it likes, with its title on several lines, and
    /// at least.
    var natural: Int { max(width, DisplayWidth.cells(title)) }
    var wrapped: Int {
      title.split(separator: " ").reduce(width) { max($0, DisplayWidth.cells(String($1))) }
    }
    var least: Int {
      isNumeric
        ? max(width, min(DisplayWidth.cells(title), leastTitle)) : min(natural, leastText)
    }
  }

  /// Returns which of `columns` are shown in `width` cells: from the left as many as fit, where some
  /// give way to the one after them, and one at least.
  private static func kept(_ columns: [Filled], in width: Int) -> Set<Int> {
    var order = Array(columns.indices)
    for i in order.indices.dropLast() where columns[i].givesWay { order.swapAt(i, i + 1) }
    var kept = Set(order.prefix(1))
    var used = order.first.map { columns[$0].least } ?? 0
    for column in order.dropFirst() {
      used += gap + columns[column].least
      if used > width { break }
      kept.insert(column)
    }
    return kept
  }

  /// Returns the widths of `columns` in `width` cells: titles of numbers go on several lines first,
  /// then texts are cut, then words of titles.
  private static func widths(of columns: [Filled], in width: Int) -> [Int] {
    var widths = columns.map(\.natural)
    var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
    func narrow(_ floor: (Filled) -> Int) {
      while excess > 0 {
        // The widest of those that can give way.
        let candidates = widths.indices.filter { widths[$0] > floor(columns[$0]) }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
        widths[widest] -= 1
        excess -= 1
      }
    }
    narrow { $0.isNumeric ? max($0.wrapped, $0.least) : $0.natural }
    narrow { $0.isNumeric ? max($0.wrapped, $0.least) : min($0.natural, easyText) }
    narrow { $0.isNumeric ? $0.least : min($0.natural, easyText) }
    narrow(\.least)
    return widths
  }

  /// Returns the lines of titles above `columns`, which end together.
  private static func headers(_ columns: [Filled], _ widths: [Int]) -> [String] {
    let titles = zip(columns, widths).map { lines(of: $0.title, in: $1) }
    let height = titles.reduce(1) { max($0, $1.count) }
    return (0..<height).map { row in
      let cells = titles.map { title in
        let at = row - (height - title.count)
        return at < 0 ? "" : title[at]
      }
      return line(cells, columns, widths)
    }
  }

  /// Returns `title` on lines of `width` cells, broken between words; the last is cut where more would
  /// be too many.
  private static func lines(of title: String, in width: Int) -> [String] {
    var lines: [String] = []
    for word in title.split(separator: " ") {
      if let last = lines.last,
        lines.count == titleLines
          || DisplayWidth.cells(last) + 1 + DisplayWidth.cells(String(word)) <= width
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func line(_ cells: [String], _ columns: [Filled], _ widths: [Int]) -> String {
    let padded = cells.indices.map { i in
      DisplayWidth.padded(
        DisplayWidth.cut(cells[i], to: widths[i]), to: widths[i], onTheLeft: columns[i].isNumeric)
    }
    let line = padded.joined(separator: String(repeating: " ", count: gap)).utf8
    let end = line.lastIndex { $0 != 0x20 }.map(line.index(after:)) ?? line.startIndex
    return String(line[..<end]) ?? ""
  }

  private static func note(_ left: [String], width: Int) -> String {
    let count = left.count == 1 ? "1 column is" : "\(left.count) columns are"
    let names = DisplayWidth.cut(left.joined(separator: ", "), to: max(20, width - 40))
    return "(\(count) not shown for want of room: \(names))\n"
  }
}
