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
    ("Norris", 14, 13.9), ("Filip", 7.1, 7.0), ("NoInt1", 14.7, 15), ("NoInt2", 15, 14.9),
    ("Longley", 14.6, 14.8), ("Wampler1", 15, 15), ("Wampler2", 13.2, 15), ("Wampler3", 15, 14.4),
    ("Wampler4", 15, 14.4), ("Wampler5", 15, 14.4),
  ])
  func agreesWithCertifiedValues(_ name: String, _ first: Double, _ second: Double) throws {
    let set = try Dataset(name)
    let fit = try LeastSquares(set.matrix, set.y)
    let cofactors = fit.sensitivities().cofactors
    let degrees = Double(set.y.count - fit.coefficients.count)
    let variance = fit.residuals.reduce(0) { $0 + $1 * $1 } / degrees
    let deviations = set.deviations.indices.map { (cofactors[$0, $0] * variance).squareRoot() }
    let attained = (digits(fit.coefficients, set.coefficients), digits(deviations, set.deviations))
    #expect(attained.0 >= first, "\(name) \(attained)")
    #expect(attained.1 >= second, "\(name) \(attained)")
  }

  /// Cofactors, with which errors of equal variance and HC0 to HC3 follow, agree with a computation of
  /// 60 digits.
  @Test func covariancesAgreeWithReference() throws {
    for line in try goldenNumbers("covariances") {
      let (m, n) = (Int(line[0]), Int(line[1]))
      let matrix = try Matrix(rows: m, columns: n, elements: Array(line[2..<(2 + m * n)]))
      let fit = try LeastSquares(matrix, Array(line[(2 + m * n)..<(2 + m * n + m)]))
      let (cofactors, pulls) = fit.sensitivities()
      #expect(cofactors == cofactors.transposed)
      let pull = pulls.transposed
      let squares = fit.residuals.map { $0 * $0 }
      let left = (0..<m).map { row in
        1 - (0..<n).reduce(0) { $0 + pull[row, $1] * matrix[row, $1] }
      }
      let mean = squares.reduce(0, +) / Double(m - n)
      let models = [
        squares.map { _ in mean }, squares, squares.map { $0 * Double(m) / Double(m - n) },
        zip(squares, left).map { $0 / $1 }, zip(squares, left).map { $0 / ($1 * $1) },
      ]
      var rest = line[(2 + m * n + m)...]
      for (number, weights) in models.enumerated() {
        let expected = Array(rest.prefix(n * n))
        rest = rest.dropFirst(n * n)
        let size = expected.reduce(0) { max($0, $1.magnitude) }
        for (i, expected) in expected.enumerated() {
          let ours = (0..<m).reduce(0) {
            $0 + weights[$1] * pull[$1, i / n] * pull[$1, i % n]
          }
          #expect((ours - expected).magnitude <= 2e-14 * size, "\(number)")
        }
      }
      #expect(rest.isEmpty)
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
    let inverse = try LUDecomposition(correlations).inverse()
    let printed = [135.53244, 1788.51348, 33.61889, 3.58893, 399.15102, 758.98060]
    for (j, expected) in printed.enumerated() {
      #expect((inverse[j, j] - expected).magnitude <= 5e-6)
    }
  }
}
