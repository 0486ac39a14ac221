public import IdxDiagnostics

/// A whole file.
public struct Model: Sendable {
  /// The root of the tree.
  public let node: Node

  /// The declarations in the order of the file.
  public var declarations: [Declaration] { declarationNodes.compactMap { Declaration($0) } }

  /// The nodes of the declarations: their views read much of them, which takes time where only some are
  /// looked at.
  public var declarationNodes: [Node] { node.children.filter(\.kind.isDeclaration) }

  /// The same nodes, as identities in the tree.
  public var declarationIDs: [NodeID] { node.childIDs(where: \.isDeclaration) }

  /// The text at the head of the file, set apart from the first declaration by a blank line.
  public var documentation: String? { node.headDocumentation }
}

/// A declaration.
public enum Declaration: Sendable {
  /// The use of another module.
  case importing(ImportDeclaration)
  /// A table.
  case data(DataDeclaration)
  /// A unit of measure.
  case measure(MeasureDeclaration)
  /// Ordered grades.
  case scale(ScaleDeclaration)
  /// A list of parts, or part of an axis.
  case axis(AxisDeclaration)
  /// A hierarchy of indicators.
  case index(IndexDeclaration)
  /// Pairwise comparisons.
  case judgement(JudgementDeclaration)
  /// A method, or an external one.
  case method(MethodDeclaration)
  /// The steps from data to scores.
  case evaluation(EvaluationDeclaration)
  /// An index made from another.
  case variant(VariantDeclaration)
  /// A named value.
  case `let`(LetDeclaration)
  /// A value that an analysis may change.
  case parameter(ParameterDeclaration)
  /// A test.
  case expect(ExpectDeclaration)

  /// Creates the view of `node` if it is a declaration.
  public init?(_ node: Node) {
    switch node.kind {
    case .importDeclaration: self = .importing(ImportDeclaration(node: node))
    case .dataDeclaration: self = .data(DataDeclaration(node: node))
    case .measureDeclaration: self = .measure(MeasureDeclaration(node: node))
    case .scaleDeclaration: self = .scale(ScaleDeclaration(node: node))
    case .axisDeclaration: self = .axis(AxisDeclaration(node: node))
    case .indexDeclaration: self = .index(IndexDeclaration(node: node))
    case .judgementDeclaration: self = .judgement(JudgementDeclaration(node: node))
    case .methodDeclaration: self = .method(MethodDeclaration(node: node))
    case .evaluationDeclaration: self = .evaluation(EvaluationDeclaration(node: node))
    case .variantDeclaration: self = .variant(VariantDeclaration(node: node))
    case .letDeclaration: self = .let(LetDeclaration(node: node))
    case .parameterDeclaration: self = .parameter(ParameterDeclaration(node: node))
    case .expectDeclaration: self = .expect(ExpectDeclaration(node: node))
    default: return nil
    }
  }

  private var view: any DeclarationSyntax {
    switch self {
    case .importing(let view): view
    case .data(let view): view
    case .measure(let view): view
    case .scale(let view): view
    case .axis(let view): view
    case .index(let view): view
    case .judgement(let view): view
    case .method(let view): view
    case .evaluation(let view): view
    case .variant(let view): view
    case .let(let view): view
    case .parameter(let view): view
    case .expect(let view): view
    }
  }

  /// What is declared, in a word of the language.
  public var word: String { keyword.text }

  private var keyword: Keyword {
    switch self {
    case .importing: .import
    case .data: .data
    case .measure: .measure
    case .scale: .scale
    case .axis: .axis
    case .index: .index
    case .judgement: .judgement
    case .method: .method
    case .evaluation: .evaluation
    case .variant: .variant
    case .let: .let
    case .parameter: .parameter
    case .expect: .expect
    }
  }

  /// The import that the declaration is, if it is one.
  public var imported: ImportDeclaration? {
    if case .importing(let syntax) = self { syntax } else { nil }
  }

  /// The node of the declaration.
  public var node: Node { view.node }
  /// The name that the declaration gives; tests and imports give none.
  public var name: Name? { view.name }
  /// The label of what is declared.
  public var label: LabelText? { view.label }
  /// The text of the `///` lines above the declaration.
  public var documentation: String? { view.documentation }
  /// The lints that the declaration is allowed to trip.
  public var allows: [Allow] { view.allows }
}

/// What all declarations, nodes of an index and steps have in common.
public protocol DeclarationSyntax: Sendable {
  /// The node of the declaration.
  var node: Node { get }
}

extension DeclarationSyntax {
  /// The name that is declared.
  public var name: Name? { node.childName }
  /// The label of what is declared.
  public var label: LabelText? { node.childLabel }
  /// The text of the `///` lines above the declaration.
  public var documentation: String? { node.documentation }
  /// The lints that the declaration is allowed to trip.
  public var allows: [Allow] { node.children(.allow).map { Allow(node: $0) } }
  /// The bytes of the declaration, its `allow`s included.
  public var span: Span { node.span }
}

/// A lint that is silenced, with the reason.
public struct Allow: Sendable {
  /// The node of the `allow`.
  public let node: Node

  /// The name of the lint, in kebab case.
  public var rule: String {
    node.childNames.reduce(into: "") { rule, name in
      if !rule.isEmpty { rule += "-" }
      rule += name.text
    }
  }

  /// Why it is silenced.
  public var reason: String? { node.childString?.value }

  /// The bytes of the whole.
  public var span: Span { node.span }

  /// The bytes of the lint's name.
  public var ruleSpan: Span {
    let names = node.childNames
    guard let first = names.first, let last = names.last else { return node.span }
    return first.span.union(last.span)
  }
}
