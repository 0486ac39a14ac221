import IdxNumerics
import Testing

/// Rotation of factors, classes and clusters.
@Suite struct MultivariateTests {
  /// Returns the sum over factors of the variances of squared loadings of rows scaled to length 1.
  private func criterion(_ loadings: Matrix) -> Double {
    let n = Double(loadings.rows)
    return (0..<loadings.columns).reduce(0) { total, j in
      let squares = (0..<loadings.rows).map { i -> Double in
        let length = (0..<loadings.columns).reduce(0) { $0 + loadings[i, $1] * loadings[i, $1] }
        return length == 0 ? 0 : loadings[i, j] * loadings[i, j] / length
      }
      let mean = squares.reduce(0, +) / n
      return total + squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    }
  }

  /// The rotation finds what another algorithm finds, up to the order and the signs of factors, which
  /// it keeps as near as it can; where there are several maxima, it is no worse.
  @Test func varimaxAgreesWithReference() throws {
    var same = 0
    for line in try goldenNumbers("varimax") {
      let (m, n) = (Int(line[0]), Int(line[1]))
      let loadings = try Matrix(rows: m, columns: n, elements: Array(line[2..<(2 + m * n)]))
      let expected = try Matrix(rows: m, columns: n, elements: Array(line[(2 + m * n)...]))
      let ours = try Varimax(of: loadings)
      let product = try loadings.multiplied(by: ours.rotation)
      let gram = try ours.rotation.transposed.multiplied(by: ours.rotation)
      for (a, b) in zip(product.elements, ours.loadings.elements) {
        #expect((a - b).magnitude <= 1e-13)
      }
      for (a, b) in zip(gram.elements, Matrix.identity(n).elements) {
        #expect((a - b).magnitude <= 1e-13)
      }
      #expect(criterion(ours.loadings) >= criterion(expected) - 1e-12)
      guard criterion(ours.loadings) <= criterion(expected) + 1e-12 else { continue }
      same += 1
      for j in 0..<n {
        let column = (0..<m).map { ours.loadings[$0, j] }
        let isThere = (0..<n).contains { k in
          [1.0, -1].contains { sign in
            (0..<m).allSatisfy { (column[$0] - sign * expected[$0, k]).magnitude <= 1e-9 }
          }
        }
        #expect(isThere, "\(m) × \(n), factor \(j)")
      }
    }
    #expect(same >= 5)
  }

  /// Variables that already load on one factor each stay; a factor alone and nothing at all too.
  @Test func varimaxCorners() throws {
    let simple = try Matrix(rows: 4, columns: 2, elements: [0.9, 0, 0.8, 0, 0, 0.7, 0, 0])
    #expect(try Varimax(of: simple).loadings == simple)
    let one = try Matrix(rows: 2, columns: 1, elements: [0.5, -0.4])
    #expect(try Varimax(of: one).loadings == one)
    // Turned by 45°, two pure factors come back.
    let half = 0.5.squareRoot()
    let mixed = try Matrix(
      rows: 4, columns: 2, elements: [half, half, half, half, -half, half, -half, half])
    let turned = try Varimax(of: mixed).loadings
    for i in 0..<4 {
      #expect(min(turned[i, 0].magnitude, turned[i, 1].magnitude) <= 1e-15)
    }
    #expect(throws: NumericError.self) {
      try Varimax(of: Matrix(rows: 1, columns: 1, repeating: .nan))
    }
    #expect {
      try Varimax(of: mixed, limit: 1)
    } throws: { error in
      guard case NumericError.notConverged(1, let residual) = error else { return false }
      return residual > 0.5
    }
  }

  /// Classes agree with those found by trying all partitions in rational numbers.
  @Test func breaksAgreeWithReference() throws {
    for line in try goldenNumbers("breaks") {
      let (n, k) = (Int(line[0]), Int(line[1]))
      let values = Array(line[2..<(2 + n)])
      let breaks = try NaturalBreaks(values, into: k)
      #expect(breaks.classes.map(Double.init) == Array(line[(2 + n)..<(2 + 2 * n)]))
      let expected = try #require(line.last)
      #expect((breaks.squares - expected).magnitude <= 1e-12 * max(expected, 1e-3))
      #expect(breaks.breaks.count == k && breaks.breaks.last == values.max())
    }
  }

  /// Many values: no break can be moved to a better place, and halving finds what a full search finds.
  @Test(arguments: [2, 5, 9])
  func breaksOfManyValues(_ count: Int) throws {
    var generator = Generator(UInt64(count))
    let values = generator.numbers(400).map { ($0 * $0 * 1000).rounded() / 10 }
    let sorted = values.sorted()
    func cost(_ start: Int, _ end: Int) -> Double {
      let mean = sorted[start..<end].reduce(0, +) / Double(end - start)
      return sorted[start..<end].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    var sums = [0.0]
    var squares = [0.0]
    for value in sorted {
      sums.append((sums.last ?? 0) + value)
      squares.append((squares.last ?? 0) + value * value)
    }
    var best = (0...400).map { $0 == 0 ? 0 : cost(0, $0) }
    for _ in 1..<count {
      best = (0...400).map { end in
        (0..<max(end, 1)).map { start in
          let sum = sums[end] - sums[start]
          return end == 0
            ? 0 : best[start] + squares[end] - squares[start] - sum * sum / Double(end - start)
        }.min() ?? 0
      }
    }
    #expect((try NaturalBreaks(values, into: count).squares - best[400]).magnitude <= 1e-7)
  }

  /// Equal values share a class; fewer distinct values than classes have none.
  @Test func breaksCorners() throws {
    let breaks = try NaturalBreaks([2, 1, 2, 1, 5], into: 3)
    #expect(
      breaks.classes == [1, 0, 1, 0, 2] && breaks.breaks == [1, 2, 5] && breaks.squares == 0)
    // Both 1 | 2 3 and 1 2 | 3 are best; the lower break is taken.
    #expect(try NaturalBreaks([1, 2, 3], into: 2).classes == [0, 1, 1])
    #expect(throws: NumericError.dimensionMismatch(expected: 3, found: 2)) {
      try NaturalBreaks([1, 2, 2], into: 3)
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 0)) {
      try NaturalBreaks([1], into: 0)
    }
    #expect(throws: NumericError.outsideDomain(.infinity)) {
      try NaturalBreaks([.infinity], into: 1)
    }
  }

  /// Clusters agree with those of another program from the same start.
  @Test func clustersAgreeWithReference() throws {
    for line in try goldenNumbers("kmeans") {
      let (m, n, k) = (Int(line[0]), Int(line[1]), Int(line[2]))
      let objects = try Matrix(rows: m, columns: n, elements: Array(line[3..<(3 + m * n)]))
      let rest = line[(3 + m * n)...]
      let start = try Matrix(rows: k, columns: n, elements: Array(rest.prefix(k * n)))
      let found = try KMeans(objects, from: start)
      #expect(found.clusters.map(Double.init) == Array(rest.dropFirst(k * n).prefix(m)))
      let expected = try #require(line.last)
      #expect((found.squares - expected).magnitude <= 1e-12 * expected)
      // The start that follows from the objects does not depend on their order.
      let own = try KMeans(objects, into: k)
      let turned = try Matrix(
        rows: m, columns: n,
        elements: (0..<m).reversed().flatMap { i in
          (0..<n).map { objects[i, $0] }
        })
      let again = try KMeans(turned, into: k)
      #expect((again.squares - own.squares).magnitude <= 0.5 * own.squares)
      #expect(own.squares <= 2 * expected)
    }
  }

  /// Groups far apart are found; ties go to the first; a centre without objects stays.
  @Test func clusterCorners() throws {
    let line = try Matrix(rows: 6, columns: 1, elements: [10, 1, 11, 2, 0, 12])
    let found = try KMeans(line, into: 2)
    #expect(found.clusters == [1, 0, 1, 0, 0, 1] && found.centres.elements == [1, 11])
    #expect(found.squares == 4)
    let tied = try KMeans(
      Matrix(rows: 1, columns: 1, elements: [1]),
      from: Matrix(rows: 3, columns: 1, elements: [2, 0, 9]))
    #expect(tied.clusters == [0] && tied.centres.elements == [1, 0, 9])
    #expect(throws: NumericError.dimensionMismatch(expected: 3, found: 2)) {
      try KMeans(Matrix(rows: 2, columns: 1), into: 3)
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 2)) {
      try KMeans(Matrix(rows: 2, columns: 1), from: Matrix(rows: 2, columns: 2))
    }
    #expect(throws: NumericError.notConverged(iterations: 1, residual: 30)) {
      try KMeans(
        Matrix(rows: 4, columns: 1, elements: [0, 1, 2, 9]),
        from: Matrix(rows: 2, columns: 1, elements: [0, 1]),
        limit: 1)
    }
  }
}
