public import IdxNumerics
public import IdxPlan

/// An array over named axes: one column of memory for each tuple of its outer axes.
///
/// The last axis (in canonical order) runs along the columns; a scalar is one column of one cell.
public struct ArrayValue: Sendable {
  /// A column, or a part of one that begins at `offset`.
  public struct Slice: Sendable {
    /// The memory.
    public let column: Column
    /// Where the slice begins in it.
    public let offset: Int

    /// Creates the slice of `column` that begins at `offset`.
    public init(_ column: Column, offset: Int = 0) {
      self.column = column
      self.offset = offset
    }
  }

  /// The axes, in canonical order.
  public let axes: [Axis]
  /// The number of elements of each axis.
  public let sizes: [Int]
  /// The columns, the last outer axis varying fastest.
  public let columns: [Slice]

  /// Creates the array of `columns`; each holds at least the size of the last axis from its offset.
  public init(axes: [Axis], sizes: [Int], columns: [Slice]) {
    self.axes = axes
    self.sizes = sizes
    self.columns = columns
  }

  /// The number of cells in a column.
  public var innerSize: Int { sizes.last ?? 1 }

  /// Returns the cell at `positions`, one for each axis; `nil` if it is missing.
  public func cell(_ positions: [Int]) -> Double? {
    var column = 0
    for (position, size) in zip(positions.dropLast(), sizes.dropLast()) {
      column = column * size + position
    }
    let slice = columns[column]
    return slice.column[slice.offset + (positions.last ?? 0)]
  }
}
