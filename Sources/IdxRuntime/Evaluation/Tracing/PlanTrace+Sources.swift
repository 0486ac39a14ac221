public import IdxPlan

extension PlanTrace {
  /// Returns the cells from which `node` at `place` was computed, at most `limit` of them: of a choice,
  /// what was chosen.
  public func sources(
    of node: NodeIndex, at place: [Axis: Int], limit: Int = .max
  ) -> [PlanCell] {
    var result: [PlanCell] = []
    _ = firstSource(of: node, at: place) {
      result.append($0)
      return result.count >= limit
    }
    return result
  }

  /// Returns the first of the `sources` for which `predicate` holds, without making them all.
  func firstSource(
    of node: NodeIndex, at place: [Axis: Int], where predicate: (PlanCell) -> Bool
  ) -> PlanCell? {
    let node = plan.nodes[Int(node)]
    if case .along(let operation, let axis) = node.operation {
      let end = operation == .cumulate ? place[axis] ?? 0 : size(axis) - 1
      for position in 0..<(end + 1) {
        let cell = cell(node.inputs[0], place.merging([axis: position]) { $1 })
        if predicate(cell) { return cell }
      }
      return nil
    }
    guard case .reduce(let operation, let over, let hasCondition, let by) = node.operation else {
      return few(node, place).first(where: predicate)
    }
    let counting = Counting(node, operation, hasCondition, by)
    let outer = place.filter { $0.key != by }
    if let extra = counting.extra, predicate(cell(extra, outer)) { return cell(extra, outer) }
    let group = by.flatMap { place[$0] }
    for inner in places(along: over) {
      let cells = counted(counting, outer.merging(inner) { $1 }, group)
      if let found = cells.first(where: predicate) { return found }
    }
    return nil
  }

  private func few(_ node: PlanNode, _ place: [Axis: Int]) -> [PlanCell] {
    switch node.operation {
    case .constant, .column, .elements, .size, .lookup, .loopVariable, .capture: return []
    case .select: return choice(node, place)
    case .binary(.otherwise):
      let first = cell(node.inputs[0], place)
      return value(first) == nil ? [first, cell(node.inputs[1], place)] : [first]
    case .demand:
      let flag = cell(node.inputs[0], place)
      let holds = value(flag) == nil || value(flag) == 1
      return holds ? [flag, cell(node.inputs[1], place)] : [flag]
    case .unary, .binary, .map: return node.inputs.map { cell($0, place) }
    case .reduce, .mapReduce, .along: return []
    default: return rearranged(node, place)
    }
  }

  /// Returns the value of `cell`.
  func value(_ cell: PlanCell) -> Double? { value(of: cell.node, at: cell.place) }

  private func choice(_ node: PlanNode, _ place: [Axis: Int]) -> [PlanCell] {
    let flag = cell(node.inputs[0], place)
    guard let chosen = value(flag), !chosen.isNaN else { return [flag] }
    return [flag, cell(node.inputs[chosen == 1 ? 1 : 2], place)]
  }

  /// Returns what a reduction read at `place`, if the cell there counts in `group`.
  private func counted(
    _ reduction: Counting, _ place: [Axis: Int], _ group: Int?
  ) -> [PlanCell] {
    var result: [PlanCell] = []
    if let condition = reduction.condition {
      let flag = cell(condition, place)
      if (value(flag) ?? 0) == 0 { return [] }
      result.append(flag)
      if value(flag)?.isNaN ?? false { return result }
    }
    if let map = reduction.map {
      let target = cell(map, place)
      guard let at = value(target), at.isNaN || at == group.map(Double.init) else { return [] }
      result.append(target)
    }
    if let amount = reduction.amount { result.append(cell(amount, place)) }
    return result
  }

  /// Returns all places along `axes` in canonical order, the last varying fastest.
  func places(along axes: [Axis]) -> some Sequence<[Axis: Int]> {
    places(inOrder: engine.extents.ordered(axes))
  }

  /// Returns all places along `axes`, the last of them varying fastest.
  func places(inOrder axes: [Axis]) -> some Sequence<[Axis: Int]> {
    let sizes = engine.extents.sizes(axes)
    return (0..<sizes.reduce(1, *)).lazy.map {
      Dictionary(uniqueKeysWithValues: zip(axes, tuple($0, sizes)))
    }
  }

  private func rearranged(_ node: PlanNode, _ place: [Axis: Int]) -> [PlanCell] {
    let first = node.inputs.first ?? 0
    var place = place
    switch node.operation {
    case .gather(let axis):
      let position = cell(node.inputs[1], place)
      guard let at = value(position), isPosition(at, Double(size(axis))) else { return [position] }
      place[axis] = Int(at)
      return [position, cell(first, place)]
    case .relabel(let names):
      let axes = plan.nodes[Int(first)].axes
      let pairs = axes.map { ($0, place[names[$0] ?? $0] ?? 0) }
      return [PlanCell(first, Dictionary(uniqueKeysWithValues: pairs))]
    case .stack(let axis):
      let at = place[axis] ?? 0
      return node.inputs.indices.contains(at) ? [cell(node.inputs[at], place)] : []
    case .element(let axis, let position):
      guard position >= 0 && position < size(axis) else { return [] }
      place[axis] = position
      return [cell(first, place)]
    case .restrict(let from, let to, let positions):
      let positions = positions ?? engine.extents.chosen[Int(to.base)] ?? []
      let at = place[to] ?? 0
      place[from] = positions.indices.contains(at) ? positions[at] : 0
      return [cell(first, place)]
    case .pool(let axis):
      let factors = engine.factors(axis)
      let parts = engine.extents.split(place[axis] ?? 0, factors)
      for (factor, part) in zip(factors, parts) { place[factor] = part }
      return [cell(first, place)]
    case .unpool(let axis):
      place[axis] = engine.factors(axis).reduce(0) { $0 * size($1) + (place[$1] ?? 0) }
      return [cell(first, place)]
    case .primitive(_, let shape, _):
      return zip(node.inputs, shape.inputs).flatMap { input, read in
        places(along: read.axes).map { cell(input, place.merging($0) { $1 }) }
      }
    case .loop: return node.inputs.map { cell($0, place) }
    default: return []
    }
  }
}

/// Which inputs of a reduction are what.
private struct Counting {
  let amount: NodeIndex?
  let extra: NodeIndex?
  let condition: NodeIndex?
  let map: NodeIndex?

  init(_ node: PlanNode, _ operation: ReductionOperator, _ hasCondition: Bool, _ by: Axis?) {
    var inputs = node.inputs[...]
    amount = operation.takesValue ? inputs.popFirst() : nil
    extra = operation.takesExtra ? inputs.popFirst() : nil
    condition = hasCondition ? inputs.popFirst() : nil
    map = by == nil ? nil : inputs.popFirst()
  }
}
