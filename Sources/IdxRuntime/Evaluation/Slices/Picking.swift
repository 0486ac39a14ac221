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
    workers.run(slices.count, cells: slices.cells, state: {}) { [self] index, _ in
      let cells = value.cells(index)
      let flags = condition?.cells(index)
      let places = map?.cells(index)
      let parts = (0..<groups).map { group -> Double? in
        let chosen = chosen(cells, flags, places, group)
        return picked(operation, chosen, extra.first(index))
      }
      target.set(index, parts)
    }
    return result
  }

  private func chosen(
    _ cells: [Double?], _ flags: [Double?]?, _ places: [Double?]?, _ group: Int
  ) -> [Double?] {
    if flags == nil && places == nil { return cells }
    var result: [Double?] = []
    for i in cells.indices {
      let flag = flags.map { $0[i] ?? 0 } ?? 1
      let place = places.map { $0[i] ?? -1 } ?? Double(group)
      if flag == 0 || !(place == Double(group) || place.isNaN) { continue }
      result.append(flag.isNaN || place.isNaN ? .nan : cells[i])
    }
    return result
  }
}

/// Returns what `operation` picks from `cells`; `nil` if one of them, or the result, is missing.
func picked(_ operation: ReductionOperator, _ cells: [Double?], _ extra: Double?) -> Double? {
  var values: [Double] = []
  for cell in cells {
    guard let cell else { return nil }
    values.append(cell)
  }
  guard let extra else { return nil }
  if extra.isNaN || values.contains(where: \.isNaN) { return .nan }
  if values.isEmpty { return nil }
  values.sort()
  if case .quantile(let type) = operation { return quantile(values, extra, type: type) }
  guard extra == Elementwise.floor(extra) else { return .nan }
  return extra >= 1 && extra <= Double(values.count) ? values[Int(extra) - 1] : nil
}

/// Returns the `p`-quantile of `sorted` by the definition `type` of Hyndman and Fan (1996).
private func quantile(_ sorted: [Double], _ p: Double, type: Int) -> Double {
  guard p >= 0 && p <= 1 && (1...9).contains(type) else { return .nan }
  let n = Double(sorted.count)
  let h: Double =
    switch type {
    case 1, 2, 4: n * p
    case 3: n * p - 0.5
    case 5: n * p + 0.5
    case 6: (n + 1) * p
    case 7: (n - 1) * p + 1
    case 8: (n + 1.0 / 3) * p + 1.0 / 3
    default: (n + 0.25) * p + 0.375
    }
  // Rounding must not push a position past a whole number.
  let whole = Elementwise.floor(h + 4 * .ulpOfOne)
  let part = h - whole
  let isWhole = abs(part) < 4 * .ulpOfOne
  let isEven = whole == 2 * Elementwise.floor(whole / 2)
  let share: Double =
    switch type {
    case 1: isWhole ? 0 : 1
    case 2: isWhole ? 0.5 : 1
    case 3: isWhole && isEven ? 0 : 1
    default: isWhole ? 0 : part
    }
  func at(_ i: Double) -> Double { sorted[Int(min(max(i, 1), n)) - 1] }
  let low = at(whole)
  let high = at(whole + 1)
  return share == 0 ? low : share == 1 ? high : Elementwise.checked(low + share * (high - low))
}
