/// Objects parted into clusters around centres.
///
/// S. P. Lloyd, "Least squares quantization in PCM", 1957 (published 1982): each object goes to the
/// nearest centre, each centre to the mean of its objects, until no object moves. The result is a
/// local minimum that depends on the start.
public struct KMeans: Equatable, Sendable {
  /// The cluster of each object, from 0.
  public let clusters: [Int]
  /// The centres, clusters by variables; one that no object is nearest to stays where it was.
  public let centres: Matrix
  /// The sum of squared distances of the objects from the centres of their clusters.
  public let squares: Double
  /// The number of steps that it took.
  public let iterations: Int

  /// Creates the clusters of `objects`, objects by variables, from the centres `start`, clusters by
  /// variables.
  ///
  /// An object as near to several centres goes to the first of them. O(objects · clusters · variables)
  /// a step.
  ///
  /// - Throws: `notConverged` with the sum of squares where objects still move after `limit` steps;
  ///   `dimensionMismatch`, `outsideDomain`.
  public init(
    _ objects: Matrix, from start: Matrix, limit: Int = 1000
  ) throws(NumericError) {
    try objects.checkFinite()
    try start.checkFinite()
    guard start.columns == objects.columns else {
      throw .dimensionMismatch(expected: objects.columns, found: start.columns)
    }
    guard start.rows >= 1 else { throw .dimensionMismatch(expected: 1, found: 0) }
    var centres = start
    var clusters = Self.nearest(objects, centres)
    var steps = 0
    while true {
      steps += 1
      centres = Self.means(objects, clusters, centres)
      let moved = Self.nearest(objects, centres)
      if moved == clusters { break }
      clusters = moved
      if steps >= limit {
        throw .notConverged(
          iterations: limit, residual: Self.squares(objects, clusters, centres))
      }
    }
    self.clusters = clusters
    self.centres = centres
    squares = Self.squares(objects, clusters, centres)
    iterations = steps
  }

  /// Creates the clusters of `objects` from a start that follows from them: in the order of their
  /// first principal component, the middle objects of `count` runs of the same length.
  ///
  /// With one variable this is the order of the values. Objects equal there keep their order; the
  /// component is that of the covariance matrix, its sign as `SymmetricEigen` states.
  public init(_ objects: Matrix, into count: Int, limit: Int = 1000) throws(NumericError) {
    try objects.checkFinite()
    guard count >= 1 else { throw .dimensionMismatch(expected: 1, found: count) }
    guard objects.rows >= count else {
      throw .dimensionMismatch(expected: count, found: objects.rows)
    }
    let order = Order.sortedIndices(of: try Self.principalComponent(objects))
    var start = Matrix(rows: count, columns: objects.columns)
    for cluster in 0..<count {
      let place = (2 * cluster + 1) * objects.rows / (2 * count)
      for (j, value) in objects.row(order[place]).enumerated() { start[cluster, j] = value }
    }
    try self.init(objects, from: start, limit: limit)
  }

  /// Returns the first principal component of each object.
  private static func principalComponent(_ objects: Matrix) throws(NumericError) -> [Double] {
    let count = Double(objects.rows)
    let means = (0..<objects.columns).map { j in
      (0..<objects.rows).reduce(0) { $0 + objects[$1, j] } / count
    }
    var covariance = Matrix(rows: objects.columns, columns: objects.columns)
    for row in 0..<objects.rows {
      for i in 0..<objects.columns {
        for j in i..<objects.columns {
          covariance[i, j] += (objects[row, i] - means[i]) * (objects[row, j] - means[j]) / count
        }
      }
    }
    let vectors = try SymmetricEigen(of: covariance).vectors
    return (0..<objects.rows).map { row in
      (0..<objects.columns).reduce(0) { $0 + (objects[row, $1] - means[$1]) * vectors[$1, 0] }
    }
  }

  private static func distance(_ objects: Matrix, _ i: Int, _ centres: Matrix, _ k: Int) -> Double {
    (0..<objects.columns).reduce(0) { sum, j in
      let difference = objects[i, j] - centres[k, j]
      return sum + difference * difference
    }
  }

  private static func nearest(_ objects: Matrix, _ centres: Matrix) -> [Int] {
    (0..<objects.rows).map { i in
      var (best, least) = (0, Double.infinity)
      for k in 0..<centres.rows {
        let square = distance(objects, i, centres, k)
        if square < least { (best, least) = (k, square) }
      }
      return best
    }
  }

  private static func means(_ objects: Matrix, _ clusters: [Int], _ before: Matrix) -> Matrix {
    var sums = Matrix(rows: before.rows, columns: before.columns)
    var counts = [Double](repeating: 0, count: before.rows)
    for (i, cluster) in clusters.enumerated() {
      counts[cluster] += 1
      for j in 0..<objects.columns { sums[cluster, j] += objects[i, j] }
    }
    for k in 0..<before.rows {
      for j in 0..<before.columns {
        sums[k, j] = counts[k] > 0 ? sums[k, j] / counts[k] : before[k, j]
      }
    }
    return sums
  }

  private static func squares(_ objects: Matrix, _ clusters: [Int], _ centres: Matrix) -> Double {
    clusters.enumerated().reduce(0) { $0 + distance(objects, $1.offset, centres, $1.element) }
  }
}
