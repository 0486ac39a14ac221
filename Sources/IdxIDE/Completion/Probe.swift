import IdxDiagnostics
import IdxSyntax

/// What the parser makes of a word that is put where the cursor is.
///
/// Only what stands before the cursor counts, and of that the construct around it, shortened where it is
/// long: the parser itself tells where in the grammar the cursor is, whatever follows.
struct Probe {
  /// The construct around the cursor, up to the cursor.
  let prefix: [UInt8]
  /// The tree of that with a word behind it.
  let tree: SyntaxTree
  /// The nodes that the word is in, the innermost first; the last is the root.
  let chain: [Node]
  /// The token that the word is.
  let marker: Int

  /// The word: no keyword is near it.
  private static let word = Array("qqqqqqqq".utf8)
  private static let text = Array("\"qqqqqqqq\"".utf8)

  /// Creates the probe of a word, or of a text, behind the first `end` bytes of `document`.
  init(_ document: Document, until end: Int, isText: Bool = false) {
    prefix = ProbeText(document.tree, until: end).bytes
    tree = Self.parse(prefix + (isText ? Self.text : Self.word))
    (chain, marker) = Self.chain(in: tree, at: prefix.count)
  }

  private static func parse(_ bytes: [UInt8]) -> SyntaxTree {
    SyntaxTree.parse(SourceText(file: FileID(0), path: "", bytes: bytes))
  }

  /// Returns the nodes around the byte at `offset`, and its token.
  private static func chain(in tree: SyntaxTree, at offset: Int) -> ([Node], Int) {
    let marker = tree.lastToken(before: offset + 1) ?? 0
    var chain = [tree.root]
    while let inner = chain[chain.count - 1].children.last(where: {
      $0.tokenRange.contains(marker)
    }) {
      chain.append(inner)
    }
    return (chain.reversed(), marker)
  }

  /// The kind of the node around the node of the word, and so on.
  func kind(_ level: Int) -> SyntaxKind? { node(level)?.kind }

  /// The node around the node of the word, and so on.
  func node(_ level: Int) -> Node? { chain.indices.contains(level) ? chain[level] : nil }

  /// Returns the innermost node around the word that is of one of `kinds`.
  func around(_ kinds: SyntaxKind...) -> Node? { chain.first { kinds.contains($0.kind) } }

  /// The declaration around the word.
  var declaration: Declaration? { chain.lazy.compactMap { Declaration($0) }.last }

  /// The last token before the word that is no trivia.
  var before: Token? {
    var index = marker - 1
    while index >= 0, tree.token(index).kind.isTrivia { index -= 1 }
    return index >= 0 ? tree.token(index) : nil
  }

  /// The last word of the grammar in `node` itself that stands before the word.
  func keyword(in node: Node) -> Keyword? {
    node.tokens.last { $0.index < marker && $0.kind.keyword != nil }?.kind.keyword
  }

  /// `true` iff the word begins a line.
  var beginsLine: Bool {
    marker < tree.tokenCount && tree.token(marker).isFirstOnLine
  }

  /// A keyword that may stand in the place of the word.
  struct AllowedKeyword {
    let keyword: Keyword
    /// `true` iff it begins a declaration, an item, a step or a statement.
    let isBeginning: Bool
  }

  /// The keywords that the grammar allows in the place of the word: those of which the parser makes
  /// something else than a name or a finding.
  func allowedKeywords() -> [AllowedKeyword] {
    let hasName = [.name, .nameExpression].contains(kind(0))
    return Keyword.allCases.compactMap { keyword in
      let tree = Self.parse(prefix + Array(keyword.text.utf8))
      let (chain, token) = Self.chain(in: tree, at: prefix.count)
      let place = prefix.count..<prefix.count + keyword.text.utf8.count
      guard let inner = chain.first, token < tree.tokenCount,
        tree.token(token).kind == TokenKind(keyword), tree.token(token).span.range == place
      else { return nil }
      switch inner.kind {
      case .model, .error, .path, .nameExpression, .cell: return nil
      // A word that is kept as a name is one of the grammar where no other word can be.
      case .name: if hasName { return nil }
      default: break
      }
      let isError = chain.contains { $0.kind == .error && $0.tokenRange.lowerBound == token }
      // What an `allow` is for does not stand behind it yet.
      if isError, inner.kind != .allow { return nil }
      let isRefused = tree.diagnostics.contains {
        $0.span.range.lowerBound < place.upperBound && $0.span.range.upperBound > place.lowerBound
      }
      if isRefused { return nil }
      let outermost = chain.last { $0.tokenRange.lowerBound == token }
      return AllowedKeyword(
        keyword: keyword, isBeginning: outermost.map { Self.begins($0.kind) } ?? false)
    }
  }

  private static func begins(_ kind: SyntaxKind) -> Bool {
    if kind.isDeclaration { return true }
    switch kind {
    case .model, .keyItem, .groupColumnItem, .columnItem, .variableItem, .missingItem, .layoutItem,
      .grade, .group, .indicator, .atComparisons, .raterComparisons, .change, .slotStep, .atStep,
      .onStep, .combineStep, .require, .allow:
      return true
    default: return false
    }
  }
}

extension SyntaxTree {
  /// Returns the last token that begins before the byte `offset`, trivia counted.
  func lastToken(before offset: Int) -> Int? {
    var (low, high) = (0, tokenCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(token(middle).span.start) < offset { low = middle + 1 } else { high = middle }
    }
    // What stands past the last byte is no token of the text.
    while low > 0, token(low - 1).kind == .end { low -= 1 }
    return low > 0 ? low - 1 : nil
  }

  /// Returns the innermost node that `fits` around the byte `offset`, or behind which it stands.
  func innermost(at offset: Int, where fits: (Node) -> Bool) -> Node? {
    var found: Node?
    var node = root
    if fits(node) { found = node }
    while let inner = node.children.last(where: {
      let range = $0.span.range
      return range.lowerBound <= offset && offset <= range.upperBound
    }) {
      node = inner
      if fits(node) { found = node }
    }
    return found
  }
}
