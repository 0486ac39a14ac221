internal import IdxNumerics
import IdxPlan

extension Engine {
  /// Returns the ranks or running sums of `input` along `axis`.
  func along(
    _ operation: AlongOperator, _ input: ArrayValue, _ axis: Axis, _ axes: [Axis]
  ) -> ArrayValue {
    let slices = Slices(axes, along: [axis], extents)
    let source = SlicedArray(input, slices)
    let result = ArrayValue.allocate(
      axes: axes, sizes: extents.sizes(axes), isMasked: input.isMasked)
    let target = SlicedArray(result, slices)
    let isAlongMemory = axes.last == axis && input.axes.last == axis
    let checkpoint = workers.checkpoint
    workers.run(slices.count, cells: slices.cells, with: ()) { index, _ throws(Cancellation) in
      if isAlongMemory, case .rank(let ties, let descending, let tolerance) = operation {
        let from = input.columns[slices.start(index, in: input).column]
        let to = result.columns[slices.start(index, in: result).column]
        let ranking = Ranking(ties, descending, tolerance, checkpoint)
        if try rank(from, into: to, count: slices.length, by: ranking) { return }
      }
      let cells = source.cells(index)
      switch operation {
      case .rank(let ties, let descending, let tolerance):
        target.set(
          index, try ranks(cells, by: Ranking(ties, descending, tolerance, checkpoint)))
      case .cumulate: target.set(index, runningSums(cells))
      }
    }
    return result
  }
}

/// Returns the sums of `cells` up to each; from a missing one on they are missing.
func runningSums(_ cells: [Double?]) -> [Double?] {
  var total = Accumulator(.sum)
  var isMissing = false
  return cells.map { cell in
    guard let cell, !isMissing else {
      isMissing = true
      return nil
    }
    total.take(.sum, cell, at: 0)
    return total.result(.sum)
  }
}

/// Writes the ranks of the `count` cells of `source` into `target`; `false` if one of them failed.
private func rank(
  _ source: ArrayValue.Slice, into target: ArrayValue.Slice, count: Int, by ranking: Ranking
) throws(Cancellation) -> Bool {
  var values: [Double] = []
  values.reserveCapacity(count)
  var isFailed = false
  try ranking.checkpoint.forEachBlock(of: count) { block in
    for i in block where source.mask.map({ $0[i] != 0 }) ?? true {
      values.append(source.values[i])
      if source.values[i].isNaN { isFailed = true }
    }
  }
  if isFailed { return false }
  let ranks = try ranking.ranks(of: values)
  var next = 0
  try ranking.checkpoint.forEachBlock(of: count) { block in
    for i in block {
      let isThere = source.mask.map { $0[i] != 0 } ?? true
      target.set(i, isThere ? ranks[next] : nil)
      if isThere { next += 1 }
    }
  }
  return true
}

/// Returns the ranks of `cells` from 1; missing ones have none, and none is known if one failed.
private func ranks(
  _ cells: [Double?], by ranking: Ranking
) throws(Cancellation) -> [Double?] {
  if cells.contains(where: { $0?.isNaN ?? false }) { return cells.map { $0.map { _ in .nan } } }
  var ranks = try ranking.ranks(of: cells.compactMap { $0 })[...]
  return cells.map { $0 == nil ? nil : ranks.popFirst() }
}

/// How values are ranked.
private struct Ranking {
  let ties: IdxPlan.Ties
  let descending: Bool
  let tolerance: Double
  let checkpoint: Checkpoint<Cancellation>

  init(
    _ ties: IdxPlan.Ties, _ descending: Bool, _ tolerance: Double,
    _ checkpoint: Checkpoint<Cancellation>
  ) {
    (self.ties, self.descending, self.tolerance) = (ties, descending, tolerance)
    self.checkpoint = checkpoint
  }

  /// Returns the ranks of `values`, none of which is missing or failed.
  func ranks(of values: [Double]) throws(Cancellation) -> [Double] {
    try Order.ranks(
      of: values, ties: ties.order, descending ? .descending : .ascending, tolerance: tolerance,
      asking: checkpoint)
  }
}

extension IdxPlan.Ties {
  /// The same in terms of numerics.
  fileprivate var order: IdxNumerics.Ties {
    switch self {
    case .average: .average
    case .minimum: .minimum
    case .maximum: .maximum
    case .dense: .dense
    case .order: .order
    }
  }
}
