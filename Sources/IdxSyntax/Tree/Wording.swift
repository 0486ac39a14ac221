/// What a part of a model says, however it is laid out: two are equal iff their tokens are.
public struct Wording: Hashable, Sendable {
  /// The words on one line, without comments, with a space where there was space.
  public let text: String
  private let tokens: [String]

  /// Creates the wording of `node`, without the `allow`s in front of it.
  public init(_ node: Node) {
    let start = node.children(.allow).map(\.tokenRange.upperBound).max()
    self.init(node.tree, (start ?? node.tokenRange.lowerBound)..<node.tokenRange.upperBound)
  }

  /// Creates the wording of what stands in `node` after its part `head`.
  public init(_ node: Node, after head: Node) {
    self.init(node.tree, head.tokenRange.upperBound..<node.tokenRange.upperBound)
  }

  private init(_ tree: SyntaxTree, _ range: Range<Int>) {
    var text = ""
    var tokens: [String] = []
    var isApart = false
    for token in range.map({ tree.token($0) }) {
      if token.kind.isTrivia {
        isApart = !tokens.isEmpty
        continue
      }
      if isApart { text += " " }
      isApart = false
      text += token.text
      tokens.append(token.text)
    }
    self.text = text
    self.tokens = tokens
  }

  private init(text: String, tokens: [String]) {
    self.text = text
    self.tokens = tokens
  }

  /// The same without its first token, such as the word of a step.
  public var withoutFirst: Wording {
    let rest = text.dropFirst(tokens.first?.count ?? 0).drop { $0 == " " }
    return Wording(text: String(rest), tokens: Array(tokens.dropFirst()))
  }

  /// `true` iff both have the same tokens.
  public static func == (a: Wording, b: Wording) -> Bool { a.tokens == b.tokens }

  /// Hashes the tokens.
  public func hash(into hasher: inout Hasher) { hasher.combine(tokens) }
}
