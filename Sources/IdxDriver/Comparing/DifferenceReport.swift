import IdxDiagnostics

/// What two models and their results differ in.
public struct DifferenceReport: Sendable {
  /// What was found in the models, expectations that fail left aside.
  public let oldCheck: CheckReport
  public let newCheck: CheckReport
  /// What changed in the model.
  public let changes: [ModelChange]
  /// What became of the results of the evaluations that both have and that were to be compared.
  public let evaluations: [EvaluationDifference]
  /// The evaluations that are new and gone.
  public let addedEvaluations: [String]
  public let removedEvaluations: [String]
  /// What became of `let`s.
  public let values: [ValueDifference]
  /// How many expectations held and failed, before and after.
  public let oldExpectations: (passed: Int, failed: Int)
  public let newExpectations: (passed: Int, failed: Int)
  /// `true` iff both models could be run, so that they were compared.
  public let isCompared: Bool
  /// The names asked for that neither model has an evaluation of.
  public let unknownNames: [String]

  /// `true` iff one of the models has errors, expectations that fail left aside.
  public var hasErrors: Bool { oldCheck.diagnostics.hasErrors || newCheck.diagnostics.hasErrors }

  /// `true` iff nothing changed, neither in the model nor in its results.
  public var isSame: Bool {
    changes.isEmpty && values.isEmpty && evaluations.allSatisfy(\.isSame)
      && oldExpectations == newExpectations
  }
}
