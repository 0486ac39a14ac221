import IdxDiagnostics
import IdxSyntax

extension SyntaxTree {
  /// Returns the position of the token that holds the byte `offset`, or of the last one; `nil` in an
  /// empty file.
  func tokenIndex(at offset: Int) -> Int? {
    if tokenCount == 0 { return nil }
    var (low, high) = (0, tokenCount)
    while high - low > 1 {
      let middle = (low + high) / 2
      if start(ofToken: middle) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the token at `offset` that one means by pointing there: of two that meet, the word or
  /// literal before the sign.
  func token(pointedAtBy offset: Int) -> Token? {
    guard let index = tokenIndex(at: offset) else { return nil }
    let token = token(index)
    guard index > 0, Int(token.span.start) == offset, !token.kind.isWordy else { return token }
    let before = self.token(index - 1)
    return before.kind.isWordy || token.kind.isTrivia && !before.kind.isTrivia ? before : token
  }

  /// Returns the nodes that hold token `index`, the root first.
  func nodes(around index: Int) -> [Node] {
    var result = [root]
    while let inner = result[result.count - 1].children.last(where: {
      $0.tokenRange.contains(index)
    }) {
      result.append(inner)
    }
    return result
  }
}

extension TokenKind {
  /// `true` iff the token is a word, a number or a text.
  var isWordy: Bool { isName || isNumber || self == .string }

  /// `true` iff the token is a comment, of documentation or not.
  var isComment: Bool { self == .comment || self == .documentation }

  /// `true` iff the token opens a bracket.
  var opensBracket: Bool {
    self == .leftParenthesis || self == .leftBracket || self == .leftBrace
  }

  /// The bracket that opens what this one closes, if it is a closing bracket.
  var opening: TokenKind? {
    switch self {
    case .rightParenthesis: .leftParenthesis
    case .rightBracket: .leftBracket
    case .rightBrace: .leftBrace
    default: nil
    }
  }
}

extension Node {
  /// The first token of the node, `allow`s in front of it left out.
  var head: Token? {
    for part in parts {
      switch part {
      case .token(let token): return token
      case .node(let child) where child.kind == .allow: continue
      case .node(let child): return tree.token(child.tokenRange.lowerBound)
      }
    }
    return nil
  }
}

extension Document {
  /// The brackets that belong together, as positions of tokens, in the order in which they open; those
  /// that lack their other half are left out. Complexity: O(tokens), but for the order.
  var brackets: [(open: Int, close: Int)] {
    var result: [(open: Int, close: Int)] = []
    var waiting: [Int] = []
    // How many brackets of each kind wait, so that one that closes nothing is passed over at once.
    var counts: [TokenKind: Int] = [:]
    for index in 0..<tree.tokenCount {
      let kind = tree.token(index).kind
      if kind.opensBracket {
        waiting.append(index)
        counts[kind, default: 0] += 1
      } else if let opening = kind.opening, counts[opening, default: 0] > 0 {
        while let last = waiting.popLast() {
          counts[tree.token(last).kind, default: 1] -= 1
          if tree.token(last).kind == opening {
            result.append((last, index))
            break
          }
        }
      }
    }
    return result.sorted { $0.open < $1.open }
  }
}
