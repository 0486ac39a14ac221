/// A linear program with a slack for each condition, and with rows and columns of about the size 1.
struct ScaledProgram {
  /// The factors of the variables, then of the slacks: conditions by variables.
  let matrix: Matrix
  /// The right sides.
  let bounds: [Double]
  /// What is made largest, with zeros for the slacks.
  let objective: [Double]
  /// The bounds of variables and slacks.
  let lower: [Double]
  let upper: [Double]
  private let rowScales: [Double]
  private let columnScales: [Double]
  private let objectiveScale: Double

  /// Creates the scaled form of `program`: Σ coefficients · x + slack = bound.
  init(_ program: LinearProgram) {
    let (n, m) = (program.objective.count, program.conditions.count)
    var matrix = Matrix(rows: m, columns: n + m)
    var rowScales: [Double] = []
    for (i, condition) in program.conditions.enumerated() {
      let scale = Self.scale(condition.coefficients)
      rowScales.append(scale)
      for (j, value) in condition.coefficients.enumerated() { matrix[i, j] = value * scale }
      matrix[i, n + i] = 1
    }
    let columnScales = (0..<n).map { j in Self.scale((0..<m).map { matrix[$0, j] }) }
    for i in 0..<m { for j in 0..<n { matrix[i, j] *= columnScales[j] } }
    let objective = zip(program.objective, columnScales).map { $0 * $1 }
    objectiveScale = Self.scale(objective)
    self.objective =
      objective.map { [objectiveScale] in $0 * objectiveScale }
      + Array(repeating: 0, count: m)
    self.matrix = matrix
    self.rowScales = rowScales
    self.columnScales = columnScales
    bounds = zip(program.conditions, rowScales).map { $0.bound * $1 }
    let relations = program.conditions.map(\.relation)
    lower =
      zip(program.lower, columnScales).map { $0 / $1 }
      + relations.map { $0 == .atLeast ? -.infinity : 0 }
    upper =
      zip(program.upper, columnScales).map { $0 / $1 }
      + relations.map { $0 == .atMost ? .infinity : 0 }
  }

  /// Returns the power of two that brings the largest of `values` to between 1 and 2.
  private static func scale(_ values: [Double]) -> Double {
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    if largest == 0 { return 1 }
    return Double(
      sign: .plus, exponent: -min(max(largest.exponent, -1000), 1000), significand: 1)
  }

  /// Returns the solution of `program` from the values of the variables and the prices of the
  /// conditions of this one.
  func solution(
    _ values: [Double], _ duals: [Double], _ program: LinearProgram, iterations: Int
  ) -> LinearSolution {
    let prices = zip(duals, rowScales).map { $0 * $1 / objectiveScale }
    let values = zip(values, columnScales).map { $0 * $1 }
    var reduced = program.objective
    for (price, condition) in zip(prices, program.conditions) where price != 0 {
      for (j, value) in condition.coefficients.enumerated() { reduced[j] -= price * value }
    }
    let objective = zip(program.objective, values).reduce(0) { $0 + $1.0 * $1.1 }
    return LinearSolution(.optimal, objective, values, prices, reduced, iterations)
  }
}
