import IdxPlan

internal import IdxNumerics

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
  switch operation {
  case .quantile(let type):
    // Its rule of interpolation may overflow.
    let result = QuantileDefinition(rawValue: type).flatMap { Order.quantile(extra, of: values, $0) }
    return Elementwise.checked(result ?? .nan)
  default:
    guard extra == Elementwise.floor(extra) else { return .nan }
    let isThere = extra >= 1 && extra <= Double(values.count)
    return isThere ? Order.nth(Int(extra) - 1, of: values) : nil
  }
}
