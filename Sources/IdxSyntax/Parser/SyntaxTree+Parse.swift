public import IdxDiagnostics

/// The greatest length of a line, in bytes.
let longestLine = 1 << 20
/// More bytes than this that are not UTF-8, and the file is not read at all.
private let mostInvalidBytes = 3

extension SyntaxTree {
  /// The bytes that a model may have.
  public static let largestFile = 16 << 20

  /// Returns the tree of `source`; what is wrong is in its `diagnostics`.
  ///
  /// `isCancelled` is asked before each declaration; once it is `true`, the rest is not read.
  /// Complexity: O(bytes).
  public static func parse(
    _ source: SourceText, isCancelled: () -> Bool = { false }
  ) -> SyntaxTree {
    let whole = Span(source.file, 0, 0)
    if source.bytes.count > largestFile {
      return unread(source, .fileTooLarge(source.bytes.count, limit: largestFile, at: whole))
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      if let start = startOfLongLine(bytes) {
        let place = Span(source.file, start, start + 1)
        return unread(source, .lineTooLong(limit: longestLine, at: place))
      }
      return parse(source, bytes, isCancelled)
    }
  }

  /// Returns where the first line begins that is too long; looks at few bytes of short lines.
  static func startOfLongLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = 0
    while bytes.count - start > longestLine {
      var end = start + longestLine
      while end >= start, bytes[end] != 0x0A, bytes[end] != 0x0D { end -= 1 }
      if end < start { return start }
      start = end + 1
    }
    return nil
  }

  private static func parse(
    _ source: SourceText, _ bytes: UnsafeBufferPointer<UInt8>, _ isCancelled: () -> Bool
  ) -> SyntaxTree {
    let text = UTF8Text(bytes)
    // Neither a mark of UTF-16 is UTF-8, nor has a text zeros.
    if text.hasZero || text.firstInvalid == 0, let encoding = LikelyEncoding.wide(bytes) {
      return unread(source, .notUTF8(encoding, at: Span(source.file, 0, min(2, bytes.count))))
    }
    var lexical: [Diagnostic] = []
    if let first = text.firstInvalid {
      let place = Span(source.file, first, first + 1)
      let diagnostic = Diagnostic.notUTF8(LikelyEncoding.narrow(bytes), at: place)
      if text.invalidCount > mostInvalidBytes { return unread(source, diagnostic) }
      lexical.append(diagnostic)
    }
    for (offset, scalar) in text.controls {
      lexical.append(.bidirectionalControl(scalar, at: Span(source.file, offset, offset + 3)))
    }
    let tokens = TokenBuffer(size: bytes.count)
    var lexer = Lexer(bytes, file: source.file, into: tokens)
    lexer.run()
    lexical += lexer.diagnostics
    var parser = Parser(source: source, tokens: tokens, lexical: lexical)
    parser.records.reserveCapacity(tokens.count / 2 + 4)
    let progress = parser.model(until: { _ in false }, isCancelled: isCancelled)
    let isComplete = progress == .complete
    let notes = ParseNotes(
      parser.fragment, lexical: lexical,
      isReusable: isComplete && text.isPlain && !lexer.hasOpenComment)
    parser.records.append(Record.root(tokens: tokens.count, nodes: parser.records.count + 1))
    return SyntaxTree(
      source: source, tokens: tokens.array, records: parser.records, isCancelled: !isComplete,
      notes: notes, rooms: notes.isReusable ? TreeRooms() : nil)
  }

  /// Returns the tree of a file that is not read: one token, one diagnostic.
  private static func unread(_ source: SourceText, _ diagnostic: Diagnostic) -> SyntaxTree {
    let size = UInt32(truncatingIfNeeded: min(source.bytes.count, 0x7FFF_FFFF))
    let tokens =
      source.bytes.isEmpty
      ? TokenArray(kinds: [TokenKind.end.rawValue], places: [0])
      : TokenArray(kinds: [TokenKind.invalid.rawValue, TokenKind.end.rawValue], places: [0, size])
    return SyntaxTree(
      source: source, tokens: tokens, records: [Record.root(tokens: tokens.count, nodes: 1)],
      isCancelled: false, notes: ParseNotes(lexical: [diagnostic]))
  }
}
