import IdxDiagnostics

/// Cuts the bytes of a file into tokens that cover all of them.
///
/// ASCII is read by a switch on bytes; the rare rest (names in other scripts, full-width signs) is
/// in `Lexer+Unicode.swift`.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: FileID
  let keywords = KeywordTable.shared
  private(set) var tokens: TokenBuffer
  private var count = 0
  var diagnostics: [Diagnostic] = []
  /// Full-width text read so far that touches the current place.
  var wideRun = WideRun()
  /// The end of the last unknown character, so that a run of them is reported once.
  var lastUnknown = -1
  /// `true` iff a comment of another language is not closed, so that no later one is.
  var hasOpenComment = false

  /// Creates the lexer of `bytes`, which are those of `file`, that writes into `tokens`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: FileID, into tokens: TokenBuffer) {
    self.bytes = bytes
    self.file = file
    self.tokens = tokens
  }

  /// Reads all bytes.
  mutating func run() {
    var at = 0
    var line = TokenArray.firstOnLine
    takeByteOrderMark(&at)
    while at < bytes.count {
      let start = at
      let kind = next(&at)
      add(kind, start, &line, end: at)
    }
    finishWideRun()
    add(.end, bytes.count, line)
    tokens.count = count - 1
  }

  /// Reads from token `first` of `old` on, whose text became this one by `change`, up to a token from
  /// which on all tokens are those of `old`; returns its position there, and whether it begins a line.
  ///
  /// That token is white space that ends a line behind the change: nothing that the lexer looks back
  /// for goes over the end of a line, and what it looks ahead for begins before it.
  mutating func rerun(
    _ old: TokenArray, from first: Int, _ change: TextChange
  ) -> (resumed: Int, line: UInt32) {
    var at = old.start(first)
    var line = old.places[first] & TokenArray.firstOnLine
    if first == 0 {
      line = TokenArray.firstOnLine
      takeByteOrderMark(&at)
    }
    var resumed = old.firstToken(from: change.replaced.upperBound)
    while at < bytes.count {
      let start = at
      let kind = next(&at)
      if start >= change.newEnd, kind == .whitespace, endsLine(start, at) {
        while old.start(resumed) < start - change.shift { resumed += 1 }
        if old.start(resumed) == start - change.shift {
          finishWideRun()
          tokens.count = count
          return (resumed, line)
        }
      }
      // Most changes need room for few tokens of those that may follow.
      if count == tokens.size {
        tokens = TokenBuffer(
          size: min(2 * count, count + bytes.count - start), copying: count, of: tokens)
      }
      add(kind, start, &line, end: at)
    }
    finishWideRun()
    tokens.count = count
    return (old.count, line)
  }

  private mutating func takeByteOrderMark(_ at: inout Int) {
    guard bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return }
    add(.whitespace, 0, 0)
    at = 3
  }

  /// Adds the token from `start` to `end`; `line` says whether it begins a line, then whether the next
  /// one does.
  @inline(__always) private mutating func add(
    _ kind: TokenKind, _ start: Int, _ line: inout UInt32, end: Int
  ) {
    add(kind, start, line)
    if !kind.isTrivia {
      line = 0
    } else if kind != .documentation, line == 0, endsLine(start, end) {
      line = TokenArray.firstOnLine
    }
  }

  @inline(__always) private mutating func add(_ kind: TokenKind, _ start: Int, _ line: UInt32) {
    tokens.kinds[count] = kind.rawValue
    tokens.places[count] = UInt32(truncatingIfNeeded: start) | line
    count += 1
  }

  private func endsLine(_ start: Int, _ end: Int) -> Bool {
    for i in start..<end where bytes[i] == 0x0A || bytes[i] == 0x0D { return true }
    return false
  }

  /// Returns the byte at `offset`, or zero past the end.
  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  /// Returns the span of the bytes from `start` to `end`.
  func span(_ start: Int, _ end: Int) -> Span { Span(file, start, end) }

  /// Reads the token at `at` and moves `at` behind it.
  @inline(__always) private mutating func next(_ at: inout Int) -> TokenKind {
    let byte = bytes[at]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: return whitespace(&at)
    case 0x61...0x7A: return word(&at)
    case 0x41...0x5A, 0x5F: return word(&at)
    case 0x30...0x39: return number(&at)
    case 0x22: return string(&at)
    case 0x60: return quotedName(&at)
    case 0x2F where self.byte(at + 1) == 0x2F: return comment(&at)
    case 0x80...: return unicode(&at)
    default: return sign(byte, &at)
    }
  }

  private func whitespace(_ at: inout Int) -> TokenKind {
    repeat { at += 1 } while Lexer.isSpace(byte(at))
    return .whitespace
  }

  @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte >= 0x09 && byte <= 0x0D
  }

  private func comment(_ at: inout Int) -> TokenKind {
    let isDocumentation = byte(at + 2) == 0x2F && byte(at + 3) != 0x2F
    at = lineEnd(at)
    return isDocumentation ? .documentation : .comment
  }

  /// Returns where the line of the byte at `start` ends; looks at eight bytes at once.
  func lineEnd(_ start: Int) -> Int {
    var end = start
    let raw = UnsafeRawBufferPointer(bytes)
    while end + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: end, as: UInt64.self))
      let feed = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let turn = word ^ 0x0D0D_0D0D_0D0D_0D0D
      // The lowest byte that becomes less than zero was zero; those above it may be wrong.
      let found =
        ((feed &- 0x0101_0101_0101_0101) & ~feed | (turn &- 0x0101_0101_0101_0101) & ~turn)
        & 0x8080_8080_8080_8080
      if found != 0 { return end + found.trailingZeroBitCount / 8 }
      end += 8
    }
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  private mutating func sign(_ byte: UInt8, _ at: inout Int) -> TokenKind {
    let (kind, length) = Lexer.sign(byte, self.byte(at + 1), self.byte(at + 2))
    if let foreign = foreign(kind, &at) { return foreign }
    if kind == .invalid { reportUnknown(at, at + 1) }
    at += length
    return kind
  }

  /// Returns the sign that the three ASCII characters begin with, and its length.
  static func sign(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> (TokenKind, Int) {
    switch a {
    case UInt8(ascii: "("): (.leftParenthesis, 1)
    case UInt8(ascii: ")"): (.rightParenthesis, 1)
    case UInt8(ascii: "["): (.leftBracket, 1)
    case UInt8(ascii: "]"): (.rightBracket, 1)
    case UInt8(ascii: "{"): (.leftBrace, 1)
    case UInt8(ascii: "}"): (.rightBrace, 1)
    case UInt8(ascii: ","): (.comma, 1)
    case UInt8(ascii: ":"): (.colon, 1)
    case UInt8(ascii: ";"): (.semicolon, 1)
    case UInt8(ascii: "+"): (.plus, 1)
    case UInt8(ascii: "*"): (.times, 1)
    case UInt8(ascii: "/"): (.divide, 1)
    case UInt8(ascii: "^"): (.power, 1)
    case UInt8(ascii: "|"): (.bar, 1)
    case UInt8(ascii: "?"): (.question, 1)
    case UInt8(ascii: "'"): (.prime, 1)
    case UInt8(ascii: "."):
      b == UInt8(ascii: ".") && c == UInt8(ascii: ".") ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: "="): b == UInt8(ascii: "=") ? (.equal, 2) : (.equals, 1)
    case UInt8(ascii: "!"): b == UInt8(ascii: "=") ? (.notEqual, 2) : (.exclamation, 1)
    case UInt8(ascii: "<"): b == UInt8(ascii: "=") ? (.lessEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): b == UInt8(ascii: "=") ? (.greaterEqual, 2) : (.greater, 1)
    case UInt8(ascii: "-"): b == UInt8(ascii: ">") ? (.arrow, 2) : (.minus, 1)
    default: (.invalid, 1)
    }
  }
}
