internal import IdxNumerics
import IdxPlan

extension ArrayValue {
  /// The number of columns.
  static func columnCount(_ sizes: [Int]) -> Int { sizes.dropLast().reduce(1, *) }

  /// Returns an array whose cells the caller fills before sharing it.
  ///
  /// Long columns have memory of their own, so that the allocator can use it again piece by piece.
  static func allocate(axes: [Axis], sizes: [Int], isMasked: Bool) -> ArrayValue {
    let inner = sizes.last ?? 1
    let count = columnCount(sizes)
    if inner >= 4096 {
      let columns = (0..<count).map { _ in
        Slice(Column(uninitialized: inner, masked: isMasked))
      }
      return ArrayValue(axes: axes, sizes: sizes, columns: columns)
    }
    let column = Column(uninitialized: inner * count, masked: isMasked)
    let columns = (0..<count).map { Slice(column, offset: $0 * inner) }
    return ArrayValue(axes: axes, sizes: sizes, columns: columns)
  }

  /// Returns the scalar `value`, `nil` for missing.
  static func scalar(_ value: Double?) -> ArrayValue {
    ArrayValue(axes: [], sizes: [], columns: [Slice(Column([value]))])
  }

  /// Returns an array of `cells` in the order of `axes`, the last fastest; absent cells are missing.
  static func of(_ cells: [Double?], axes: [Axis], sizes: [Int]) -> ArrayValue {
    let count = sizes.reduce(1, *)
    let isShort = cells.count < count
    let result = allocate(
      axes: axes, sizes: sizes, isMasked: isShort || cells.contains { $0 == nil })
    let inner = sizes.last ?? 1
    for (number, slice) in result.columns.enumerated() {
      for i in 0..<inner {
        let index = number * inner + i
        slice.set(i, index < cells.count ? cells[index] : nil)
      }
    }
    return result
  }

  /// `true` iff some column has a mask.
  var isMasked: Bool { columns.contains { $0.column.mask != nil } }

  /// The cells, the last axis fastest; `nil` is missing.
  var cells: [Double?] {
    columns.flatMap { slice in (0..<innerSize).map { slice.cell($0) } }
  }
}

extension ArrayValue.Slice {
  /// The cells.
  var values: UnsafeMutablePointer<Double> { column.values + offset }
  /// The mask of the cells.
  var mask: UnsafeMutablePointer<UInt8>? { column.mask.map { $0 + offset } }

  /// Returns the cell at `index`, `nil` if it is missing.
  func cell(_ index: Int) -> Double? {
    if let mask, mask[index] == 0 { return nil }
    return values[index]
  }

  /// Sets the cell at `index` of a slice that is not shared yet.
  func set(_ index: Int, _ value: Double?) {
    values[index] = value ?? 0
    mask?[index] = value == nil ? 0 : 1
  }
}
