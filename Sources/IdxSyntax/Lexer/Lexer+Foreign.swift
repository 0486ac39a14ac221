import IdxDiagnostics

// Signs of other languages, read as what they mean here.
extension Lexer {
  /// Signs of other languages, and what they are here.
  private static let foreignSigns: [(text: String, ours: String, kind: TokenKind)] = [
    ("===", "==", .equal), ("!==", "!=", .notEqual), ("<>", "!=", .notEqual),
    ("=<", "<=", .lessEqual), ("**", "^", .power), ("&&", "and", TokenKind(.and)),
    ("&", "and", TokenKind(.and)),
  ]

  /// Reads what begins at `at` with the sign `kind` if it is a comment, a text or a sign of another
  /// language, and reports that.
  mutating func foreign(_ kind: TokenKind, _ at: inout Int) -> TokenKind? {
    switch kind {
    case .divide where byte(at + 1) == UInt8(ascii: "*"): return blockComment(&at)
    case .invalid where byte(at) == UInt8(ascii: "#"): return hashComment(&at)
    case .prime: return quotedText(&at)
    case .invalid where byte(at) == UInt8(ascii: "&"): break
    case .equal where byte(at + 2) == UInt8(ascii: "="): break
    case .notEqual where byte(at + 2) == UInt8(ascii: "="): break
    case .less where byte(at + 1) == UInt8(ascii: ">"): break
    case .equals where byte(at + 1) == UInt8(ascii: "<"): break
    case .times where byte(at + 1) == UInt8(ascii: "*"): break
    default: return nil
    }
    let sign = Lexer.foreignSigns.first { sign in
      sign.text.utf8.enumerated().allSatisfy { byte(at + $0.offset) == $0.element }
    }
    guard let sign else { return nil }
    let start = at
    at += sign.text.utf8.count
    // A word needs room where a sign needs none.
    let isWord = sign.kind.keyword != nil
    let before = isWord && start > 0 && Lexer.isWordByte(bytes[start - 1]) ? " " : ""
    let after = isWord && Lexer.isWordByte(byte(at)) ? " " : ""
    diagnostics.append(
      .foreignSign(
        sign.text, ours: sign.ours, at: span(start, at),
        edits: [TextEdit(span(start, at), before + sign.ours + after)]))
    return sign.kind
  }

  /// Reads a comment that begins with `#`.
  private mutating func hashComment(_ at: inout Int) -> TokenKind {
    let start = at
    while byte(at) == UInt8(ascii: "#") { at += 1 }
    let sign = span(start, at)
    at = lineEnd(at)
    diagnostics.append(
      .foreignSign("#", ours: "//", isComment: true, at: sign, edits: [TextEdit(sign, "//")]))
    return .comment
  }

  /// Reads a comment between `/*` and `*/`, or up to the end of the line if it is not closed.
  private mutating func blockComment(_ at: inout Int) -> TokenKind {
    let start = at
    var end = hasOpenComment ? bytes.count : at + 2
    while end < bytes.count, byte(end) != UInt8(ascii: "*") || byte(end + 1) != UInt8(ascii: "/") {
      end += 1
    }
    let isClosed = end < bytes.count
    var edits = [TextEdit(span(start, start + 2), "//")]
    if isClosed {
      at = end + 2
      edits.append(TextEdit(span(end, at), ""))
      for line in start..<end where bytes[line] == 0x0A {
        edits.append(TextEdit(span(line + 1, line + 1), "// "))
      }
    } else {
      hasOpenComment = true
      at = lineEnd(at)
    }
    // What stands behind the comment would become part of it.
    let isLast = bytes[at..<lineEnd(at)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    diagnostics.append(
      .foreignSign(
        "/*", ours: "//", isComment: true, at: span(start, start + 2),
        edits: isLast ? edits.sorted { $0.span.start < $1.span.start } : []))
    return .comment
  }

  /// Reads a text between single quotes; `nil` where the quote is the prime of an axis.
  private mutating func quotedText(_ at: inout Int) -> TokenKind? {
    if at > 0 {
      let last = bytes[at - 1]
      if Lexer.isWordByte(last) || last >= 0x80 || last == 0x60 || last == UInt8(ascii: "'") {
        return nil
      }
    }
    guard Lexer.isWordByte(byte(at + 1)) || byte(at + 1) >= 0x80 else { return nil }
    let end = lineEnd(at)
    guard let close = bytes[(at + 1)..<end].firstIndex(of: UInt8(ascii: "'")) else { return nil }
    let content = bytes[(at + 1)..<close]
    // Two primes that are far apart have brackets between them.
    guard isBalanced(content) else { return nil }
    let start = at
    at = close + 1
    let isPlain = !content.contains(UInt8(ascii: "\"")) && !content.contains(UInt8(ascii: "\\"))
    let edits = [
      TextEdit(span(start, start + 1), "\""), TextEdit(span(close, close + 1), "\""),
    ]
    diagnostics.append(
      .foreignSign("'", ours: "\"", at: span(start, at), edits: isPlain ? edits : []))
    return .string
  }

  /// `true` iff every bracket in `bytes` has its partner there.
  private func isBalanced(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var depth = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}
