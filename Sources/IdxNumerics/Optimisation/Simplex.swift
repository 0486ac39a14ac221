/// The tableau of the simplex method for variables with two bounds.
struct Simplex {
  /// What is no more than this is rounding, in a program scaled to about 1.
  private static let tolerance = 1e-9

  private let program: ScaledProgram
  private let limit: Int
  /// The number of steps so far.
  private(set) var iterations = 0
  /// The inverse of the basis times the factors of all variables, slacks and artificial variables.
  private var table: Matrix
  /// The condition and the factor of each artificial variable, which the first phase makes 0.
  private var artificial: [(row: Int, factor: Double)] = []
  private var lower: [Double]
  private var upper: [Double]
  private var values: [Double]
  /// The variable that is basic in each row, and which variables are.
  private var basis: [Int] = []
  private var isBasic: [Bool]

  /// Creates the tableau whose basis are the slacks, or artificial variables where those do not fit.
  init(_ program: ScaledProgram, limit: Int) {
    self.program = program
    self.limit = limit
    (lower, upper) = (program.lower, program.upper)
    let columns = program.matrix.columns
    let first = columns - program.matrix.rows
    // Each variable begins at a bound, the lower if it can, or at 0 if it is free.
    values = zip(lower, upper).map { $0.isFinite ? $0 : $1.isFinite ? $1 : 0 }
    for row in 0..<program.matrix.rows {
      var rest = program.bounds[row]
      for j in 0..<first { rest -= program.matrix[row, j] * values[j] }
      let slack = first + row
      if rest >= lower[slack], rest <= upper[slack] {
        values[slack] = rest
        basis.append(slack)
      } else {
        artificial.append((row, rest < 0 ? -1 : 1))
        lower.append(0)
        upper.append(.infinity)
        values.append(rest.magnitude)
        basis.append(values.count - 1)
      }
    }
    isBasic = Array(repeating: false, count: values.count)
    for variable in basis { isBasic[variable] = true }
    table = Matrix(rows: program.matrix.rows, columns: values.count)
    for row in 0..<table.rows {
      for j in 0..<columns { table[row, j] = program.matrix[row, j] }
    }
    for (k, part) in artificial.enumerated() {
      // The row is turned so that the artificial variable stands in it with the factor 1.
      for j in 0..<columns { table[part.row, j] *= part.factor }
      table[part.row, columns + k] = 1
    }
  }

  /// Goes on until the solution is best, or until it is known that there is none.
  mutating func run() -> LinearSolution.Status {
    let first = program.matrix.columns
    if !artificial.isEmpty {
      let costs = values.indices.map { $0 < first ? 0.0 : -1 }
      let status = maximise(costs)
      if status == .limited { return status }
      let scale = program.bounds.reduce(1) { max($0, $1.magnitude) }
      if values[first...].contains(where: { $0 > Self.tolerance * scale }) { return .infeasible }
      for j in first..<values.count { upper[j] = 0 }
    }
    return maximise(program.objective + artificial.map { _ in 0 })
  }

  /// Makes the sum of `costs` times the values as large as it gets.
  private mutating func maximise(_ costs: [Double]) -> LinearSolution.Status {
    var idle = 0
    while true {
      let isCareful = idle > table.rows + 10
      guard let (entering, direction) = entering(costs, isCareful) else { return .optimal }
      if iterations >= limit { return .limited }
      iterations += 1
      let (length, row) = longestStep(entering, direction, isCareful)
      if length == .infinity { return .unbounded }
      idle = length > 1e-12 ? 0 : idle + 1
      move(entering, by: direction * length)
      if let row { exchange(entering, row) }
    }
  }

  /// Returns the variable that enters, and whether it grows (1) or falls (-1).
  private func entering(_ costs: [Double], _ isCareful: Bool) -> (Int, Double)? {
    var reduced = costs
    for (row, variable) in basis.enumerated() where costs[variable] != 0 {
      let cost = costs[variable]
      for j in reduced.indices { reduced[j] -= cost * table[row, j] }
    }
    var best: (Int, Double)?
    var largest = Self.tolerance
    for j in reduced.indices where !isBasic[j] && lower[j] < upper[j] {
      let (gain, value) = (reduced[j], values[j])
      guard gain.magnitude > largest, gain > 0 ? value < upper[j] : value > lower[j] else {
        continue
      }
      best = (j, gain > 0 ? 1 : -1)
      if isCareful { break }
      largest = gain.magnitude
    }
    return best
  }

  /// Returns how far `entering` can move until it or a basic variable meets a bound, and the row of
  /// that one; `nil` where it is `entering` itself.
  private func longestStep(
    _ entering: Int, _ direction: Double, _ isCareful: Bool
  ) -> (length: Double, row: Int?) {
    func room(_ row: Int) -> Double {
      let rate = -direction * table[row, entering]
      guard rate.magnitude > Self.tolerance else { return .infinity }
      let variable = basis[row]
      let bound = rate > 0 ? upper[variable] : lower[variable]
      return max(0, (bound - values[variable]) / rate)
    }
    let rooms = (0..<table.rows).map(room)
    let own = upper[entering] - lower[entering]
    let least = rooms.min() ?? .infinity
    if own <= least { return (own, nil) }
    if least == .infinity { return (least, nil) }
    // Of rows that are as near, the one with the largest pivot, or the least variable.
    let near = rooms.indices.filter { rooms[$0] <= least + 1e-12 * (1 + least) }
    let row =
      isCareful
      ? near.min { basis[$0] < basis[$1] }
      : near.max { table[$0, entering].magnitude < table[$1, entering].magnitude }
    return (least, row)
  }

  /// Moves a variable, and the basic ones with it; one that comes to its other bound stands there.
  private mutating func move(_ entering: Int, by step: Double) {
    values[entering] += step
    for (row, variable) in basis.enumerated() { values[variable] -= step * table[row, entering] }
    if upper[entering] - lower[entering] == step.magnitude {
      values[entering] = step > 0 ? upper[entering] : lower[entering]
    }
  }

  /// Makes `entering` basic in `row` in place of the variable there, which comes to its bound.
  private mutating func exchange(_ entering: Int, _ row: Int) {
    let leaving = basis[row]
    let (below, above) = (values[leaving] - lower[leaving], upper[leaving] - values[leaving])
    values[leaving] = below.magnitude <= above.magnitude ? lower[leaving] : upper[leaving]
    basis[row] = entering
    (isBasic[leaving], isBasic[entering]) = (false, true)
    let pivot = table[row, entering]
    for j in 0..<table.columns { table[row, j] /= pivot }
    table[row, entering] = 1
    for i in 0..<table.rows where i != row {
      let factor = table[i, entering]
      if factor == 0 { continue }
      for j in 0..<table.columns { table[i, j] -= factor * table[row, j] }
      table[i, entering] = 0
    }
  }

  /// Returns the values of the variables and the prices of the conditions, computed from the basis.
  ///
  /// A condition whose slack is basic does not bind: its price is 0, and its slack is what the others
  /// leave. So the equations to solve are as many as conditions bind.
  func refined() throws(NumericError) -> (values: [Double], duals: [Double]) {
    let m = program.matrix.rows
    let columns = program.matrix.columns
    let first = columns - m
    let core = basis.filter { $0 < first || $0 >= columns }
    let binding = (0..<m).filter { !isBasic[first + $0] }
    var matrix = Matrix(rows: core.count, columns: core.count)
    for (i, row) in binding.enumerated() {
      for (k, variable) in core.enumerated() { matrix[i, k] = factor(row, variable) }
    }
    let decomposition = try LUDecomposition(matrix)
    var rest = program.bounds
    for j in 0..<columns where !isBasic[j] && values[j] != 0 {
      for i in 0..<m { rest[i] -= program.matrix[i, j] * values[j] }
    }
    let solved = try decomposition.solve(binding.map { rest[$0] })
    var result = Array(values.prefix(first))
    for (variable, value) in zip(core, solved) where variable < first {
      result[variable] = min(max(value, lower[variable]), upper[variable])
    }
    let costs = core.map { $0 < columns ? program.objective[$0] : 0 }
    var duals = Array(repeating: 0.0, count: m)
    for (row, price) in zip(binding, try decomposition.solveTransposed(costs)) {
      duals[row] = price
    }
    return (result, duals)
  }

  /// Returns the factor of `variable` in the condition `row`.
  private func factor(_ row: Int, _ variable: Int) -> Double {
    let columns = program.matrix.columns
    if variable < columns { return program.matrix[row, variable] }
    let part = artificial[variable - columns]
    return part.row == row ? part.factor : 0
  }
}
