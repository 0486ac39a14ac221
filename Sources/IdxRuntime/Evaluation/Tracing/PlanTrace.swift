public import IdxPlan

/// A cell of a node of a plan.
public struct PlanCell: Hashable, Sendable {
  /// The node.
  public let node: NodeIndex
  /// The positions on the node's axes; those on other axes do not matter.
  public let place: [Axis: Int]

  /// Creates the cell of `node` at `place`.
  public init(_ node: NodeIndex, _ place: [Axis: Int]) {
    self.node = node
    self.place = place
  }
}

/// An evaluated plan, to be asked for any cell of any node and for what it was computed from.
///
/// Nodes are those of `plan`, in which nothing is fused.
public final class PlanTrace {
  /// The plan, without fused nodes.
  public let plan: Plan
  let engine: Engine
  private let renamed: [NodeIndex]
  private var values: [NodeIndex: ArrayValue] = [:]
  private var memo: [PlanCell: Double?] = [:]

  /// Creates the trace of `values`, those of some nodes of `plan`.
  ///
  /// - Parameter renamed: The node of `plan` for each node of the plan that was to be evaluated.
  init(
    plan: Plan, renamed: [NodeIndex], values: some Sequence<(NodeIndex, ArrayValue?)>,
    engine: Engine
  ) {
    self.plan = plan
    self.renamed = renamed
    self.engine = engine
    for (index, value) in values {
      if let value { self.values[index] = value }
    }
  }

  /// Returns the node of `plan` for the node `index` of the plan that was to be evaluated.
  ///
  /// They are the same if that plan was not fused.
  public func node(ofEvaluated index: NodeIndex) -> NodeIndex { renamed[Int(index)] }

  /// Returns the number of elements of `axis`.
  public func size(_ axis: Axis) -> Int { engine.extents.size(axis) }

  /// Returns the label of the element of `axis` at `position`.
  public func label(_ axis: Axis, _ position: Int) -> String {
    engine.extents.label(axis, position)
  }

  /// Returns the name of `axis`, with its primes.
  public func name(_ axis: Axis) -> String { engine.extents.name(axis) }

  /// Returns the value of `node` as an array, if it was kept.
  public func array(of node: NodeIndex) -> ArrayValue? { values[node] }

  /// Returns the cell of `node` at `place`: `nil` if it is missing, NaN if it failed.
  ///
  /// - Requires: `place` has a position for each axis of the node.
  public func value(of node: NodeIndex, at place: [Axis: Int]) -> Double? {
    if let array = values[node] {
      return array.cell(
        zip(array.axes, array.sizes).reduce(.zero) { address, axis in
          address + array.stride(axis.0) * min(place[axis.0] ?? 0, max(axis.1 - 1, 0))
        })
    }
    let node = cell(node, place)
    if let known = memo[node] { return known }
    let result = computed(node)
    if memo.count > 100_000 { memo.removeAll(keepingCapacity: true) }
    memo[node] = .some(result)
    return result
  }

  /// Returns the cell of `node` at what `place` says about its axes.
  func cell(_ node: NodeIndex, _ place: [Axis: Int]) -> PlanCell {
    let axes = plan.nodes[Int(node)].axes
    return PlanCell(node, place.filter { axes.contains($0.key) })
  }

  private func computed(_ cell: PlanCell) -> Double? {
    let node = plan.nodes[Int(cell.node)]
    func operand(_ i: Int) -> Double? { value(of: node.inputs[i], at: cell.place) }
    switch node.operation {
    case .constant(let constant):
      return constant.cells.count == 1 ? constant.cells[0] : array(computing: cell)
    case .unary(.present): return operand(0) == nil ? 0 : 1
    case .unary(let operation): return operand(0).map { Elementwise.apply(operation, $0) }
    case .binary(.otherwise): return operand(0) ?? operand(1)
    case .binary(let operation):
      guard let a = operand(0), let b = operand(1) else { return nil }
      return Elementwise.apply(operation, a, b)
    case .select:
      guard let flag = operand(0) else { return nil }
      return flag == 1 ? operand(1) : flag == 0 ? operand(2) : .nan
    case .demand:
      guard let flag = operand(0), flag != 1 else { return operand(1) }
      return .nan
    default: return array(computing: cell)
    }
  }

  /// Returns `cell` of a node that was not evaluated, by evaluating it and keeping the array.
  private func array(computing cell: PlanCell) -> Double? {
    let node = plan.nodes[Int(cell.node)]
    var arrays: [ArrayValue?] = Array(repeating: nil, count: plan.nodes.count)
    for input in node.inputs { arrays[Int(input)] = array(whole: input) }
    values[cell.node] = engine.compute(node, arrays, nil)
    return value(of: cell.node, at: cell.place)
  }

  /// Returns the whole array of `node`.
  func array(whole node: NodeIndex) -> ArrayValue {
    if let array = values[node] { return array }
    let axes = plan.nodes[Int(node)].axes
    let sizes = engine.extents.sizes(axes)
    let cells = (0..<sizes.reduce(1, *)).map { index in
      value(of: node, at: Dictionary(uniqueKeysWithValues: zip(axes, tuple(index, sizes))))
    }
    let array = ArrayValue.of(cells, axes: axes, sizes: sizes)
    values[node] = array
    return array
  }
}
