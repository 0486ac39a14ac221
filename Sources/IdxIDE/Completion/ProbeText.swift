import IdxDiagnostics
import IdxSyntax

/// The construct that the end of a text is in, without what stands in it far before: the heads of what is
/// around, and the last lines of each.
struct ProbeText {
  /// The bytes.
  private(set) var bytes: [UInt8] = []

  /// How many lines are kept of what stands before in the same braces.
  private static let keptLines = 6

  private let tree: SyntaxTree
  /// Where what is kept ends, from behind.
  private var upper: Int
  /// Where what is left out ends, once enough lines are kept.
  private var leftOut: Int?
  private var pieces: [Range<Int>] = []

  /// Creates the text around the first `end` bytes of `tree`.
  init(_ tree: SyntaxTree, until end: Int) {
    self.tree = tree
    upper = end
    var index = tree.lastToken(before: end) ?? -1
    // A word that goes on behind the end is none of the text.
    if index >= 0, Int(tree.token(index).span.end) > end { index -= 1 }
    let start = walk(from: index)
    if start < upper { pieces.append(start..<upper) }
    bytes = pieces.reversed().flatMap { tree.source.bytes[$0] }
  }

  /// Walks back to the beginning of the declaration, and returns where it begins.
  private mutating func walk(from last: Int) -> Int {
    var index = last
    var lines = 0
    while index >= 0 {
      let token = tree.token(index)
      let start = Int(token.span.start)
      if token.kind.isTrivia {
        index -= 1
        continue
      }
      if let opening = opening(of: token) {
        if token.kind == .rightBrace, leftOut == nil, start > Int(tree.token(opening).span.end) {
          pieces.append(start..<upper)
          upper = Int(tree.token(opening).span.end)
        }
        index = opening
        // The bracket that opens is no longer one that is open.
        if !isDeclarationStart(tree.token(index)) { index -= 1 }
        continue
      }
      if isDeclarationStart(token) { return start }
      if token.kind == .leftBrace {
        if let end = leftOut {
          if end < upper { pieces.append(end..<upper) }
          upper = Int(token.span.end)
        }
        (leftOut, lines) = (nil, 0)
      } else if leftOut == nil, token.isFirstOnLine {
        lines += 1
        if lines == Self.keptLines { leftOut = start }
      }
      index -= 1
    }
    return 0
  }

  /// Returns the token that opens what `token` closes; `nil` where it closes nothing.
  private func opening(of token: Token) -> Int? {
    let wanted: TokenKind
    switch token.kind {
    case .rightBrace: wanted = .leftBrace
    case .rightParenthesis: wanted = .leftParenthesis
    case .rightBracket: wanted = .leftBracket
    default: return nil
    }
    var depth = 1
    var index = token.index - 1
    while index >= 0 {
      let other = tree.token(index)
      if other.kind == token.kind { depth += 1 }
      if other.kind == wanted { depth -= 1 }
      if depth == 0 { return index }
      if isDeclarationStart(other) { return nil }
      index -= 1
    }
    return nil
  }

  /// `true` iff `token` begins a line without indentation, and a declaration.
  private func isDeclarationStart(_ token: Token) -> Bool {
    guard token.isFirstOnLine, let keyword = token.kind.keyword,
      keyword.isDeclaration || keyword == .allow
    else { return false }
    let start = Int(token.span.start)
    if start == 0 { return true }
    let before = tree.source.bytes[start - 1]
    return before == 0x0A || before == 0x0D
  }
}
