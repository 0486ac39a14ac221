/// A symmetric positive definite matrix as the product of a lower triangular one and its transpose.
///
/// A.-L. Cholesky, published by E. Benoit, "Note sur une méthode de résolution des équations
/// normales", 1924.
public struct CholeskyDecomposition: Sendable {
  /// The lower matrix L, zeros above its diagonal.
  public private(set) var lower: Matrix

  /// Creates the decomposition of a symmetric matrix, of which the lower half is read, O(n³).
  ///
  /// It is not positive definite where the square of an element of the diagonal of L is no more than
  /// `tolerance` times that of the matrix. The relative error of L Lᵀ is about n · 2^-53.
  public init(_ matrix: Matrix, tolerance: Double = 1e-14) throws(NumericError) {
    try matrix.checkSquare()
    lower = Matrix(rows: matrix.rows, columns: matrix.rows)
    for i in 0..<matrix.rows {
      for j in 0...i {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        if i > j {
          lower[i, j] = sum / lower[j, j]
        } else {
          guard sum > max(0, tolerance * matrix[i, i]) else { throw .notPositiveDefinite(row: i) }
          lower[i, i] = sum.squareRoot()
        }
      }
    }
  }

  /// The natural logarithm of the determinant.
  public var logarithm: Double {
    2 * (0..<lower.rows).reduce(0) { $0 + Elementary.ln(lower[$1, $1]) }
  }

  /// The determinant; beyond the range of doubles infinite or 0, where `logarithm` still tells it.
  public var determinant: Double {
    let root = (0..<lower.rows).reduce(1) { $0 * lower[$1, $1] }
    return root * root
  }

  /// Returns the x for which A x = b, O(n²).
  public func solve(_ b: [Double]) throws(NumericError) -> [Double] {
    let n = lower.rows
    guard b.count == n else { throw .dimensionMismatch(expected: n, found: b.count) }
    if let wrong = b.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    var x = b
    for i in 0..<n {
      for j in 0..<i { x[i] -= lower[i, j] * x[j] }
      x[i] /= lower[i, i]
    }
    for i in (0..<n).reversed() {
      for j in (i + 1)..<max(n, i + 1) { x[i] -= lower[j, i] * x[j] }
      x[i] /= lower[i, i]
    }
    return x
  }

  /// Returns the inverse, which is symmetric to the last bit, O(n³).
  public func inverse() throws(NumericError) -> Matrix {
    let n = lower.rows
    var result = Matrix(rows: n, columns: n)
    for j in 0..<n {
      var unit = [Double](repeating: 0, count: n)
      unit[j] = 1
      let column = try solve(unit)
      for i in 0...j { (result[i, j], result[j, i]) = (column[i], column[i]) }
    }
    return result
  }
}
