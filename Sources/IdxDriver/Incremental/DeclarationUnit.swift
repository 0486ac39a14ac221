import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The names of a file by numbers, so that they are compared at no cost.
struct NameNumbers {
  private var numbers: [String: Int32] = [:]

  /// The number of `name`.
  mutating func number(of name: String) -> Int32 {
    if let known = numbers[name] { return known }
    let number = Int32(numbers.count)
    numbers[name] = number
    return number
  }

  /// The number of `name`, if it has one.
  func known(_ name: String) -> Int32? { numbers[name] }

  /// How many names have a number.
  var count: Int { numbers.count }
}

/// One declaration of a file as far as others depend on it: it stays the same while its text does.
final class DeclarationUnit: Sendable {
  /// The kind of the declaration and the number of its nodes, which tell whether it was read as before.
  let kind: SyntaxKind
  let nodeCount: Int
  /// What the parser found in it and directly behind it, as places that count from its beginning: what is wrong
  /// already is not told again.
  let faults: [Range<Int>]
  /// The names that stand in it, each once.
  let names: [Int32]
  /// The names that it declares.
  let declared: [Int32]
  /// `true` iff the first of these is its own.
  let hasName: Bool
  /// `true` iff nothing is known of it but what it says itself, whoever uses it.
  let isDefinition: Bool
  /// `true` iff it asks for results.
  let isComputing: Bool
  /// `true` iff other declarations may use what it imports.
  let isImport: Bool

  /// Creates the unit of the declaration that `node` is, whose names get `numbers`.
  init(_ node: Node, _ numbers: inout NameNumbers) {
    let declaration = Declaration(node)
    kind = node.kind
    nodeCount = node.subtreeCount
    faults = Self.faults(of: node)
    var names: [Int32] = []
    for index in node.tokenRange {
      let token = node.tree.token(index)
      guard token.kind.isName else { continue }
      let text = token.text
      names.append(
        numbers.number(
          of: token.kind == .quotedName ? String(text.dropFirst().prefix { $0 != "`" }) : text))
    }
    names.sort()
    self.names = names.indices.filter { $0 == 0 || names[$0] != names[$0 - 1] }.map { names[$0] }
    var declared = declaration?.name.map { [$0.text] } ?? []
    if case .data(let data)? = declaration { declared += data.definedAxes.map(\.axis.text) }
    if case .judgement(let judgement)? = declaration, let raters = judgement.raters {
      declared.append(raters.text)
    }
    self.declared = declared.map { numbers.number(of: $0) }
    hasName = declaration?.name != nil
    isDefinition = declaration.map { Self.isDefinition($0) } ?? false
    isComputing = declaration?.isComputing ?? false
    isImport = declaration?.imported != nil
  }

  /// `true` iff `node`, the text of which is that of the declaration, was read as that was.
  func isRead(as node: Node) -> Bool {
    kind == node.kind && nodeCount == node.subtreeCount && faults == Self.faults(of: node)
  }

  private static func faults(of node: Node) -> [Range<Int>] {
    let start = Int(node.span.start)
    return node.faults.map { Int($0.start) - start..<Int($0.end) - start }
  }

  /// `true` iff others are told the same names of it as of `other`.
  func declaresTheSame(as other: DeclarationUnit) -> Bool {
    kind == other.kind && hasName == other.hasName && declared == other.declared
  }

  private static func isDefinition(_ declaration: Declaration) -> Bool {
    switch declaration {
    case .measure, .scale, .method, .parameter: true
    case .axis(let axis): axis.owner == nil && axis.base == nil
    default: false
    }
  }
}
