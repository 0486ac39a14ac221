public import IdxPlan

extension PlanTrace {
  /// Where a search for a failure ends.
  private enum Culprit {
    case failure(Failure)
    /// It lies outside the loop's body that is traced: at this node of the body.
    case outside(PlanCell)
  }

  /// Returns the failure that made the cell of `node` at `place` NaN.
  public func failure(of node: NodeIndex, at place: [Axis: Int]) -> Failure {
    switch culprit(cell(node, place)) {
    case .failure(let failure): failure
    case .outside(let cell): failure(at: cell, "a value could not be computed")
    }
  }

  /// Returns the failure of a node of the plan that was evaluated.
  func failure(ofFused node: NodeIndex, at place: [Axis: Int]) -> Failure {
    failure(of: self.node(ofEvaluated: node), at: place)
  }

  /// Returns the failure of the first failed cell of a node of the plan that was evaluated.
  func firstFailure(ofFused node: NodeIndex) -> Failure {
    let node = self.node(ofEvaluated: node)
    let axes = plan.nodes[Int(node)].axes
    let place = places(along: axes).first { value(of: node, at: $0)?.isNaN ?? false }
    return failure(of: node, at: place ?? [:])
  }

  /// Walks from a failed cell to the first operator that failed without a failed operand.
  private func culprit(_ start: PlanCell) -> Culprit {
    var cell = start
    var demands: [PlanCell] = []
    while true {
      if case .demand = plan.nodes[Int(cell.node)].operation { demands.append(cell) }
      let failed = firstSource(of: cell.node, at: cell.place) { value($0)?.isNaN ?? false }
      if let failed {
        cell = failed
        continue
      }
      switch plan.nodes[Int(cell.node)].operation {
      case .loopVariable, .capture: return .outside(cell)
      case .loop(let body):
        switch step(body, cell) {
        case .failure(let failure): return .failure(failure)
        case .outside(let next): cell = next
        }
      default:
        if let broken = broken(demands, behind: cell) { cell = broken }
        return .failure(failure(at: cell, reason(cell)))
      }
    }
  }

  /// Returns the innermost of `demands` that does not hold where `culprit` failed, although it holds
  /// where its value was asked for: its message says more than what came of not heeding it.
  private func broken(_ demands: [PlanCell], behind culprit: PlanCell) -> PlanCell? {
    for demand in demands.reversed() where demand != culprit {
      let there = cell(demand.node, demand.place.merging(culprit.place) { $1 })
      let condition = plan.nodes[Int(demand.node)].inputs[0]
      if value(of: condition, at: there.place) == 0 { return there }
    }
    return nil
  }

  private func failure(at cell: PlanCell, _ reason: String) -> Failure {
    let node = plan.nodes[Int(cell.node)]
    let place = axesOfFailure(node).map { axis in
      (axis: name(axis), label: label(axis, cell.place[axis] ?? 0))
    }
    return Failure(reason: reason, origin: node.origin, place: place)
  }

  /// Returns the axes along which cells of `node` fail apart: a primitive fails for all that it works on at once,
  /// and what a condition keeps back fails where that does not hold.
  private func axesOfFailure(_ node: PlanNode) -> [Axis] {
    switch node.operation {
    case .primitive(_, let shape, _): node.axes.filter { !shape.kept.contains($0) }
    case .demand: plan.nodes[Int(node.inputs[0])].axes
    default: node.axes
    }
  }

  /// Runs the loop of `cell` again up to the step at which the cell failed, and looks into that step.
  private func step(_ body: LoopBody, _ cell: PlanCell) -> Culprit {
    let node = plan.nodes[Int(cell.node)]
    let inputs = node.inputs.map { array(whole: $0) }
    var run = engine.begin(body, inputs, node.axes)
    let address = { (array: ArrayValue) in
      array.axes.reduce(Address.zero) { $0 + array.stride($1) * (cell.place[$1] ?? 0) }
    }
    var last = run.frame
    while true {
      let before = run.frame
      last = before
      guard engine.advance(&run, body, inputs[1], node.axes) else { break }
      let after = run.frame.variable
      guard after.cell(address(after))?.isNaN ?? false else { continue }
      let inner = bodyTrace(body, before)
      let condition = inner.cell(body.condition, cell.place)
      let isCondition = inner.value(condition)?.isNaN ?? false
      switch inner.culprit(isCondition ? condition : inner.cell(body.next, cell.place)) {
      case .failure(let failure): return .failure(failure)
      case .outside(let variable): return outside(variable, inner, node)
      }
    }
    // Where the condition failed the last step has failed the value as well: it was asked of the one before.
    let condition = bodyTrace(body, last)
    let asked = condition.cell(body.condition, cell.place)
    if condition.value(asked)?.isNaN ?? false {
      switch condition.culprit(asked) {
      case .failure(let failure): return .failure(failure)
      case .outside(let variable): return outside(variable, condition, node)
      }
    }
    let most = inputs[1].cell(address(inputs[1])) ?? 0
    return .failure(
      failure(at: cell, "the iteration did not settle after \(most.plain) steps"))
  }

  private func outside(_ cell: PlanCell, _ inner: PlanTrace, _ loop: PlanNode) -> Culprit {
    if case .capture(let number) = inner.plan.nodes[Int(cell.node)].operation {
      return .outside(self.cell(loop.inputs[2 + number], cell.place))
    }
    return .outside(self.cell(loop.inputs[0], cell.place))
  }

  private func bodyTrace(_ body: LoopBody, _ frame: Frame) -> PlanTrace {
    var plan = Plan()
    plan.axes = self.plan.axes
    plan.nodes = body.nodes
    let nodes = body.nodes.indices.map { NodeIndex($0) }
    let values = engine.evaluate(body.nodes, roots: nodes, frame)
    return PlanTrace(
      plan: plan, renamed: nodes, values: zip(nodes, values.map(Optional.some)), engine: engine)
  }
}
