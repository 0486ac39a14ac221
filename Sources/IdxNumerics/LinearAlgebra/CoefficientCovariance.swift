/// What the covariance of estimated coefficients assumes of the errors.
public enum ErrorModel: Sendable, CaseIterable {
  /// All errors have the same variance: s² (XᵀX)⁻¹.
  case equal
  /// Each its own, estimated by the square of its residual (H. White, "A
  /// heteroskedasticity-consistent covariance matrix estimator", 1980).
  case own
  /// The same times n / (n - p), p the number of coefficients (D. V. Hinkley, 1977).
  case ownScaled
  /// Each divided by 1 - h, h its leverage (S. D. Horn, R. A. Horn and D. B. Duncan, 1975).
  case ownByLeverage
  /// Each divided by (1 - h)² (J. G. MacKinnon and H. White, "Some
  /// heteroskedasticity-consistent covariance matrix estimators", 1985).
  case ownBySquaredLeverage
}

extension LeastSquares {
  /// Returns the leverages of the rows of `matrix`, of which this is the solution: the diagonal of
  /// X (XᵀX)⁻¹ Xᵀ. O(rows · columns²).
  public func leverages(_ matrix: Matrix) throws(NumericError) -> [Double] {
    try whitened(matrix).map { row in row.reduce(0) { $0 + $1 * $1 } }
  }

  /// Returns the covariance matrix of the coefficients, O(rows · columns²).
  ///
  /// - Parameter matrix: The matrix X that this is the solution for.
  /// - Throws: `outsideDomain` with the leverage of a row whose error cannot be told, where it is 1 and
  ///   the model divides by 1 - h, and with 0 where there are as many coefficients as rows;
  ///   `dimensionMismatch`.
  public func covariance(
    of matrix: Matrix, _ model: ErrorModel = .equal
  ) throws(NumericError) -> Matrix {
    let rows = try whitened(matrix)
    let (n, p) = (rows.count, r.columns)
    guard n > p || model != .equal && model != .ownScaled else { throw .outsideDomain(0) }
    var middle = Matrix(rows: p, columns: p)
    if model == .equal {
      let variance = residuals.reduce(0) { $0 + $1 * $1 } / Double(n - p)
      for i in 0..<p { middle[i, i] = variance }
    } else {
      for (row, residual) in zip(rows, residuals) {
        let leverage = row.reduce(0) { $0 + $1 * $1 }
        let weight = try Self.weight(residual, leverage, model, n, p)
        for i in 0..<p {
          for j in 0...i { middle[i, j] += weight * row[i] * row[j] }
        }
      }
      for i in 0..<p { for j in 0..<i { middle[j, i] = middle[i, j] } }
    }
    let half = (0..<p).map { j in backSubstituted((0..<p).map { middle[$0, j] }) }
    var result = Matrix(rows: p, columns: p)
    for i in 0..<p {
      let row = backSubstituted(half.map { $0[i] })
      for j in 0...i { (result[i, j], result[j, i]) = (row[j], row[j]) }
    }
    return result
  }

  /// Returns (XᵀX)⁻¹, symmetric to the last bit, of the matrix X that this is the solution for.
  public func cofactors() -> Matrix {
    let p = r.columns
    var result = Matrix(rows: p, columns: p)
    let columns = (0..<p).map { j in backSubstituted((0..<p).map { $0 == j ? 1 : 0 }) }
    for i in 0..<p {
      for j in 0...i {
        let sum = columns.reduce(0) { $0 + $1[i] * $1[j] }
        (result[i, j], result[j, i]) = (sum, sum)
      }
    }
    return result
  }

  /// Returns the variance that `model` gives to the error of a row.
  private static func weight(
    _ residual: Double, _ leverage: Double, _ model: ErrorModel, _ n: Int, _ p: Int
  ) throws(NumericError) -> Double {
    let (square, rest) = (residual * residual, 1 - leverage)
    switch model {
    case .equal, .own: return square
    case .ownScaled: return square * Double(n) / Double(n - p)
    case .ownByLeverage, .ownBySquaredLeverage:
      guard rest > 1e-12 else { throw .outsideDomain(leverage) }
      return model == .ownByLeverage ? square / rest : square / (rest * rest)
    }
  }

  /// Returns the rows z of X R⁻¹, which are those of an orthogonal matrix.
  private func whitened(_ matrix: Matrix) throws(NumericError) -> [[Double]] {
    guard matrix.columns == r.columns else {
      throw .dimensionMismatch(expected: r.columns, found: matrix.columns)
    }
    guard matrix.rows == residuals.count else {
      throw .dimensionMismatch(expected: residuals.count, found: matrix.rows)
    }
    return (0..<matrix.rows).map { row in
      var z = Array(matrix.row(row))
      for j in z.indices {
        for k in 0..<j { z[j] -= z[k] * r[k, j] }
        z[j] /= r[j, j]
      }
      return z
    }
  }

  /// Returns R⁻¹ v.
  private func backSubstituted(_ v: [Double]) -> [Double] {
    var x = v
    for i in x.indices.reversed() {
      for j in (i + 1)..<max(x.count, i + 1) { x[i] -= r[i, j] * x[j] }
      x[i] /= r[i, i]
    }
    return x
  }
}
