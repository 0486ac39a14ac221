import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// A token of a document with what it is, for its colour.
public struct SemanticToken: Hashable, Sendable {
  /// What a token is, by the names that editors know.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case namespace, type, `class`, `enum`, `struct`, typeParameter, parameter, variable, property
    case enumMember, function, macro, decorator, keyword, comment, string, number, `operator`
  }

  /// What is to be said of a token besides.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits of all that is said.
    public let rawValue: Int
    /// The name is declared here.
    public static let declaration = Modifiers(rawValue: 1)
    /// What it names never changes.
    public static let readonly = Modifiers(rawValue: 2)
    /// It documents what follows.
    public static let documentation = Modifiers(rawValue: 4)
    /// It comes with the program.
    public static let defaultLibrary = Modifiers(rawValue: 8)
    /// The names that editors know, by the bit.
    public static let names = ["declaration", "readonly", "documentation", "defaultLibrary"]

    /// Creates the set that `rawValue` stands for, a bit each.
    public init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// The bytes of the token, on one line.
  public let range: Range<Int>
  /// What it is.
  public let kind: Kind
  /// What is to be said of it besides.
  public let modifiers: Modifiers
}

extension Document {
  /// Returns what the tokens that `range` touches are, in their order; `names` tells what is known of
  /// names, in their order.
  func semanticTokens(
    in range: Range<Int>? = nil, names: [SemanticToken] = []
  ) -> [SemanticToken] {
    let range = range ?? 0..<bytes.count
    let isName = tokensOfNames
    var names = names[...]
    var result: [SemanticToken] = []
    let first = tree.tokenIndex(at: range.lowerBound) ?? 0
    for index in first..<max(first, tree.tokenCount) {
      let token = tree.token(index)
      let bytes = token.span.range
      if bytes.lowerBound >= max(range.upperBound, range.lowerBound + 1) { break }
      while let name = names.first, name.range.lowerBound < bytes.lowerBound { names.removeFirst() }
      if let name = names.first, name.range.lowerBound < bytes.upperBound {
        result += onLines(name)
      } else if let kind = Self.kind(token.kind, isName: isName[index]) {
        let isDocumentation = token.kind == .documentation
        result += onLines(
          SemanticToken(range: bytes, kind: kind, modifiers: isDocumentation ? .documentation : []))
      }
    }
    return result
  }

  /// Says of each token whether it is in a name.
  private var tokensOfNames: [Bool] {
    var result = [Bool](repeating: false, count: tree.tokenCount)
    for index in 0..<tree.nodeCount {
      let node = tree.node(NodeID(index))
      guard node.kind == .name || node.kind == .nameExpression else { continue }
      for token in node.tokenRange { result[token] = true }
    }
    return result
  }

  /// Returns what a token is by itself; `nil` for names and for signs that only divide.
  private static func kind(_ kind: TokenKind, isName: Bool) -> SemanticToken.Kind? {
    switch kind {
    case .comment, .documentation: .comment
    case .string: .string
    case .integer, .number: .number
    case .equals, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .plus, .minus,
      .times, .divide, .power, .question, .arrow, .ellipsis:
      .operator
    case _ where kind.keyword != nil: isName ? nil : .keyword
    default: nil
    }
  }

  /// Returns `token` in parts that each lie on one line.
  private func onLines(_ token: SemanticToken) -> [SemanticToken] {
    let (first, last) = (
      lines.line(at: token.range.lowerBound), lines.line(at: max(token.range.upperBound - 1, 0))
    )
    if first >= last { return token.range.isEmpty ? [] : [token] }
    return (first...last).compactMap { line in
      let part = lines.range(ofLine: line).clamped(to: token.range)
      return part.isEmpty
        ? nil : SemanticToken(range: part, kind: token.kind, modifiers: token.modifiers)
    }
  }
}

extension ModelNames {
  /// Returns what the tokens that `range` touches are, in their order; all where there is none.
  public func semanticTokens(in range: Range<Int>? = nil) -> [SemanticToken] {
    let names = references.lazy.filter { reference in
      guard let range else { return true }
      let place = reference.span.range
      return place.lowerBound <= range.upperBound && range.lowerBound <= place.upperBound
    }.compactMap { self.token($0) }
    return document.semanticTokens(in: range, names: Array(names))
  }

  private func token(_ reference: Reference) -> SemanticToken? {
    // The name of a file stays a text.
    let place = reference.span.range
    if reference.kind == .module, document.bytes[place].first == UInt8(ascii: "\"") { return nil }
    var modifiers: SemanticToken.Modifiers = reference.isDeclaration ? .declaration : []
    switch reference.kind {
    case .value, .local: modifiers.insert(.readonly)
    case .type, .axisKind, .attribute, .result: modifiers.insert(.defaultLibrary)
    default:
      if identity(of: reference.target)?.place.path.hasPrefix("std/") == true {
        modifiers.insert(.defaultLibrary)
      }
    }
    return SemanticToken(
      range: place, kind: Self.kinds[reference.kind] ?? .variable, modifiers: modifiers)
  }

  private static let kinds: [ReferenceKind: SemanticToken.Kind] = [
    .table: .struct, .measure: .type, .scale: .enum, .axis: .type, .index: .class,
    .judgement: .variable, .method: .function, .evaluation: .class, .value: .variable,
    .parameter: .parameter, .column: .property, .grade: .enumMember, .element: .enumMember,
    .group: .property, .indicator: .property, .input: .parameter, .axisVariable: .typeParameter,
    .choice: .enumMember, .field: .property, .local: .variable, .loopVariable: .variable,
    .module: .namespace, .result: .property, .attribute: .property, .axisKind: .type,
    .type: .type, .word: .keyword, .language: .macro, .rule: .decorator,
  ]
}
