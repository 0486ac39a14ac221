import IdxNumerics
import Testing

/// Determinants, inverses and systems of equations.
@Suite struct DecompositionTests {
  private static let dependent = [1.0, 2, 3, 4, 5, 9, 7, 9, 16]

  private func square(_ elements: [Double]) throws -> Matrix {
    let size = Int(Double(elements.count).squareRoot())
    return try Matrix(rows: size, columns: size, elements: elements)
  }

  /// Returns `true` iff `ours` is near `expected`, compared with the largest of `all`.
  private func isNear(_ ours: Double, _ expected: Double, _ bound: Double, _ all: [Double]) -> Bool
  {
    (ours - expected).magnitude <= bound * all.reduce(0) { max($0, $1.magnitude) }
  }

  /// Determinants and inverses agree with a computation of 60 digits.
  @Test func inversesAgreeWithReference() throws {
    for line in try goldenNumbers("inverses") {
      let n = Int(line[0])
      let matrix = try square(Array(line[2..<(2 + n * n)]))
      let (determinant, logarithm) = (line[2 + n * n], line[3 + n * n])
      let inverse = Array(line[(4 + n * n)...])
      let size = matrix.elements.reduce(0) { max($0, $1.magnitude) }
      let condition = Double(n) * size * inverse.reduce(0) { max($0, $1.magnitude) }
      let bound = 4e-16 * max(condition, Double(n))
      let lu = try LUDecomposition(matrix)
      #expect(lu.rank == n)
      #expect((lu.determinant - determinant).magnitude <= bound * determinant.magnitude)
      #expect((lu.logarithm - logarithm).magnitude <= bound * max(1, logarithm.magnitude))
      for (ours, expected) in zip(try lu.inverse().elements, inverse) {
        #expect(isNear(ours, expected, bound, inverse))
      }
    }
  }

  /// Solutions give back the right side, with the matrix and with its transpose.
  @Test(arguments: [1, 2, 5, 30])
  func solvesSystems(_ n: Int) throws {
    var generator = Generator(UInt64(n))
    let matrix = try square(generator.numbers(n * n))
    let b = generator.numbers(n)
    let lu = try LUDecomposition(matrix)
    for (ours, expected) in zip(try matrix.multiplied(by: lu.solve(b)), b) {
      #expect((ours - expected).magnitude <= 1e-12)
    }
    for (ours, expected) in zip(try matrix.transposed.multiplied(by: lu.solveTransposed(b)), b) {
      #expect((ours - expected).magnitude <= 1e-12)
    }
  }

  /// What has no inverse; its determinant is 0 all the same.
  @Test func rejects() throws {
    let lu = try LUDecomposition(square(Self.dependent))
    #expect(lu.rank == 2 && lu.determinant.magnitude <= 1e-14)
    #expect(throws: NumericError.rankDeficient(rank: 2, columns: 3)) { try lu.inverse() }
    #expect(throws: NumericError.rankDeficient(rank: 2, columns: 3)) {
      try lu.solveTransposed([1, 2, 3])
    }
    let zero = try LUDecomposition(square([0, 0, 0, 0]))
    #expect(zero.determinant == 0 && zero.rank == 0 && zero.logarithm == -.infinity)
    #expect(throws: NumericError.dimensionMismatch(expected: 3, found: 2)) { try lu.solve([1, 2]) }
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 2)) {
      try LUDecomposition(Matrix(rows: 1, columns: 2))
    }
    #expect(throws: NumericError.self) { try LUDecomposition(square([.nan])) }
    #expect(throws: NumericError.outsideDomain(.infinity)) {
      try LUDecomposition(square([1])).solve([.infinity])
    }
    #expect(try LUDecomposition(Matrix(rows: 0, columns: 0)).solve([]) == [])
  }

  /// Beyond the range of doubles the logarithm still tells the determinant.
  @Test func logarithmOfHugeDeterminants() throws {
    var matrix = Matrix.identity(4)
    for i in 0..<4 { matrix[i, i] = 1e200 }
    let expected = 800 * Elementary.ln(10)
    let lu = try LUDecomposition(matrix)
    #expect(lu.determinant == .infinity)
    #expect((lu.logarithm - expected).magnitude <= 1e-12)
  }
}
