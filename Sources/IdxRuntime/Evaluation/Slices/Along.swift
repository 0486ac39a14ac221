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
      if isAlongMemory, case .rank(let ties, let descending) = operation {
        let from = input.columns[slices.start(index, in: input).column]
        let to = result.columns[slices.start(index, in: result).column]
        if rank(from, into: to, count: slices.length, ties: ties, descending: descending) { return }
      }
      let cells = source.cells(index)
      switch operation {
      case .rank(let ties, let descending):
        target.set(index, ranks(cells, ties: ties, descending: descending))
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
  _ source: ArrayValue.Slice, into target: ArrayValue.Slice, count: Int, ties: IdxPlan.Ties,
  descending: Bool
) -> Bool {
  var values: [Double] = []
  values.reserveCapacity(count)
  for i in 0..<count where source.mask.map({ $0[i] != 0 }) ?? true {
    values.append(source.values[i])
  }
  if values.contains(where: \.isNaN) { return false }
  let ranks = Order.ranks(of: values, ties: ties.order, descending ? .descending : .ascending)
  var next = 0
  for i in 0..<count {
    let isThere = source.mask.map { $0[i] != 0 } ?? true
    target.set(i, isThere ? ranks[next] : nil)
    if isThere { next += 1 }
  }
  return true
}

/// Returns the ranks of `cells` from 1; missing ones have none, and none is known if one failed.
func ranks(_ cells: [Double?], ties: IdxPlan.Ties, descending: Bool) -> [Double?] {
  if cells.contains(where: { $0?.isNaN ?? false }) { return cells.map { $0.map { _ in .nan } } }
  let present = cells.compactMap { $0 }
  var ranks = Order.ranks(of: present, ties: ties.order, descending ? .descending : .ascending)[...]
  return cells.map { $0 == nil ? nil : ranks.popFirst() }
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
