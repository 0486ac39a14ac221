internal import IdxNumerics
import IdxPlan

extension Engine {
  /// Returns the reduction that picks by order: the k-th least value or a quantile of each slice.
  ///
  /// - Parameter operands: The value, the second operand, then the condition and the map, if any.
  func pick(
    _ operation: ReductionOperator, _ operands: [ArrayValue], over: [Axis], hasCondition: Bool,
    by: Axis?, _ axes: [Axis]
  ) -> ArrayValue {
    let space = extents.ordered(operands.flatMap(\.axes) + over)
    let slices = Slices(space, along: extents.ordered(over), extents)
    let value = SlicedArray(operands[0], slices)
    let extra = SlicedArray(operands[1], slices)
    let condition = hasCondition ? SlicedArray(operands[2], slices) : nil
    let map = by == nil ? nil : operands.last.map { SlicedArray($0, slices) }
    let groups = by.map { extents.size($0) } ?? 1
    let result = ArrayValue.allocate(
      axes: axes, sizes: extents.sizes(axes), isMasked: true)
    let target = SlicedArray(result, Slices(axes, along: by.map { [$0] } ?? [], extents))
    let checkpoint = workers.checkpoint
    workers.run(slices.count, cells: slices.cells, with: ()) { index, _ throws(Cancellation) in
      var parts = Array(repeating: Picks(), count: groups)
      if groups == 1 { parts[0].reserve(slices.length) }
      let starts = (value.start(index), condition?.start(index), map?.start(index))
      try checkpoint.forEachBlock(of: slices.length) { block in
        for i in block {
          let flag = condition.map { $0.cell(i, from: starts.1) ?? 0 } ?? 1
          if flag == 0 { continue }
          let group = map.map { $0.cell(i, from: starts.2) ?? -1 } ?? 0
          if group.isNaN {
            // Nobody knows to which group the cell belongs.
            for k in parts.indices { parts[k].isFailed = true }
          } else if isPosition(group, Double(groups)) {
            parts[Int(group)].take(flag.isNaN ? flag : value.cell(i, from: starts.0))
          }
        }
      }
      let which = extra.first(index)
      target.set(
        index,
        try parts.map { part throws(Cancellation) in
          try part.picked(operation, which, asking: checkpoint)
        })
    }
    return result
  }
}

/// The cells of a slice that count.
struct Picks {
  /// The values.
  private var values: [Double] = []
  /// `true` iff one of the cells is missing.
  private var isMissing = false
  /// `true` iff one of the cells failed, or whether it counts.
  var isFailed = false

  /// Makes room for `count` cells.
  mutating func reserve(_ count: Int) { values.reserveCapacity(count) }

  /// Takes `cell` into account.
  mutating func take(_ cell: Double?) {
    guard let cell else {
      isMissing = true
      return
    }
    if cell.isNaN { isFailed = true } else { values.append(cell) }
  }

  /// Returns what `operation` picks; `nil` if a cell or the result is missing.
  func picked(
    _ operation: ReductionOperator, _ extra: Double?, asking checkpoint: Checkpoint<Cancellation>
  ) throws(Cancellation) -> Double? {
    guard let extra, !isMissing else { return nil }
    if isFailed || extra.isNaN { return .nan }
    if values.isEmpty { return nil }
    switch operation {
    case .quantile(let type):
      guard let definition = QuantileDefinition(rawValue: type) else { return .nan }
      let result = try Order.quantile(extra, of: values, definition, asking: checkpoint)
      // Interpolation between extremes may overflow.
      return Elementwise.checked(result ?? .nan)
    default:
      guard extra == Elementwise.floor(extra) else { return .nan }
      let isThere = extra >= 1 && extra <= Double(values.count)
      return isThere ? try Order.nth(Int(extra) - 1, of: values, asking: checkpoint) : nil
    }
  }
}
