/// The columns of a least squares problem, decomposed.
struct Design: Sendable {
  /// `true` iff the first column is that of the constant.
  let hasConstant: Bool
  /// What is taken from each column, and the power of two by which it is then divided.
  let middles: [Double]
  let units: [Double]
  /// The columns, each as a number and what its rounding left.
  private let high: Matrix
  private let low: Matrix
  private let decomposition: QRDecomposition

  /// Creates the columns of `matrix`, that of the constant before them if there is one.
  init(_ matrix: Matrix, constant: Bool, tolerance: Double) throws(NumericError) {
    try matrix.checkFinite()
    let first = constant ? 1 : 0
    let n = matrix.rows
    var high = Matrix(rows: n, columns: matrix.columns + first, repeating: 1)
    var low = Matrix(rows: n, columns: matrix.columns + first)
    var middles = Array(repeating: 0.0, count: high.columns)
    var units = Array(repeating: 1.0, count: high.columns)
    var constants = 0
    for j in 0..<matrix.columns {
      let column = (0..<n).map { matrix[$0, j] }
      let largest = column.reduce(0) { max($0, $1.magnitude) }
      if constant { middles[j + 1] = column.reduce(0) { $0 + $1 / Double(n) } }
      let parts = column.map { Extended(sum: $0, -middles[j + first]) }
      let spread = parts.reduce(0) { max($0, $1.high.magnitude) }
      // What is left of a column that is the same everywhere is the rounding of its mean.
      if constant && spread <= 1e-15 * largest { constants += 1 }
      units[j + first] = spread.powerOfTwo
      for (i, part) in parts.enumerated() {
        high[i, j + first] = part.high / units[j + first]
        low[i, j + first] = part.low / units[j + first]
      }
    }
    if constants > 0 {
      throw .rankDeficient(rank: matrix.columns - constants, columns: matrix.columns)
    }
    do throws(NumericError) {
      decomposition = try QRDecomposition(high, tolerance: tolerance)
    } catch {
      guard case .rankDeficient(let rank, _) = error else { throw error }
      throw .rankDeficient(rank: max(rank - first, 0), columns: matrix.columns)
    }
    (hasConstant, self.middles, self.units) = (constant, middles, units)
    (self.high, self.low) = (high, low)
  }

  /// As many zeros as there are columns.
  var zeros: [Double] { Array(repeating: 0, count: units.count) }

  /// Returns the constant before anything was taken from the columns.
  func constant(_ x: [Extended]) -> Double {
    var sum = x[0]
    for j in 1..<max(x.count, 1) {
      sum = sum.adding(Extended(product: -middles[j] / units[j], x[j].high))
      sum = sum.adding(Extended(-middles[j] / units[j] * x[j].low, 0))
    }
    return sum.high
  }

  /// Returns x and r with r + A x = f and Aᵀ r = g, O(rows · columns) a step.
  func solve(_ f: [Double], _ g: [Double]) -> (x: [Extended], r: [Double]) {
    var x = Array(repeating: Extended(0, 0), count: units.count)
    var r = Array(repeating: 0.0, count: f.count)
    var last = Double.infinity
    for _ in 0..<Design.limit {
      let (dx, dr) = decomposition.solve(missing(f, x, r), missing(g, r))
      let step = dx.reduce(0) { max($0, $1.magnitude) }
      // Where a step is no shorter than half the one before, rounding is all that is left.
      guard step < last / 2 || last == .infinity else { break }
      for j in x.indices { x[j] = x[j].adding(Extended(dx[j], 0)) }
      for i in r.indices { r[i] += dr[i] }
      if step <= 0x1p-70 * x.reduce(0, { max($0, $1.high.magnitude) }) { break }
      last = step
    }
    return (x, r)
  }

  private static let limit = 12

  /// Returns f - r - A x.
  private func missing(_ f: [Double], _ x: [Extended], _ r: [Double]) -> [Double] {
    f.indices.map { i in
      var sum = Extended(sum: f[i], -r[i])
      for j in x.indices {
        let cell = Extended(-high[i, j], -low[i, j])
        sum = sum.adding(cell.multiplied(by: x[j]))
      }
      return sum.high
    }
  }

  /// Returns g - Aᵀ r.
  private func missing(_ g: [Double], _ r: [Double]) -> [Double] {
    g.indices.map { j in
      var sum = Extended(g[j], 0)
      for i in r.indices {
        let cell = Extended(-high[i, j], -low[i, j])
        sum = sum.adding(cell.multiplied(by: Extended(r[i], 0)))
      }
      return sum.high
    }
  }
}

extension Double {
  /// The greatest power of two that is not above this number, which is not negative; 1 of 0.
  var powerOfTwo: Double { self > 0 ? binade : 1 }
}
