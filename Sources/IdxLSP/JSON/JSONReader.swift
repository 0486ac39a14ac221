/// Reads the messages that come with each key, several times as fast as the coders: those of plain characters in their
/// usual form. What it does not read, which may be sound all the same, is `nil`, and left to the coders.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var depth = 0

  private static let mostDepth = 64

  /// Returns what `read` makes of `content`, all of which it has to read.
  static func read<Value>(
    _ content: [UInt8], _ read: (inout JSONReader) -> Value?
  ) -> Value? {
    content.withUnsafeBufferPointer { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      var reader = JSONReader(bytes: bytes)
      guard let value = read(&reader) else { return nil }
      reader.skipSpace()
      return reader.place == bytes.count ? value : nil
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func skipSpace() {
    while [0x20, 0x0A, 0x0D, 0x09].contains(next) { place += 1 }
  }

  /// Takes `byte` with the space before it, if it comes next.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next == byte else { return false }
    place += 1
    return true
  }

  /// Reads an object: `member` reads the value of each key and returns `false` where it cannot, or the key came before.
  mutating func object(_ member: (inout JSONReader, String) -> Bool) -> Bool {
    guard depth < Self.mostDepth, take(UInt8(ascii: "{")) else { return false }
    depth += 1
    defer { depth -= 1 }
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard let key = string(), take(UInt8(ascii: ":")), member(&self, key) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// Reads a list: `item` reads each item and returns `false` where it cannot.
  mutating func list(_ item: (inout JSONReader) -> Bool) -> Bool {
    guard depth < Self.mostDepth, take(UInt8(ascii: "[")) else { return false }
    depth += 1
    defer { depth -= 1 }
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      guard item(&self) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  /// Reads a text.
  mutating func string() -> String? {
    guard let (range, pairs) = characters() else { return nil }
    if pairs > 0 { return String(decoding: text(range, pairs), as: UTF8.self) }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Reads a text as its bytes.
  mutating func text() -> [UInt8]? { characters().map { text($0.place, $0.pairs) } }

  /// Reads past a text; returns where its characters are, and how many of them are written as two.
  private mutating func characters() -> (place: Range<Int>, pairs: Int)? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = place
    var pairs = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x20 { return nil }
      if byte == UInt8(ascii: "\"") {
        defer { place += 1 }
        return (start..<place, pairs)
      }
      place += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      guard Self.meant(by: next) != nil else { return nil }
      place += 1
      pairs += 1
    }
    return nil
  }

  /// Returns the text at `range`, in which `pairs` characters are written as two.
  private func text(_ range: Range<Int>, _ pairs: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count - pairs)
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
      guard bytes[place] == UInt8(ascii: "\\"), let meant = Self.meant(by: bytes[place + 1]) else {
        place += 1
        continue
      }
      result += bytes[start..<place]
      result.append(meant)
      place += 2
      start = place
    }
    result += bytes[start..<range.upperBound]
    return result
  }

  /// Returns what a character behind a backslash stands for, if that is one byte.
  private static func meant(by byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    default: nil
    }
  }

  /// Reads a whole number that is not too long, written without a fraction or an exponent.
  mutating func number() -> Int? {
    skipSpace()
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let start = place
    var value = 0
    while 0x30...0x39 ~= next, place - start < 16 {
      value = value * 10 + Int(next - 0x30)
      place += 1
    }
    let isPlain = ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next)
    let hasZero = place - start > 1 && bytes[start] == 0x30
    guard place > start, isPlain, !hasZero, !(0x30...0x39 ~= next) else { return nil }
    return isNegative ? -value : value
  }

  /// Reads any value that is made of the others, to leave it alone.
  mutating func skip() -> Bool {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return object { reader, _ in reader.skip() }
    case UInt8(ascii: "["): return list { $0.skip() }
    case UInt8(ascii: "\""): return characters() != nil
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number() != nil
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let end = place + word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { word in
      end <= bytes.count && bytes[place..<end].elementsEqual(word)
    }
    if isThere { place = end }
    return isThere
  }
}

extension JSONReader {
  /// Sets `target`, unless it was set before, to what is `read`; returns whether that could be done.
  static func set<Value>(_ target: inout Value?, _ read: Value?) -> Bool {
    guard target == nil, let read else { return false }
    target = read
    return true
  }
}
