/// One line of a source as a terminal shows it, cut around a place if it is long.
struct ShownLine {
  /// The text: tabs expanded, controls escaped, invalid UTF-8 repaired.
  let text: String
  /// For each piece of the text the offset of its first byte, and the cells before it.
  private var starts: [(byte: Int, cell: Int)] = []

  /// How many bytes on each side of the place are looked at in a long line.
  private static let reach = 600

  /// Creates the line of `bytes` that is the range `line`, with the byte at `anchor` to be seen.
  init(_ bytes: [UInt8], line: Range<Int>, anchor: Int, width: Int) {
    let pieces = Self.pieces(bytes, Self.window(bytes, line, anchor))
    let cells = pieces.map { DisplayWidth.cells($0.text) }
    let kept = Self.kept(cells, anchor: pieces.firstIndex { $0.byte >= anchor }, width: width)
    let first = pieces.first?.byte ?? line.lowerBound
    let isCutBefore = kept.lowerBound > 0 || first > line.lowerBound
    let end = kept.upperBound < pieces.count ? pieces[kept.upperBound].byte : nil
    var text = isCutBefore ? "…" : ""
    var cell = isCutBefore ? 1 : 0
    for i in kept {
      starts.append((pieces[i].byte, cell))
      text += pieces[i].text
      cell += cells[i]
    }
    let last = end ?? pieces.last?.end ?? line.upperBound
    starts.append((last, cell))
    self.text = last < line.upperBound ? text + "…" : text
  }

  /// Returns the cells that the bytes `range` take in the text, one at least.
  func cells(of range: Range<Int>) -> Range<Int> {
    let low = starts.first { $0.byte >= range.lowerBound }?.cell ?? starts.last?.cell ?? 0
    let high = starts.first { $0.byte >= range.upperBound }?.cell ?? starts.last?.cell ?? 0
    return low..<max(high, low + 1)
  }

  private static func window(_ bytes: [UInt8], _ line: Range<Int>, _ anchor: Int) -> Range<Int> {
    var low = max(line.lowerBound, min(anchor, line.upperBound) - reach)
    while low > line.lowerBound, bytes[low] & 0xC0 == 0x80 { low -= 1 }
    var high = min(line.upperBound, max(anchor, line.lowerBound) + reach)
    while high < line.upperBound, bytes[high] & 0xC0 == 0x80 { high += 1 }
    return low..<max(low, high)
  }

  private static func pieces(
    _ bytes: [UInt8], _ window: Range<Int>
  ) -> [(byte: Int, end: Int, text: String)] {
    var pieces: [(byte: Int, end: Int, text: String)] = []
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes[window].makeIterator()
    var byte = window.lowerBound
    var column = 0
    while true {
      var scalar: Unicode.Scalar = "\u{FFFD}"
      let length: Int
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        length = encoded.count
        scalar = UTF8.decode(encoded)
      case .error(let count): length = count
      case .emptyInput: return pieces
      }
      let text = PrintableText.shown(scalar, at: column)
      pieces.append((byte, byte + length, text))
      byte += length
      column += DisplayWidth.cells(text)
    }
  }

  /// Returns which of the pieces that take `cells` are shown in `width` cells, two of which are for "…".
  private static func kept(_ cells: [Int], anchor: Int?, width: Int) -> Range<Int> {
    if cells.reduce(0, +) <= width { return 0..<cells.count }
    let anchor = anchor ?? cells.count
    var low = 0
    // Two thirds of the room come after the place, for there is what it marks.
    var before = cells[..<anchor].reduce(0, +)
    if before > width * 2 / 3 {
      while before > width / 3 {
        before -= cells[low]
        low += 1
      }
    }
    var high = low
    var used = 2
    while high < cells.count, used + cells[high] <= max(width, 3) {
      used += cells[high]
      high += 1
    }
    return low..<high
  }
}
