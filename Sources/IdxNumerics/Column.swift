/// A run of numbers in one block of memory, with a mask that says which of them are there.
///
/// Immutable once shared: it is filled by the one that makes it, then only read. Values under a
/// zero mask are unspecified.
public final class Column: @unchecked Sendable {
  /// The number of cells.
  public let count: Int
  /// The cells.
  public let values: UnsafeMutablePointer<Double>
  /// One byte a cell, 1 where it is present and 0 where it is missing; `nil` where none is missing.
  public let mask: UnsafeMutablePointer<UInt8>?

  /// Creates a column of `count` cells whose contents the caller fills before sharing it.
  public init(uninitialized count: Int, masked: Bool) {
    self.count = count
    values = .allocate(capacity: max(count, 1))
    mask = masked ? .allocate(capacity: max(count, 1)) : nil
  }

  /// Creates a column of `values`, `nil` for missing.
  public convenience init(_ cells: [Double?]) {
    self.init(uninitialized: cells.count, masked: cells.contains { $0 == nil })
    for (i, cell) in cells.enumerated() {
      values[i] = cell ?? 0
      mask?[i] = cell == nil ? 0 : 1
    }
  }

  /// The cell at `index`, `nil` where it is missing.
  public subscript(index: Int) -> Double? {
    precondition(index >= 0 && index < count)
    if let mask, mask[index] == 0 { return nil }
    return values[index]
  }

  deinit {
    values.deallocate()
    mask?.deallocate()
  }
}
