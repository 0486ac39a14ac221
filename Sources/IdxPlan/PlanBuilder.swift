public import IdxDiagnostics

/// Builds a plan node by node; the same operator on the same inputs becomes one node.
///
/// The builder of a loop's body shares the axes of the builder around it and may `capture` its nodes.
public final class PlanBuilder {
  private var storage = Plan()
  private var known = NodeTable()
  private var knownAxes: [PlanAxis: Axis] = [:]
  private let parent: PlanBuilder?
  /// The nodes of the builder around this one that the body reads, by number of capture.
  package private(set) var captured: [NodeIndex] = []

  /// The step of an evaluation for which nodes are being made.
  public var step: Span?

  /// The nodes that were asked for since this is noted, new or not, with where that was; `nil` where nobody
  /// wants to know.
  package var requests: [(node: NodeIndex, origin: Origin)]?

  /// Creates a builder of an empty plan.
  public init() { parent = nil }

  /// Creates the builder of a loop's body inside `parent`.
  package init(bodyIn parent: PlanBuilder) {
    self.parent = parent
    step = parent.step
  }

  /// The plan so far; for the builder of a body, its nodes with the axes of the whole plan.
  public var plan: Plan {
    var plan = storage
    plan.axes = axes
    return plan
  }

  /// The axes so far.
  public var axes: [PlanAxis] { parent?.axes ?? storage.axes }

  /// How many nodes there are so far.
  package var nodeCount: Int { storage.nodes.count }

  /// The nodes so far.
  public var nodes: [PlanNode] { storage.nodes }

  /// Returns the node at `index`.
  public subscript(index: NodeIndex) -> PlanNode { storage.nodes[Int(index)] }

  /// Returns the axes of the node at `index`.
  public func axes(of index: NodeIndex) -> [Axis] { storage.nodes[Int(index)].axes }

  /// Returns what the node at `index` does.
  public func operation(of index: NodeIndex) -> Operation { storage.nodes[Int(index)].operation }

  /// Returns what the cells of the node at `index` are.
  public func element(of index: NodeIndex) -> ElementType { storage.nodes[Int(index)].element }

  /// `true` iff cells of the node at `index` may be missing.
  public func isOptional(_ index: NodeIndex) -> Bool { storage.nodes[Int(index)].isOptional }

  /// Returns the axis described by `axis`, the same one whenever the description is the same.
  public func axis(_ axis: PlanAxis) -> Axis {
    if let parent { return parent.axis(axis) }
    if let known = knownAxes[axis] { return known }
    let result = Axis(storage.axes.count)
    storage.axes.append(axis)
    knownAxes[axis] = result
    return result
  }

  /// Returns `axes` in canonical order, without doubles.
  public func ordered(_ axes: [Axis]) -> [Axis] {
    parent?.ordered(axes) ?? storage.ordered(axes)
  }

  /// Returns the node that does `operation` to `inputs`; what is not given follows from the inputs.
  ///
  /// Of equal nodes the first is kept, with its origin.
  @discardableResult
  public func node(
    _ operation: Operation, _ inputs: [NodeIndex] = [], axes: [Axis]? = nil,
    element: ElementType? = nil, isOptional: Bool? = nil, origin: Origin
  ) -> NodeIndex {
    let node = described(
      operation, inputs, axes: axes, element: element, isOptional: isOptional, origin: origin)
    let index = storage.nodes.count
    if let known = known.find(node, in: storage.nodes, orAdd: index) {
      requests?.append((known, origin))
      return known
    }
    storage.nodes.append(node)
    requests?.append((NodeIndex(index), origin))
    return NodeIndex(index)
  }

  /// Asks for `node` under `name`.
  public func output(_ name: String, _ node: NodeIndex) {
    storage.outputs.append(PlanOutput(name, node))
  }

  /// Takes back all that was asked for: the nodes stay.
  public func withdrawOutputs() { storage.outputs = [] }

  /// Returns the node, in a loop's body, for the node `outer` of the builder around it.
  ///
  /// - Requires: `self` builds a body.
  public func capture(_ outer: NodeIndex) -> NodeIndex {
    precondition(parent != nil, "only a loop's body captures")
    let number = captured.firstIndex(of: outer) ?? captured.count
    if number == captured.count { captured.append(outer) }
    let node = parent?[outer]
    return self.node(
      .capture(number), axes: node?.axes ?? [], element: node?.element ?? .real,
      isOptional: node?.isOptional ?? false,
      origin: node?.origin ?? Origin(Span(FileID(0), 0, 0)))
  }

  /// Returns the node that does `operation` to `inputs`; what is not given follows from the inputs.
  ///
  /// Inference holds on to the nodes so far. It has to be over when one is added: otherwise all of
  /// them would be copied for each.
  @inline(never)
  private func described(
    _ operation: Operation, _ inputs: [NodeIndex], axes: [Axis]?, element: ElementType?,
    isOptional: Bool?, origin: Origin
  ) -> PlanNode {
    let inferred = NodeInference(
      operation: operation, inputs: inputs, nodes: storage.nodes, plan: self)
    var origin = origin
    origin.step = step
    return PlanNode(
      operation, inputs, axes: axes.map { ordered($0) } ?? inferred.axes(),
      element: element ?? inferred.element(), isOptional: isOptional ?? inferred.isOptional(),
      origin: origin)
  }
}
