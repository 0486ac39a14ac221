import IdxPlan

/// What a loop's body sees from around it.
struct Frame {
  /// The current value.
  var variable: ArrayValue
  /// What is captured, by number.
  let captures: [ArrayValue]
}

/// A loop as it runs: its value and which slices still go on.
struct LoopRun {
  /// The current value and the captures.
  var frame: Frame
  /// 1 where another step is wanted, 0 where the slice is finished.
  var goesOn: ArrayValue
  /// How many steps have been done.
  var step = 0
}

extension Engine {
  /// Returns the value that `repeat` ends with; NaN where it does not settle.
  func loop(_ body: LoopBody, _ inputs: [ArrayValue], _ axes: [Axis]) -> ArrayValue {
    let most = inputs[1]
    var run = begin(body, inputs, axes)
    while !workers.isCancelled() {
      guard advance(&run, body, most, axes) else { break }
    }
    return unsettled(run, body, most, axes)
  }

  /// Returns the loop before its first step.
  func begin(_ body: LoopBody, _ inputs: [ArrayValue], _ axes: [Axis]) -> LoopRun {
    let start = inputs[0].broadcast(axes, extents)
    let frame = Frame(variable: start, captures: Array(inputs.dropFirst(2)))
    return LoopRun(frame: frame, goesOn: .scalar(1))
  }

  /// Does one step of the slices that go on and may; returns `false` iff there are none.
  func advance(
    _ run: inout LoopRun, _ body: LoopBody, _ most: ArrayValue, _ axes: [Axis]
  ) -> Bool {
    let wanted = condition(body, run.frame)
    run.goesOn = step(
      .binary(.and), [run.goesOn, body.isUntil ? step(.unary(.not), [wanted]) : wanted])
    let may = step(.binary(.less), [.scalar(Double(run.step)), most])
    let active = step(.binary(.and), [run.goesOn, may])
    guard active.cells.contains(1) else {
      run.frame.variable = chosen(active, run.frame.variable, run.frame.variable, axes)
      return false
    }
    let next = evaluate(body.nodes, roots: [body.next], run.frame)[0]
    run.frame.variable = chosen(active, next, run.frame.variable, axes)
    run.step += 1
    return true
  }

  private func condition(_ body: LoopBody, _ frame: Frame) -> ArrayValue {
    evaluate(body.nodes, roots: [body.condition], frame)[0]
  }

  private func chosen(
    _ active: ArrayValue, _ next: ArrayValue, _ current: ArrayValue, _ axes: [Axis]
  ) -> ArrayValue {
    step(.select, [active, next, current], axes)
  }

  /// Returns the value of a finished run, NaN or missing in the slices that still want another step.
  private func unsettled(
    _ run: LoopRun, _ body: LoopBody, _ most: ArrayValue, _ axes: [Axis]
  ) -> ArrayValue {
    if body.mayNotSettle {
      return step(.select, [run.goesOn, .scalar(nil), run.frame.variable], axes)
    }
    let settled = step(.unary(.not), [run.goesOn])
    return step(.demand(message: "", axes: [:]), [settled, run.frame.variable], axes)
  }

  /// Returns what the element-wise `operation` gives for `inputs`.
  private func step(
    _ operation: Operation, _ inputs: [ArrayValue], _ axes: [Axis]? = nil
  ) -> ArrayValue {
    let axes = axes ?? extents.ordered(inputs.flatMap(\.axes))
    let program = Program.single(operation, count: inputs.count, origin: .nowhere)
    return map(program, inputs, axes)
  }
}
