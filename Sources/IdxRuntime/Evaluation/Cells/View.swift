internal import IdxNumerics
import IdxPlan

/// A way to read an array as another: what each position along each new axis adds to the address.
struct View {
  /// What the positions along one axis add.
  private enum Steps {
    /// A multiple of the position, for this many positions.
    case even(Address, Int)
    case listed([Address])

    var count: Int {
      switch self {
      case .even(_, let count): count
      case .listed(let list): list.count
      }
    }

    subscript(position: Int) -> Address {
      switch self {
      case .even(let stride, _): stride * position
      case .listed(let list): list[position]
      }
    }

    /// `true` iff neighbours are neighbours in memory too.
    var isRun: Bool {
      switch self {
      case .even(let stride, let count): count == 1 || stride.column == 0 && stride.cell == 1
      case .listed(let list):
        list.indices.allSatisfy {
          list[$0].column == list[0].column && list[$0].cell == list[0].cell + $0
        }
      }
    }
  }

  /// The array that is read.
  let source: ArrayValue
  /// The new axes, in any order.
  private(set) var axes: [Axis] = []
  private var steps: [Steps] = []
  private var base = Address.zero

  /// Creates a view of `source` without any axes, at its first cell.
  init(_ source: ArrayValue) { self.source = source }

  /// Adds the axis `axis`, whose positions add `table`.
  mutating func append(_ axis: Axis, _ table: [Address]) {
    axes.append(axis)
    steps.append(.listed(table))
  }

  /// Adds the axis `axis` of `size`, which runs along the axes `along` of the source at once.
  mutating func append(_ axis: Axis, size: Int, along: [Axis]) {
    let stride = along.map { source.stride($0) }.reduce(.zero, +)
    append(axis, size: size, stride: stride)
  }

  /// Adds the axis `axis` of `size`, each position of which adds `stride` to the one before.
  mutating func append(_ axis: Axis, size: Int, stride: Address) {
    axes.append(axis)
    steps.append(.even(stride, size))
  }

  /// Moves the view by `address`.
  mutating func move(_ address: Address) { base = base + address }

  /// Returns the array that is seen, with its axes in `order`; columns are shared where they can be.
  func array(_ order: [Axis]) -> ArrayValue {
    let steps = order.map { axis in
      axes.firstIndex(of: axis).map { self.steps[$0] } ?? .even(.zero, 1)
    }
    let sizes = steps.map(\.count)
    var starts = [base]
    for step in steps.dropLast() {
      starts = starts.flatMap { start in (0..<step.count).map { start + step[$0] } }
    }
    let inner = steps.last ?? .even(.zero, 1)
    if inner.count == 0 || starts.isEmpty {
      return .allocate(axes: order, sizes: sizes, isMasked: false)
    }
    return inner.isRun
      ? ArrayValue(axes: order, sizes: sizes, columns: starts.map { slice($0 + inner[0]) })
      : copy(order, sizes, starts, inner)
  }

  private func slice(_ address: Address) -> ArrayValue.Slice {
    let slice = source.columns[address.column]
    return ArrayValue.Slice(slice.column, offset: slice.offset + address.cell)
  }

  private func copy(
    _ order: [Axis], _ sizes: [Int], _ starts: [Address], _ inner: Steps
  ) -> ArrayValue {
    let result = ArrayValue.allocate(axes: order, sizes: sizes, isMasked: source.isMasked)
    for (start, slice) in zip(starts, result.columns) {
      let values = slice.values
      let mask = slice.mask
      for i in 0..<inner.count {
        let step = inner[i]
        let from = source.columns[start.column + step.column]
        values[i] = from.values[start.cell + step.cell]
        mask?[i] = from.mask?[start.cell + step.cell] ?? 1
      }
    }
    return result
  }
}

extension ArrayValue {
  /// Returns the array broadcast to `axes`, which include its own.
  func broadcast(_ axes: [Axis], _ extents: Extents) -> ArrayValue {
    if axes == self.axes { return self }
    var view = View(self)
    for axis in axes { view.append(axis, size: extents.size(axis), along: [axis]) }
    return view.array(axes)
  }
}
