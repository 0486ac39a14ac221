import IdxNumerics
import Testing

/// Linear programs.
@Suite struct LinearProgramTests {
  private typealias Condition = LinearProgram.Condition

  /// Status and objective agree with another program, and the solution proves itself: it meets all
  /// conditions, and its prices show that none is better.
  @Test func agreesWithReference() throws {
    let lines = try goldenNumbers("programs")
    #expect(lines.count == 218)
    for (number, line) in lines.enumerated() {
      let program = program(line)
      let solution = try program.solve()
      let statuses = [LinearSolution.Status.optimal, .infeasible, .unbounded]
      let expected = (status: statuses[Int(line[line.count - 2])], objective: line[line.count - 1])
      #expect(solution.status == expected.status, "program \(number)")
      guard solution.status == .optimal, expected.status == .optimal else { continue }
      let scale = max(1, expected.objective.magnitude)
      #expect(
        (solution.objective - expected.objective).magnitude <= 1e-9 * scale, "program \(number)")
      checkOptimality(of: solution, program, "program \(number)")
      #expect(try program.solve() == solution)
    }
  }

  private func program(_ line: [Double]) -> LinearProgram {
    let (n, m) = (Int(line[0]), Int(line[1]))
    var program = LinearProgram(maximising: Array(line[2..<(2 + n)]))
    var place = 2 + n
    for _ in 0..<m {
      let row = line[place..<(place + n)]
      let relation: LinearProgram.Relation =
        line[place + n] < 0 ? .atMost : line[place + n] > 0 ? .atLeast : .equal
      program.conditions.append(Condition(Array(row), relation, line[place + n + 1]))
      place += n + 2
    }
    program.lower = Array(line[place..<(place + n)])
    program.upper = Array(line[(place + n)..<(place + 2 * n)])
    return program
  }

  /// Checks the conditions of H. W. Kuhn and A. W. Tucker, 1951, each to 1e-9 of its size.
  private func checkOptimality(
    of solution: LinearSolution, _ program: LinearProgram, _ name: String
  ) {
    let tolerance = 1e-9
    for (condition, price) in zip(program.conditions, solution.duals) {
      let products = zip(condition.coefficients, solution.values).map { $0 * $1 }
      let size = products.reduce(max(1, condition.bound.magnitude)) { max($0, $1.magnitude) }
      let gap = (products.reduce(0, +) - condition.bound) / size
      switch condition.relation {
      case .atMost: #expect(gap <= tolerance && price >= -tolerance, "\(name)")
      case .atLeast: #expect(gap >= -tolerance && price <= tolerance, "\(name)")
      case .equal: #expect(gap.magnitude <= tolerance, "\(name)")
      }
      #expect(
        (gap * price).magnitude <= tolerance * max(1, price.magnitude), "\(name): slack and price")
    }
    for (j, cost) in solution.reducedCosts.enumerated() {
      let (value, lower, upper) = (solution.values[j], program.lower[j], program.upper[j])
      #expect(value >= lower && value <= upper, "\(name)")
      let bound = tolerance * max(1, program.objective[j].magnitude)
      if value < upper { #expect(cost <= bound, "\(name): variable \(j) should grow") }
      if value > lower { #expect(cost >= -bound, "\(name): variable \(j) should fall") }
    }
  }

  /// E. M. L. Beale's program of 1955, on which the largest gain alone goes round in circles.
  @Test func endsWhereStepsLeadNowhere() throws {
    let program = LinearProgram(
      maximising: [0.75, -150, 0.02, -6],
      [
        Condition([0.25, -60, -0.04, 9], .atMost, 0), Condition([0.5, -90, -0.02, 3], .atMost, 0),
        Condition([0, 0, 1, 0], .atMost, 1),
      ])
    let solution = try program.solve()
    #expect(solution.status == .optimal)
    #expect((solution.objective - 0.05).magnitude <= 1e-16)
  }

  /// V. Klee and G. J. Minty's cube of 1972: the last corner holds 5 ^ n.
  @Test(arguments: [2, 5, 8])
  func climbsTheCube(_ n: Int) throws {
    func power(_ base: Int, _ exponent: Int) -> Double {
      Double((0..<exponent).reduce(1) { product, _ in product * base })
    }
    let program = LinearProgram(
      maximising: (0..<n).map { power(2, n - 1 - $0) },
      (0..<n).map { i in
        Condition(
          (0..<n).map { $0 < i ? power(2, i - $0 + 1) : $0 == i ? 1 : 0 }, .atMost, power(5, i + 1))
      })
    let solution = try program.solve()
    #expect(solution.objective == power(5, n) && solution.iterations < 1 << n)
  }

  /// Efficiencies of six units with two inputs and the same output (W. W. Cooper, L. M. Seiford and
  /// K. Tone, "Introduction to Data Envelopment Analysis", example 2.2), in exact fractions.
  @Test func efficiencies() throws {
    let inputs = [[4.0, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]]
    let expected = [6.0 / 7, 12.0 / 19, 1, 1, 1, 1]
    for (unit, efficiency) in zip(inputs, expected) {
      let multipliers = LinearProgram(
        maximising: [0, 0, 1],
        [Condition(unit + [0], .equal, 1)]
          + inputs.map { Condition($0.map { -$0 } + [1], .atMost, 0) })
      let solution = try multipliers.solve()
      #expect((solution.objective - efficiency).magnitude <= 4e-16)
      // The prices are the shares in the unit that it is compared with, and its efficiency.
      #expect((solution.duals[0] - efficiency).magnitude <= 4e-16)
      #expect((solution.duals.dropFirst().reduce(0, +) - 1).magnitude <= 4e-16)
    }
  }

  /// The best weights of four units by three indicators: 12/13 for the last, in rationals.
  @Test func bestWeights() throws {
    let table = [[0.9, 0.4, 0.6], [0.5, 0.8, 0.7], [0.3, 0.3, 0.9], [0.6, 0.6, 0.6]]
    for (unit, score) in zip(table, [1, 1, 1, 12.0 / 13]) {
      let program = LinearProgram(maximising: unit, table.map { Condition($0, .atMost, 1) })
      #expect((try program.solve().objective - score).magnitude <= 4e-16)
    }
  }

  /// Weights that fit best with consistent comparisons to the best and to the worst of five criteria:
  /// 8 : 4 : 4 : 2 : 1 in 19ths, with nothing left.
  @Test func weightsFromComparisons() throws {
    let (toBest, toWorst) = ([2.0, 1, 4, 2, 8], [4.0, 8, 2, 4, 1])
    var conditions = [Condition([1, 1, 1, 1, 1, 0], .equal, 1)]
    for j in 0..<5 {
      for sign in [1.0, -1] {
        var best = [0.0, 0, 0, 0, 0, -1]
        best[1] += sign
        best[j] -= sign * toBest[j]
        var worst = [0.0, 0, 0, 0, 0, -1]
        worst[j] += sign
        worst[4] -= sign * toWorst[j]
        conditions += [Condition(best, .atMost, 0), Condition(worst, .atMost, 0)]
      }
    }
    let solution = try LinearProgram(maximising: [0, 0, 0, 0, 0, -1], conditions).solve()
    for (ours, expected) in zip(solution.values, [4, 8, 2, 4, 1, 0]) {
      #expect((ours - Double(expected) / 19).magnitude <= 2e-16)
    }
  }

  /// Numbers of very different sizes do not spoil the solution.
  @Test(arguments: [-200, -30, 0, 30, 200])
  func scalesDoNotMatter(_ exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let program = LinearProgram(
      maximising: [3 * scale, 2],
      [
        Condition([scale, 1], .atMost, 4),
        Condition([scale * scale, scale * 3], .atMost, 6 * scale),
      ])
    let solution = try program.solve()
    #expect(solution.values == [4 / scale, 0] && solution.objective == 12)
  }

  /// What cannot be solved, and what is solved without any condition.
  @Test func corners() throws {
    var program = LinearProgram(maximising: [1, -1])
    #expect(try program.solve().status == .unbounded)
    program.upper = [5, .infinity]
    #expect(try program.solve().values == [5, 0])
    program.lower = [6, 0]
    #expect(try program.solve().status == .infeasible)
    #expect(try LinearProgram(maximising: []).solve().status == .optimal)
    #expect(
      try LinearProgram(maximising: [], [Condition([], .equal, 1)]).solve().status == .infeasible)
    let some = LinearProgram(
      maximising: [1, 1], [Condition([1, 2], .atMost, 4), Condition([3, 1], .atMost, 6)])
    let limited = try some.solve(limit: 1)
    #expect(limited.status == .limited && limited.iterations == 1 && limited.values.isEmpty)
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 2)) {
      try LinearProgram(maximising: [1], [Condition([1, 2], .atMost, 1)]).solve()
    }
    #expect(throws: NumericError.outsideDomain(.infinity)) {
      try LinearProgram(maximising: [1], [Condition([1], .atMost, .infinity)]).solve()
    }
    program.lower = [.infinity, 0]
    #expect(throws: NumericError.outsideDomain(.infinity)) { try program.solve() }
  }
}
