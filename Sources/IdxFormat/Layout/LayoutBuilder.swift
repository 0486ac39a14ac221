import IdxDiagnostics
import IdxSyntax

/// Makes the document of a tree: one function for each construct.
struct LayoutBuilder {
  let tree: SyntaxTree
  /// The tokens whose comments above them are laid out with the row that they begin.
  private var tokensBegun: Set<Int> = []
  /// The tokens whose comment behind them is laid out with the row that they end.
  private var tokensEnded: Set<Int> = []

  /// Creates the builder of documents for `tree`.
  init(_ tree: SyntaxTree) { self.tree = tree }

  /// Returns token `index` with the comments around it that no row has.
  func token(_ index: Int) -> Document {
    let token = tree.token(index)
    let text = token.text
    let word =
      token.kind.fixedText != nil
      ? Document.text(text) : Document.text(text, width: DisplayWidth.cells(text))
    var parts: [Document] = []
    if index > 0, tree.token(index - 1).kind.isTrivia, !tokensBegun.contains(index) {
      parts += gap(before: index).comments.map { .ownComment($0) }
    }
    parts.append(word)
    if !tokensEnded.contains(index), let comment = comment(behind: index) {
      parts.append(.comment(comment))
    }
    return parts.count == 1 ? word : .sequence(parts)
  }

  /// Returns `part` in the layout of its kind.
  mutating func part(_ part: Node.Part) -> Document {
    switch part {
    case .token(let token): self.token(token.index)
    case .node(let node): document(node)
    }
  }

  /// Returns `node` in the layout of its kind.
  mutating func document(_ node: Node) -> Document {
    switch node.kind {
    case .constant, .range, .unitFactor, .name, .path, .typeAxis, .nameExpression, .numberLiteral,
      .stringLiteral, .booleanLiteral, .missingLiteral:
      joined(node)
    case .allow: allow(node)
    case .input: input(node)
    case .choice: choice(node)
    case .group, .indicator:
      .nested(SourceLayout.indentation, .fill(nodeCells(node).map(\.document)))
    case _ where node.kind.isExpression: expression(node)
    default: words(node)
    }
  }

  /// Returns the parts of `node` without anything between them.
  mutating func joined(_ node: Node) -> Document {
    .sequence(node.parts.map { part($0) })
  }

  /// Returns the parts of `node` with a blank between them where there is to be one.
  mutating func words(_ node: Node) -> Document { words(node.parts) }

  /// Returns `parts` with a blank between them where there is to be one.
  mutating func words(_ parts: some Sequence<Node.Part>) -> Document {
    var result: [Document] = []
    var last: TokenKind?
    for part in parts {
      let kinds = LayoutBuilder.ends(of: part)
      if let last, LayoutBuilder.isApart(last, kinds.first) { result.append(.text(" ")) }
      result.append(self.part(part))
      last = kinds.last
    }
    return .sequence(result)
  }

  /// Returns the kinds of the first and the last token of `part`.
  static func ends(of part: Node.Part) -> (first: TokenKind, last: TokenKind) {
    switch part {
    case .token(let token): (token.kind, token.kind)
    case .node(let node):
      (
        node.tree.token(node.tokenRange.lowerBound).kind,
        node.tree.token(node.tokenRange.upperBound - 1).kind
      )
    }
  }

  /// `true` iff a blank stands between tokens of these kinds, where nothing else is said.
  private static func isApart(_ first: TokenKind, _ second: TokenKind) -> Bool {
    switch second {
    case .comma, .rightParenthesis, .rightBracket, .colon, .question, .prime, .leftBracket, .dot,
      .rightBrace:
      false
    default:
      first != .leftParenthesis && first != .leftBracket && first != .dot && first != .leftBrace
    }
  }

  private mutating func allow(_ node: Node) -> Document {
    var result: [Document] = []
    for part in node.parts {
      if case .node(let child) = part, child.kind == .stringLiteral { result.append(.text(" ")) }
      result.append(self.part(part))
    }
    return .sequence(result)
  }
}

// Rows.
extension LayoutBuilder {
  /// Returns the row of `node`, which may begin with `allow`, up to token `last`; `cells` makes its
  /// cells from the parts behind that.
  mutating func row(
    _ node: Node, upTo last: Int? = nil,
    _ cells: (inout LayoutBuilder, [Node.Part]) -> [Cell]
  ) -> Row {
    var row = Row()
    var parts = node.parts[...]
    row.isApart = begin(node.tokenRange.lowerBound, &row)
    while case .node(let allow)? = parts.first, allow.kind == .allow {
      row.above.append(document(allow))
      parts.removeFirst()
      if let next = parts.first { _ = begin(LayoutBuilder.firstToken(of: next), &row) }
    }
    end(last ?? node.tokenRange.upperBound - 1, &row)
    row.cells = cells(&self, Array(parts))
    return row
  }

  /// Moves the comments above token `index` into `row`; `true` iff a blank line stands above them.
  mutating func begin(_ index: Int, _ row: inout Row) -> Bool {
    let gap = gap(before: index)
    tokensBegun.insert(index)
    row.above += gap.comments.map { .ownComment($0) }
    return gap.comments.first?.isApart ?? gap.isApart
  }

  /// Moves the comment behind token `index` into `row`.
  mutating func end(_ index: Int, _ row: inout Row) {
    guard let comment = comment(behind: index) else { return }
    tokensEnded.insert(index)
    row.comment = .comment(comment)
  }

  /// Returns the comments above token `index`, which closes what rows stand in, as a row.
  mutating func closingRow(_ index: Int) -> [Row] {
    var row = Row()
    row.isApart = begin(index, &row)
    return row.above.isEmpty ? [] : [row]
  }

  /// Returns the nodes among `parts`, each with the first token of the part behind it: its comma.
  static func elements(_ parts: [Node.Part]) -> [(node: Node, comma: Int?)] {
    parts.indices.compactMap { place in
      guard case .node(let node) = parts[place] else { return nil }
      return (node, place + 1 < parts.count ? firstToken(of: parts[place + 1]) : nil)
    }
  }

  /// Returns the position of the first token of `part`.
  static func firstToken(of part: Node.Part) -> Int {
    switch part {
    case .token(let token): token.index
    case .node(let node): node.tokenRange.lowerBound
    }
  }

  /// Returns the position of the last token of `part`.
  static func lastToken(of part: Node.Part) -> Int {
    switch part {
    case .token(let token): token.index
    case .node(let node): node.tokenRange.upperBound - 1
    }
  }

  /// `true` iff no line ends between tokens `first` and `last`.
  func isOnOneLine(_ first: Int, _ last: Int) -> Bool {
    (first + 1..<last + 1).allSatisfy { index in
      let token = tree.token(index)
      return token.kind.isTrivia || !token.isFirstOnLine
    }
  }
}
