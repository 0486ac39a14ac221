internal import IdxNumerics
import IdxPlan

extension Primitive {
  /// Returns the greatest value of a linear program, where it is reached, and the prices of its
  /// conditions.
  ///
  /// Inputs: the objective, the conditions, their least and greatest values, those of the variables.
  func optimum(_ inputs: [PrimitiveInput]) throws(PrimitiveFailure) -> [[Double?]] {
    let program = BoundedProgram(inputs)
    let solution: LinearSolution
    do throws(NumericError) {
      solution = try program.program.solve()
    } catch {
      throw PrimitiveFailure("no optimum was found: rounding makes the conditions singular")
    }
    switch solution.status {
    case .optimal:
      return [[solution.objective], solution.values, program.prices(solution.duals)]
    case .infeasible: throw PrimitiveFailure("no values meet all conditions of the linear program")
    case .unbounded:
      throw PrimitiveFailure("the objective of the linear program grows without bound")
    case .limited:
      throw PrimitiveFailure("no optimum was found in \(solution.iterations) steps")
    }
  }
}

/// A linear program whose conditions each lie between two bounds, either of which may be missing.
private struct BoundedProgram {
  /// The program.
  var program: LinearProgram
  /// The row of the caller that each condition is.
  private var rows: [Int] = []
  private let count: Int

  init(_ inputs: [PrimitiveInput]) {
    let objective = inputs[0].values
    let coefficients = inputs[1].values
    let (least, greatest) = (inputs[2].cells, inputs[3].cells)
    count = least.count
    program = LinearProgram(maximising: objective)
    for row in least.indices {
      let terms = Array(coefficients[row * objective.count..<(row + 1) * objective.count])
      if let low = least[row], low == greatest[row] {
        append(terms, .equal, low, row)
        continue
      }
      if let low = least[row] { append(terms, .atLeast, low, row) }
      if let high = greatest[row] { append(terms, .atMost, high, row) }
    }
    program.lower = inputs[4].cells.map { $0 ?? -.infinity }
    program.upper = inputs[5].cells.map { $0 ?? .infinity }
  }

  private mutating func append(
    _ terms: [Double], _ relation: LinearProgram.Relation, _ bound: Double, _ row: Int
  ) {
    program.conditions.append(LinearProgram.Condition(terms, relation, bound))
    rows.append(row)
  }

  /// Returns the prices of the caller's rows; of the two bounds of one, at most one has a price.
  func prices(_ duals: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for (row, dual) in zip(rows, duals) { result[row] += dual }
    return result
  }
}
