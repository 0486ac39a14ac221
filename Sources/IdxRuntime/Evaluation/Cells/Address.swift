import IdxPlan

/// Where a cell of an array is: which column, and where in it.
struct Address {
  /// The number of the column.
  var column: Int
  /// The position in the column.
  var cell: Int

  /// The address of the first cell.
  static let zero = Address(column: 0, cell: 0)

  /// Returns the address with both parts added up.
  static func + (a: Address, b: Address) -> Address {
    Address(column: a.column + b.column, cell: a.cell + b.cell)
  }

  /// Returns the address with both parts multiplied.
  static func * (a: Address, factor: Int) -> Address {
    Address(column: a.column * factor, cell: a.cell * factor)
  }
}

extension ArrayValue {
  /// Returns how far apart neighbours along `axis` are; nothing where the array lacks it.
  func stride(_ axis: Axis) -> Address {
    guard let index = axes.firstIndex(of: axis) else { return .zero }
    if index == axes.count - 1 { return Address(column: 0, cell: 1) }
    return Address(column: sizes[(index + 1)..<(sizes.count - 1)].reduce(1, *), cell: 0)
  }

  /// Returns the addresses of the tuples of `axes` (of `sizes`), the last fastest, other axes at 0.
  func addresses(_ axes: [Axis], _ sizes: [Int]) -> [Address] {
    var result = [Address.zero]
    for (axis, size) in zip(axes, sizes) {
      let stride = stride(axis)
      result = result.flatMap { base in (0..<size).map { base + stride * $0 } }
    }
    return result
  }

  /// Returns the cell at `address`, `nil` if it is missing.
  func cell(_ address: Address) -> Double? { columns[address.column].cell(address.cell) }
}

/// Returns the tuple number `index` of the positions along axes of `sizes`, the last fastest.
func tuple(_ index: Int, _ sizes: some BidirectionalCollection<Int>) -> [Int] {
  var rest = index
  var result: [Int] = []
  for size in sizes.reversed() {
    result.append(rest % size)
    rest /= size
  }
  return result.reversed()
}
