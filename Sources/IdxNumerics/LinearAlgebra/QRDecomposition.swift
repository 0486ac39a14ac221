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

  /// Returns x and r with r + A x = f and Aᵀ r = g: for g = 0 the x for which the sum of squares of
  /// f - A x is least, and f - A x itself, O(rows · columns).
  public func solve(_ f: [Double], _ g: [Double]) -> (x: [Double], r: [Double]) {
    let p = packed.columns
    var y = f
    for k in 0..<p { reflect(&y, k) }
    var h = g
    for k in 0..<p {
      for j in 0..<k { h[k] -= packed[j, k] * h[j] }
      h[k] /= diagonal[k]
    }
    var x = (0..<p).map { y[$0] - h[$0] }
    for k in (0..<p).reversed() {
      for j in (k + 1)..<max(p, k + 1) { x[k] -= packed[k, j] * x[j] }
      x[k] /= diagonal[k]
    }
    y.replaceSubrange(0..<p, with: h)
    for k in (0..<p).reversed() { reflect(&y, k) }
    return (x, y)
  }

  /// Applies reflection `k` to `y`.
  private func reflect(_ y: inout [Double], _ k: Int) {
    var sum = 0.0
    for i in k..<packed.rows { sum += packed[i, k] * y[i] }
    let factor = -sum / packed[k, k]
    for i in k..<packed.rows { y[i] += factor * packed[i, k] }
  }
}
