/// The coefficients with which the columns of a matrix come nearest to a vector, by least squares.
///
/// Reflections of Householder give a solution, which is then refined on the equations of coefficients
/// and residuals together, what is left of them computed in twice the precision: Å. Björck, "Iterative
/// refinement of linear least squares solutions I", 1967. With a constant the columns are taken from
/// their means, exactly.
public struct LeastSquares: Sendable {
  /// The coefficients of the columns.
  public let coefficients: [Double]
  /// The constant; 0 where there is none.
  public let constant: Double
  /// What the columns and the constant leave of the vector.
  public let residuals: [Double]
  private let design: Design

  /// Creates the solution of A x = b, or A x + c = b with a constant, O(rows · columns²).
  ///
  /// A column counts as dependent on those before it where it is, but for a part of `tolerance`,
  /// their combination.
  public init(
    _ matrix: Matrix, _ b: [Double], constant: Bool = false, tolerance: Double = 1e-12
  ) throws(NumericError) {
    if let wrong = b.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    guard b.count == matrix.rows else {
      throw .dimensionMismatch(expected: matrix.rows, found: b.count)
    }
    let design = try Design(matrix, constant: constant, tolerance: tolerance)
    let unit = b.reduce(0) { max($0, $1.magnitude) }.powerOfTwo
    let (x, rest) = design.solve(b.map { $0 / unit }, design.zeros)
    let first = constant ? 1 : 0
    coefficients = (first..<x.count).map { x[$0].high * (unit / design.units[$0]) }
    self.constant = constant ? design.constant(x) * unit : 0
    residuals = rest.map { $0 * unit }
    self.design = design
  }

  /// Returns (XᵀX)⁻¹ without the row and the column of the constant, symmetric to the last bit, and
  /// how much each coefficient grows with each element of the vector, coefficient after coefficient,
  /// O(rows · columns²).
  public func sensitivities() -> (cofactors: Matrix, pulls: Matrix) {
    let first = design.hasConstant ? 1 : 0
    let p = design.units.count - first
    var cofactors = Matrix(rows: p, columns: p)
    var pulls = Matrix(rows: p, columns: residuals.count)
    for j in 0..<p {
      var unit = design.zeros
      unit[j + first] = -1
      let (x, rest) = design.solve(residuals.map { _ in 0 }, unit)
      for i in 0...j {
        let cell = x[i + first].high / design.units[i + first] / design.units[j + first]
        (cofactors[i, j], cofactors[j, i]) = (cell, cell)
      }
      for i in rest.indices { pulls[j, i] = -rest[i] / design.units[j + first] }
    }
    return (cofactors, pulls)
  }
}
