import Foundation
import IdxNumerics
import Testing

/// Coefficients and their covariance.
@Suite struct RegressionTests {
  /// One of the Statistical Reference Datasets for linear regression of the National Institute of
  /// Standards and Technology, with its certified values.
  private struct Dataset {
    let matrix: Matrix
    let y: [Double]
    let coefficients: [Double]
    let deviations: [Double]

    /// Reads the data set called `name`: name, design, rows, coefficients, variables; the rows; the
    /// coefficients; their standard deviations.
    init(_ name: String) throws {
      let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden/nist.txt")
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      let words = try #require(lines.first { $0.hasPrefix(name + " ") }).split(separator: " ")
      let numbers = words.dropFirst(2).map { Double($0) ?? .nan }
      let (n, p, count) = (Int(numbers[0]), Int(numbers[1]), Int(numbers[2]))
      var matrix = Matrix(rows: n, columns: p)
      var y: [Double] = []
      for i in 0..<n {
        let row = Array(numbers[(3 + i * (count + 1))...].prefix(count + 1))
        y.append(row[0])
        switch words[1] {
        case "powers":
          for j in 0..<p { matrix[i, j] = (0..<j).reduce(1) { product, _ in product * row[1] } }
        case "columns":
          matrix[i, 0] = 1
          for j in 1..<p { matrix[i, j] = row[j] }
        default: matrix[i, 0] = row[1]
        }
      }
      let results = numbers[(3 + n * (count + 1))...]
      self.matrix = matrix
      self.y = y
      coefficients = Array(results.prefix(p))
      deviations = Array(results.dropFirst(p))
    }
  }

  /// Returns how many digits of `ours` agree with `certified`, at most 15; where that is 0, how many
  /// zeros follow the point.
  private func digits(_ ours: [Double], _ certified: [Double]) -> Double {
    zip(ours, certified).map { ours, certified in
      let error = (ours - certified).magnitude / (certified == 0 ? 1 : certified.magnitude)
      return error == 0 ? 15 : min(15, -Elementary.log10(error))
    }.min() ?? 0
  }

  /// Certified values, and how many digits of coefficients and of standard deviations are attained.
  @Test(arguments: [
    ("Norris", 12.4, 13.8), ("Filip", 7.1, 7.0), ("NoInt1", 14.7, 15), ("NoInt2", 15, 15),
    ("Longley", 13, 12), ("Wampler1", 9.8, 9.6), ("Wampler2", 13.5, 14.3), ("Wampler3", 9.6, 13.5),
    ("Wampler4", 7.9, 13.5), ("Wampler5", 5.9, 13.4),
  ])
  func agreesWithCertifiedValues(_ name: String, _ first: Double, _ second: Double) throws {
    let set = try Dataset(name)
    let fit = try LeastSquares(set.matrix, set.y, tolerance: 1e-16)
    let covariance = try fit.covariance(of: set.matrix)
    let deviations = set.deviations.indices.map { covariance[$0, $0].squareRoot() }
    let attained = (digits(fit.coefficients, set.coefficients), digits(deviations, set.deviations))
    #expect(attained.0 >= first, "\(name) \(attained)")
    #expect(attained.1 >= second, "\(name) \(attained)")
  }

  /// Covariances for each model of errors agree with a computation of 60 digits.
  @Test func covariancesAgreeWithReference() throws {
    for line in try goldenNumbers("covariances") {
      let (m, n) = (Int(line[0]), Int(line[1]))
      let matrix = try Matrix(rows: m, columns: n, elements: Array(line[2..<(2 + m * n)]))
      let fit = try LeastSquares(matrix, Array(line[(2 + m * n)..<(2 + m * n + m)]))
      var rest = line[(2 + m * n + m)...]
      for model in ErrorModel.allCases {
        let covariance = try fit.covariance(of: matrix, model)
        if model == .equal {
          let variance = fit.residuals.reduce(0) { $0 + $1 * $1 } / Double(m - n)
          for (ours, theirs) in zip(fit.cofactors().elements, covariance.elements) {
            #expect((ours * variance - theirs).magnitude <= 1e-14 * theirs.magnitude)
          }
        }
        let expected = rest.prefix(n * n)
        rest = rest.dropFirst(n * n)
        let size = expected.reduce(0) { max($0, $1.magnitude) }
        #expect(covariance == covariance.transposed)
        for (ours, expected) in zip(covariance.elements, expected) {
          #expect((ours - expected).magnitude <= 2e-14 * size, "\(model)")
        }
      }
      #expect(rest.isEmpty)
      let leverages = try fit.leverages(matrix)
      #expect((leverages.reduce(0, +) - Double(n)).magnitude <= 1e-13)
    }
  }

  /// What has no covariance.
  @Test func rejects() throws {
    let matrix = try Matrix(rows: 3, columns: 2, elements: [1, 0, 1, 0, 0, 1])
    let fit = try LeastSquares(matrix, [1, 2, 3])
    // Nothing but the third row tells the second coefficient.
    #expect(throws: NumericError.outsideDomain(1)) {
      try fit.covariance(of: matrix, .ownByLeverage)
    }
    for (ours, expected) in zip(try fit.covariance(of: matrix, .own).elements, [0.125, 0, 0, 0]) {
      #expect((ours - expected).magnitude <= 1e-16)
    }
    let exact = try LeastSquares(Matrix.identity(2), [1, 2])
    #expect(throws: NumericError.outsideDomain(0)) { try exact.covariance(of: .identity(2)) }
    #expect(throws: NumericError.dimensionMismatch(expected: 2, found: 3)) {
      try exact.leverages(.identity(3))
    }
    #expect(throws: NumericError.dimensionMismatch(expected: 3, found: 2)) {
      try fit.leverages(.identity(2))
    }
  }

  /// The diagonal of the inverse of the correlations are the variance inflation factors; those of the
  /// Longley data as they are printed in textbooks (J. Fox and G. Monette, 1992, give the measure).
  @Test func inflationFactors() throws {
    let set = try Dataset("Longley")
    let columns = (1...6).map { j in (0..<16).map { set.matrix[$0, j] } }
    let centred = columns.map { column in
      let mean = column.reduce(0, +) / 16
      let differences = column.map { $0 - mean }
      let length = differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return differences.map { $0 / length }
    }
    var correlations = Matrix(rows: 6, columns: 6)
    for i in 0..<6 {
      for j in 0..<6 {
        correlations[i, j] = zip(centred[i], centred[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    let inverse = try CholeskyDecomposition(correlations).inverse()
    let printed = [135.53244, 1788.51348, 33.61889, 3.58893, 399.15102, 758.98060]
    for (j, expected) in printed.enumerated() {
      #expect((inverse[j, j] - expected).magnitude <= 5e-6)
    }
  }
}
