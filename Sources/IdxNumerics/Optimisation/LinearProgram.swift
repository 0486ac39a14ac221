/// A linear function to be made as large as linear conditions allow.
public struct LinearProgram: Sendable {
  /// How the left side of a condition relates to its right side.
  public enum Relation: Sendable, CaseIterable {
    case atMost, equal, atLeast
  }

  /// A condition: Σ coefficients · x, the relation, the bound.
  public struct Condition: Sendable {
    /// One factor for each variable.
    public let coefficients: [Double]
    /// How the sum relates to the bound.
    public let relation: Relation
    /// The right side.
    public let bound: Double

    /// Creates the condition.
    public init(_ coefficients: [Double], _ relation: Relation, _ bound: Double) {
      self.coefficients = coefficients
      self.relation = relation
      self.bound = bound
    }
  }

  /// What is made largest: one factor for each variable.
  public let objective: [Double]
  /// The conditions.
  public var conditions: [Condition]
  /// The least and the greatest value of each variable, infinite where there is none.
  public var lower: [Double]
  public var upper: [Double]

  /// Creates a program in variables that are 0 or more.
  public init(maximising objective: [Double], _ conditions: [Condition] = []) {
    self.objective = objective
    self.conditions = conditions
    lower = Array(repeating: 0, count: objective.count)
    upper = Array(repeating: .infinity, count: objective.count)
  }
}

/// What is known of the solution of a linear program.
public struct LinearSolution: Equatable, Sendable {
  /// How solving it ended.
  public enum Status: Sendable {
    /// The solution is the best one, or one of several.
    case optimal
    /// No values meet all conditions.
    case infeasible
    /// The objective has no greatest value.
    case unbounded
    /// It was ended after as many steps as were allowed.
    case limited
  }

  /// How solving it ended; unless it is optimal, the rest is empty.
  public let status: Status
  /// The greatest value of the objective; NaN where there is none.
  public let objective: Double
  /// The values of the variables.
  public let values: [Double]
  /// For each condition how fast the objective grows with its bound: its shadow price.
  public let duals: [Double]
  /// For each variable how fast the objective grows with it where it is at a bound, prices considered.
  public let reducedCosts: [Double]
  /// The number of steps that it took.
  public let iterations: Int

  /// Creates the solution of a program that has none.
  init(_ status: Status, iterations: Int) {
    self.init(status, .nan, [], [], [], iterations)
  }

  /// Creates a solution.
  init(
    _ status: Status, _ objective: Double, _ values: [Double], _ duals: [Double],
    _ reducedCosts: [Double], _ iterations: Int
  ) {
    self.status = status
    self.objective = objective
    self.values = values
    self.duals = duals
    self.reducedCosts = reducedCosts
    self.iterations = iterations
  }
}

extension LinearProgram {
  /// Returns the best solution, the same one for the same program.
  ///
  /// The simplex method of G. B. Dantzig, "Maximization of a linear function of variables subject to
  /// linear inequalities", 1951, for variables with two bounds, in two phases. The variable that
  /// promises most enters; while steps lead nowhere, the one of least number does, and leaves, which
  /// ends (R. G. Bland, "New finite pivoting rules for the simplex method", 1977). Rows and columns are
  /// scaled by powers of two, and the solution is computed anew from the basis found, so that its
  /// error is that of one system of linear equations. Conditions count as met within 1e-9 of their
  /// scale. O(conditions · (conditions + variables)) a step.
  ///
  /// - Parameter limit: The greatest number of steps; by default a hundred for each condition and
  ///   variable, and a thousand.
  /// - Throws: `dimensionMismatch`; `outsideDomain` for numbers that are not finite, bounds excepted;
  ///   `rankDeficient` where rounding makes a basis singular.
  public func solve(limit: Int? = nil) throws(NumericError) -> LinearSolution {
    try check()
    if zip(lower, upper).contains(where: { $0 > $1 }) {
      return LinearSolution(.infeasible, iterations: 0)
    }
    let scaled = ScaledProgram(self)
    var simplex = Simplex(
      scaled, limit: limit ?? 100 * (objective.count + conditions.count) + 1000)
    let status = simplex.run()
    if status != .optimal { return LinearSolution(status, iterations: simplex.iterations) }
    let (values, duals) = try simplex.refined()
    return scaled.solution(values, duals, self, iterations: simplex.iterations)
  }

  private func check() throws(NumericError) {
    let count = objective.count
    let sizes = [lower.count, upper.count] + conditions.map(\.coefficients.count)
    if let wrong = sizes.first(where: { $0 != count }) {
      throw .dimensionMismatch(expected: count, found: wrong)
    }
    let numbers = objective + conditions.flatMap { $0.coefficients + [$0.bound] }
    if let wrong = numbers.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    for bound in lower where bound.isNaN || bound == .infinity { throw .outsideDomain(bound) }
    for bound in upper where bound.isNaN || bound == -.infinity { throw .outsideDomain(bound) }
  }
}
