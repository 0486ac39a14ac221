import IdxDiagnostics
import IdxIDE

/// The numbers of tokens as the protocol writes them, each token relative to the one before: they are worked out where
/// they are asked for, since those of a long document take more room than its text.
struct TokenNumbers {
  /// How many numbers a token has.
  static let width = 5

  /// The numbers of one token.
  struct Item: Equatable {
    let lines: Int
    let start: Int
    let length: Int
    let kind: Int
    let modifiers: Int
  }

  private let tokens: [SemanticToken]
  private let map: PositionMap
  /// The line of the token that was asked for last, near which the next one is.
  private var line: Int?

  /// Creates the numbers of `tokens`, which are in order, of the text of `map`.
  init(_ tokens: [SemanticToken], _ map: PositionMap) {
    self.tokens = tokens
    self.map = map
  }

  /// Creates the numbers of the tokens of `list`.
  init(_ list: TokenList, _ encoding: PositionEncoding) {
    self.init(list.tokens, PositionMap(list.lines, encoding))
  }

  /// How many tokens there are.
  var count: Int { tokens.count }

  /// Returns the numbers of the token at `position`. Complexity: O(lines between it and the last one asked for).
  mutating func item(_ position: Int) -> Item {
    let range = tokens[position].range
    let start = range.lowerBound
    let line = self.line.map { self.line(of: start, near: $0) } ?? map.lines.line(at: start)
    self.line = line
    let former = position > 0 ? tokens[position - 1].range.lowerBound : 0
    let lineStart = map.lines.starts[line]
    let isFirst = former < lineStart
    let token = tokens[position]
    return Item(
      lines: isFirst ? line - self.line(of: former, near: line) : 0,
      start: map.units((isFirst ? lineStart : former)..<start), length: map.units(range),
      kind: Int(token.kind.rawValue), modifiers: Int(token.modifiers.rawValue))
  }

  /// Returns the line that holds the byte `offset`, found from line `near` on.
  private func line(of offset: Int, near: Int) -> Int {
    let starts = map.lines.starts
    var line = near
    while starts[line] > offset { line -= 1 }
    while line + 1 < starts.count, starts[line + 1] <= offset { line += 1 }
    return line
  }
}
