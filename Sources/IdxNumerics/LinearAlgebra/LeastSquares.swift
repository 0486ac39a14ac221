/// A matrix of full column rank as the product of an orthogonal and a triangular one.
///
/// A. S. Householder, "Unitary triangularization of a nonsymmetric matrix", 1958.
public struct QRDecomposition: Sendable {
  /// The reflections below and on the diagonal, what is above it of the triangular matrix.
  private var packed: Matrix
  /// The diagonal of the triangular matrix.
  private var diagonal: [Double]

  /// Creates the decomposition of a matrix with no more columns than rows, O(rows · columns²).
  ///
  /// A column counts as dependent on those before it where it is, but for a part of `tolerance`,
  /// their combination.
  public init(_ matrix: Matrix, tolerance: Double = 1e-12) throws(NumericError) {
    guard matrix.rows >= matrix.columns else {
      throw .rankDeficient(rank: matrix.rows, columns: matrix.columns)
    }
    try matrix.checkFinite()
    packed = matrix
    diagonal = Array(repeating: 0, count: matrix.columns)
    let norms = (0..<matrix.columns).map { QRDecomposition.norm(matrix, column: $0, from: 0) }
    var dependent = 0
    for k in 0..<matrix.columns {
      let norm = QRDecomposition.norm(packed, column: k, from: k)
      if norm <= tolerance * norms[k] { dependent += 1 } else { reflect(k, norm) }
    }
    if dependent > 0 {
      throw .rankDeficient(rank: matrix.columns - dependent, columns: matrix.columns)
    }
  }

  /// Returns the length of a column from a row on, safe from overflow.
  private static func norm(_ matrix: Matrix, column: Int, from row: Int) -> Double {
    var largest = 0.0
    for i in row..<matrix.rows { largest = max(largest, matrix[i, column].magnitude) }
    guard largest > 0 else { return 0 }
    var sum = 0.0
    for i in row..<matrix.rows {
      let part = matrix[i, column] / largest
      sum += part * part
    }
    return largest * sum.squareRoot()
  }

  /// Reflects column `k` onto its diagonal element, and the columns after it likewise.
  private mutating func reflect(_ k: Int, _ norm: Double) {
    let signed = packed[k, k] > 0 ? -norm : norm
    // The reflection is scaled so that its first element v makes v · v the factor needed.
    for i in k..<packed.rows { packed[i, k] /= -signed }
    packed[k, k] += 1
    for j in (k + 1)..<max(packed.columns, k + 1) {
      var sum = 0.0
      for i in k..<packed.rows { sum += packed[i, k] * packed[i, j] }
      let factor = -sum / packed[k, k]
      for i in k..<packed.rows { packed[i, j] += factor * packed[i, k] }
    }
    diagonal[k] = signed
  }

  /// The triangular matrix R.
  public var r: Matrix {
    var result = Matrix(rows: packed.columns, columns: packed.columns)
    for i in 0..<packed.columns {
      result[i, i] = diagonal[i]
      for j in (i + 1)..<max(packed.columns, i + 1) { result[i, j] = packed[i, j] }
    }
    return result
  }

  /// Returns the vector x for which the sum of squares of A x - b is least, O(rows · columns).
  public func solve(_ b: [Double]) throws(NumericError) -> [Double] {
    guard b.count == packed.rows else {
      throw .dimensionMismatch(expected: packed.rows, found: b.count)
    }
    if let wrong = b.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    var y = b
    for k in 0..<packed.columns {
      var sum = 0.0
      for i in k..<packed.rows { sum += packed[i, k] * y[i] }
      let factor = -sum / packed[k, k]
      for i in k..<packed.rows { y[i] += factor * packed[i, k] }
    }
    for k in (0..<packed.columns).reversed() {
      for j in (k + 1)..<max(packed.columns, k + 1) { y[k] -= packed[k, j] * y[j] }
      y[k] /= diagonal[k]
    }
    return Array(y.prefix(packed.columns))
  }
}

/// The solution of a linear system, or the best one where there are more equations than unknowns.
public struct LeastSquares: Sendable {
  /// The solution x.
  public let coefficients: [Double]
  /// The triangular matrix R with RᵀR = AᵀA.
  public let r: Matrix
  /// b - A x.
  public let residuals: [Double]

  /// Creates the solution of A x = b, O(rows · columns²).
  public init(
    _ matrix: Matrix, _ b: [Double], tolerance: Double = 1e-12
  ) throws(NumericError) {
    let decomposition = try QRDecomposition(matrix, tolerance: tolerance)
    let solution = try decomposition.solve(b)
    coefficients = solution
    r = decomposition.r
    residuals = b.indices.map { b[$0] - matrix.product(row: $0, solution) }
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
