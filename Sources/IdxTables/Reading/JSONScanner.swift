/// What breaks the rules of JSON on a line.
struct JSONProblem: Error {
  /// What should stand there.
  let expected: String
  /// The offset in the file.
  let offset: Int
}

/// A text of JSON between its quotes.
struct JSONText {
  /// The first byte.
  let start: UnsafePointer<UInt8>
  /// The byte past the last.
  let end: UnsafePointer<UInt8>
  /// `true` iff the text holds escapes.
  let escaped: Bool

  /// The bytes as they stand in the file.
  var raw: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: end - start) }

  /// The text with its escapes resolved; half surrogates are repaired.
  var bytes: [UInt8] {
    guard escaped else { return Array(raw) }
    var units: [UInt8] = []
    var i = 0
    while i < raw.count {
      guard raw[i] == .backslash else {
        units.append(raw[i])
        i += 1
        continue
      }
      if raw[i + 1] == UInt8(ascii: "u") {
        var code = unit(i + 2)
        i += 6
        if code & 0xFC00 == 0xD800, i + 5 < raw.count, raw[i] == .backslash,
          raw[i + 1] == UInt8(ascii: "u"), unit(i + 2) & 0xFC00 == 0xDC00
        {
          code = 0x10000 + (code & 0x3FF) << 10 + unit(i + 2) & 0x3FF
          i += 6
        }
        units += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
      } else {
        units.append(Self.simple(raw[i + 1]))
        i += 2
      }
    }
    return units
  }

  /// Returns the number that the four digits from `i` on write.
  private func unit(_ i: Int) -> UInt32 {
    raw[i..<i + 4].reduce(0) { $0 << 4 | UInt32(JSONScanner.hexDigit($1) ?? 0) }
  }

  /// Returns the byte that the escape `letter` stands for.
  private static func simple(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): .lineFeed
    case UInt8(ascii: "r"): .carriageReturn
    case UInt8(ascii: "t"): .tabulator
    default: letter
    }
  }
}

/// A value of JSON.
enum JSONValue {
  /// What looks like a number.
  case number(UnsafeBufferPointer<UInt8>)
  /// A text in quotes.
  case text(JSONText)
  /// `true` or `false`.
  case truth(UnsafeBufferPointer<UInt8>)
  /// `null`.
  case null
  /// An object or an array, as words.
  case nested(String)
}

/// A member of an object.
struct JSONMember {
  /// The name.
  let name: JSONText
  /// The value.
  let value: JSONValue
  /// The offsets of the value.
  let range: Range<Int>
}

/// Reads the members of the object on one line.
struct JSONScanner {
  private let base: UnsafePointer<UInt8>
  private var p: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private var isFirst = true

  /// Creates a scanner of the line `start ..< end` of the file at `base`.
  init(
    _ base: UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) {
    self.base = base
    p = start
    self.end = end
  }

  /// Returns the next member with the range of its value, `nil` behind the last.
  ///
  /// A nested value ends the line: nothing behind it is read.
  mutating func next() throws(JSONProblem) -> JSONMember? {
    if isFirst { try expect(UInt8(ascii: "{"), "a JSON object") }
    skipBlanks()
    if p < end, p.pointee == UInt8(ascii: "}") {
      p += 1
      skipBlanks()
      if p < end { throw problem("the end of the line after `}`") }
      return nil
    }
    if !isFirst {
      try expect(.comma, "`,` or `}`")
      skipBlanks()
    }
    isFirst = false
    guard p < end, p.pointee == .quote else { throw problem("a member name in quotes") }
    let name = try text()
    try expect(UInt8(ascii: ":"), "`:` after the member name")
    skipBlanks()
    let start = p
    let value = try value()
    return JSONMember(name: name, value: value, range: start - base..<p - base)
  }

  private mutating func value() throws(JSONProblem) -> JSONValue {
    guard p < end else { throw problem("a value") }
    switch p.pointee {
    case .quote: return .text(try text())
    case UInt8(ascii: "{"): return nested("an object")
    case UInt8(ascii: "["): return nested("an array")
    case .minus, UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(run { $0.isDigit || "+-.eE".utf8.contains($0) })
    default: return try word()
    }
  }

  private mutating func word() throws(JSONProblem) -> JSONValue {
    let start = p
    let word = run { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    if word.elementsEqual("null".utf8) { return .null }
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return .truth(word) }
    p = start
    throw problem("a number, a text, true, false or null")
  }

  private mutating func nested(_ what: String) -> JSONValue {
    p += 1
    return .nested(what)
  }

  private mutating func run(_ belongs: (UInt8) -> Bool) -> UnsafeBufferPointer<UInt8> {
    let start = p
    while p < end, belongs(p.pointee) { p += 1 }
    return UnsafeBufferPointer(start: start, count: p - start)
  }

  /// Returns the text that begins with the quote at `p`.
  private mutating func text() throws(JSONProblem) -> JSONText {
    p += 1
    let start = p
    var escaped = false
    while p < end, p.pointee != .quote {
      if p.pointee < 0x20 { throw problem("no control character in a text") }
      if p.pointee == .backslash {
        escaped = true
        try skipEscape()
      } else {
        p += 1
      }
    }
    guard p < end else { throw problem("a closing quote") }
    p += 1
    return JSONText(start: start, end: p - 1, escaped: escaped)
  }

  private mutating func skipEscape() throws(JSONProblem) {
    guard end - p >= 2 else { throw problem("an escape") }
    if p[1] == UInt8(ascii: "u") {
      guard end - p >= 6, (2..<6).allSatisfy({ Self.hexDigit(p[$0]) != nil }) else {
        throw problem("four hexadecimal digits after `\\u`")
      }
      p += 6
    } else {
      guard "\"\\/bfnrt".utf8.contains(p[1]) else { throw problem("an escape of JSON") }
      p += 2
    }
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(JSONProblem) {
    skipBlanks()
    guard p < end, p.pointee == byte else { throw problem(what) }
    p += 1
  }

  private mutating func skipBlanks() {
    while p < end, p.pointee.isBlank || p.pointee == .carriageReturn { p += 1 }
  }

  private func problem(_ expected: String) -> JSONProblem {
    JSONProblem(expected: expected, offset: p - base)
  }

  /// Returns the value of a hexadecimal digit.
  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - .zero
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
