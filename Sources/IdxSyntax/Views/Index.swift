public import IdxDiagnostics

/// A hierarchy of indicators.
public struct IndexDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The file that holds the nodes.
  public var file: StringLiteral? { node.childString }
  /// The nodes of the first level.
  public var nodes: [IndexNode] { node.children.compactMap { IndexNode($0) } }
}

/// A node of a hierarchy.
public enum IndexNode: Sendable {
  /// A group.
  case group(GroupSyntax)
  /// An indicator.
  case indicator(IndicatorSyntax)

  /// Creates the view of `node` if it is a node of a hierarchy.
  public init?(_ node: Node) {
    switch node.kind {
    case .group: self = .group(GroupSyntax(node: node))
    case .indicator: self = .indicator(IndicatorSyntax(node: node))
    default: return nil
    }
  }

  /// The node of the tree.
  public var node: Node {
    switch self {
    case .group(let group): group.node
    case .indicator(let indicator): indicator.node
    }
  }

  /// The name.
  public var name: Name? { node.childName }
  /// The label.
  public var label: LabelText? { node.childLabel }
  /// The text of the `///` lines above.
  public var documentation: String? { node.documentation }
  /// The lints that the node is allowed to trip.
  public var allows: [Allow] { node.children(.allow).map { Allow(node: $0) } }
}

/// A group of a hierarchy.
public struct GroupSyntax: DeclarationSyntax {
  /// The node of the group.
  public let node: Node
  /// The weights that are given.
  public var weights: [WeightSyntax] { node.children(.weight).compactMap { WeightSyntax($0) } }
  /// What stands in the group.
  public var nodes: [IndexNode] { node.children.compactMap { IndexNode($0) } }
  /// The group whose nodes this one repeats.
  public var like: Path? { Path(node.node(after: .like)) }
}

/// Which values of an indicator are good.
public enum Direction: Sendable {
  /// More is better.
  case benefit
  /// Less is better.
  case cost
  /// One value is best.
  case target
  /// The values of an interval are best.
  case interval
}

/// A direction that is given to an indicator.
public struct DirectionSyntax: Sendable {
  /// The node of the direction.
  public let node: Node

  /// Which values are good.
  public var kind: Direction {
    switch node.keyword {
    case .cost: .cost
    case .target: .target
    case .interval: .interval
    default: .benefit
    }
  }

  /// The best value.
  public var target: Constant? { Constant(node.child(.constant)) }
  /// The best interval.
  public var interval: RangeSyntax? { RangeSyntax(node.child(.range)) }
  /// The bytes of the direction.
  public var span: Span { node.span }
}

/// An indicator of a hierarchy.
public struct IndicatorSyntax: DeclarationSyntax {
  /// The node of the indicator.
  public let node: Node
  /// The directions that are given.
  public var directions: [DirectionSyntax] {
    node.children(.direction).map { DirectionSyntax(node: $0) }
  }
  /// The unit of the values.
  public var unit: UnitSyntax? { UnitSyntax(node.attribute(.in)?.child(.unit)) }
  /// Where valid values lie.
  public var range: RangeSyntax? { RangeSyntax(node.attribute(.range)?.child(.range)) }
  /// The values that become the worst and the best score.
  public var goalposts: (Constant?, Constant?)? {
    guard let attribute = node.attribute(.goalposts) else { return nil }
    let ends = attribute.children(.constant)
    return (Constant(ends.first), Constant(ends.count > 1 ? ends[1] : nil))
  }
  /// The bytes of the goalposts.
  public var goalpostsSpan: Span? { node.attribute(.goalposts)?.span }
  /// The weights that are given.
  public var weights: [WeightSyntax] { node.children(.weight).compactMap { WeightSyntax($0) } }
  /// The column, where it has another name.
  public var source: Name? { node.attribute(.from)?.childName }
  /// The scale that grades the values.
  public var gradedBy: Path? { node.attribute(.graded)?.childPath }
  /// The formula of a derived indicator.
  public var formula: Expression? { formulas.last?.childExpression }

  private var formulas: [Node] {
    node.children(.attribute).filter { $0.firstToken()?.kind == .equals }
  }

  /// The bytes of attributes that are given twice, the first of each left out.
  public var duplicates: [Span] {
    var seen: [Keyword?] = []
    return node.children.compactMap { child in
      let key: Keyword?
      switch child.kind {
      case .attribute: key = child.keyword
      case .direction: key = .benefit
      case .weight: key = .weight
      default: return nil
      }
      if seen.contains(key) { return child.span }
      seen.append(key)
      return nil
    }
  }
}
