import IdxPlan

internal import IdxNumerics

/// A way to read an array as another: what each position along each new axis adds to the address.
struct View {
  /// The array that is read.
  let source: ArrayValue
  /// The new axes, in any order.
  private(set) var axes: [Axis] = []
  private var tables: [[Address]] = []
  private var base = Address.zero

  /// Creates a view of `source` without any axes, at its first cell.
  init(_ source: ArrayValue) { self.source = source }

  /// Adds the axis `axis`, whose positions add `table`.
  mutating func append(_ axis: Axis, _ table: [Address]) {
    axes.append(axis)
    tables.append(table)
  }

  /// Adds the axis `axis` of `size`, which runs along the axes `along` of the source at once.
  mutating func append(_ axis: Axis, size: Int, along: [Axis]) {
    let stride = along.map { source.stride($0) }.reduce(.zero, +)
    append(axis, (0..<size).map { stride * $0 })
  }

  /// Moves the view by `address`.
  mutating func move(_ address: Address) { base = base + address }

  /// Returns the array that is seen, with its axes in `order`; columns are shared where they can be.
  func array(_ order: [Axis]) -> ArrayValue {
    let tables = order.map { axis in axes.firstIndex(of: axis).map { self.tables[$0] } ?? [.zero] }
    let sizes = tables.map(\.count)
    var starts = [base]
    for table in tables.dropLast() { starts = starts.flatMap { s in table.map { s + $0 } } }
    let inner = tables.last ?? [.zero]
    if inner.isEmpty || starts.isEmpty {
      return .allocate(axes: order, sizes: sizes, isMasked: false)
    }
    let isRun = inner.indices.allSatisfy {
      inner[$0].column == inner[0].column && inner[$0].cell == inner[0].cell + $0
    }
    return isRun
      ? ArrayValue(axes: order, sizes: sizes, columns: starts.map { slice($0 + inner[0]) })
      : copy(order, sizes, starts, inner)
  }

  private func slice(_ address: Address) -> ArrayValue.Slice {
    let slice = source.columns[address.column]
    return ArrayValue.Slice(slice.column, offset: slice.offset + address.cell)
  }

  private func copy(
    _ order: [Axis], _ sizes: [Int], _ starts: [Address], _ inner: [Address]
  ) -> ArrayValue {
    let result = ArrayValue.allocate(axes: order, sizes: sizes, isMasked: source.isMasked)
    for (start, slice) in zip(starts, result.columns) {
      let values = slice.values
      let mask = slice.mask
      for (i, step) in inner.enumerated() {
        let from = source.columns[start.column + step.column]
        values[i] = from.values[start.cell + step.cell]
        mask?[i] = from.mask?[start.cell + step.cell] ?? 1
      }
    }
    return result
  }
}

extension ArrayValue {
  /// Returns the same array with its axes in canonical or any other `order`.
  func permuted(_ order: [Axis]) -> ArrayValue {
    if order == axes { return self }
    var view = View(self)
    for (axis, size) in zip(axes, sizes) { view.append(axis, size: size, along: [axis]) }
    return view.array(order)
  }

  /// Returns the array broadcast to `axes`, which include its own.
  func broadcast(_ axes: [Axis], _ extents: Extents) -> ArrayValue {
    if axes == self.axes { return self }
    var view = View(self)
    for axis in axes { view.append(axis, size: extents.size(axis), along: [axis]) }
    return view.array(axes)
  }
}
