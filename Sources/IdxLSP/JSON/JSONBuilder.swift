/// JSON written piece by piece: for answers of many items, which the coders take several times as long for as
/// a client waits.
struct JSONBuilder {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []

  /// Adds `text` as it is.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Adds what was written before.
  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// Makes room for `count` bytes.
  mutating func reserve(_ count: Int) {
    if bytes.capacity - bytes.count < count { bytes.reserveCapacity(bytes.count + count) }
  }

  /// Adds a whole number.
  mutating func number(_ number: Int) {
    guard number >= 0 else {
      bytes.append(contentsOf: String(number).utf8)
      return
    }
    // Most of them have a digit or two.
    var power = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  /// Adds a text in quotes.
  mutating func string(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { add($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds the characters of a text, those that stand for themselves many at a time.
  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (place, byte) in text.enumerated() {
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      bytes.append(contentsOf: text[start..<place])
      start = place + 1
      switch byte {
      case UInt8(ascii: "\""): raw(#"\""#)
      case UInt8(ascii: "\\"): raw(#"\\"#)
      case 0x0A: raw(#"\n"#)
      default:
        raw(#"\u00"#)
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
    }
    bytes.append(contentsOf: text[start...])
  }

  /// Adds each of `items` by `add`, as a list.
  mutating func list<Item>(_ items: [Item], _ add: (inout JSONBuilder, Item) -> Void) {
    raw("[")
    for (number, item) in items.enumerated() {
      if number > 0 { raw(",") }
      add(&self, item)
    }
    raw("]")
  }

  /// Adds a range of a document.
  mutating func range(_ range: PositionRange) {
    raw(#"{"start":"#)
    position(range.start)
    raw(#","end":"#)
    position(range.end)
    raw("}")
  }

  private mutating func position(_ position: Position) {
    raw(#"{"line":"#)
    number(position.line)
    raw(#","character":"#)
    number(position.character)
    raw("}")
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
