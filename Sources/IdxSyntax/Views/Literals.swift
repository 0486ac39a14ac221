public import IdxDiagnostics

/// A number.
public struct NumberLiteral: Sendable {
  /// The node of the number.
  public let node: Node
  /// The value; `nil` if it is beyond all numbers.
  public let value: Double?
  /// `true` iff the number has neither a fraction nor an exponent.
  public var isInteger: Bool { node.firstToken()?.kind == .integer }
  /// The number as it is written.
  public var text: String { node.text }

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    value = node.firstToken().flatMap { NumberText.value($0) }
  }
}

/// A text.
public struct StringLiteral: Sendable {
  /// The node of the text.
  public let node: Node

  /// Creates the view of `node`.
  init(node: Node) { self.node = node }

  /// Creates the view of `node` if it is a text.
  init?(_ node: Node?) {
    guard let node, node.kind == .stringLiteral else { return nil }
    self.node = node
  }

  /// The text without quotes, its escapes replaced.
  public var value: String { StringText.value(node.text) }
  /// The bytes of the text with its quotes.
  public var span: Span { node.span }
}

/// `true` or `false`.
public struct BooleanLiteral: Sendable {
  /// The node of the word.
  public let node: Node
  /// Which of both.
  public var value: Bool { node.has(.true) }
}

/// A name that stands for a value.
public struct NameExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// The name, with the primes of a twin axis.
  public let name: Name
}

/// The reading of texts as they are written in models.
enum StringText {
  /// Returns the text between the quotes of `literal`; escapes that mean nothing stay as they are.
  static func value(_ literal: String) -> String {
    let bytes = literal.utf8
    if bytes.first == UInt8(ascii: "\""),
      let end = bytes.dropFirst().firstIndex(where: {
        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
      }), bytes[end] == UInt8(ascii: "\"")
    {
      return String(literal[bytes.index(after: bytes.startIndex)..<end])
    }
    var result = String.UnicodeScalarView()
    var rest = literal.unicodeScalars.dropFirst()[...]
    let isSingle = literal.unicodeScalars.first == "'"
    let isTypographic = literal.unicodeScalars.first != "\""
    while let scalar = rest.popFirst() {
      if isSingle ? scalar == "'" : scalar == "\"" || isTypographic && FullWidth.isQuote(scalar) {
        break
      }
      result.append(scalar == "\\" ? escaped(&rest) : scalar)
    }
    return String(result)
  }

  private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar {
    let old = rest
    switch rest.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "\"": return "\""
    case "\\": return "\\"
    case "u" where rest.first == "{":
      let digits = rest.dropFirst().prefix { $0 != "}" }
      if let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value) {
        rest = rest.dropFirst(digits.count + 2)
        return scalar
      }
    default: break
    }
    rest = old
    return "\\"
  }
}
