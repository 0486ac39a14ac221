import IdxDiagnostics
import IdxIDE

/// How columns count: in which units of which encoding.
enum PositionEncoding: String, Codable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"
}

/// A place in a document, as the protocol counts: lines and columns from 0.
struct Position: Codable, Hashable, Comparable, Sendable {
  var line: Int
  var character: Int

  static func < (a: Position, b: Position) -> Bool {
    (a.line, a.character) < (b.line, b.character)
  }
}

/// A range of a document; the end is not in it.
struct PositionRange: Codable, Hashable, Sendable {
  var start: Position
  var end: Position
}

/// Turns bytes of one text into positions and back.
struct PositionMap {
  let bytes: [UInt8]
  let lines: LineIndex
  let encoding: PositionEncoding

  init(_ lines: LineIndex, _ encoding: PositionEncoding) {
    bytes = lines.bytes
    self.lines = lines
    self.encoding = encoding
  }

  init(_ document: Document, _ encoding: PositionEncoding) { self.init(document.lines, encoding) }

  init(_ source: SourceText, _ encoding: PositionEncoding) {
    self.init(LineIndex(source), encoding)
  }

  /// Returns the position of the byte at `offset`, which is clamped to the text.
  func position(_ offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = lines.line(at: offset)
    return Position(line: line, character: units(lines.starts[line]..<offset))
  }

  /// Returns the range of the bytes `range`.
  func range(_ range: Range<Int>) -> PositionRange {
    PositionRange(start: position(range.lowerBound), end: position(range.upperBound))
  }

  /// Returns the bytes of `range`; what lies outside counts as the nearest place inside.
  func bytes(_ range: PositionRange) -> Range<Int> {
    let start = offset(range.start)
    return start..<max(start, offset(range.end))
  }

  /// Returns the offset of `position`; a column behind its line counts as the end of the line, a line
  /// behind the text as its end.
  func offset(_ position: Position) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < lines.starts.count else { return bytes.count }
    let line = lines.range(ofLine: position.line)
    if encoding == .utf8 {
      var offset = min(line.lowerBound + max(position.character, 0), line.upperBound)
      // A place inside of a character counts as its beginning.
      while offset > line.lowerBound, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 {
        offset -= 1
      }
      return offset
    }
    var offset = line.lowerBound
    var left = position.character
    while offset < line.upperBound, left > 0 {
      let (length, units) = scalar(at: offset)
      if units > left { break }
      left -= units
      offset = min(offset + length, line.upperBound)
    }
    return offset
  }

  /// Returns how many units `range`, which lies in one line, has.
  func units(_ range: Range<Int>) -> Int {
    if encoding == .utf8 { return range.count }
    let isPlain = bytes.withUnsafeBufferPointer { bytes in
      range.allSatisfy { bytes[$0] < 0x80 }
    }
    if isPlain { return range.count }
    var count = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (length, units) = scalar(at: offset)
      offset += length
      count += units
    }
    return count
  }

  /// Returns how many bytes and units the character at `offset` has; a byte that begins none is one of
  /// each, as editors show it.
  private func scalar(at offset: Int) -> (length: Int, units: Int) {
    let byte = bytes[offset]
    let length =
      switch byte {
      case 0xF0...0xF4: 4
      case 0xE0...0xEF: 3
      case 0xC2...0xDF: 2
      default: 1
      }
    guard length > 1, offset + length <= bytes.count,
      bytes[offset + 1..<offset + length].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return (1, 1) }
    return (length, length == 4 && encoding == .utf16 ? 2 : 1)
  }
}
