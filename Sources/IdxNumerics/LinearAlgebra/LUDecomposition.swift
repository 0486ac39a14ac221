/// A square matrix with its rows exchanged as the product of two triangular ones.
///
/// A. M. Turing, "Rounding-off errors in matrix processes", 1948; the largest element of a column is
/// its pivot, the first of several.
public struct LUDecomposition: Sendable {
  /// The lower matrix below the diagonal, where its own is all ones, and the upper one.
  private var packed: Matrix
  /// The row of the matrix that stands in each row.
  private var order: [Int]
  /// `true` iff an odd number of rows was exchanged.
  private var isOdd = false
  /// The number of columns that do not depend on those before them.
  public private(set) var rank = 0

  /// Creates the decomposition of a square matrix, O(n³).
  ///
  /// A column counts as dependent on those before it where its pivot is no more than `tolerance`
  /// times the largest element that it had.
  public init(_ matrix: Matrix, tolerance: Double = 1e-14) throws(NumericError) {
    try matrix.checkSquare()
    packed = matrix
    order = Array(0..<matrix.rows)
    for k in 0..<matrix.rows {
      let largest = (0..<matrix.rows).reduce(0) { max($0, matrix[$1, k].magnitude) }
      pivot(k)
      if packed[k, k].magnitude > tolerance * largest { rank += 1 }
      if packed[k, k] != 0 { eliminate(k) }
    }
  }

  /// Exchanges row `k` with the one below it whose element in column `k` is largest.
  private mutating func pivot(_ k: Int) {
    var best = k
    for i in k..<packed.rows where packed[i, k].magnitude > packed[best, k].magnitude { best = i }
    guard best != k else { return }
    order.swapAt(k, best)
    isOdd.toggle()
    for j in 0..<packed.columns {
      (packed[k, j], packed[best, j]) = (packed[best, j], packed[k, j])
    }
  }

  /// Makes column `k` zero below the diagonal.
  private mutating func eliminate(_ k: Int) {
    for i in (k + 1)..<max(packed.rows, k + 1) where packed[i, k] != 0 {
      let factor = packed[i, k] / packed[k, k]
      packed[i, k] = factor
      for j in (k + 1)..<packed.columns { packed[i, j] -= factor * packed[k, j] }
    }
  }

  /// The determinant; beyond the range of doubles infinite or 0, where `logarithm` still tells it.
  public var determinant: Double {
    (0..<packed.rows).reduce(isOdd ? -1 : 1) { $0 * packed[$1, $1] }
  }

  /// The natural logarithm of the absolute value of the determinant.
  public var logarithm: Double {
    (0..<packed.rows).reduce(0) { $0 + Elementary.ln(packed[$1, $1].magnitude) }
  }

  /// Returns the x for which A x = b, O(n²).
  public func solve(_ b: [Double]) throws(NumericError) -> [Double] {
    let n = packed.rows
    guard b.count == n else { throw .dimensionMismatch(expected: n, found: b.count) }
    if let wrong = b.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    guard rank == n else { throw .rankDeficient(rank: rank, columns: n) }
    var x = order.map { b[$0] }
    for i in 0..<n {
      for j in 0..<i { x[i] -= packed[i, j] * x[j] }
    }
    for i in (0..<n).reversed() {
      for j in (i + 1)..<max(n, i + 1) { x[i] -= packed[i, j] * x[j] }
      x[i] /= packed[i, i]
    }
    return x
  }

  /// Returns the y for which the transposed matrix takes y to b, O(n²).
  public func solveTransposed(_ b: [Double]) throws(NumericError) -> [Double] {
    let n = packed.rows
    guard b.count == n else { throw .dimensionMismatch(expected: n, found: b.count) }
    if let wrong = b.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    guard rank == n else { throw .rankDeficient(rank: rank, columns: n) }
    var x = b
    for i in 0..<n {
      for j in 0..<i { x[i] -= packed[j, i] * x[j] }
      x[i] /= packed[i, i]
    }
    for i in (0..<n).reversed() {
      for j in (i + 1)..<max(n, i + 1) { x[i] -= packed[j, i] * x[j] }
    }
    var y = x
    for (place, row) in order.enumerated() { y[row] = x[place] }
    return y
  }

  /// Returns the inverse, column by column, O(n³).
  public func inverse() throws(NumericError) -> Matrix {
    let n = packed.rows
    var result = Matrix(rows: n, columns: n)
    for j in 0..<n {
      var unit = [Double](repeating: 0, count: n)
      unit[j] = 1
      let column = try solve(unit)
      for i in 0..<n { result[i, j] = column[i] }
    }
    return result
  }
}
