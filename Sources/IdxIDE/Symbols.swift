import IdxDiagnostics
import IdxSyntax

/// What an outline shows of a document.
public struct OutlineSymbol: Hashable, Sendable {
  /// What a symbol is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Declarations.
    case module, table, measure, scale, axis, index, judgement, method, evaluation, variant, value
    case parameter, expectation
    /// Parts of declarations.
    case key, column, grade, element, group, indicator, input, axisVariable, result
  }

  /// The name, never empty.
  public let name: String
  /// The label; of an expectation and of what has no label, other words that tell it apart.
  public let detail: String
  /// What it is.
  public let kind: Kind
  /// The bytes of all of it.
  public let range: Range<Int>
  /// The bytes of the name, inside of `range`.
  public let selection: Range<Int>
  /// What is declared inside.
  public let children: [OutlineSymbol]
}

extension Document {
  /// What the document declares, as a tree in its order.
  public var outline: [OutlineSymbol] { tree.outline }
}

extension SyntaxTree {
  /// What the file declares, as a tree in its order.
  var outline: [OutlineSymbol] { OutlineSymbol.all(in: root) }
}

extension OutlineSymbol {
  fileprivate static func all(in node: Node) -> [OutlineSymbol] {
    node.children.flatMap { child -> [OutlineSymbol] in
      if let symbol = symbol(child) { return [symbol] }
      switch child.kind {
      // What has no name yet is not shown, but what stands in it is.
      case .error, .change, .result: return all(in: child)
      case _ where child.kind.isDeclaration || child.kind == .group: return all(in: child)
      default: return []
      }
    }
  }

  private static func symbol(_ node: Node) -> OutlineSymbol? {
    guard let kind = kind(node) else { return nil }
    switch kind {
    case .module: return importSymbol(node)
    case .expectation: return expectation(node)
    default: break
    }
    guard let name = nameNode(node) else { return nil }
    return make(name.text, detail(node, kind), kind, node, name.range, children(node, kind))
  }

  private static func kind(_ node: Node) -> Kind? {
    switch node.kind {
    case .importDeclaration: .module
    case .dataDeclaration: .table
    case .measureDeclaration: .measure
    case .scaleDeclaration: .scale
    case .axisDeclaration: .axis
    case .indexDeclaration: .index
    case .judgementDeclaration: .judgement
    case .methodDeclaration: .method
    case .evaluationDeclaration: .evaluation
    case .variantDeclaration: .variant
    case .letDeclaration: .value
    case .parameterDeclaration: .parameter
    case .expectDeclaration: .expectation
    case .keyItem, .groupColumnItem: .key
    case .columnItem: .column
    case .grade: .grade
    case .part, .raterComparisons: .element
    case .group: .group
    case .indicator: .indicator
    case .input: .input
    case .axisVariable: .axisVariable
    case .fieldType: .result
    default: nil
    }
  }

  /// Returns the name that `node` declares; `nil` where none is written.
  private static func nameNode(_ node: Node) -> (text: String, range: Range<Int>)? {
    guard let name = Declared(node: node).name, !name.text.isEmpty else { return nil }
    return (name.text, name.span.range)
  }

  private static func make(
    _ name: String, _ detail: String, _ kind: Kind, _ node: Node, _ selection: Range<Int>,
    _ children: [OutlineSymbol] = []
  ) -> OutlineSymbol {
    let range = node.span.range
    return OutlineSymbol(
      name: name, detail: detail, kind: kind, range: range,
      selection: selection.clamped(to: range), children: children)
  }

  private static func children(_ node: Node, _ kind: Kind) -> [OutlineSymbol] {
    switch kind {
    case .table, .scale, .axis, .index, .group, .variant, .method: all(in: node)
    case .judgement: raters(in: node)
    default: []
    }
  }

  /// Returns the raters of a judgement: a rater may compare in several places.
  private static func raters(in node: Node) -> [OutlineSymbol] {
    node.children.flatMap { child in
      child.kind == .atComparisons ? raters(in: child) : symbol(child).map { [$0] } ?? []
    }
  }

  private static func detail(_ node: Node, _ kind: Kind) -> String {
    if let label = Declared(node: node).label { return label.first }
    switch kind {
    case .method: return node.child(.result)?.text ?? ""
    case .input, .result: return node.child(.type)?.text ?? node.child(.choice)?.text ?? ""
    case .value: return node.child(.type)?.text ?? ""
    default: return ""
    }
  }

  private static func importSymbol(_ node: Node) -> OutlineSymbol? {
    guard let view = Declaration(node)?.imported else { return nil }
    let target =
      view.file.map { ($0.value, $0.span.range) } ?? view.path.map { ($0.text, $0.span.range) }
    guard let (text, range) = target, !text.isEmpty else { return nil }
    if let alias = view.alias {
      return make(alias.text, text, .module, node, alias.span.range)
    }
    return make(text, "", .module, node, range)
  }

  private static func expectation(_ node: Node) -> OutlineSymbol? {
    guard case .expect(let view)? = Declaration(node), let head = node.head else { return nil }
    let text = view.condition.map { Wording($0.node).text } ?? "expect"
    let title = node.documentation?.split(separator: "\n").first.map(String.init) ?? ""
    let name = title.isEmpty ? text : title
    return make(
      name.isEmpty ? "expect" : name, title.isEmpty ? "" : text, .expectation, node, head.span.range
    )
  }
}

/// The view of anything that may have a name and a label.
private struct Declared: DeclarationSyntax {
  let node: Node
}
