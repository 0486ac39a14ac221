/// The largest eigenvalue of a positive matrix, and its eigenvector.
public struct PrincipalEigenvector: Equatable, Sendable {
  /// The eigenvalue.
  public let value: Double
  /// The eigenvector, of positive elements whose sum is 1.
  public let vector: [Double]
  /// The number of steps that it took.
  public let iterations: Int

  /// Creates the principal eigenvector of a square matrix of positive elements.
  ///
  /// It exists and is the only positive one (O. Perron, 1907). The power iteration of R. von Mises
  /// and H. Pollaczek-Geiringer, 1929, ends when no element changes by more than `tolerance` times
  /// the largest. The error is about that change divided by 1 - |λ₂ / λ₁|. O(n²) a step.
  public init(
    of matrix: Matrix, tolerance: Double = 1e-15, limit: Int = 10_000
  ) throws(NumericError) {
    let size = matrix.rows
    guard matrix.columns == size else {
      throw .dimensionMismatch(expected: size, found: matrix.columns)
    }
    guard size > 0 else { throw .dimensionMismatch(expected: 1, found: 0) }
    if let wrong = matrix.elements.first(where: { !($0 > 0 && $0.isFinite) }) {
      throw .outsideDomain(wrong)
    }
    // Rounding alone moves an element by some ulps, the more of them, the longer the sums.
    let bound = max(tolerance, Double(size) * 0x1p-54)
    var vector = [Double](repeating: 1 / Double(size), count: size)
    var change = Double.infinity
    for iteration in 1...max(limit, 1) {
      let (next, sum) = PrincipalEigenvector.step(matrix, vector)
      guard sum.isFinite else { throw .outsideDomain(sum) }
      change = zip(next, vector).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      change /= next.reduce(0, max)
      vector = next
      if change <= bound {
        value = PrincipalEigenvector.step(matrix, vector).sum
        self.vector = vector
        iterations = iteration
        return
      }
    }
    throw .notConverged(iterations: limit, residual: change)
  }

  /// Returns the product with a vector whose elements add up to 1, scaled to the same, and what it
  /// was scaled by.
  private static func step(
    _ matrix: Matrix, _ vector: [Double]
  ) -> (vector: [Double], sum: Double) {
    let product = (0..<matrix.rows).map { matrix.product(row: $0, vector) }
    let sum = product.reduce(0, +)
    return (product.map { $0 / sum }, sum)
  }
}
