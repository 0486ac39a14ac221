import IdxNumerics
import IdxPlan
import IdxRuntime

/// What the elements of an axis add to a number that is a sum over them, such a sum divided by
/// something, a mean, or the same of logarithms: a product.
struct Summands {
  /// What one element adds.
  struct Term {
    /// What its value was multiplied by; `nil` where that cannot be told apart.
    var weight: Double?
    /// The value that was multiplied, which need not be the one that the element came with.
    var value: Double?
    /// What it adds, or by what it multiplies.
    var contribution: Double
  }

  /// The terms by position; `nil` where an element does not count.
  let terms: [Term?]
  /// What the sum was divided by.
  let divisor: Double
  /// `true` iff the terms are multiplied.
  let isProduct: Bool

  /// `true` iff the terms add up, or multiply, to `value`.
  func makes(_ value: Double?) -> Bool {
    let contributions = terms.compactMap { $0?.contribution }
    guard let value, !value.isNaN else { return true }
    let whole = isProduct ? contributions.reduce(1, *) : contributions.reduce(0, +)
    let size = contributions.reduce(abs(value)) { max($0, abs($1)) }
    return abs(whole - value) <= 1e-9 * size
  }
}

/// Looks for the sum that a number is.
struct SummandSearch {
  let trace: PlanTrace
  /// The axis of the elements.
  let isWanted: (Axis) -> Bool
  /// The values and the weights of the elements, as far as they are known: they tell the factors of
  /// the terms apart.
  let values: [Double?]
  let weights: [Double?]

  /// Returns the terms of the sum that `node` at `place` is; `nil` where it is none.
  func terms(of node: NodeIndex, at place: [Axis: Int]) -> Summands? {
    var cell = trace.cell(node, at: place)
    var (divisor, isProduct) = (1.0, false)
    while true {
      let plan = trace.plan.nodes[Int(cell.node)]
      func input(_ number: Int) -> PlanCell { trace.cell(plan.inputs[number], at: cell.place) }
      switch plan.operation {
      case .unary(.exp) where !isProduct && divisor == 1:
        isProduct = true
        cell = input(0)
      case .binary(.divide):
        guard let by = trace.value(of: plan.inputs[1], at: cell.place), by != 0 else { return nil }
        divisor *= by
        cell = input(0)
      case .reduce(let operation, let over, let hasCondition, nil)
      where over.count == 1 && isWanted(over[0]) && (operation == .sum || operation == .mean):
        let sum = Sum(
          node: plan, axis: over[0], hasCondition: hasCondition, isMean: operation == .mean,
          divisor: divisor, isProduct: isProduct)
        return terms(sum, cell.place)
      default:
        guard let next = passed(cell) else { return nil }
        cell = next
      }
    }
  }

  /// Returns which of the values at `node` and `place` is the one, as the least or the greatest of them;
  /// `nil` where it is neither.
  func extreme(of node: NodeIndex, at place: [Axis: Int]) -> (word: String, positions: [Int])? {
    var cell = trace.cell(node, at: place)
    let value = trace.value(of: node, at: place)
    while true {
      let plan = trace.plan.nodes[Int(cell.node)]
      if case .reduce(let operation, let over, _, nil) = plan.operation {
        guard over.count == 1, isWanted(over[0]), operation == .minimum || operation == .maximum
        else { return nil }
        let positions = values.indices.filter { values[$0] == value && value != nil }
        guard !positions.isEmpty else { return nil }
        return (operation == .minimum ? "least" : "greatest", positions)
      }
      guard let next = passed(cell) else { return nil }
      cell = next
    }
  }

  /// Returns the cell whose value `cell` passes on; `nil` where it is computed.
  private func passed(_ cell: PlanCell) -> PlanCell? {
    let value = trace.value(of: cell.node, at: cell.place)
    let plan = trace.plan.nodes[Int(cell.node)]
    switch plan.operation {
    case .select, .demand, .binary(.otherwise), .binary(.minimum), .binary(.maximum), .gather,
      .relabel, .element, .restrict, .stack, .pool, .unpool:
      let sources = trace.sources(of: cell.node, at: cell.place)
      // What is chosen stands after what it is chosen by.
      return sources.last {
        !isCondition($0) && trace.value(of: $0.node, at: $0.place) == value
      }
    default: return nil
    }
  }

  private func isCondition(_ cell: PlanCell) -> Bool {
    trace.plan.nodes[Int(cell.node)].element == .boolean
  }

  /// A sum or mean over one axis, and what was done to it.
  private struct Sum {
    let node: PlanNode
    let axis: Axis
    let hasCondition: Bool
    let isMean: Bool
    let divisor: Double
    let isProduct: Bool
  }

  private func terms(_ sum: Sum, _ place: [Axis: Int]) -> Summands {
    let count = trace.size(sum.axis)
    let summands = (0..<count).map { position -> Double? in
      let inner = place.merging([sum.axis: position]) { $1 }
      if sum.hasCondition, trace.value(of: sum.node.inputs[1], at: inner) != 1 { return nil }
      return trace.value(of: sum.node.inputs[0], at: inner)
    }
    let areValues = (0..<count).allSatisfy {
      summands[$0] == nil || summands[$0] == values[safe: $0] ?? nil
    }
    let cells = (0..<count).map { position in
      areValues
        ? nil
        : factors(trace.cell(sum.node.inputs[0], at: place.merging([sum.axis: position]) { $1 }))
    }
    let present = summands.count { $0 != nil }
    let divisor = sum.divisor * (sum.isMean ? Double(max(present, 1)) : 1)
    let weighing = weighing(cells, summands)
    let terms = (0..<count).map { position -> Summands.Term? in
      guard let summand = summands[position] else { return nil }
      let part = summand / divisor
      guard let factors = cells[position] else {
        let isAlone = areValues && !sum.isProduct
        return .init(
          weight: isAlone ? 1 / divisor : nil, value: isAlone ? summand : nil,
          contribution: sum.isProduct ? Elementary.exp(part) : part)
      }
      let weight = weighing.map { factors[$0] / divisor }
      let value = weighing.map { factors[1 - $0] }
      return .init(
        weight: weight,
        value: sum.isProduct ? value.map { Elementary.exp($0) } : value,
        contribution: sum.isProduct ? Elementary.exp(part) : part)
    }
    return Summands(terms: terms, divisor: divisor, isProduct: sum.isProduct)
  }

  /// Returns the two factors of the product that `cell` is; `nil` where it is none.
  private func factors(_ cell: PlanCell) -> [Double]? {
    var cell = cell
    while case let plan = trace.plan.nodes[Int(cell.node)], plan.operation != .binary(.multiply) {
      guard let next = passed(cell) else { return nil }
      cell = next
    }
    let inputs = trace.plan.nodes[Int(cell.node)].inputs
    let found = inputs.compactMap { trace.value(of: $0, at: cell.place) }
    return found.count == 2 ? found : nil
  }

  /// Returns which of the two factors is the weight: the one that is as the weights are, or else the one
  /// beside what the values are.
  private func weighing(_ factors: [[Double]?], _ summands: [Double?]) -> Int? {
    func isEvery(_ number: Int, as known: [Double?]) -> Bool {
      var isAny = false
      for (position, pair) in factors.enumerated() where summands[position] != nil {
        guard let pair, let value = known[safe: position] ?? nil,
          abs(pair[number] - value) <= 1e-12 * max(abs(value), 1e-300)
        else { return false }
        isAny = true
      }
      return isAny
    }
    if isEvery(0, as: weights) { return 0 }
    if isEvery(1, as: weights) { return 1 }
    if isEvery(0, as: values) { return 1 }
    if isEvery(1, as: values) { return 0 }
    return nil
  }
}

extension PlanTrace {
  /// Returns the cell of `node` at what `place` says of its axes.
  func cell(_ node: NodeIndex, at place: [Axis: Int]) -> PlanCell {
    let axes = plan.nodes[Int(node)].axes
    return PlanCell(node, place.filter { axes.contains($0.key) })
  }
}

extension Array {
  /// The element at `position`; `nil` where there is none.
  fileprivate subscript(safe position: Int) -> Element? {
    indices.contains(position) ? self[position] : nil
  }
}
