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
    workers.run(slices.count, cells: slices.cells, with: ()) { index, _ in
      if isAlongMemory, case .rank(let ties, let descending, let tolerance) = operation {
        let from = input.columns[slices.start(index, in: input).column]
        let to = result.columns[slices.start(index, in: result).column]
        let ranking = Ranking(ties: ties, descending: descending, tolerance: tolerance)
        if rank(from, into: to, count: slices.length, by: ranking) { return }
      }
      let cells = source.cells(index)
      switch operation {
      case .rank(let ties, let descending, let tolerance):
        let ranking = Ranking(ties: ties, descending: descending, tolerance: tolerance)
        target.set(index, ranks(cells, by: ranking))
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
) -> Bool {
  var values: [Double] = []
  values.reserveCapacity(count)
  for i in 0..<count where source.mask.map({ $0[i] != 0 }) ?? true {
    values.append(source.values[i])
  }
  if values.contains(where: \.isNaN) { return false }
  let ranks = ranking.ranks(of: values)
  var next = 0
  for i in 0..<count {
    let isThere = source.mask.map { $0[i] != 0 } ?? true
    target.set(i, isThere ? ranks[next] : nil)
    if isThere { next += 1 }
  }
  return true
}

/// Returns the ranks of `cells` from 1; missing ones have none, and none is known if one failed.
private func ranks(_ cells: [Double?], by ranking: Ranking) -> [Double?] {
  if cells.contains(where: { $0?.isNaN ?? false }) { return cells.map { $0.map { _ in .nan } } }
  var ranks = ranking.ranks(of: cells.compactMap { $0 })[...]
  return cells.map { $0 == nil ? nil : ranks.popFirst() }
}

/// How values are ranked.
private struct Ranking {
  let ties: IdxPlan.Ties
  let descending: Bool
  let tolerance: Double

  /// Returns the ranks of `values`, none of which is missing or failed.
  func ranks(of values: [Double]) -> [Double] {
    Order.ranks(
      of: values, ties: ties.order, descending ? .descending : .ascending, tolerance: tolerance)
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
