public import IdxDiagnostics

/// A name, with the primes of a twin axis if it has any.
public struct Name: Sendable {
  /// The node of the name.
  public let node: Node

  /// The name without backquotes and primes.
  ///
  /// The text is as it was typed: `String` compares by canonical equivalence, so that names equal
  /// in NFC are equal, and hash the same, without being converted.
  public let text: String

  /// How many primes follow the name.
  public let primes: Int

  /// Creates the view of `node` if it is a name.
  public init?(_ node: Node?) {
    guard let node, node.kind == .name || node.kind == .nameExpression else { return nil }
    self.node = node
    primes = node.tokenRange.count == 1 ? 0 : node.tokens.count { $0.kind == .prime }
    let token = node.tree.token(node.tokenRange.lowerBound)
    guard token.kind == .quotedName else {
      text = token.text
      return
    }
    let inner = token.text.dropFirst()
    text = String(inner.last == "`" ? inner.dropLast() : inner)
  }

  /// The bytes of the name, primes included.
  public var span: Span { node.span }
}

/// A dotted name, or a single one; with the primes of a twin axis if it has any.
public struct Path: Sendable {
  /// The node of the path.
  public let node: Node
  /// The names between the dots.
  public let names: [Name]

  /// Creates the view of `node` if it is a path or a name.
  init?(_ node: Node?) {
    guard let node else { return nil }
    switch node.kind {
    case .path: names = node.children.compactMap { Name($0) }
    case .name: names = Name(node).map { [$0] } ?? []
    default: return nil
    }
    self.node = node
  }

  /// Creates the path that `expression` writes; `nil` where it is anything else.
  public init?(_ expression: Expression) {
    var names: [Name] = []
    var rest = expression
    while case .member(let member) = rest {
      guard let name = member.member, let base = member.base else { return nil }
      names.append(name)
      rest = base
    }
    guard case .name(let first) = rest else { return nil }
    node = expression.node
    self.names = [first.name] + names.reversed()
  }

  /// Creates the path of `names`, of which there is at least one, in `node`.
  private init(_ node: Node, _ names: [Name]) {
    self.node = node
    self.names = names
  }

  /// Returns the path of the first `count` names.
  public func prefix(_ count: Int) -> Path { Path(node, Array(names.prefix(count))) }

  /// How many primes follow the path.
  public var primes: Int { names.last?.primes ?? 0 }

  /// The bytes of the path.
  public var span: Span {
    guard let first = names.first, let last = names.last else { return node.span }
    return first.span.union(last.span)
  }

  /// The names joined by dots, without backquotes.
  public var text: String {
    names.count == 1 ? names[0].text : names.map(\.text).joined(separator: ".")
  }
}

/// A label, with its translations.
public struct LabelText: Sendable {
  /// The node of the label.
  public let node: Node

  /// Creates the view of `node` if it is a label.
  init?(_ node: Node?) {
    guard let node, node.kind == .label else { return nil }
    self.node = node
  }

  /// The texts with their languages; the first has none.
  public var languages: [(language: String?, text: String)] {
    var language: String?
    var result: [(language: String?, text: String)] = []
    for child in node.children {
      if let name = Name(child) {
        language = name.text
      } else if let text = StringLiteral(child) {
        result.append((language, text.value))
      }
    }
    return result
  }

  /// The text that is shown where no language is asked for.
  public var first: String { languages.first?.text ?? "" }

  /// Returns the text for `language`, or the first where there is none.
  public func text(language: String?) -> String {
    guard let language else { return first }
    return languages.first { $0.language == language }?.text ?? first
  }

  /// The bytes of the label.
  public var span: Span { node.span }
}

extension Node {
  /// The name that is a child of the node.
  var childName: Name? { Name(child(.name)) }

  /// The path that is a child of the node.
  var childPath: Path? { Path(child(.path)) }

  /// The first child that is a path or a name.
  var childPathOrName: Path? { Path(firstChild { $0 == .path || $0 == .name }) }

  /// The label that is a child of the node.
  var childLabel: LabelText? { LabelText(child(.label)) }

  /// The text that is a child of the node.
  var childString: StringLiteral? { StringLiteral(child(.stringLiteral)) }

  /// All names that are children of the node.
  var childNames: [Name] { children(.name).compactMap { Name($0) } }

  /// The first expression that is a child of the node.
  var childExpression: Expression? {
    firstChild { $0.isExpression || $0 == .error }.flatMap { Expression($0) }
  }

  /// Returns the expression directly behind the first token of kind `kind`.
  func expression(after kind: TokenKind) -> Expression? {
    node(after: kind).flatMap { Expression($0) }
  }

  /// Returns the expression directly behind the word `keyword`.
  func expression(after keyword: Keyword) -> Expression? { expression(after: TokenKind(keyword)) }

  /// Returns the attribute that begins with `keyword`, the last if it is given twice.
  func attribute(_ keyword: Keyword) -> Node? {
    children.last { $0.kind == .attribute && $0.keyword == keyword }
  }
}
