public import IdxDiagnostics
public import IdxSyntax

/// Which way an indicator is good.
public enum IndicatorDirection: Hashable, Sendable {
  /// More is better.
  case benefit
  /// Less is better.
  case cost
  /// The nearer to the number the better.
  case target(Double)
  /// Best inside the interval, worse with the distance from it.
  case interval(Double, Double)

  /// The word in the language.
  public var word: String {
    switch self {
    case .benefit: "benefit"
    case .cost: "cost"
    case .target: "target"
    case .interval: "interval"
    }
  }
}

/// A weight written in the hierarchy.
public enum GivenWeight: Hashable, Sendable {
  /// A share: with its siblings' it sums to 1.
  case share(Double)
  /// An importance: rescaled within the parent.
  case importance(Double)

  /// The number as written.
  public var number: Double {
    switch self {
    case .share(let number), .importance(let number): number
    }
  }

  /// `true` iff it is a share.
  public var isShare: Bool { if case .share = self { true } else { false } }
}

/// What is said of an indicator besides its name.
public struct IndicatorFacts: Sendable {
  /// The direction; `nil` where it was not said.
  public var direction: IndicatorDirection?
  /// The measure as written.
  public var unit: UnitSyntax?
  /// The valid range.
  public var range: RangeSyntax?
  /// The goalposts.
  public var goalposts: (low: Double, high: Double)?
  /// The column it is bound to, if it is not the one with the indicator's code.
  public var source: Name?
  /// The scale by which texts become points.
  public var grading: Path?
  /// The formula by which it is derived.
  public var formula: Expression?

  /// Creates facts of which nothing is said yet.
  public init() {}
}

/// A node of a hierarchy.
public struct IndexNodeModel: Sendable {
  /// The position in `IndexModel.nodes`.
  public var id: Int
  /// The position of the parent; `nil` for the root.
  public var parent: Int?
  /// The positions of the children, in order.
  public var children: [Int]
  /// The code name, unique among siblings.
  public var code: String
  /// The label, in all its languages.
  public var label: LabelText?
  /// The codes from the root (without it) to here, joined by dots.
  public var path: String
  /// 0 for the root.
  public var depth: Int
  /// The weight as written.
  public var weight: GivenWeight?
  /// The place of the weight.
  public var weightSpan: Span?
  /// What an indicator says; `nil` for a group.
  public var indicator: IndicatorFacts?
  /// The place of the name.
  public var span: Span
  /// The whole declaration of the node.
  public var syntax: Node
  /// The declaration that documents the node, if that is another one.
  var documented: Node?

  /// The documentation comment. Complexity: O(its length), at every use: few ask for it.
  public var documentation: String? { (documented ?? syntax).documentation }
  /// `true` iff it is an indicator.
  public var isIndicator: Bool { indicator != nil }

  /// Returns the label in `language`, or the code.
  public func title(_ language: String?) -> String { label?.text(language: language) ?? code }
}

/// A hierarchy of indicators, checked and flattened: nodes in preorder, the root first.
public struct IndexModel: Sendable {
  /// The name.
  public var name: String
  /// The nodes.
  public var nodes: [IndexNodeModel]

  /// The positions of the indicators, in order.
  public var leaves: [Int] { nodes.indices.filter { nodes[$0].isIndicator } }
  /// The positions of the groups, in order, the root first.
  public var groups: [Int] { nodes.indices.filter { !nodes[$0].isIndicator } }

  /// Returns the indicators below `node`, itself if it is one.
  public func leaves(below node: Int) -> [Int] {
    nodes[node].isIndicator ? [node] : nodes[node].children.flatMap { leaves(below: $0) }
  }

  /// The result of looking for a node by a path.
  public enum Lookup: Sendable {
    case found(Int)
    case ambiguous([Int])
    case missing(nearest: String?)
  }

  /// Returns the node whose path ends with `names`: codes are given by the shortest path that is
  /// unambiguous; a full path from the root is preferred.
  public func find(_ names: [String]) -> Lookup {
    let wanted = names.count == 1 ? names[0] : names.joined(separator: ".")
    if let exact = nodes.first(where: { $0.depth > 0 && $0.path == wanted }) {
      return .found(exact.id)
    }
    let fits = nodes.filter { $0.depth > 0 && $0.path.hasSuffix("." + wanted) }
    if fits.count == 1 { return .found(fits[0].id) }
    if fits.isEmpty {
      return .missing(
        nearest: Suggestion.nearest(names.last ?? "", in: nodes.dropFirst().map(\.code)))
    }
    return .ambiguous(fits.map(\.id))
  }
}
