public import IdxDiagnostics

/// Pairwise comparisons.
public struct JudgementDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// What is compared.
  public var subject: Path? { Path(node.node(after: .on)) }
  /// The axis for each element of which there is one judgement.
  public var per: Path? { Path(node.node(after: .per)) }
  /// The axis of raters.
  public var raters: Path? { Path(node.node(after: .by)) }
  /// `true` iff pairs may be missing.
  public var isIncomplete: Bool { node.has(.incomplete) }
  /// The scale of the values.
  public var scale: Path? { Path(node.node(after: .in)) }
  /// The file that holds the comparisons.
  public var file: StringLiteral? { node.childString }
  /// The comparisons that are written in the model.
  public var comparisons: [ComparisonSyntax] { ComparisonSyntax.all(in: node) }
}

/// A comparison, or some that belong together.
public enum ComparisonSyntax: Sendable {
  /// One element against others.
  case pair(PairSyntax)
  /// Comparisons below a group.
  case at(AtSyntax)
  /// Comparisons of one rater.
  case rater(RaterSyntax)

  /// Creates the view of `node` if it is a comparison.
  init?(_ node: Node) {
    switch node.kind {
    case .pair: self = .pair(PairSyntax(node: node))
    case .atComparisons: self = .at(AtSyntax(node: node))
    case .raterComparisons: self = .rater(RaterSyntax(node: node))
    default: return nil
    }
  }

  /// Returns the comparisons among the children of `node`.
  static func all(in node: Node) -> [ComparisonSyntax] {
    node.children.compactMap { ComparisonSyntax($0) }
  }

  /// The node of the comparison.
  public var node: Node {
    switch self {
    case .pair(let pair): pair.node
    case .at(let at): at.node
    case .rater(let rater): rater.node
    }
  }
}

/// One element against others.
public struct PairSyntax: Sendable {
  /// The node of the pair.
  public let node: Node

  /// The element on the left of `:`.
  public var left: Name? {
    let colon = node.firstToken { $0 == .colon }?.index ?? .max
    return node.childNames.first { $0.node.tokenRange.lowerBound < colon }
  }

  /// The elements on the right of `:`.
  public var rights: [Name] {
    guard let colon = node.firstToken({ $0 == .colon })?.index else { return [] }
    return node.childNames.filter { $0.node.tokenRange.lowerBound > colon }
  }

  /// How much the left outweighs each of the right.
  public var values: [ComparisonValue] { node.children.compactMap { ComparisonValue($0) } }

  /// The bytes of the pair.
  public var span: Span { node.span }
}

/// Comparisons below a group.
public struct AtSyntax: Sendable {
  /// The node of the comparisons.
  public let node: Node
  /// The group.
  public var path: Path? { node.childPath }
  /// The comparisons.
  public var comparisons: [ComparisonSyntax] { ComparisonSyntax.all(in: node) }
}

/// Comparisons of one rater.
public struct RaterSyntax: Sendable {
  /// The node of the comparisons.
  public let node: Node
  /// The rater.
  public var name: Name? { node.childName }
  /// The comparisons.
  public var comparisons: [ComparisonSyntax] { ComparisonSyntax.all(in: node) }
}
