import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// A token of a document with what it is, for its colour.
public struct SemanticToken: Hashable, Sendable {
  /// What a token is, by the names that editors know.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case namespace, type, `class`, `enum`, `struct`, typeParameter, parameter, variable, property
    case enumMember, function, macro, decorator, keyword, comment, string, number, `operator`

    /// The name by which editors know it.
    public var name: String { Kind.names[Int(rawValue)] }

    /// The names of the cases in their order, to which a test holds them: to ask the cases for their names takes
    /// longer than all else that a server does before it answers.
    private static let names = [
      "namespace", "type", "class", "enum", "struct", "typeParameter", "parameter", "variable",
      "property", "enumMember", "function", "macro", "decorator", "keyword", "comment", "string",
      "number", "operator",
    ]
  }

  /// What is to be said of a token besides.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits of all that is said.
    public let rawValue: UInt8
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
    public init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  /// From the highest bits on: where it begins, how long it is, what it is, and whether that is known of a name. Of
  /// long documents all tokens are kept, and neither files nor lines are longer than what these bits tell.
  private let bits: UInt64

  private static let startShift: UInt64 = 38
  private static let lengthShift: UInt64 = 14
  private static let longest: UInt64 = 1 << (startShift - lengthShift) - 1
  private static let kindShift: UInt64 = 9
  private static let nameBit: UInt64 = 1 << 8

  /// The bytes of the token, on one line.
  public var range: Range<Int> {
    let start = Int(bits >> Self.startShift)
    return start..<start + Int(bits >> Self.lengthShift & Self.longest)
  }

  /// What it is.
  public var kind: Kind {
    Kind(rawValue: UInt8(truncatingIfNeeded: bits >> Self.kindShift & 31)) ?? .variable
  }

  /// What is to be said of it besides.
  public var modifiers: Modifiers { Modifiers(rawValue: UInt8(truncatingIfNeeded: bits)) }

  /// `true` iff that is known of what a name stands for, not of the text.
  var isName: Bool { bits & Self.nameBit != 0 }

  /// Creates the token at the bytes `range`.
  init(range: Range<Int>, kind: Kind, modifiers: Modifiers, isName: Bool = false) {
    bits =
      UInt64(truncatingIfNeeded: range.lowerBound) << Self.startShift
      | min(UInt64(truncatingIfNeeded: range.count), Self.longest) << Self.lengthShift
      | UInt64(truncatingIfNeeded: kind.rawValue) << Self.kindShift
      | (isName ? Self.nameBit : 0) | UInt64(modifiers.rawValue)
  }

  private init(bits: UInt64) { self.bits = bits }

  /// Returns the token `shift` bytes farther on.
  func moved(by shift: Int) -> SemanticToken {
    SemanticToken(bits: bits &+ UInt64(truncatingIfNeeded: shift) << Self.startShift)
  }
}

extension Document {
  /// Returns what the tokens that `range` touches are, in their order; `names` tells what is known of
  /// names, in their order.
  public func semanticTokens(
    in range: Range<Int>? = nil, names: [SemanticToken] = []
  ) -> [SemanticToken] {
    let range = range ?? 0..<bytes.count
    let end = max(range.upperBound, range.lowerBound + 1)
    let first = tree.tokenIndex(at: range.lowerBound) ?? 0
    var last = first
    while last < tree.tokenCount, tree.start(ofToken: last) < end { last += 1 }
    let isName = tree.tokensInNames(first..<last)
    var next = 0
    var result: [SemanticToken] = []
    result.reserveCapacity((last - first) / 2)
    for index in first..<last {
      let place = tree.start(ofToken: index)..<tree.start(ofToken: index + 1)
      while next < names.count, names[next].range.lowerBound < place.lowerBound { next += 1 }
      let token = tree.kind(ofToken: index)
      if next < names.count, names[next].range.lowerBound < place.upperBound {
        let name = names[next]
        add(
          SemanticToken(
            range: name.range, kind: name.kind, modifiers: name.modifiers, isName: true),
          to: &result)
      } else if let kind = Self.kinds[Int(token.rawValue)],
        !isName[index - first] || kind != .keyword
      {
        add(
          SemanticToken(
            range: place, kind: kind, modifiers: token == .documentation ? .documentation : []),
          to: &result)
      }
    }
    return result
  }

  /// Returns what a token is by itself; `nil` for names and for signs that only divide.
  private static func kind(_ kind: TokenKind) -> SemanticToken.Kind? {
    switch kind {
    case .comment, .documentation: .comment
    case .string: .string
    case .integer, .number: .number
    case .equals, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .plus, .minus,
      .times, .divide, .power, .question, .arrow, .ellipsis:
      .operator
    case _ where kind.keyword != nil: .keyword
    default: nil
    }
  }

  /// The same by the number of the kind: of a long file each token is asked for at every key.
  private static let kinds = (0...UInt8.max).map { kind(TokenKind(rawValue: $0)) }

  /// Adds `token` to `result`, in parts that each lie on one line.
  private func add(_ token: SemanticToken, to result: inout [SemanticToken]) {
    if token.range.isEmpty { return }
    guard bytes[token.range].contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      result.append(token)
      return
    }
    let (first, last) = (
      lines.line(at: token.range.lowerBound), lines.line(at: token.range.upperBound - 1)
    )
    for line in first...last {
      let part = lines.range(ofLine: line).clamped(to: token.range)
      if part.isEmpty { continue }
      result.append(
        SemanticToken(
          range: part, kind: token.kind, modifiers: token.modifiers, isName: token.isName))
    }
  }
}

extension ModelNames {
  /// Returns what the tokens that `range` touches are, in their order; all where there is none.
  public func semanticTokens(in range: Range<Int>? = nil) -> [SemanticToken] {
    document.semanticTokens(in: range, names: nameTokens)
  }

  /// What is known of the names of the document, in their order.
  var nameTokens: [SemanticToken] { references.compactMap { token($0) } }

  /// Returns the token of the name at `reference`; `nil` where it is none.
  func token(_ reference: Reference) -> SemanticToken? {
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
