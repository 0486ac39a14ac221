/// What follows about a node from its operation and its inputs.
struct NodeInference {
  /// The operation of the node.
  let operation: Operation
  /// Its inputs.
  let inputs: [NodeIndex]
  /// The nodes before it.
  let nodes: [PlanNode]
  /// The builder, which knows the axes.
  let plan: PlanBuilder

  private func input(_ i: Int) -> PlanNode { nodes[Int(inputs[i])] }
  private var union: [Axis] {
    inputs.count == 1 ? input(0).axes : inputs.flatMap { nodes[Int($0)].axes }
  }

  /// Returns the axes of the result.
  func axes() -> [Axis] {
    switch operation {
    case .elements(let axis): [axis]
    case .reduce(_, let over, _, let by), .mapReduce(_, _, let over, _, let by):
      plan.ordered(union.filter { !over.contains($0) } + (by.map { [$0] } ?? []))
    case .gather(let axis):
      plan.ordered(input(0).axes.filter { $0 != axis } + input(1).axes)
    case .relabel(let names): plan.ordered(union.map { names[$0] ?? $0 })
    case .stack(let axis): plan.ordered(union + [axis])
    case .element(let axis, _): union.filter { $0 != axis }
    case .restrict(let from, let to, _): plan.ordered(union.map { $0 == from ? to : $0 })
    case .pool(let axis):
      plan.ordered(union.filter { !factors(axis).contains($0) } + [axis])
    case .unpool(let axis): plan.ordered(union.filter { $0 != axis } + factors(axis))
    case .primitive(_, let shape, _): axes(of: shape)
    case .loop(let body):
      plan.ordered(
        union + body.nodes[Int(body.next)].axes + body.nodes[Int(body.condition)].axes)
    default: common()
    }
  }

  private func axes(of shape: PrimitiveShape) -> [Axis] {
    let own = shape.axes
    return plan.ordered(union.filter { !own.contains($0) } + shape.kept)
  }

  /// Returns the axes of all inputs, most often those of one of them.
  private func common() -> [Axis] {
    var result: [Axis] = []
    for input in inputs {
      let axes = nodes[Int(input)].axes
      if axes.isEmpty || axes == result { continue }
      if !result.isEmpty { return plan.ordered(union) }
      result = axes
    }
    return result
  }

  /// Returns what the cells of the result are.
  func element() -> ElementType {
    switch operation {
    case .constant(let value): value.cells.allSatisfy { $0.map(isWhole) ?? true } ? .integer : .real
    case .elements(let axis), .lookup(let axis, _): .element(axis.unprimed)
    case .size: .integer
    case .unary(let unary): element(of: unary)
    case .binary(let binary): element(of: binary)
    case .select, .demand: common(inputs.dropFirst())
    case .reduce(let reduction, let over, _, _), .mapReduce(_, let reduction, let over, _, _):
      element(of: reduction, over: over)
    case .along(.rank(let ties, _, _), _): ties == .average ? .real : .integer
    case .gather, .relabel, .element, .restrict, .pool, .unpool, .along, .loop:
      inputs.isEmpty ? .real : input(0).element
    case .stack: common(inputs[...])
    case .primitive(_, let shape, _): shape.element
    default: .real
    }
  }

  /// Returns `true` iff cells of the result may be missing.
  func isOptional() -> Bool {
    let some = inputs.contains { nodes[Int($0)].isOptional }
    switch operation {
    case .constant(let value): return value.cells.contains { $0 == nil }
    case .lookup(let axis, let label): return !isWritten(label, in: axis)
    case .unary(.present): return false
    case .binary(.otherwise): return input(0).isOptional && input(1).isOptional
    case .demand: return input(1).isOptional
    case .select:
      return input(0).isOptional || input(2).isOptional
        || presence(implying: inputs[0]).mayBeMissing(inputs[1])
    case .reduce(let reduction, _, let hasCondition, let by):
      return reductionIsOptional(reduction, hasCondition: hasCondition, hasMap: by != nil)
    case .gather(let axis): return some || input(1).element != .element(axis.unprimed)
    case .loop(let body):
      return some || body.mayNotSettle || body.nodes[Int(body.next)].isOptional
        || body.nodes[Int(body.condition)].isOptional
    case .primitive(_, let shape, _):
      return zip(inputs, shape.inputs).contains {
        nodes[Int($0)].isOptional && (!$1.takesMissing || shape.givesMissing)
      }
    default: return some
    }
  }

  private func reductionIsOptional(
    _ reduction: ReductionOperator, hasCondition: Bool, hasMap: Bool
  ) -> Bool {
    if !reduction.hasNeutral && (hasCondition || hasMap) { return true }
    guard reduction.takesValue else { return false }
    if reduction.takesExtra && input(1).isOptional { return true }
    guard hasCondition else { return input(0).isOptional }
    return presence(implying: inputs[reduction.takesExtra ? 2 : 1]).mayBeMissing(inputs[0])
  }

  private func presence(implying condition: NodeIndex) -> Presence {
    Presence(implying: condition, nodes: nodes)
  }

  private func isWhole(_ x: Double) -> Bool { x == x.rounded(.down) }

  private func isWritten(_ label: String, in axis: Axis) -> Bool {
    guard case .fixed(let codes, let labels) = plan.axes[Int(axis.base)].elements else {
      return false
    }
    return codes.contains(label) || labels.contains(label)
  }

  private func factors(_ axis: Axis) -> [Axis] {
    guard case .product(let factors) = plan.axes[Int(axis.base)].elements else { return [] }
    return factors
  }

  private func element(of unary: UnaryOperator) -> ElementType {
    switch unary {
    case .not, .present: .boolean
    case .floor: .integer
    case .negate, .abs: number(input(0).element)
    default: .real
    }
  }

  private func element(of binary: BinaryOperator) -> ElementType {
    switch binary {
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or: .boolean
    case .otherwise: common(inputs[...])
    case .minimum where input(0).element == input(1).element,
      .maximum where input(0).element == input(1).element:
      input(0).element
    case .add, .subtract, .multiply, .minimum, .maximum:
      number(input(0).element) == .integer && number(input(1).element) == .integer
        ? .integer : .real
    default: .real
    }
  }

  private func element(of reduction: ReductionOperator, over: [Axis]) -> ElementType {
    switch reduction {
    case .count: .integer
    case .any, .all: .boolean
    case .first, .last, .argmin, .argmax: over.first.map { .element($0.unprimed) } ?? .integer
    case .sum, .product: number(input(0).element)
    case .minimum, .maximum, .nth: input(0).element
    case .mean, .quantile: .real
    }
  }

  /// What arithmetic on cells of `element` gives: positions and flags count as whole numbers.
  private func number(_ element: ElementType) -> ElementType { element == .real ? .real : .integer }

  private func common(_ inputs: ArraySlice<NodeIndex>) -> ElementType {
    guard let first = inputs.first.map({ nodes[Int($0)].element }) else { return .integer }
    if inputs.allSatisfy({ nodes[Int($0)].element == first }) { return first }
    return inputs.contains { nodes[Int($0)].element == .real } ? .real : .integer
  }
}

/// The nodes that a condition says are present.
struct Presence {
  private var present: Set<NodeIndex> = []
  private let nodes: [PlanNode]

  /// Creates the set of the nodes that are present where `condition` is true.
  init(implying condition: NodeIndex, nodes: [PlanNode]) {
    self.nodes = nodes
    assume(condition)
  }

  private mutating func assume(_ condition: NodeIndex) {
    let node = nodes[Int(condition)]
    switch node.operation {
    case .unary(.present): insert(node.inputs[0])
    case .binary(.and): node.inputs.forEach { assume($0) }
    default: break
    }
  }

  /// What is present has present operands.
  private mutating func insert(_ index: NodeIndex) {
    guard present.insert(index).inserted else { return }
    let node = nodes[Int(index)]
    switch node.operation {
    case .unary(let op) where op != .present: node.inputs.forEach { insert($0) }
    case .binary(let op) where op != .otherwise: node.inputs.forEach { insert($0) }
    default: break
    }
  }

  /// Returns `true` iff `index` may be missing although all of these are present.
  func mayBeMissing(_ index: NodeIndex) -> Bool {
    let node = nodes[Int(index)]
    if !node.isOptional || present.contains(index) { return false }
    switch node.operation {
    case .unary, .select: return node.inputs.contains { mayBeMissing($0) }
    case .binary(.otherwise): return node.inputs.allSatisfy { mayBeMissing($0) }
    case .binary: return node.inputs.contains { mayBeMissing($0) }
    default: return true
    }
  }
}
