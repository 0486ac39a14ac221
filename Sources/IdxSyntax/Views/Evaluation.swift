public import IdxDiagnostics

/// The steps from data to scores.
public struct EvaluationDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The evaluation that it is made from, if it is made from another.
  public var base: Path? { Path(node.node(after: .with)) }
  /// The index that is evaluated; where there is none, that of the base.
  public var index: Path? { Path(node.node(after: .of)) }
  /// The data that it is evaluated on; where there is none, that of the base.
  public var data: Path? { Path(node.node(after: .on)) }
  /// The steps that it says itself.
  public var steps: [StepSyntax] { StepSyntax.all(in: node) }
  /// The changes to the index of its base.
  public var changes: [ChangeSyntax] { node.children.compactMap { ChangeSyntax($0) } }
}

/// A step of an evaluation.
public enum StepSyntax: Sendable {
  /// A method in one of the places for methods.
  case slot(SlotStep)
  /// Steps for a part of the hierarchy.
  case at(AtStep)
  /// Other data.
  case on(OnStep)
  /// The joining of raters or periods.
  case combine(CombineStep)

  /// Creates the view of `node` if it is a step.
  init?(_ node: Node) {
    switch node.kind {
    case .slotStep: self = .slot(SlotStep(node: node))
    case .atStep: self = .at(AtStep(node: node))
    case .onStep: self = .on(OnStep(node: node))
    case .combineStep: self = .combine(CombineStep(node: node))
    default: return nil
    }
  }

  /// Returns the steps among the children of `node`.
  static func all(in node: Node) -> [StepSyntax] { node.children.compactMap { StepSyntax($0) } }

  /// The node of the step.
  public var node: Node {
    switch self {
    case .slot(let step): step.node
    case .at(let step): step.node
    case .on(let step): step.node
    case .combine(let step): step.node
    }
  }

  /// The lints that the step is allowed to trip.
  public var allows: [Allow] { node.children(.allow).map { Allow(node: $0) } }
}

/// The places for methods in an evaluation.
public enum Slot: String, Sendable, CaseIterable {
  /// In the order of an evaluation.
  case impute, treat, orient, normalise, weights, aggregate, membership, identify, classify
}

extension Slot {
  /// Creates the place that `word` names, if it names one.
  init?(_ word: Keyword) {
    switch word {
    case .impute: self = .impute
    case .treat: self = .treat
    case .orient: self = .orient
    case .normalise: self = .normalise
    case .weights: self = .weights
    case .aggregate: self = .aggregate
    case .membership: self = .membership
    case .identify: self = .identify
    case .classify: self = .classify
    default: return nil
    }
  }
}

/// On what a step works at once.
public enum Scope: Sendable {
  /// It is not said.
  case none
  /// On the children of each group.
  case eachGroup
  /// On all leaves.
  case leaves
}

/// A method in one of the places for methods.
///
/// Its parts are found once, since it is looked at for each node of the hierarchy.
public final class SlotStep: DeclarationSyntax {
  /// The node of the step.
  public let node: Node
  /// The place of the method.
  public let slot: Slot
  /// The bytes of the word that says the place.
  public let slotSpan: Span
  /// The method.
  public let method: Expression?
  /// The stage whose values the step takes.
  public let stage: Name?
  /// The axis over which values are pooled.
  public let pooling: Path?
  /// On what the step works at once.
  public let scope: Scope

  /// Creates the view of `node`.
  init(node: Node) {
    let qualifiers = node.children(.qualifier)
    func qualifier(_ keyword: Keyword) -> Node? { qualifiers.last { $0.keyword == keyword } }
    self.node = node
    let word = node.firstToken()
    slot = word?.kind.keyword.flatMap { Slot($0) } ?? .impute
    slotSpan = word?.span ?? node.span
    method = node.childExpression
    stage = qualifier(.of)?.childName
    pooling = qualifier(.pooling)?.childPath
    scope = qualifier(.over) != nil ? .leaves : qualifier(.in) != nil ? .eachGroup : .none
  }
}

/// Steps for a part of the hierarchy.
public struct AtStep: Sendable {
  /// The node of the step.
  public let node: Node
  /// The part.
  public var path: Path? { node.childPath }
  /// The steps.
  public var steps: [StepSyntax] { StepSyntax.all(in: node) }
}

/// Other data.
public struct OnStep: Sendable {
  /// The node of the step.
  public let node: Node
  /// The data.
  public var path: Path? { node.childPath }
}

/// The joining of raters or periods.
public struct CombineStep: Sendable {
  /// The node of the step.
  public let node: Node
  /// The axis that is removed.
  public var axis: Path? { node.childPath }
  /// The method.
  public var method: Expression? { node.childExpression }
}

/// An index made from another.
public struct VariantDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The index that is changed.
  public var base: Path? { Path(node.node(after: .of)) }
  /// What becomes of the other weights: `rescale` or `keep`.
  public var policy: Name? {
    guard let base = node.child(.path) else { return nil }
    return node.childNames.first { $0.node.id > base.id }
  }
  /// The changes.
  public var changes: [ChangeSyntax] { node.children.compactMap { ChangeSyntax($0) } }
}

/// A change that makes a variant.
public struct ChangeSyntax: Sendable {
  /// What is changed.
  public enum Content: Sendable {
    /// A node is removed.
    case remove(Path)
    /// A node is added below a group, or at the top.
    case add(to: Path?, IndexNode)
    /// A node is put in the place of another.
    case replace(Path, IndexNode)
    /// A node is moved to another group.
    case move(Path, to: Path)
    /// A node is given another weight.
    case weight(Path, Change)
  }

  /// A weight that is given to a node.
  public struct Change: Sendable {
    /// The node of the change.
    public let node: Node
    /// `true` iff the weight is a share.
    public var isShare: Bool { node.keyword == .weight }
    /// The value.
    public var constant: Constant? { Constant(node.child(.constant)) }
    /// The bytes of the change.
    public var span: Span { node.span }
  }

  /// The node of the change.
  public let node: Node

  /// Creates the view of `node` if it is a change.
  init?(_ node: Node) {
    guard node.kind == .change else { return nil }
    self.node = node
  }

  /// The bytes of the change.
  public var span: Span { node.span }
  /// The lints that the change is allowed to trip.
  public var allows: [Allow] { node.children(.allow).map { Allow(node: $0) } }
}
