/// What a numerical procedure could not do.
public enum NumericError: Error, Equatable, Sendable {
  /// An iteration ended before its tolerance was reached; the residual is what it had left.
  case notConverged(iterations: Int, residual: Double)
  /// The columns of a matrix are linearly dependent: only `rank` of them count.
  case rankDeficient(rank: Int, columns: Int)
  /// Sizes do not fit each other.
  case dimensionMismatch(expected: Int, found: Int)
  /// A value lies outside the domain of the procedure.
  case outsideDomain(Double)
  /// A matrix that is to be symmetric holds two numbers where one is due.
  case asymmetric(Double, Double)
}
