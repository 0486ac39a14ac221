import IdxPlan

/// Reads an array as an operand, run by run, of a larger space of axes.
struct Reader {
  private let array: ArrayValue
  private let strides: [Address]
  private let runs: Bool

  /// Creates the reader of `array` in the space of `axes`, which include its own.
  init(_ array: ArrayValue, in axes: [Axis]) {
    self.array = array
    strides = axes.dropLast().map { array.stride($0) }
    runs = axes.last.map { array.axes.last == $0 } ?? false
  }

  /// Returns the operand in the column at `outer` (positions on all axes but the last) from `offset`.
  func operand(_ outer: [Int], from offset: Int) -> Operand {
    var address = Address.zero
    for i in 0..<strides.count { address = address + strides[i] * outer[i] }
    let slice = array.columns[address.column]
    if runs {
      let mask = slice.mask.map { UnsafePointer($0 + offset) }
      return Operand(slice.values + offset, mask: mask)
    }
    let isMissing = slice.mask.map { $0[address.cell] == 0 } ?? false
    return Operand(uniform: slice.values + address.cell, isMissing: isMissing)
  }
}
