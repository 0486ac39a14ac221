public import IdxPlan

/// Evaluates plans.
public enum Evaluator {
  /// Returns what comes of each output of `plan` on `inputs`, by name; `nil` if it was cancelled.
  ///
  /// The result does not depend on `threads`, to the last bit.
  public static func evaluate(
    _ plan: Plan, inputs: PlanInputs, threads: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [String: Outcome]? {
    let workers = Workers(threads: max(threads, 1), isCancelled: isCancelled)
    let run = PlanRun(plan, inputs, workers)
    let roots = plan.outputs.map(\.node)
    guard let values = run.evaluate(roots: roots, keepsAll: false) else { return nil }
    var result: [String: Outcome] = [:]
    for output in plan.outputs {
      guard let value = values[Int(output.node)] else { continue }
      guard let outcome = run.outcome(output.node, value) else { return nil }
      result[output.name] = outcome
    }
    return isCancelled() ? nil : result
  }

  /// Returns all values of `plan` on `inputs`, for questions about single cells.
  ///
  /// Arrays are kept where operators need whole arrays; cells of what is element-wise are computed
  /// again when they are asked for.
  public static func evaluateAll(
    _ plan: Plan, inputs: PlanInputs, threads: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> PlanTrace? {
    let workers = Workers(threads: max(threads, 1), isCancelled: isCancelled)
    let trace = PlanRun(plan, inputs, workers).trace(roots: plan.outputs.map(\.node))
    return isCancelled() ? nil : trace
  }
}

/// One evaluation of a plan.
struct PlanRun {
  /// The plan.
  let plan: Plan
  /// What evaluates its nodes.
  let engine: Engine
  private let inputs: PlanInputs
  private let workers: Workers

  /// Creates the evaluation of `plan` on `inputs`.
  init(_ plan: Plan, _ inputs: PlanInputs, _ workers: Workers) {
    self.plan = plan
    self.inputs = inputs
    self.workers = workers
    engine = Engine(plan.axes, inputs, workers)
  }

  /// Returns the values of the nodes, of `roots` only unless `keepsAll`; `nil` if cancelled.
  ///
  /// Every other value is let go when the last node that reads it is done.
  func evaluate(roots: [NodeIndex], keepsAll: Bool) -> [ArrayValue?]? {
    let needs = Needs(plan.nodes, roots: roots, axes: plan.axes)
    var values: [ArrayValue?] = Array(repeating: nil, count: plan.nodes.count)
    var last: [NodeIndex: Int] = [:]
    for index in plan.nodes.indices where needs[index] {
      for input in plan.nodes[index].inputs { last[input] = index }
    }
    for root in roots { last[root] = plan.nodes.count }
    let siblings = Siblings(plan.nodes, needs)
    for index in plan.nodes.indices where needs[index] {
      if workers.isCancelled() { return nil }
      if let group = siblings[index] {
        let results = engine.compute(together: group.map { plan.nodes[$0] }, values)
        for (member, result) in zip(group, results) { values[member] = result }
      }
      let value = values[index] ?? engine.compute(plan.nodes[index], values, nil)
      values[index] = value
      engine.settle(NodeIndex(index), value)
      guard !keepsAll else { continue }
      for input in plan.nodes[index].inputs where last[input] == index { values[Int(input)] = nil }
    }
    return workers.isCancelled() ? nil : values
  }

  /// Returns what came of the output `node`, whose value is `value`; `nil` if cancelled.
  func outcome(_ node: NodeIndex, _ value: ArrayValue) -> Outcome? {
    let failedAxis = engine.extents.failed.isEmpty ? nil : failedFilter(node)
    if let failedAxis {
      guard let trace = trace(roots: [node]) else { return nil }
      return .failure(trace.firstFailure(ofFused: failedAxis))
    }
    guard let number = value.firstFailed() else { return .value(value) }
    guard let trace = trace(roots: [node]) else { return nil }
    let place = Dictionary(
      uniqueKeysWithValues: zip(value.axes, tuple(number, value.sizes)))
    return .failure(trace.failure(ofFused: node, at: place))
  }

  /// Returns the node that failed to decide the elements of an axis that `node` depends on.
  private func failedFilter(_ node: NodeIndex) -> NodeIndex? {
    let needs = Needs(plan.nodes, roots: [node], axes: plan.axes)
    for index in engine.extents.failed.sorted() {
      guard case .filtered(_, let by) = plan.axes[index].elements, needs[Int(by)] else { continue }
      return by
    }
    return nil
  }

  /// Returns the trace of the nodes that `roots` depend on; `nil` if cancelled.
  ///
  /// Only what a fused plan stores is kept, so that a trace takes no more memory than evaluation.
  func trace(roots: [NodeIndex]) -> PlanTrace? {
    let (unfused, renamed) = Fusion.unfused(plan)
    var wanted = unfused
    wanted.outputs = roots.map { PlanOutput("", renamed[Int($0)]) }
    let (fused, old) = Fusion.fused(wanted)
    let run = PlanRun(fused, inputs, workers)
    guard let values = run.evaluate(roots: fused.outputs.map(\.node), keepsAll: true) else {
      return nil
    }
    return PlanTrace(
      plan: unfused, renamed: renamed, values: zip(old, values), engine: run.engine)
  }
}

extension ArrayValue {
  /// Returns the number of the first cell that is present and NaN, in canonical order.
  func firstFailed() -> Int? {
    for (number, slice) in columns.enumerated() {
      let values = slice.values
      var isNaN = false
      for i in 0..<innerSize { isNaN = isNaN || values[i].isNaN }
      guard isNaN else { continue }
      let inColumn = (0..<innerSize).first { slice.cell($0)?.isNaN ?? false }
      if let inColumn { return number * innerSize + inColumn }
    }
    return nil
  }
}
