/// The eigenvalues of a symmetric matrix, and its eigenvectors.
public struct SymmetricEigen: Equatable, Sendable {
  /// The eigenvalues, the greatest first.
  public let values: [Double]
  /// The eigenvectors as columns, each of length 1.
  ///
  /// The element largest in absolute value is positive; of several that agree to 12 digits the
  /// first counts, so that rounding does not choose the sign.
  public let vectors: Matrix

  /// Creates the decomposition of a symmetric matrix, of which the upper half is read.
  ///
  /// The cyclic method of C. G. J. Jacobi, 1846, with the rotations of H. Rutishauser, "The Jacobi
  /// method for real symmetric matrices", 1966. The error of an eigenvalue is about n · 2^-53 times
  /// the largest. O(n³) a sweep, of which some ten are needed.
  public init(of matrix: Matrix, limit: Int = 100) throws(NumericError) {
    try matrix.checkSquare()
    var work = Rotations(matrix)
    var sweeps = 0
    while !work.isDiagonal {
      if sweeps == limit {
        throw .notConverged(iterations: limit, residual: work.offDiagonal)
      }
      work.sweep()
      sweeps += 1
    }
    let order = Order.sortedIndices(of: work.diagonal, .descending)
    values = order.map { work.diagonal[$0] }
    vectors = SymmetricEigen.arranged(work.vectors, order)
  }

  /// Returns the rows of `vectors` in `order` as columns, with their signs fixed.
  private static func arranged(_ vectors: Matrix, _ order: [Int]) -> Matrix {
    var result = Matrix(rows: vectors.rows, columns: vectors.rows)
    for (column, source) in order.enumerated() {
      let vector = (0..<vectors.columns).map { vectors[source, $0] }
      let largest = vector.reduce(0) { max($0, $1.magnitude) }
      let leading = vector.first { $0.magnitude >= largest * (1 - 1e-12) } ?? 1
      for row in 0..<vectors.columns {
        result[row, column] = leading < 0 ? -vector[row] : vector[row]
      }
    }
    return result
  }
}

/// A symmetric matrix on its way to a diagonal one.
private struct Rotations {
  /// The upper half, of which the diagonal is not used.
  var upper: Matrix
  /// The diagonal.
  var diagonal: [Double]
  /// The product of the rotations: eigenvectors as rows.
  var vectors: Matrix

  init(_ matrix: Matrix) {
    upper = matrix
    diagonal = (0..<matrix.rows).map { matrix[$0, $0] }
    vectors = .identity(matrix.rows)
  }

  /// The largest element beside the diagonal.
  var offDiagonal: Double {
    var largest = 0.0
    for i in 0..<upper.rows {
      for j in (i + 1)..<max(upper.rows, i + 1) { largest = max(largest, upper[i, j].magnitude) }
    }
    return largest
  }

  /// `true` iff all elements beside the diagonal are 0.
  var isDiagonal: Bool { offDiagonal == 0 }

  /// Rotates every element beside the diagonal away once.
  mutating func sweep() {
    for i in 0..<upper.rows {
      for j in (i + 1)..<max(upper.rows, i + 1) where upper[i, j] != 0 {
        let element = upper[i, j].magnitude
        // What does not change either diagonal element is as good as 0.
        let (a, b) = (diagonal[i].magnitude, diagonal[j].magnitude)
        if a + element * 0x1p-4 == a, b + element * 0x1p-4 == b {
          upper[i, j] = 0
        } else {
          rotate(i, j)
        }
      }
    }
  }

  /// Rotates the element in row `p` and column `q` away.
  private mutating func rotate(_ p: Int, _ q: Int) {
    let element = upper[p, q]
    let difference = diagonal[q] - diagonal[p]
    let theta = 0.5 * difference / element
    let root = theta.magnitude + (1 + theta * theta).squareRoot()
    let t = theta < 0 ? -1 / root : 1 / root
    let c = 1 / (1 + t * t).squareRoot()
    let s = t * c
    let tau = s / (1 + c)
    diagonal[p] -= t * element
    diagonal[q] += t * element
    upper[p, q] = 0
    let size = upper.rows
    for k in 0..<p { Rotations.turn(&upper, (k, p), (k, q), s, tau) }
    for k in (p + 1)..<max(q, p + 1) { Rotations.turn(&upper, (p, k), (k, q), s, tau) }
    for k in (q + 1)..<max(size, q + 1) { Rotations.turn(&upper, (p, k), (q, k), s, tau) }
    for k in 0..<size { Rotations.turn(&vectors, (p, k), (q, k), s, tau) }
  }

  /// Turns a pair of elements.
  @inline(__always)
  private static func turn(
    _ m: inout Matrix, _ first: (Int, Int), _ second: (Int, Int), _ s: Double, _ tau: Double
  ) {
    let (g, h) = (m[first.0, first.1], m[second.0, second.1])
    m[first.0, first.1] = g - s * (h + g * tau)
    m[second.0, second.1] = h + s * (g - h * tau)
  }
}
