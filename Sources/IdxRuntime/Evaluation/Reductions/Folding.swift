import IdxPlan

/// Scratch memory of a worker that folds.
final class FoldState {
  /// Runs the program.
  let machine: Machine
  /// The cells of a run, with those that do not count replaced.
  let blended: UnsafeMutablePointer<Double>
  /// The accumulators of a run of slices.
  let sums: UnsafeMutablePointer<Double>
  /// How many cells have counted in each.
  let counts: UnsafeMutablePointer<Int>
  /// 1 for each in which a cell that counts was missing.
  let missing: UnsafeMutablePointer<UInt8>
  /// 1 for each cell of a run that counts.
  let taken: UnsafeMutablePointer<UInt8>

  /// Creates the state for a program.
  init(_ code: Code) {
    machine = Machine(code)
    blended = .allocate(capacity: Machine.blockSize)
    sums = .allocate(capacity: Machine.blockSize)
    counts = .allocate(capacity: Machine.blockSize)
    missing = .allocate(capacity: Machine.blockSize)
    taken = .allocate(capacity: Machine.blockSize)
  }

  deinit {
    blended.deallocate()
    sums.deallocate()
    counts.deallocate()
    missing.deallocate()
    taken.deallocate()
  }
}

/// A run as it is folded.
private enum Prepared {
  /// No cell counts.
  case nothing
  /// All cells count and are present.
  case all(Operand)
  /// What the state's `blended`, `taken` and `missing` say.
  case some
}

extension Reduction {
  /// Computes the run that `state.machine` is set for, and says which cells count.
  ///
  /// A cell whose condition failed counts as NaN. Adds to `state.missing` what counts but is missing.
  fileprivate func prepare(_ state: FoldState, _ count: Int, isByCell: Bool) -> Prepared {
    let machine = state.machine
    var flags: Operand?
    if let condition {
      let operand = machine.result(condition)
      if operand.isMissing || (operand.isUniform && operand.values[0] == 0) { return .nothing }
      if !operand.isUniform || operand.values[0].isNaN { flags = operand }
    }
    // Counting is summing ones.
    guard let value else { return blend(state, nil, flags, count, isByCell) }
    let cells = machine.result(value)
    if flags == nil && cells.mask == nil && !cells.isMissing { return .all(cells) }
    return blend(state, cells, flags, count, isByCell)
  }

  private func blend(
    _ state: FoldState, _ cells: Operand?, _ flags: Operand?, _ count: Int, _ isByCell: Bool
  ) -> Prepared {
    let start = operation.start
    for i in 0..<count {
      let flag = flags.map { $0.isPresent(i) ? $0.value(i) : 0 } ?? 1
      let isTaken = flag != 0
      let isPresent = cells?.isPresent(i) ?? true
      let cell = cells?.value(i) ?? 1
      state.taken[i] = isTaken ? 1 : 0
      state.blended[i] = !isTaken ? start : flag.isNaN ? .nan : isPresent ? cell : start
      if isTaken && !isPresent { state.missing[isByCell ? i : 0] = 1 }
    }
    return .some
  }
}

extension Engine {
  /// Folds slices that run along memory: one partial result a chunk, joined in order.
  func foldRuns(_ reduction: Reduction, into result: ArrayValue) {
    let operation = reduction.operation
    let space = reduction.space
    let slices = reduction.count(reduction.kept)
    let rows = reduction.count(reduction.reduced)
    let chunks = space.chunks
    let parts = rows * chunks
    // Without a condition, `count` has nothing to compute.
    let size = Double(rows * space.inner)
    if reduction.value == nil && reduction.condition == nil {
      for column in result.columns {
        for i in 0..<result.innerSize { column.set(i, size) }
      }
      return
    }
    let group = max(1, Space.chunk / max(space.inner * rows, 1))
    let partials = UnsafeMutablePointer<Accumulator>.allocate(capacity: max(slices * parts, 1))
    partials.initialize(repeating: Accumulator(operation), count: max(slices * parts, 1))
    defer { partials.deallocate() }
    let all = slices * parts
    workers.run(
      (all + group - 1) / group, cells: space.cells, with: FoldState(reduction.code)
    ) { [self] task, state in
      for part in (task * group)..<min((task + 1) * group, all) {
        var place = reduction.place(reduction.origin, reduction.kept, part / parts)
        place = reduction.place(place, reduction.reduced, part % parts / chunks)
        let start = part % chunks * Space.chunk
        partials[part] = fold(
          reduction, state, place, start..<min(start + Space.chunk, space.inner))
      }
    }
    for slice in 0..<slices {
      var total = Accumulator(operation)
      for part in 0..<parts { total.join(operation, partials[slice * parts + part]) }
      let place = reduction.place(reduction.origin, reduction.kept, slice)
      let address = reduction.address(place, inner: 0, in: result)
      result.columns[address.column].set(address.cell, total.result(operation))
    }
  }

  private func fold(
    _ reduction: Reduction, _ state: FoldState, _ place: [Int], _ range: Range<Int>
  ) -> Accumulator {
    let operation = reduction.operation
    var total = Accumulator(operation)
    forEachRun(range) { offset, count in
      reduction.begin(state.machine, place, offset, count)
      var run = Accumulator(operation)
      state.missing[0] = 0
      switch reduction.prepare(state, count, isByCell: false) {
      case .nothing: return
      case .all(let cells):
        if cells.isUniform {
          state.blended.update(repeating: cells.values[0], count: count)
        }
        let cells = cells.isUniform ? UnsafePointer(state.blended) : cells.values
        run = folded(operation, cells, count)
        run.count = count
      case .some:
        run = folded(operation, state.blended, count)
        for i in 0..<count { run.count += Int(state.taken[i]) }
        run.isMissing = state.missing[0] != 0
      }
      total.join(operation, run)
    }
    return total
  }

  private func folded(
    _ operation: ReductionOperator, _ cells: UnsafePointer<Double>, _ count: Int
  ) -> Accumulator {
    if operation == .sum || operation == .mean { return ReductionKernels.sum(cells, count) }
    var run = Accumulator(operation)
    run.value = ReductionKernels.fold(operation, cells, count)
    return run
  }

  /// Folds slices that lie across columns: a run of them at a time, column after column.
  func foldColumns(_ reduction: Reduction, into result: ArrayValue) {
    let space = reduction.space
    let slices = reduction.count(reduction.kept)
    let group = max(1, Space.chunk / max(space.inner, 1))
    let chunks = group > 1 ? 1 : space.chunks
    let tasks = group > 1 ? (slices + group - 1) / group : slices * chunks
    workers.run(tasks, cells: space.cells, with: FoldState(reduction.code)) {
      [self] task, state in
      let first = group > 1 ? task * group : task / chunks
      let start = group > 1 ? 0 : task % chunks * Space.chunk
      for slice in first..<min(first + group, slices) {
        let place = reduction.place(reduction.origin, reduction.kept, slice)
        forEachRun(start..<min(start + Space.chunk, space.inner)) { offset, count in
          if workers.isCancelled() { return }
          foldColumns(reduction, state, place, offset, count, into: result)
        }
      }
    }
  }

  private func foldColumns(
    _ reduction: Reduction, _ state: FoldState, _ place: [Int], _ offset: Int, _ count: Int,
    into result: ArrayValue
  ) {
    let operation = reduction.operation
    state.sums.update(repeating: operation.start, count: count)
    state.counts.update(repeating: 0, count: count)
    state.missing.update(repeating: 0, count: count)
    var common = 0
    for row in 0..<reduction.count(reduction.reduced) {
      let place = reduction.place(place, reduction.reduced, row)
      reduction.begin(state.machine, place, offset, count)
      switch reduction.prepare(state, count, isByCell: true) {
      case .nothing: continue
      case .all(let cells):
        ReductionKernels.accumulate(operation, cells, into: state.sums, count)
        common += 1
      case .some:
        let cells = Operand(state.blended, mask: nil)
        ReductionKernels.accumulate(operation, cells, into: state.sums, count)
        for i in 0..<count { state.counts[i] += Int(state.taken[i]) }
      }
    }
    for i in 0..<count {
      var total = Accumulator(operation)
      total.value = state.sums[i]
      total.count = common + state.counts[i]
      total.isMissing = state.missing[i] != 0
      let address = reduction.address(place, inner: offset + i, in: result)
      result.columns[address.column].set(address.cell, total.result(operation))
    }
  }
}
