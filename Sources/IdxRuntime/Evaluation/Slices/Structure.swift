import IdxPlan

extension Engine {
  /// Returns `input` under other names of axes; two axes that become one give the diagonal.
  func relabel(_ input: ArrayValue, _ names: [Axis: Axis], _ axes: [Axis]) -> ArrayValue {
    var view = View(input)
    for axis in axes {
      let along = input.axes.filter { (names[$0] ?? $0) == axis }
      view.append(axis, size: extents.size(axis), along: along)
    }
    return view.array(axes)
  }

  /// Returns `inputs` side by side along `axis`.
  func stack(_ inputs: [ArrayValue], _ axis: Axis, _ axes: [Axis]) -> ArrayValue {
    let rest = axes.filter { $0 != axis }
    let parts = inputs.map { $0.broadcast(rest, extents) }
    let sizes = extents.sizes(axes)
    guard axes.last == axis else { return stackColumns(parts, axis, axes, sizes) }
    let result = ArrayValue.allocate(
      axes: axes, sizes: sizes, isMasked: parts.contains(where: \.isMasked))
    let space = Slices(axes, along: rest, extents)
    let target = SlicedArray(result, space)
    for (index, part) in parts.prefix(space.count).enumerated() {
      target.set(index, part.cells)
    }
    return result
  }

  /// Returns the columns of `parts` in the order of `axes`, without copying them.
  private func stackColumns(
    _ parts: [ArrayValue], _ axis: Axis, _ axes: [Axis], _ sizes: [Int]
  ) -> ArrayValue {
    let columns = (0..<ArrayValue.columnCount(sizes)).map { number -> ArrayValue.Slice in
      var part = parts[0]
      var address = Address.zero
      let place = zip(axes, tuple(number, sizes.dropLast()))
      for (other, position) in place where other == axis { part = parts[position] }
      for (other, position) in place { address = address + part.stride(other) * position }
      return part.columns[address.column]
    }
    return ArrayValue(axes: axes, sizes: sizes, columns: columns)
  }

  /// Returns `input` at `position` of `axis`; missing where there is no such position.
  func element(
    _ input: ArrayValue, _ axis: Axis, _ position: Int, _ axes: [Axis]
  ) -> ArrayValue {
    guard position >= 0 && position < extents.size(axis) else { return missing(axes) }
    var view = View(input)
    for axis in axes { view.append(axis, size: extents.size(axis), along: [axis]) }
    view.move(input.stride(axis) * position)
    return view.array(axes)
  }

  /// Returns an array of nothing but missing cells.
  func missing(_ axes: [Axis]) -> ArrayValue {
    .of([], axes: axes, sizes: extents.sizes(axes))
  }

  /// Returns `input` over those elements of `from` that make up `to`.
  func restrict(
    _ input: ArrayValue, from: Axis, to: Axis, positions: [Int]?, _ axes: [Axis]
  ) -> ArrayValue {
    let positions = positions ?? extents.chosen[Int(to.base)] ?? []
    var view = View(input)
    for axis in axes where axis != to {
      view.append(axis, size: extents.size(axis), along: [axis])
    }
    if axes.contains(to) {
      let stride = input.stride(from)
      view.append(to, positions.map { stride * $0 })
    }
    return view.array(axes)
  }

  /// Returns `input` with the factors of the product axis `axis` joined to it.
  func pool(_ input: ArrayValue, _ axis: Axis, _ axes: [Axis]) -> ArrayValue {
    let factors = self.factors(axis)
    var view = View(input)
    for other in axes where other != axis {
      view.append(other, size: extents.size(other), along: [other])
    }
    view.append(axis, input.addresses(factors, extents.sizes(factors)))
    return view.array(axes)
  }

  /// Returns `input` with the product axis `axis` taken apart into its factors.
  func unpool(_ input: ArrayValue, _ axis: Axis, _ axes: [Axis]) -> ArrayValue {
    let factors = self.factors(axis)
    var view = View(input)
    for other in axes where !factors.contains(other) {
      view.append(other, size: extents.size(other), along: [other])
    }
    var step = input.stride(axis)
    for factor in factors.reversed() {
      let size = extents.size(factor)
      view.append(factor, size: size, stride: step)
      step = step * size
    }
    return view.array(axes)
  }

  /// The axes that the product axis `axis` is made from.
  func factors(_ axis: Axis) -> [Axis] {
    guard case .product(let factors) = extents.axes[Int(axis.base)].elements else { return [] }
    return factors
  }
}
