public import IdxDiagnostics
public import IdxSyntax

/// Reads the declaration of an index into its model.
public enum IndexReader {
  /// The most levels that an index may have.
  static let depthLimit = 256
  /// The most nodes that an index may have.
  static let nodeLimit = 100_000

  /// Returns the hierarchy `declaration` called `name`, with the nodes of `tree`, by default its own,
  /// and what is wrong with it.
  public static func read(
    _ declaration: IndexDeclaration, nodesOf tree: IndexDeclaration? = nil, named name: String
  ) -> (IndexModel, [Diagnostic]) {
    let span = declaration.name?.span ?? declaration.node.span
    let tree = tree ?? declaration
    let nodes = tree.nodes
    var check = IndexSyntaxCheck()
    check.visit(nodes, of: name, at: span, owner: tree.node)
    var root = IndexNodeModel(root: name, span: span, syntax: declaration.node)
    root.label = declaration.label
    var expansion = IndexExpansion(
      root: root, groups: GroupTable(nodes), outside: nil)
    expansion.add(nodes, below: 0)
    return (IndexModel(name: name, nodes: expansion.nodes), check.findings + expansion.findings)
  }

  /// Returns the subtree `node` that a variant adds to `base`, its root first, and what is wrong
  /// with it; no nodes where it has no name.
  static func read(_ node: IndexNode, in base: IndexModel) -> ([IndexNodeModel], [Diagnostic]) {
    var check = IndexSyntaxCheck()
    check.visit(node)
    var expansion = IndexExpansion(root: base.nodes[0], groups: GroupTable([node]), outside: base)
    expansion.add([node], below: 0)
    return (Array(expansion.nodes.dropFirst()), check.findings + expansion.findings)
  }
}

extension IndexNodeModel {
  /// Creates the root of an index.
  init(root code: String, span: Span, syntax: Node) {
    self.init(
      id: 0, parent: nil, children: [], code: code, path: "", depth: 0, span: span, syntax: syntax)
  }
}

extension WeightSyntax {
  /// The weight as a value; `nil` where its number cannot be read.
  var given: GivenWeight? {
    guard let value = constant?.value else { return nil }
    return isShare ? .share(value) : .importance(value)
  }
}

extension DirectionSyntax {
  /// The direction as a value; `nil` where its numbers cannot be read.
  var given: IndicatorDirection? {
    switch kind {
    case .benefit: return .benefit
    case .cost: return .cost
    case .target: return (target?.value).map { .target($0) }
    case .interval:
      guard let lower = interval?.lower, let upper = interval?.upper else { return nil }
      return .interval(lower, upper)
    }
  }

  /// The word and its place.
  var place: NamedSpan {
    let word =
      switch kind {
      case .benefit: "benefit"
      case .cost: "cost"
      case .target: "target"
      case .interval: "interval"
      }
    return NamedSpan(word, span)
  }
}

extension IndicatorSyntax {
  /// What the indicator says of itself.
  var facts: IndicatorFacts {
    var facts = IndicatorFacts()
    facts.direction = directions.first?.given
    facts.unit = unit
    facts.range = range
    let goalposts = goalposts
    if let low = goalposts?.0?.value, let high = goalposts?.1?.value {
      facts.goalposts = (low, high)
    }
    facts.source = source
    facts.grading = gradedBy
    facts.formula = formula
    return facts
  }
}
