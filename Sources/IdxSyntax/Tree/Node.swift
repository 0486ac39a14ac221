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

  /// How many nodes it is made of, itself included.
  public var subtreeCount: Int { Int(record.size) }

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
  public var children: [Node] { children { _ in true } }

  /// Returns the first child of kind `kind`.
  public func child(_ kind: SyntaxKind) -> Node? { firstChild { $0 == kind } }

  /// Returns the children of kind `kind`.
  public func children(_ kind: SyntaxKind) -> [Node] { children { $0 == kind } }

  /// Returns the first child whose kind `isWanted`.
  func firstChild(_ isWanted: (SyntaxKind) -> Bool) -> Node? {
    var found: Int?
    forEachChildBackwards { child, record in if isWanted(record.kind) { found = child } }
    return found.map { Node(tree, NodeID($0)) }
  }

  /// Returns the last child if it begins behind token `token`.
  func lastChild(behind token: Int) -> Node? {
    let last = Int(id.index) - 1
    guard record.size > 1, Int(tree.records[last].first) > token else { return nil }
    return Node(tree, NodeID(last))
  }

  /// Returns the children whose kind `isWanted`, in the order of the source.
  private func children(_ isWanted: (SyntaxKind) -> Bool) -> [Node] {
    var count = 0
    forEachChildBackwards { _, record in if isWanted(record.kind) { count += 1 } }
    var nodes: [Node] = []
    if count == 0 { return nodes }
    // Appended and turned round: arrays of a given size would be made by code that is not specialised.
    nodes.reserveCapacity(count)
    forEachChildBackwards { child, record in
      if isWanted(record.kind) { nodes.append(Node(tree, NodeID(child))) }
    }
    nodes.reverse()
    return nodes
  }

  /// Returns the identities of the children whose kind `isWanted`, in the order of the source.
  func childIDs(where isWanted: (SyntaxKind) -> Bool) -> [NodeID] {
    var result: [NodeID] = []
    forEachChildBackwards { child, record in
      if isWanted(record.kind) { result.append(NodeID(child)) }
    }
    result.reverse()
    return result
  }

  /// Calls `body` with each child, the last one first: in postorder they are found from behind.
  @inline(__always)
  fileprivate func forEachChildBackwards(_ body: (Int, SyntaxTree.Record) -> Void) {
    tree.records.withUnsafeBufferPointer { records in
      let first = Int(id.index) + 1 - Int(records[Int(id.index)].size)
      var child = Int(id.index) - 1
      while child >= first {
        let record = records[child]
        body(child, record)
        child -= Int(record.size)
      }
    }
  }

  /// The tokens of the node that are in none of its children, trivia left out.
  public var tokens: [Token] {
    var result: [Token] = []
    forEachPart { if case .token(let token) = $0 { result.append(token) } }
    return result
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
  public enum Part {
    /// A token that is in none of the children.
    case token(Token)
    /// A child.
    case node(Node)
  }

  /// The tokens and children in the order of the source, trivia left out.
  public var parts: [Part] {
    var result: [Part] = []
    forEachPart { result.append($0) }
    return result
  }

  /// Calls `body` with each token and child in the order of the source, trivia left out.
  @inline(__always)
  func forEachPart(_ body: (Part) -> Void) {
    let tokens = tree.tokens
    var token = tokenRange.lowerBound
    func tell(until end: Int) {
      while token < end {
        if !tokens.kind(token).isTrivia { body(.token(Token(tree: tree, index: token))) }
        token += 1
      }
    }
    for child in children {
      let range = child.tokenRange
      tell(until: range.lowerBound)
      body(.node(child))
      token = max(token, range.upperBound)
    }
    tell(until: tokenRange.upperBound)
  }

  /// `true` iff a token of kind `kind` is a direct part of the node.
  func has(_ kind: TokenKind) -> Bool { firstToken { $0 == kind } != nil }

  /// Returns the first token whose kind `isWanted` that is in none of the children, trivia left out.
  func firstToken(_ isWanted: (TokenKind) -> Bool = { _ in true }) -> Token? {
    var found: Int?
    var end = tokenRange.upperBound
    func look(from start: Int) {
      guard start < end else { return }
      let token = (start..<end).first {
        let kind = tree.tokens.kind($0)
        return !kind.isTrivia && isWanted(kind)
      }
      if let token { found = token }
    }
    forEachChildBackwards { _, record in
      look(from: Int(record.end))
      end = min(end, Int(record.first))
    }
    look(from: tokenRange.lowerBound)
    return found.map { tree.token($0) }
  }

  /// `true` iff the word `keyword` is a direct part of the node.
  func has(_ keyword: Keyword) -> Bool { has(TokenKind(keyword)) }

  /// The keyword that the node begins with, allows left out.
  var keyword: Keyword? { firstToken()?.kind.keyword }

  /// Returns the node that stands directly behind the first token of kind `kind`.
  func node(after kind: TokenKind) -> Node? {
    guard let token = firstToken({ $0 == kind }) else { return nil }
    var found: (child: Int, first: Int)?
    forEachChildBackwards { child, record in
      if Int(record.first) > token.index { found = (child, Int(record.first)) }
    }
    guard let found,
      (token.index + 1..<found.first).allSatisfy({ tree.tokens.kind($0).isTrivia })
    else { return nil }
    return Node(tree, NodeID(found.child))
  }

  /// Returns the node that stands directly behind the word `keyword`.
  func node(after keyword: Keyword) -> Node? { node(after: TokenKind(keyword)) }
}
