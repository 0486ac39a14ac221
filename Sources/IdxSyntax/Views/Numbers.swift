public import IdxDiagnostics

/// A number that is known as it stands, with its sign and denominator.
public struct Constant: Sendable {
  /// The node of the constant.
  public let node: Node

  /// Creates the view of `node` if it is a constant.
  init?(_ node: Node?) {
    guard let node, node.kind == .constant else { return nil }
    self.node = node
  }

  /// The value; `nil` if it cannot be read or its denominator is zero.
  public var value: Double? {
    if node.tokenRange.count == 1 {
      return NumberText.value(node.tree.token(node.tokenRange.lowerBound))
    }
    // After `0,4` nobody knows which number is meant.
    if node.child(.error) != nil { return nil }
    let tokens = node.tokens
    let numbers = tokens.filter(\.kind.isNumber).map { NumberText.value($0) }
    guard let first = numbers.first, var value = first else { return nil }
    if tokens.contains(where: { $0.kind == .divide }) {
      guard numbers.count > 1, let divisor = numbers[1], divisor != 0 else { return nil }
      value /= divisor
    }
    return tokens.first?.kind == .minus ? -value : value
  }

  /// The bytes of the constant.
  public var span: Span { node.span }
}

/// An interval, closed where it has an end.
public struct RangeSyntax: Sendable {
  /// The node of the range.
  public let node: Node

  /// Creates the view of `node` if it is a range.
  init?(_ node: Node?) {
    guard let node, node.kind == .range else { return nil }
    self.node = node
  }

  /// The lower end; `nil` if the range is open below.
  public var lower: Double? { RangeSyntax.value(node.tokens.prefix { $0.kind != .ellipsis }) }

  /// The upper end; `nil` if the range is open above.
  public var upper: Double? {
    RangeSyntax.value(node.tokens.drop { $0.kind != .ellipsis }.dropFirst())
  }

  /// The bytes of the range.
  public var span: Span { node.span }

  private static func value(_ tokens: ArraySlice<Token>) -> Double? {
    guard let number = tokens.first(where: \.kind.isNumber) else { return nil }
    return NumberText.value(number).map { tokens.first?.kind == .minus ? -$0 : $0 }
  }
}

/// A unit of measure.
public struct UnitSyntax: Sendable {
  /// The node of the unit.
  public let node: Node

  /// Creates the view of `node` if it is a unit.
  init?(_ node: Node?) {
    guard let node, node.kind == .unit else { return nil }
    self.node = node
  }

  /// The factors; those behind `/` have negative exponents.
  public var factors: [(name: Name?, number: Double?, exponent: Int)] {
    var result: [(name: Name?, number: Double?, exponent: Int)] = []
    var sign = 1
    for part in node.parts {
      switch part {
      case .token(let token): sign = token.kind == .divide ? -1 : 1
      case .node(let factor) where factor.kind == .unitFactor:
        result.append(UnitSyntax.factor(factor, sign))
      case .node: break
      }
    }
    return result
  }

  private static func factor(
    _ node: Node, _ sign: Int
  ) -> (name: Name?, number: Double?, exponent: Int) {
    let tokens = node.tokens
    let name = node.childName
    let base = tokens.first.flatMap { $0.kind.isNumber ? NumberText.value($0) : nil }
    var exponent = sign
    if let power = tokens.firstIndex(where: { $0.kind == .power }),
      let last = tokens.last, last.kind == .integer, tokens.count > power + 1
    {
      let size = Int(NumberText.digits(last.text)) ?? 1
      let isNegative = tokens[power + 1].kind == .minus
      exponent *= isNegative ? -size : size
    }
    return (name, name == nil ? base : nil, exponent)
  }

  /// The bytes of the unit.
  public var span: Span { node.span }
}

/// A weight, a share of one or an importance among others.
public struct WeightSyntax: Sendable {
  /// The node of the weight.
  public let node: Node

  /// Creates the view of `node` if it is a weight.
  init?(_ node: Node?) {
    guard let node, node.kind == .weight else { return nil }
    self.node = node
  }

  /// `true` iff the weight is a share: it was given by `weight`, not `importance`.
  public var isShare: Bool { node.keyword == .weight }

  /// The value.
  public var constant: Constant? { Constant(node.child(.constant)) }

  /// The bytes of the weight.
  public var span: Span { node.span }
}

/// The reading of numbers as they are written in models.
enum NumberText {
  /// Returns the digits of `text` in ASCII, without `_`.
  static func digits(_ text: String) -> String {
    let ascii = text.utf8.allSatisfy { $0 < 0x80 } ? text : FullWidth.ascii(text)
    return ascii.filter { $0 != "_" }
  }

  /// Returns the number that `token` is; `nil` if it is none or is beyond all numbers.
  static func value(_ token: Token) -> Double? {
    let source = token.tree.source
    return short(source.bytes[token.span.range]) ?? value(token.text)
  }

  /// Returns the number of at most fifteen digits that `bytes` are; `nil` if they are anything else.
  ///
  /// Both the digits and the power of ten are exact, so that their quotient is rounded right.
  private static func short(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard (1...16).contains(bytes.count) else { return nil }
    var digits = 0
    var scale: Double?
    for byte in bytes {
      if byte == UInt8(ascii: "."), scale == nil {
        scale = 1
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        scale? *= 10
      } else {
        return nil
      }
    }
    guard digits < 1_000_000_000_000_000 else { return nil }
    return scale.map { Double(digits) / $0 } ?? Double(digits)
  }

  /// Returns the number that `text` is; `nil` if it is none or is beyond all numbers.
  static func value(_ text: String) -> Double? {
    let digits = digits(text)
    guard let value = Double(digits), value.isFinite else { return nil }
    return value == 0 && NumberReach(digits) != nil ? nil : value
  }
}

extension SyntaxTree {
  /// Returns the numbers outside of rows of tables that are too large or too small to be held, of the
  /// tokens in `ranges`.
  public func numbersOutOfReach(in ranges: [Range<Int>]) -> [Token] {
    var result: [Token] = []
    for range in ranges {
      for index in range where tokens.kind(index).isNumber {
        let token = self.token(index)
        if mayReachFar(token.span), NumberReach(NumberText.digits(token.text)) != nil,
          !isInRow(token.span)
        {
          result.append(token)
        }
      }
    }
    return result
  }

  /// `false` iff the number at `span` has neither a power of ten nor very many digits, as nearly all.
  private func mayReachFar(_ span: Span) -> Bool {
    let bytes = source.bytes[span.range]
    return bytes.count > 300 || bytes.contains { $0 | 0x20 == UInt8(ascii: "e") || $0 >= 0x80 }
  }

  private func isInRow(_ span: Span) -> Bool {
    var node = root
    while let inner = node.children.first(where: {
      $0.span.start <= span.start && span.end <= $0.span.end
    }) {
      if inner.kind == .row { return true }
      node = inner
    }
    return false
  }
}
