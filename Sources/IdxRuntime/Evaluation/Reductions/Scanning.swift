import IdxPlan

extension Engine {
  /// Reduces cell by cell, in axis order: what chooses a position, and what reduces by a map.
  func scan(_ reduction: Reduction, into result: ArrayValue) {
    let slices = reduction.count(reduction.kept)
    let inner = reduction.space.inner
    let isCut = !reduction.reducesInner && !reduction.space.axes.isEmpty
    let chunks = isCut ? (inner + Machine.blockSize - 1) / Machine.blockSize : 1
    workers.run(
      slices * chunks, cells: reduction.space.cells, with: Machine(reduction.code)
    ) { [self] task, machine in
      let place = reduction.place(reduction.origin, reduction.kept, task / chunks)
      let start = task % chunks * Machine.blockSize
      let range = isCut ? start..<min(start + Machine.blockSize, inner) : 0..<inner
      scan(reduction, machine, place, range, into: result)
    }
  }

  /// Reduces the slices at `place`: one for each cell of `range`, or one that runs along it.
  private func scan(
    _ reduction: Reduction, _ machine: Machine, _ place: [Int], _ range: Range<Int>,
    into result: ArrayValue
  ) {
    let operation = reduction.operation
    let groups = reduction.by.map { extents.size($0) } ?? 1
    let width = reduction.reducesInner ? 1 : range.count
    var totals = Array(repeating: Accumulator(operation), count: groups * width)
    for row in 0..<reduction.count(reduction.reduced) where !workers.isCancelled() {
      let place = reduction.place(place, reduction.reduced, row)
      forEachRun(range) { offset, count in
        reduction.begin(machine, place, offset, count)
        let cells = ScanRun(reduction, machine)
        for i in 0..<count {
          let position =
            reduction.reducesInner ? row * reduction.space.inner + offset + i : row
          let slice = reduction.reducesInner ? 0 : offset + i - range.lowerBound
          cells.take(i, at: position, operation, &totals, slice, width, groups)
        }
      }
    }
    let step = reduction.by.map { result.stride($0) } ?? .zero
    for (i, total) in totals.enumerated() {
      let address =
        reduction.address(place, inner: range.lowerBound + i % width, in: result)
        + step * (i / width)
      result.columns[address.column].set(address.cell, total.result(operation))
    }
  }
}

/// The operands of a run that is scanned.
private struct ScanRun {
  private let value: Operand?
  private let condition: Operand?
  private let map: Operand?

  init(_ reduction: Reduction, _ machine: Machine) {
    value = reduction.value.map { machine.result($0) }
    condition = reduction.condition.map { machine.result($0) }
    map = reduction.map.map { machine.result($0) }
  }

  /// Takes cell `i` into account in the accumulator of its group.
  func take(
    _ i: Int, at position: Int, _ operation: ReductionOperator, _ totals: inout [Accumulator],
    _ slice: Int, _ width: Int, _ groups: Int
  ) {
    var cell = 1.0
    if let condition {
      guard condition.isPresent(i), condition.value(i) != 0 else { return }
      if condition.value(i).isNaN { cell = .nan }
    }
    var isMissing = false
    if let value {
      isMissing = !value.isPresent(i)
      if !isMissing && !cell.isNaN { cell = value.value(i) }
    }
    guard let map else {
      return take(cell, isMissing, position, operation, &totals[slice])
    }
    guard map.isPresent(i) else { return }
    let group = map.value(i)
    if group.isNaN {
      // Nobody knows to which group the cell belongs.
      for group in 0..<groups {
        take(.nan, false, position, operation, &totals[group * width + slice])
      }
    } else if isPosition(group, Double(groups)) {
      take(cell, isMissing, position, operation, &totals[Int(group) * width + slice])
    }
  }

  private func take(
    _ cell: Double, _ isMissing: Bool, _ position: Int, _ operation: ReductionOperator,
    _ total: inout Accumulator
  ) {
    if isMissing {
      total.isMissing = true
    } else {
      total.take(operation, cell, at: position)
    }
  }
}
