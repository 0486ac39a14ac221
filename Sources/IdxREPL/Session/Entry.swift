import IdxDiagnostics
import IdxSyntax

/// What was typed.
enum Entry {
  /// Nothing, or only comments.
  case nothing
  /// A command with what stands behind it: `:why hdi Norway`.
  case command(name: String, rest: String)
  /// Declarations, parsed.
  case declarations(SyntaxTree)
  /// A changed evaluation: what stands behind `with`.
  case what(if: String)
  /// Evaluations to be set side by side.
  case comparison([String])
  /// An expression.
  case expression(String)

  /// Reads `text`.
  init(_ text: String) {
    let tree = Self.parse(text)
    let words = Self.words(tree)
    guard let first = words.first else {
      self = tree.diagnostics.hasErrors ? .expression(text.trimmed) : .nothing
      return
    }
    let start = text.drop { $0.isWhitespace }
    if start.first == ":" {
      let name = start.dropFirst().prefix { !$0.isWhitespace }
      let rest = start.dropFirst(1 + name.count)
      self = .command(name: String(name), rest: rest.trimmed)
    } else if first.text == "with", words.count > 1, words[1].kind.isName {
      self = .what(if: text)
    } else if first.text == "compare", words.count > 1, words[1].kind.isName {
      self = .comparison(Self.operands(of: text, tree, behind: first))
    } else if Self.isDeclaration(words) {
      self = .declarations(tree)
    } else {
      self = .expression(text.trimmed)
    }
  }

  /// `true` iff `text` is whole: all brackets are closed, and nothing is still to come behind its last sign.
  static func isComplete(_ text: String) -> Bool {
    if text.drop(while: \.isWhitespace).first == ":" { return true }
    let words = words(parse(text))
    guard let last = words.last else { return true }
    var depth = 0
    for word in words {
      switch word.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      default: break
      }
    }
    if depth > 0 { return false }
    if opening.contains(last.kind) { return false }
    // A declaration may go on: an empty line ends it.
    let expected = ["then", "else", "otherwise", "and", "or", "not", "with", "of", "on", "over"]
    return !expected.contains(last.text)
  }

  private static let opening: [TokenKind] = [
    .comma, .dot, .equals, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .plus,
    .minus, .times, .divide, .colon,
  ]

  static func parse(_ text: String) -> SyntaxTree {
    SyntaxTree.parse(SourceText(file: FileID(0), path: "input", text: text))
  }

  private static func words(_ tree: SyntaxTree) -> [Token] {
    (0..<tree.tokenCount).map { tree.token($0) }.filter { !$0.kind.isTrivia }
  }

  /// `true` iff `words` begin a declaration, and no expression that begins with the name of one.
  private static func isDeclaration(_ words: [Token]) -> Bool {
    guard words.count > 1, let word = words[0].kind.keyword, word.isDeclaration || word == .allow
    else { return false }
    let second = words[1].kind
    switch word {
    case .expect: return true
    case .import: return second == .string || second.isName
    case .allow: return second == .leftParenthesis
    default: return second.isName
    }
  }

  /// Returns what stands between the commas of `text` behind `word`, those in brackets not counted.
  private static func operands(of text: String, _ tree: SyntaxTree, behind word: Token) -> [String]
  {
    let bytes = Array(text.utf8)
    var result: [String] = []
    var start = Int(word.span.end)
    var depth = 0
    for index in 0..<tree.tokenCount where index > word.index {
      let token = tree.token(index)
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      case .comma where depth == 0:
        result.append(String(decoding: bytes[start..<Int(token.span.start)], as: UTF8.self).trimmed)
        start = Int(token.span.end)
      default: break
      }
    }
    result.append(String(decoding: bytes[start...], as: UTF8.self).trimmed)
    return result
  }
}
