import IdxDiagnostics

/// A run of full-width text: where it is, and what it should be in ASCII.
struct WideRun {
  var start = 0
  var end = -1
  var edits: [TextEdit] = []
}

extension Lexer {
  /// Reads the token whose first byte is not ASCII.
  mutating func unicode(_ at: inout Int) -> TokenKind {
    guard let (scalar, length) = scalar(at) else { return invalidByte(&at) }
    if scalar.properties.isXIDStart {
      let start = at
      at += length
      _ = continueWord(&at)
      checkLength(start, at)
      return .word
    }
    if let ascii = FullWidth.ascii(scalar) { return wide(ascii, length, &at) }
    if isIgnorable(scalar) { return ignored(length, &at) }
    reportUnknown(at, at + length)
    at += length
    return .invalid
  }

  /// Moves `at` over the rest of a word; `true` iff there was any.
  func continueWord(_ at: inout Int) -> Bool {
    let start = at
    while at < bytes.count {
      if Lexer.isWordByte(bytes[at]) {
        at += 1
        continue
      }
      guard bytes[at] >= 0x80, let (scalar, length) = scalar(at),
        scalar.properties.isXIDContinue
      else { break }
      at += length
    }
    return at > start
  }

  /// Returns the scalar at `at` and its size in bytes, if there is a valid one.
  func scalar(_ at: Int) -> (Unicode.Scalar, Int)? { UTF8Text.scalar(in: bytes, at: at) }

  private mutating func invalidByte(_ at: inout Int) -> TokenKind {
    // Reported once for the file, with the likely encoding.
    while at < bytes.count, bytes[at] >= 0x80, scalar(at) == nil { at += 1 }
    return .invalid
  }

  /// `true` iff `scalar` is a bidirectional control, which is reported elsewhere.
  private func isIgnorable(_ scalar: Unicode.Scalar) -> Bool { UTF8Text.isBidirectional(scalar) }

  private func ignored(_ length: Int, _ at: inout Int) -> TokenKind {
    at += length
    return .whitespace
  }

  /// Reports the character from `start` to `end`, unless it goes on with one that was reported.
  mutating func reportUnknown(_ start: Int, _ end: Int) {
    defer { lastUnknown = end }
    if lastUnknown == start { return }
    diagnostics.append(.unknownCharacter(text(start, end), at: span(start, end)))
  }
}

// Full-width signs, read as if they were ASCII.
extension Lexer {
  /// Reads the token that begins with a full-width form of `ascii`.
  private mutating func wide(_ ascii: UInt8, _ length: Int, _ at: inout Int) -> TokenKind {
    if Lexer.isDigit(ascii) {
      let start = at
      _ = continueWideNumber(start, &at)
      return text(start, at).contains(where: { ".．eE".contains($0) }) ? .number : .integer
    }
    switch ascii {
    case UInt8(ascii: " "):
      addWide(at, at + length, [TextEdit(span(at, at + length), " ")])
      at += length
      return .whitespace
    case UInt8(ascii: "\""): return wideString(length, &at)
    default: return wideSign(&at)
    }
  }

  private mutating func wideSign(_ at: inout Int) -> TokenKind {
    let start = at
    if let (scalar, length) = scalar(at), let text = FullWidth.signs[scalar] {
      at += length
      addWide(start, at, [TextEdit(span(start, at), text)])
      return TokenKind.signs.first { $0.value == text }?.key ?? .invalid
    }
    var ends: [Int] = []
    var ascii: [UInt8] = []
    while ascii.count < 3, let (character, length) = asciiForm(at) {
      ascii.append(character)
      at += length
      ends.append(at)
    }
    ascii += [0, 0, 0]
    let (kind, count) = Lexer.sign(ascii[0], ascii[1], ascii[2])
    at = ends[count - 1]
    let text = String(decoding: ascii[..<count], as: UTF8.self)
    addWide(start, at, [TextEdit(span(start, at), text)])
    if kind == .invalid { reportUnknown(start, at) }
    return kind
  }

  /// Returns the ASCII form of the character at `at`, and its size in bytes.
  private func asciiForm(_ at: Int) -> (UInt8, Int)? {
    guard at < bytes.count else { return nil }
    if bytes[at] < 0x80 { return (bytes[at], 1) }
    guard let (scalar, length) = scalar(at), let ascii = FullWidth.ascii(scalar) else { return nil }
    return (ascii, length)
  }

  /// Reads on with a number that holds full-width digits; `false` iff there are none at `at`.
  mutating func continueWideNumber(_ start: Int, _ at: inout Int) -> Bool {
    var end = at
    var isWide = false
    while let (ascii, length) = asciiForm(end) {
      let follows = asciiForm(end + length).map { Lexer.isDigit($0.0) } ?? false
      guard Lexer.isDigit(ascii) || ascii == UInt8(ascii: ".") && follows else { break }
      isWide = isWide || length > 1
      end += length
    }
    guard isWide else { return false }
    at = end
    addWide(start, at, [TextEdit(span(start, at), FullWidth.ascii(text(start, at)))])
    return true
  }

  /// Reads text in typographic quotes, as far as the line goes if the closing quote is missing.
  private mutating func wideString(_ length: Int, _ at: inout Int) -> TokenKind {
    let start = at
    at += length
    while let (scalar, size) = nextInLine(at) {
      let isQuote = FullWidth.isQuote(scalar)
      if isQuote || scalar == "\"" {
        let closing = span(at, at + size)
        at += size
        addWide(
          start, at, [TextEdit(span(start, start + length), "\""), TextEdit(closing, "\"")])
        return .string
      }
      if scalar == "\\" { escape(&at) } else { at += size }
    }
    diagnostics.append(.unterminatedString(at: span(start, at)))
    return .string
  }

  private func nextInLine(_ at: Int) -> (Unicode.Scalar, Int)? {
    let byte = byte(at)
    if at >= bytes.count || byte == 0x0A || byte == 0x0D { return nil }
    return scalar(at) ?? ("?", 1)
  }

  /// Notes the full-width text from `start` to `end`, as part of the run before it if they touch.
  private mutating func addWide(_ start: Int, _ end: Int, _ edits: [TextEdit]) {
    if wideRun.end != start {
      finishWideRun()
      wideRun.start = start
    }
    wideRun.end = end
    wideRun.edits += edits
  }

  /// Reports the run of full-width text, if there is one.
  mutating func finishWideRun() {
    guard !wideRun.edits.isEmpty else { return }
    let place = span(wideRun.start, wideRun.end)
    diagnostics.append(
      .fullWidth(text(wideRun.start, wideRun.end), edits: wideRun.edits, at: place))
    wideRun = WideRun()
  }
}
