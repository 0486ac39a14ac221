public import IdxDiagnostics
public import IdxSyntax

/// A grade of a scale.
public struct GradeModel: Sendable {
  /// The code name.
  public var code: String
  /// The label.
  public var label: LabelText?
  /// The least value that earns the grade.
  public var threshold: Double?
  /// `true` iff the threshold itself earns it (`from`), `false` iff it does not (`above`).
  public var isClosed: Bool
  /// The points that the grade is worth.
  public var points: Double?
  /// The ratio that the word stands for in a pairwise comparison: crisp, or a triangular number.
  public var ratio: (low: Double, middle: Double, high: Double)?
  /// The place of the name.
  public var span: Span
}

/// Ordered grades.
public struct ScaleModel: Sendable {
  /// The name.
  public var name: String
  /// `true` iff the best grade is written first.
  public var bestFirst: Bool
  /// The grades as written.
  public var grades: [GradeModel]
}
