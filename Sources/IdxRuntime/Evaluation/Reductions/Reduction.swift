import IdxPlan

/// A reduction of a program over a space, ready to be run.
struct Reduction {
  /// What it does.
  let operation: ReductionOperator
  /// The space that is gone through: what is kept and what is reduced.
  let space: Space
  /// The axes reduced.
  let over: [Axis]
  /// The axis that takes the place of the one reduced.
  let by: Axis?
  /// The readers of the program's inputs.
  let readers: [Reader]
  /// The program.
  let code: Code
  /// The numbers of the program's results that are the value, the condition and the map.
  let value: Int?
  let condition: Int?
  let map: Int?

  /// `true` iff the axis along memory is reduced.
  let reducesInner: Bool
  /// The outer axes that are kept and reduced, as positions in the space's axes.
  let kept: [Int]
  let reduced: [Int]

  /// Creates the reduction of `inputs`, not one with a second operand.
  init(
    _ operation: ReductionOperator, _ program: Program, _ inputs: [ArrayValue], over: [Axis],
    hasCondition: Bool, by: Axis?, _ extents: Extents
  ) {
    let axes = extents.ordered(inputs.flatMap(\.axes) + over)
    self.operation = operation
    self.over = over
    self.by = by
    space = Space(axes, extents)
    readers = inputs.map { Reader($0, in: axes) }
    code = Code(program)
    value = operation.takesValue ? 0 : nil
    let first = operation.takesValue ? 1 : 0
    condition = hasCondition ? first : nil
    map = by == nil ? nil : first + (hasCondition ? 1 : 0)
    reducesInner = axes.last.map { over.contains($0) } ?? false
    let outer = axes.indices.dropLast()
    kept = outer.filter { !over.contains(axes[$0]) }
    reduced = outer.filter { over.contains(axes[$0]) }
  }

  /// The number of tuples of the outer axes at `positions`.
  func count(_ positions: [Int]) -> Int { positions.reduce(1) { $0 * space.sizes[$1] } }

  /// Returns `place`, positions on the outer axes, with those at `positions` set to tuple `index`.
  func place(_ place: [Int], _ positions: [Int], _ index: Int) -> [Int] {
    var place = place
    var rest = index
    for position in positions.reversed() {
      place[position] = rest % space.sizes[position]
      rest /= space.sizes[position]
    }
    return place
  }

  /// The place with all outer positions 0.
  var origin: [Int] { Array(repeating: 0, count: max(space.axes.count - 1, 0)) }

  /// Returns where in `result` the cell at `place` and `inner` begins, without `by`.
  func address(_ place: [Int], inner: Int, in result: ArrayValue) -> Address {
    var address = Address.zero
    for i in kept { address = address + result.stride(space.axes[i]) * place[i] }
    if !reducesInner, let last = space.axes.last {
      address = address + result.stride(last) * inner
    }
    return address
  }

  /// Makes `machine` ready for the run of `count` cells at `place` from `offset`.
  func begin(_ machine: Machine, _ place: [Int], _ offset: Int, _ count: Int) {
    machine.begin(count)
    for (i, reader) in readers.enumerated() {
      machine.set(i, reader.operand(place, from: offset))
    }
  }
}

extension Engine {
  /// Returns the reduction of the results of `program` over `over`, an array over `axes`.
  func reduce(
    _ program: Program, _ operation: ReductionOperator, _ inputs: [ArrayValue], over: [Axis],
    hasCondition: Bool, by: Axis?, _ axes: [Axis]
  ) -> ArrayValue {
    if operation.takesExtra {
      let operands = results(program, inputs)
      return pick(
        operation, operands, over: over, hasCondition: hasCondition, by: by, axes)
    }
    let reduction = Reduction(
      operation, program, inputs, over: over, hasCondition: hasCondition, by: by, extents)
    let masked = reduction.code.masked(inputs.map(\.isMasked))
    let isNothing = over.contains { extents.size($0) == 0 }
    let mayBeEmpty = !operation.hasNeutral && (hasCondition || by != nil || isNothing)
    let isMasked = mayBeEmpty || (reduction.value.map { masked[$0] } ?? false)
    let result = ArrayValue.allocate(
      axes: axes, sizes: extents.sizes(axes), isMasked: isMasked)
    if by != nil || !operation.isFoldable {
      scan(reduction, into: result)
    } else if reduction.reducesInner || reduction.space.axes.isEmpty {
      foldRuns(reduction, into: result)
    } else {
      foldColumns(reduction, into: result)
    }
    return result
  }

  /// Returns the results of `program` as arrays of their own.
  private func results(_ program: Program, _ inputs: [ArrayValue]) -> [ArrayValue] {
    program.results.map { register in
      if register < program.inputCount { return inputs[register] }
      let part = Program(
        inputCount: program.inputCount, instructions: program.instructions, results: [register])
      return map(part, inputs, extents.ordered(inputs.flatMap(\.axes)))
    }
  }
}
