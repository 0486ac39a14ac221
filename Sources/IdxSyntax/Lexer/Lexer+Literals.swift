import IdxDiagnostics

/// The greatest size of a name, in bytes.
let longestName = 256

extension Lexer {
  /// Reads a word: a name or a keyword.
  mutating func word(_ at: inout Int) -> TokenKind {
    let start = at
    repeat { at += 1 } while Lexer.isWordByte(byte(at))
    if byte(at) >= 0x80, continueWord(&at) {
      checkLength(start, at)
      return .word
    }
    let count = at - start
    if count > 12 {
      checkLength(start, at)
      return .word
    }
    let (low, high) = packed(start, count)
    return TokenKind(rawValue: keywords.kind(low, high))
  }

  /// Returns the bytes of a word as the keyword table wants them.
  @inline(__always) private func packed(_ start: Int, _ count: Int) -> (UInt64, UInt32) {
    if start + 12 <= bytes.count, let base = bytes.baseAddress {
      let raw = UnsafeRawPointer(base + start)
      let low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
      if count <= 8 { return (low & (~0 >> UInt64(64 - 8 * count)), 0) }
      let high = UInt32(littleEndian: (raw + 8).loadUnaligned(as: UInt32.self))
      return (low, high & (~0 >> UInt32(96 - 8 * count)))
    }
    return KeywordTable.pack(bytes[start..<start + count])
  }

  /// `true` iff `byte` is an ASCII letter, digit or underscore.
  @inline(__always) static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || isDigit(byte) || byte == 0x5F
  }

  /// `true` iff `byte` is an ASCII digit.
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Reports the name from `start` to `end` if it is too long.
  func isTooLong(_ start: Int, _ end: Int) -> Bool { end - start > longestName }

  mutating func checkLength(_ start: Int, _ end: Int) {
    if isTooLong(start, end) {
      diagnostics.append(.nameTooLong(end - start, limit: longestName, at: span(start, end)))
    }
  }

  /// Reads digits with an optional fraction and exponent.
  mutating func number(_ at: inout Int) -> TokenKind {
    let start = at
    var kind = TokenKind.integer
    skipDigits(&at)
    if byte(at) == UInt8(ascii: "."), Lexer.isDigit(byte(at + 1)) {
      kind = .number
      at += 1
      skipDigits(&at)
    }
    if byte(at) | 0x20 == UInt8(ascii: "e") {
      let signed = byte(at + 1) == UInt8(ascii: "+") || byte(at + 1) == UInt8(ascii: "-")
      if Lexer.isDigit(byte(at + (signed ? 2 : 1))) {
        kind = .number
        at += signed ? 2 : 1
        skipDigits(&at)
      }
    }
    if byte(at) >= 0x80, continueWideNumber(start, &at) { return .number }
    return finishNumber(kind, start, &at)
  }

  /// Takes letters that stick to a number into it, reports them, and returns the kind.
  mutating func finishNumber(_ kind: TokenKind, _ start: Int, _ at: inout Int) -> TokenKind {
    let end = at
    while Lexer.isWordByte(byte(at)) { at += 1 }
    if byte(at) >= 0x80 { _ = continueWord(&at) }
    if byte(at) == UInt8(ascii: "%"), !Lexer.isWordByte(byte(at + 1)) { at += 1 }
    // "between them": an underscore neither ends a number nor stands twice.
    if at > end || byte(end - 1) == UInt8(ascii: "_") {
      diagnostics.append(
        .invalidNumber(text(start, at), at: span(start, at), isCell: isInRow(start)))
    }
    return kind
  }

  /// `true` iff the line of the byte at `offset` begins with `|`: a row of a table.
  func isInRow(_ offset: Int) -> Bool {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    while byte(start) == 0x20 || byte(start) == 0x09 { start += 1 }
    return byte(start) == UInt8(ascii: "|")
  }

  private func skipDigits(_ at: inout Int) {
    while Lexer.isDigit(byte(at)) || byte(at) == UInt8(ascii: "_") && Lexer.isDigit(byte(at + 1)) {
      at += 1
    }
  }

  /// Returns the text of the bytes from `start` to `end`.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
  }

  /// Reads text in double quotes, up to the end of the line if the closing quote is missing.
  mutating func string(_ at: inout Int) -> TokenKind {
    let start = at
    at += 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return .string
      case 0x0A, 0x0D:
        diagnostics.append(.unterminatedString(at: span(start, at)))
        return .string
      case UInt8(ascii: "\\"): escape(&at)
      default: at += 1
      }
    }
    diagnostics.append(.unterminatedString(at: span(start, at)))
    return .string
  }

  /// Reads what a backslash begins, and reports it if it means nothing.
  mutating func escape(_ at: inout Int) {
    let start = at
    at += 1
    switch byte(at) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "t"):
      at += 1
      return
    case UInt8(ascii: "u") where byte(at + 1) == UInt8(ascii: "{"):
      var end = at + 2
      while Lexer.isWordByte(byte(end)) { end += 1 }
      let digits = text(at + 2, end)
      let isValid = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) != nil
      if byte(end) == UInt8(ascii: "}") { end += 1 }
      at = end
      if isValid && bytes[end - 1] == UInt8(ascii: "}") { return }
    case 0x0A, 0x0D, 0: break
    default:
      at += 1
      while byte(at) & 0xC0 == 0x80 { at += 1 }
    }
    diagnostics.append(.invalidEscape(text(start, at), at: span(start, at)))
  }

  /// Returns where a name in backquotes that is not closed most likely ends: before a sign.
  private func endOfOpenName(_ start: Int) -> Int {
    var end = start + 1
    while Lexer.isWordByte(byte(end)) || byte(end) >= 0x80 || byte(end) == 0x20 { end += 1 }
    while end > start + 1, byte(end - 1) == 0x20 { end -= 1 }
    return end
  }

  /// Reads a name in backquotes, up to the end of the line if the closing one is missing.
  mutating func quotedName(_ at: inout Int) -> TokenKind {
    let start = at
    repeat { at += 1 } while at < bytes.count && ![0x60, 0x0A, 0x0D].contains(bytes[at])
    let isClosed = byte(at) == 0x60
    if isClosed { at += 1 } else { at = endOfOpenName(start) }
    if !isClosed || at - start == 2 {
      diagnostics.append(.invalidQuotedName(isClosed: isClosed, at: span(start, at)))
    } else if isTooLong(start + 1, at - 1) {
      checkLength(start + 1, at - 1)
    }
    return .quotedName
  }
}
