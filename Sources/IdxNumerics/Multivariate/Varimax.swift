/// Loadings turned so that each variable loads on few factors.
///
/// H. F. Kaiser, "The varimax criterion for analytic rotation in factor analysis", 1958: the sum over
/// factors of the variances of squared loadings is greatest, each variable scaled to length 1 before
/// and back after ("Kaiser normalisation").
public struct Varimax: Sendable {
  /// The turned loadings, variables by factors; factors keep their order and are not reflected.
  public let loadings: Matrix
  /// The orthogonal matrix that the loadings were multiplied by from the right.
  public let rotation: Matrix
  /// The number of sweeps that it took.
  public let iterations: Int

  /// Creates the rotation of `loadings`, variables by factors.
  ///
  /// Factors are turned two by two, each time by the best angle, until no angle of a sweep is more
  /// than `tolerance`. The maximum found is one from which no pair leads further. O(variables ·
  /// factors²) a sweep, of which ten to fifty are needed.
  ///
  /// - Throws: `notConverged` with the largest angle of the last sweep; `outsideDomain`.
  public init(
    of loadings: Matrix, tolerance: Double = 1e-13, limit: Int = 1000
  ) throws(NumericError) {
    try loadings.checkFinite()
    let lengths = (0..<loadings.rows).map { row in
      loadings.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    var scaled = loadings
    for (i, length) in lengths.enumerated() where length > 0 {
      for j in 0..<loadings.columns { scaled[i, j] /= length }
    }
    var rotation = Matrix.identity(loadings.columns)
    var sweeps = 0
    var largest = Double.infinity
    while largest > tolerance {
      if sweeps == limit { throw .notConverged(iterations: limit, residual: largest) }
      largest = Self.sweep(&scaled, &rotation)
      sweeps += 1
    }
    for (i, length) in lengths.enumerated() {
      for j in 0..<loadings.columns { scaled[i, j] *= length }
    }
    self.loadings = scaled
    self.rotation = rotation
    iterations = sweeps
  }

  /// Turns each pair of factors once; returns the largest angle.
  private static func sweep(_ loadings: inout Matrix, _ rotation: inout Matrix) -> Double {
    var largest = 0.0
    for p in 0..<loadings.columns {
      for q in (p + 1)..<max(loadings.columns, p + 1) {
        let angle = angle(loadings, p, q)
        largest = max(largest, angle.magnitude)
        if angle == 0 { continue }
        let (c, s) = (Elementary.cos(angle), Elementary.sin(angle))
        turn(&loadings, p, q, c, s)
        turn(&rotation, p, q, c, s)
      }
    }
    return largest
  }

  /// Returns the angle by which the factors `p` and `q` are best turned, from -π/4 to π/4.
  private static func angle(_ loadings: Matrix, _ p: Int, _ q: Int) -> Double {
    guard loadings.rows > 0 else { return 0 }
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<loadings.rows {
      let (x, y) = (loadings[i, p], loadings[i, q])
      let (u, v) = ((x - y) * (x + y), 2 * x * y)
      a += u
      b += v
      c += (u - v) * (u + v)
      d += 2 * u * v
    }
    let n = Double(loadings.rows)
    let (numerator, denominator) = (d - 2 * a * b / n, c - (a - b) * (a + b) / n)
    // Where every angle is as good but for rounding, as with one variable, none is turned to.
    if max(numerator.magnitude, denominator.magnitude) <= 1e-14 * n { return 0 }
    return Elementary.atan2(numerator, denominator) / 4
  }

  private static func turn(_ matrix: inout Matrix, _ p: Int, _ q: Int, _ c: Double, _ s: Double) {
    for i in 0..<matrix.rows {
      let (x, y) = (matrix[i, p], matrix[i, q])
      matrix[i, p] = x * c + y * s
      matrix[i, q] = y * c - x * s
    }
  }
}
