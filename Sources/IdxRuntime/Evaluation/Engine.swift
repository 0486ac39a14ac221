internal import IdxDiagnostics
import IdxPlan

extension Origin {
  /// The origin of what no source asked for.
  static let nowhere = Origin(Span(FileID(0), 0, 0))
}

/// Evaluates nodes, one after the other, each with all threads.
final class Engine {
  /// The axes with their elements.
  private(set) var extents: Extents
  /// The threads.
  let workers: Workers
  private let inputs: PlanInputs
  private let filters: Set<NodeIndex>

  /// Creates an engine for plans over `axes` on `inputs`.
  init(_ axes: [PlanAxis], _ inputs: PlanInputs, _ workers: Workers) {
    extents = Extents(axes, inputs)
    self.workers = workers
    self.inputs = inputs
    filters = Set(
      axes.compactMap { axis in
        if case .filtered(_, let by) = axis.elements { by } else { nil }
      })
  }

  /// Settles the axes filtered by the node `index` of the plan, if there are any.
  func settle(_ index: NodeIndex, _ value: ArrayValue) {
    if filters.contains(index) { extents.settle(index, value) }
  }

  /// Returns the values of `roots`, nodes of a loop's body seen from `frame`.
  func evaluate(_ nodes: [PlanNode], roots: [NodeIndex], _ frame: Frame) -> [ArrayValue] {
    let needed = Needs(nodes, roots: roots)
    var values: [ArrayValue?] = Array(repeating: nil, count: nodes.count)
    for index in nodes.indices where needed[index] {
      if workers.isCancelled() { break }
      values[index] = compute(nodes[index], values, frame)
    }
    return roots.map { values[Int($0)] ?? missing(nodes[Int($0)].axes) }
  }

  /// Returns the value of `node`, given the `values` of the nodes before it.
  func compute(_ node: PlanNode, _ values: [ArrayValue?], _ frame: Frame?) -> ArrayValue {
    let inputs = node.inputs.map { values[Int($0)] ?? .scalar(nil) }
    switch node.operation {
    case .constant, .column, .elements, .size, .lookup: return source(node)
    case .loopVariable: return frame?.variable ?? .scalar(nil)
    case .capture(let number): return frame?.captures[number] ?? .scalar(nil)
    case .unary, .binary, .select, .demand:
      let program = Program.single(node.operation, count: inputs.count, origin: node.origin)
      return map(program, inputs, node.axes)
    case .map(let program): return map(program, inputs, node.axes)
    case .reduce(let operation, let over, let hasCondition, let by):
      return reduce(
        .identity(inputs.count), operation, inputs, over: over, hasCondition: hasCondition,
        by: by, node.axes)
    case .mapReduce(let program, let operation, let over, let hasCondition, let by):
      return reduce(
        program, operation, inputs, over: over, hasCondition: hasCondition, by: by, node.axes)
    default: return rearranged(node, inputs)
    }
  }

  /// Returns the values of `nodes`, which are results of one call of a primitive.
  func compute(together nodes: [PlanNode], _ values: [ArrayValue?]) -> [ArrayValue] {
    guard let first = nodes.first, case .primitive(let primitive, _, _) = first.operation else {
      return nodes.map { compute($0, values, nil) }
    }
    let inputs = first.inputs.map { values[Int($0)] ?? .scalar(nil) }
    return self.primitive(primitive, inputs, nodes.compactMap(PrimitiveResult.init))
  }

  private func rearranged(_ node: PlanNode, _ inputs: [ArrayValue]) -> ArrayValue {
    let axes = node.axes
    switch node.operation {
    case .along(let operation, let axis): return along(operation, inputs[0], axis, axes)
    case .gather(let axis): return gather(inputs[0], axis, at: inputs[1], axes)
    case .relabel(let names): return relabel(inputs[0], names, axes)
    case .stack(let axis): return stack(inputs, axis, axes)
    case .element(let axis, let position): return element(inputs[0], axis, position, axes)
    case .restrict(let from, let to, let positions):
      return restrict(inputs[0], from: from, to: to, positions: positions, axes)
    case .pool(let axis): return pool(inputs[0], axis, axes)
    case .unpool(let axis): return unpool(inputs[0], axis, axes)
    case .primitive(let primitive, _, _):
      return self.primitive(primitive, inputs, [PrimitiveResult(node)].compactMap { $0 })[0]
    case .loop(let body): return loop(body, inputs, axes)
    default: return missing(axes)
    }
  }

  private func source(_ node: PlanNode) -> ArrayValue {
    let sizes = extents.sizes(node.axes)
    switch node.operation {
    case .constant(let value): return .of(value.cells, axes: node.axes, sizes: sizes)
    case .column(let table, let column):
      let name = PlanInputs.ColumnName(table: table, column: column)
      // A column that nobody gave is one of which nothing is known.
      guard let value = inputs.columns[name], value.axes == node.axes, value.sizes == sizes else {
        return missing(node.axes)
      }
      return value
    case .elements(let axis):
      let cells = (0..<extents.size(axis)).map { Optional(Double($0)) }
      return .of(cells, axes: node.axes, sizes: sizes)
    case .size(let axis): return .scalar(Double(extents.size(axis)))
    case .lookup(let axis, let label):
      return .scalar(extents.position(of: label, in: axis).map(Double.init))
    default: return missing(node.axes)
    }
  }
}
