/// A general algorithm that the language cannot say, by the name of its declaration in the standard
/// library, which tells its inputs and results.
public enum Primitive: String, Hashable, Sendable, CaseIterable {
  case principal, eigen
  case solve, inverse, logDeterminant = "log_determinant", leastSquares = "least_squares"
  case linearProgram = "linear_program"
  case naturalBreaks = "natural_breaks", kMeans = "k_means", varimax
  case normalCDF = "normal_cdf"
  case studentTail = "student_tail", fisherTail = "fisher_tail"
  case chiSquareTail = "chi_square_tail"
}

/// What a primitive is given in one slice, and what one of its results is over.
public struct PrimitiveShape: Hashable, Sendable {
  /// An input of a primitive.
  public struct Input: Hashable, Sendable {
    /// The axes of it that the primitive works on, in the order in which it takes them.
    public let axes: [Axis]
    /// `true` iff a missing cell tells the primitive something; else it makes the results missing.
    public let takesMissing: Bool

    /// Creates an input.
    public init(_ axes: [Axis], takesMissing: Bool = false) {
      self.axes = axes
      self.takesMissing = takesMissing
    }
  }

  /// The inputs.
  public let inputs: [Input]
  /// The axes of the result in one slice.
  public let kept: [Axis]
  /// What the cells of the result are.
  public let element: ElementType
  /// `true` iff cells of the result are missing where cells of an input that takes missing ones are.
  public let givesMissing: Bool

  /// Creates a shape.
  public init(
    _ inputs: [Input], kept: [Axis], element: ElementType = .real, givesMissing: Bool = false
  ) {
    self.givesMissing = givesMissing
    self.inputs = inputs
    self.kept = kept
    self.element = element
  }

  /// The axes that the primitive works on, each once.
  public var axes: [Axis] {
    var result: [Axis] = []
    for axis in inputs.flatMap(\.axes) + kept where !result.contains(axis) { result.append(axis) }
    return result
  }
}
