public import IdxDiagnostics

/// A token of a tree.
public struct Token: Sendable {
  /// The tree that the token is in.
  public let tree: SyntaxTree
  /// The position among the tree's tokens, trivia counted.
  public let index: Int

  /// What the token is.
  public var kind: TokenKind { tree.tokens.kind(index) }

  /// The bytes of the token.
  public var span: Span {
    Span(tree.source.file, tree.tokens.start(index), tree.tokens.start(index + 1))
  }

  /// The token as it is written.
  public var text: String { tree.source.text(span) }

  /// `true` iff only white space stands before the token on its line.
  public var isFirstOnLine: Bool { tree.tokens.isFirstOnLine(index) }
}

/// A node of a tree: the base of all typed views.
public struct Node: Hashable, Sendable {
  /// The tree that the node is in.
  public let tree: SyntaxTree
  /// The identity of the node in its tree.
  public let id: NodeID

  /// Creates the node `id` of `tree`.
  init(_ tree: SyntaxTree, _ id: NodeID) {
    self.tree = tree
    self.id = id
  }

  private var record: SyntaxTree.Record { tree.records[Int(id.index)] }

  /// What the node is.
  public var kind: SyntaxKind { record.kind }

  /// The positions of the node's tokens in the tree, trivia between them counted.
  public var tokenRange: Range<Int> { Int(record.first)..<Int(record.end) }

  /// The bytes of the node without white space or comments around it.
  public var span: Span {
    var range = tokenRange
    // Only the root begins or ends with trivia.
    while let last = range.last, tree.tokens.kind(last).isTrivia { range = range.dropLast() }
    while let first = range.first, tree.tokens.kind(first).isTrivia { range = range.dropFirst() }
    return Span(
      tree.source.file, tree.tokens.start(range.lowerBound), tree.tokens.start(range.upperBound))
  }

  /// The node as it is written, without what is around it.
  public var text: String { tree.source.text(span) }

  /// The children in the order of the source.
  public var children: [Node] {
    var result: [Node] = []
    let first = Int(id.index) + 1 - Int(record.size)
    var child = Int(id.index) - 1
    while child >= first {
      result.append(Node(tree, NodeID(child)))
      child -= Int(tree.records[child].size)
    }
    result.reverse()
    return result
  }

  /// Returns the first child of kind `kind`.
  public func child(_ kind: SyntaxKind) -> Node? { children.first { $0.kind == kind } }

  /// Returns the children of kind `kind`.
  public func children(_ kind: SyntaxKind) -> [Node] { children.filter { $0.kind == kind } }

  /// The tokens of the node that are in none of its children, trivia left out.
  public var tokens: [Token] {
    parts.compactMap { if case .token(let token) = $0 { token } else { nil } }
  }

  /// `true` iff both are the same node of the same file.
  public static func == (a: Node, b: Node) -> Bool {
    a.id == b.id && a.tree.source.file == b.tree.source.file
  }

  /// Hashes the file and the identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(tree.source.file)
    hasher.combine(id)
  }
}

extension Node {
  /// A direct part of a node.
  enum Part {
    case token(Token)
    case node(Node)
  }

  /// The tokens and children in the order of the source, trivia left out.
  var parts: [Part] {
    var result: [Part] = []
    var token = tokenRange.lowerBound
    func addTokens(until end: Int) {
      while token < end {
        if !tree.tokens.kind(token).isTrivia { result.append(.token(tree.token(token))) }
        token += 1
      }
    }
    for child in children {
      addTokens(until: child.tokenRange.lowerBound)
      result.append(.node(child))
      token = max(token, child.tokenRange.upperBound)
    }
    addTokens(until: tokenRange.upperBound)
    return result
  }

  /// `true` iff a token of kind `kind` is a direct part of the node.
  func has(_ kind: TokenKind) -> Bool { tokens.contains { $0.kind == kind } }

  /// `true` iff the word `keyword` is a direct part of the node.
  func has(_ keyword: Keyword) -> Bool { has(TokenKind(keyword)) }

  /// The keyword that the node begins with, allows left out.
  var keyword: Keyword? { tokens.first?.kind.keyword }

  /// Returns the node that stands directly behind the first token of kind `kind`.
  func node(after kind: TokenKind) -> Node? {
    let parts = parts
    for (i, part) in parts.enumerated() {
      guard case .token(let token) = part, token.kind == kind else { continue }
      guard i + 1 < parts.count, case .node(let node) = parts[i + 1] else { return nil }
      return node
    }
    return nil
  }

  /// Returns the node that stands directly behind the word `keyword`.
  func node(after keyword: Keyword) -> Node? { node(after: TokenKind(keyword)) }
}
