public import IdxDiagnostics
public import IdxPlan
public import IdxSyntax

/// What an evaluation gives at one node of the hierarchy.
public struct NodeResults: Sendable {
  /// The values of an indicator as bound, and after each step; `nil` where there is no such step.
  public var raw: ArrayTerm?
  public var imputed: ArrayTerm?
  public var treated: ArrayTerm?
  public var normalised: ArrayTerm?
  /// The degrees of membership in the grades.
  public var membership: ArrayTerm?
  /// What enters the group above: an indicator's last stage, a group's aggregate.
  public var value: ArrayTerm?
  /// The score.
  public var score: ArrayTerm?
  /// The ranks of the score.
  public var rank: ArrayTerm?
  /// The grades.
  public var grade: ArrayTerm?
  /// The weights of a group's children, over the axis of the children, with whatever else the method gives.
  public var weights: Term?
  /// The share among the siblings and in the whole index.
  public var localWeight: ArrayTerm?
  public var effectiveWeight: ArrayTerm?
  /// What was applied here, by slot.
  public var applied: [(slot: Slot, method: String, span: Span)] = []
  /// What the methods of aggregating and of identifying a group give besides, by the labels of their
  /// results.
  public var parts: [(label: String, term: Term)] = []
  /// The scores as they were before each `combine`, with what combined them.
  public var combined: [(score: ArrayTerm, method: String, span: Span)] = []

  /// Creates results of which there are none yet.
  init() {}
}

/// An evaluation, each of its results a node of the plan.
public struct ElaboratedEvaluation: Sendable {
  /// The name.
  public var name: String
  /// The label.
  public var label: LabelText?
  /// The place of the name.
  public var span: Span
  /// The module of the declaration.
  public var module: Int
  /// The evaluation that it is made from, if it is made from another.
  public var base: SymbolID?
  /// The steps: its own, and those that it takes from its base.
  public var steps: [EvaluationStep]
  /// The places of its own changes of weights.
  var changedWeights: Set<Span>
  /// The hierarchy: one that is declared, or its own if it adds, removes or moves nodes.
  public var indexID: SymbolID
  public var index: IndexModel
  /// The table.
  public var data: SymbolID
  /// The axis of the objects, and the other axes over which there are scores.
  public var objects: Axis?
  public var others: [Axis]
  /// The axis of the children of each group.
  public var childAxes: [Int: Axis]
  /// The results by node.
  public var nodes: [NodeResults]
  /// The scale of the grades.
  public var grades: Axis?
}

/// A step of an evaluation, with the node below which it holds.
struct ScopedStep {
  /// The step.
  let step: SlotStep
  /// The node; 0 for the whole index.
  let node: Int
  /// The position among the steps.
  let order: Int
  /// The module in which it is written.
  let module: Int

  /// Returns `scope` as the step sees it, which may be written in another module than the evaluation.
  func scope(_ scope: Scope) -> Scope {
    var scope = scope
    scope.module = module
    return scope
  }
}
