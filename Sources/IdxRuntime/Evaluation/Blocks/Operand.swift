import IdxPlan

/// A run of cells that an instruction reads or has written.
struct Operand {
  /// The cells; only the first where `isUniform`.
  var values: UnsafePointer<Double>
  /// One byte a cell, 0 where it is missing; `nil` where none is. Never set where `isUniform`.
  var mask: UnsafePointer<UInt8>?
  /// `true` iff all cells are the same, or all missing.
  var isUniform: Bool
  /// `true` iff all cells are missing; then it is uniform.
  var isMissing: Bool

  /// Creates the operand of the cells at `values`, each its own.
  init(_ values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>?) {
    self.values = values
    self.mask = mask
    isUniform = false
    isMissing = false
  }

  /// Creates the operand of one cell that stands for all.
  init(uniform values: UnsafePointer<Double>, isMissing: Bool) {
    self.values = values
    mask = nil
    isUniform = true
    self.isMissing = isMissing
  }

  /// Returns the cell at `index`.
  @inline(__always) func value(_ index: Int) -> Double { values[isUniform ? 0 : index] }

  /// Returns `true` iff the cell at `index` is present.
  @inline(__always) func isPresent(_ index: Int) -> Bool {
    if let mask { return mask[index] != 0 }
    return !isMissing
  }
}
