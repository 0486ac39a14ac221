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
    workers.run(slices.count, cells: slices.cells, state: {}) { index, _ in
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

/// Returns the ranks of `cells` from 1; missing ones have none, and none is known if one failed.
func ranks(_ cells: [Double?], ties: Ties, descending: Bool) -> [Double?] {
  if cells.contains(where: { $0?.isNaN ?? false }) { return cells.map { $0.map { _ in .nan } } }
  let sign = descending ? -1.0 : 1.0
  var keys: [(key: Double, index: Int)] = []
  for (index, cell) in cells.enumerated() {
    if let cell { keys.append((sign * cell, index)) }
  }
  keys.sort { ($0.key, $0.index) < ($1.key, $1.index) }
  var result: [Double?] = Array(repeating: nil, count: cells.count)
  var start = 0
  var groups = 0
  while start < keys.count {
    var end = start + 1
    while end < keys.count && keys[end].key == keys[start].key { end += 1 }
    groups += 1
    for i in start..<end {
      let rank: Double =
        switch ties {
        case .average: Double(start + end + 1) / 2
        case .minimum: Double(start + 1)
        case .maximum: Double(end)
        case .dense: Double(groups)
        case .order: Double(i + 1)
        }
      result[keys[i].index] = rank
    }
    start = end
  }
  return result
}
