import IdxNumerics
import Testing

/// Matrices, eigenvectors and least squares.
@Suite struct LinearAlgebraTests {
  private func square(_ size: Int, _ elements: some Sequence<Double>) throws -> Matrix {
    try Matrix(rows: size, columns: size, elements: Array(elements))
  }

  /// Largest eigenvalues and their vectors agree with a computation of 60 digits.
  @Test func principalAgreesWithReference() throws {
    for line in try goldenNumbers("principal") {
      let n = Int(line[0])
      let eigen = try PrincipalEigenvector(of: square(n, line[1...].prefix(n * n)))
      let value = line[1 + n * n]
      #expect((eigen.value - value).magnitude <= 1e-14 * value)
      for (ours, expected) in zip(eigen.vector, line[(2 + n * n)...]) {
        #expect((ours - expected).magnitude <= 2e-14)
      }
      #expect(eigen.vector.count == n && eigen.iterations < 1000)
    }
  }

  /// What has no principal eigenvector, or not within the limit.
  @Test func principalRejects() throws {
    #expect(throws: NumericError.outsideDomain(0)) {
      try PrincipalEigenvector(of: square(2, [1, 0, 1, 1]))
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 2)) {
      try PrincipalEigenvector(of: Matrix(rows: 1, columns: 2, elements: [1, 2]))
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 0)) {
      try PrincipalEigenvector(of: Matrix(rows: 0, columns: 0))
    }
    #expect {
      try PrincipalEigenvector(of: square(2, [1, 3, 2, 1]), limit: 3)
    } throws: { error in
      guard case NumericError.notConverged(3, let residual) = error else { return false }
      return residual > 1e-15 && residual < 1
    }
    #expect(throws: NumericError.outsideDomain(.infinity)) {
      try PrincipalEigenvector(of: Matrix(rows: 2, columns: 2, repeating: 1e308))
    }
  }

  /// Eigenvalues of symmetric matrices agree with a computation of 60 digits.
  @Test func symmetricAgreesWithReference() throws {
    for line in try goldenNumbers("symmetric") {
      let n = Int(line[0])
      let eigen = try SymmetricEigen(of: square(n, line[1...].prefix(n * n)))
      for (ours, expected) in zip(eigen.values, line[(1 + n * n)...]) {
        #expect((ours - expected).magnitude <= 4e-15 * Double(n))
      }
    }
  }

  /// A v = λ v, the vectors are orthonormal, signs and order are as stated.
  @Test(arguments: [1, 2, 3, 7, 20, 40])
  func symmetricDecomposes(_ n: Int) throws {
    var generator = Generator(UInt64(n))
    var matrix = try square(n, generator.numbers(n * n))
    for i in 0..<n { for j in 0..<i { matrix[i, j] = matrix[j, i] } }
    let eigen = try SymmetricEigen(of: matrix)
    #expect(eigen.values == eigen.values.sorted(by: >))
    let image = try matrix.multiplied(by: eigen.vectors)
    let gram = try eigen.vectors.transposed.multiplied(by: eigen.vectors)
    for i in 0..<n {
      for j in 0..<n {
        #expect((image[i, j] - eigen.values[j] * eigen.vectors[i, j]).magnitude <= 1e-13)
        #expect((gram[i, j] - (i == j ? 1 : 0)).magnitude <= 1e-13)
      }
      let column = (0..<n).map { eigen.vectors[$0, i] }
      #expect(column.max { $0.magnitude < $1.magnitude } ?? 0 > 0)
    }
  }

  /// Where all elements of a vector are as large, its first is positive, however rounding falls.
  @Test(arguments: 2...31)
  func signIgnoresRounding(_ k: Int) throws {
    let (a, b, c, d) = (1.0, 0.9 / Double(k), 1 / Double(k + 2), 0.3)
    let outer = [a, b, b, a]
    let inner = [c, d, d, c]
    var matrix = Matrix(rows: 4, columns: 4)
    for i in 0..<4 {
      for j in 0..<4 {
        let (large, small) = (i / 2 * 2 + j / 2, i % 2 * 2 + j % 2)
        matrix[i, j] = outer[large] * inner[small]
      }
    }
    let eigen = try SymmetricEigen(of: matrix)
    for i in 0..<4 { #expect((eigen.vectors[0, i] - 0.5).magnitude < 1e-12) }
  }

  /// Exact cases: equal elements do not let rounding choose the sign, and nothing is left to do.
  @Test func symmetricExactCases() throws {
    let half = 0.5.squareRoot()
    let eigen = try SymmetricEigen(of: square(2, [2, 1, 1, 2]))
    #expect(eigen.values == [3, 1])
    for (ours, expected) in zip(eigen.vectors.elements, [half, half, half, -half]) {
      #expect((ours - expected).magnitude <= 2e-16)
    }
    let diagonal = try SymmetricEigen(of: square(3, [1, 0, 0, 0, 3, 0, 0, 0, -2]))
    #expect(diagonal.values == [3, 1, -2])
    #expect(diagonal.vectors.elements == [0, 1, 0, 1, 0, 0, 0, 0, 1])
    #expect(try SymmetricEigen(of: square(2, [0, 0, 0, 0])).values == [0, 0])
    let tiny = try SymmetricEigen(of: square(2, [0, 0x1p-1070, 0x1p-1070, 0]))
    #expect(tiny.values == [0x1p-1070, -0x1p-1070])
    #expect(throws: NumericError.self) { try SymmetricEigen(of: square(1, [.nan])) }
    #expect(throws: NumericError.self) { try SymmetricEigen(of: Matrix(rows: 1, columns: 2)) }
    #expect {
      try SymmetricEigen(of: square(2, [2, 1, 1, 2]), limit: 0)
    } throws: { ($0 as? NumericError) == .notConverged(iterations: 0, residual: 1) }
  }

  /// Coefficients agree with a computation of 60 digits; residuals are orthogonal to the columns.
  @Test func leastSquaresAgreesWithReference() throws {
    for line in try goldenNumbers("squares") {
      let (m, n) = (Int(line[0]), Int(line[1]))
      let matrix = try Matrix(rows: m, columns: n, elements: Array(line[2..<(2 + m * n)]))
      let b = Array(line[(2 + m * n)..<(2 + m * n + m)])
      let solution = try LeastSquares(matrix, b)
      let expected = line[(2 + m * n + m)...]
      #expect(solution.coefficients.count == n && expected.count == n)
      for (ours, expected) in zip(solution.coefficients, expected) {
        #expect((ours - expected).magnitude <= 2e-13 * max(1, expected.magnitude))
      }
      for product in try matrix.transposed.multiplied(by: solution.residuals) {
        #expect(product.magnitude <= 1e-13)
      }
      let gram = try matrix.transposed.multiplied(by: matrix)
      let r = try QRDecomposition(matrix).r
      let squared = try r.transposed.multiplied(by: r)
      for (ours, expected) in zip(squared.elements, gram.elements) {
        #expect((ours - expected).magnitude <= 1e-13)
      }
    }
  }

  /// Dependent columns, sizes that do not fit, values that are no numbers; and a square system.
  @Test func leastSquaresRejects() throws {
    let dependent = try Matrix(rows: 3, columns: 3, elements: [1, 2, 3, 4, 5, 9, 7, 9, 16])
    #expect(throws: NumericError.rankDeficient(rank: 2, columns: 3)) {
      try LeastSquares(dependent, [1, 2, 3])
    }
    #expect(throws: NumericError.rankDeficient(rank: 0, columns: 1)) {
      try LeastSquares(Matrix(rows: 2, columns: 1), [1, 2])
    }
    #expect(throws: NumericError.rankDeficient(rank: 1, columns: 2)) {
      try LeastSquares(Matrix(rows: 1, columns: 2, elements: [1, 2]), [1])
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 2, found: 1)) {
      try LeastSquares(Matrix(rows: 2, columns: 1, elements: [1, 2]), [1])
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 4, found: 3)) {
      try Matrix(rows: 2, columns: 2, elements: [1, 2, 3])
    }
    #expect(throws: NumericError.outsideDomain(.infinity)) {
      try LeastSquares(Matrix(rows: 1, columns: 1, elements: [1]), [.infinity])
    }
    let system = try LeastSquares(square(2, [2, 1, 1, 3]), [3, 5])
    for (ours, expected) in zip(system.coefficients, [0.8, 1.4]) {
      #expect((ours - expected).magnitude <= 1e-15)
    }
  }

  /// With a constant, what is the same everywhere depends on it, however its mean is rounded; columns far
  /// from 0 lose nothing, and what follows is as with a column of ones.
  @Test func leastSquaresTakesConstants() throws {
    for value in [0.1, 0.7, 1e9 / 3] {
      #expect(throws: NumericError.rankDeficient(rank: 1, columns: 2)) {
        try LeastSquares(
          Matrix(rows: 3, columns: 2, elements: [1, value, 2, value, 4, value]), [1, 2, 3],
          constant: true)
      }
    }
    let far = try Matrix(rows: 4, columns: 1, elements: [0, 1, 2, 3].map { 0x1p50 + $0 })
    let fit = try LeastSquares(far, [5, 7, 9, 11], constant: true)
    #expect(fit.coefficients == [2] && fit.constant == 5 - 0x1p51)
    #expect(fit.residuals == [0, 0, 0, 0])
    #expect(fit.sensitivities().cofactors.elements == [0.2])
    var generator = Generator(7)
    let matrix = try Matrix(rows: 9, columns: 2, elements: generator.numbers(18))
    let b = Array(generator.numbers(9))
    var ones = Matrix(rows: 9, columns: 3, repeating: 1)
    for i in 0..<9 { (ones[i, 1], ones[i, 2]) = (matrix[i, 0], matrix[i, 1]) }
    let with = try LeastSquares(matrix, b, constant: true)
    let plain = try LeastSquares(ones, b)
    let pulls = (with.sensitivities().pulls, plain.sensitivities().pulls)
    for (ours, expected) in zip([with.constant] + with.coefficients, plain.coefficients) {
      #expect((ours - expected).magnitude <= 1e-15 * max(1, expected.magnitude))
    }
    for i in 0..<9 {
      #expect((with.residuals[i] - plain.residuals[i]).magnitude <= 1e-15)
      for j in 0..<2 { #expect((pulls.0[j, i] - pulls.1[j + 1, i]).magnitude <= 1e-14) }
    }
  }

  /// Numbers whose squares overflow or vanish are scaled, and come out as exactly.
  @Test(arguments: [0x1p-600, 0x1p600]) func leastSquaresScales(_ size: Double) throws {
    let matrix = try Matrix(rows: 3, columns: 1, elements: [1, 2, 3].map { $0 * size })
    let fit = try LeastSquares(matrix, [2, 4, 6.5], constant: true)
    #expect((fit.coefficients[0] * size - 2.25).magnitude <= 1e-15)
    #expect((fit.constant + 1 / 3).magnitude <= 1e-15)
  }
}
