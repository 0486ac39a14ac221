import IdxSemantics

/// One of the models that are compared: where it is, and how its files are reached.
public struct DifferenceSide: Sendable {
  /// The path, as `provider` knows it.
  public let path: String
  /// The way to its files.
  public let provider: any SourceProvider

  /// Creates a side.
  public init(_ path: String, provider: any SourceProvider) {
    self.path = path
    self.provider = provider
  }
}

extension Driver {
  /// Returns what the models `old` and `new` differ in, with the results of the evaluations `names`, or of
  /// all that both have; `nil` once it is cancelled.
  ///
  /// Where one of them has errors that leave it without results, nothing is compared.
  public static func difference(
    _ old: DifferenceSide, _ new: DifferenceSide, evaluations names: [String],
    options: DriverOptions
  ) -> DifferenceReport? {
    guard let before = compared(old, options), let after = compared(new, options) else {
      return nil
    }
    guard before.session.hasRun, after.session.hasRun else {
      return .none(before, after)
    }
    let comparison = ModelComparison(old: before, new: after)
    let changes = comparison.changes(language: options.language)
    let pairs = comparison.evaluationPairs
    let wanted = pairs.filter { names.isEmpty || names.contains($0.new) || names.contains($0.old) }
    let differences = wanted.compactMap { pair -> EvaluationDifference? in
      guard let oldReport = before.report(pair.old), let newReport = after.report(pair.new) else {
        return nil
      }
      options.progress("comparing \(pair.new)")
      return EvaluationComparison(
        old: oldReport, new: newReport, newPaths: comparison.newPaths(of: pair), options: options
      ).difference()
    }
    if options.isCancelled() { return nil }
    let (olds, news) = (before.evaluationNames, after.evaluationNames)
    return DifferenceReport(
      oldCheck: before.run.faults, newCheck: after.run.faults, changes: changes,
      evaluations: differences,
      addedEvaluations: news.filter { name in !pairs.contains { $0.new == name } },
      removedEvaluations: olds.filter { name in !pairs.contains { $0.old == name } },
      values: ValueComparison.differences(before.run.report.values, after.run.report.values),
      oldExpectations: (before.run.report.passed, before.run.report.failed),
      newExpectations: (after.run.report.passed, after.run.report.failed), isCompared: true,
      unknownNames: names.filter { !(olds + news).contains($0) })
  }

  private static func compared(
    _ side: DifferenceSide, _ options: DriverOptions
  ) -> ComparedModel? {
    var options = options
    options.wanted = WantedResults()
    options.wanted.hasRanks = false
    options.wanted.hasGrades = false
    options.wanted.hasMemberships = false
    guard let session = Session(side.path, provider: side.provider, options: options),
      let run = session.run([])
    else { return nil }
    return ComparedModel(session: session, run: run)
  }
}

extension DifferenceReport {
  /// Returns the report on models of which one cannot be run.
  fileprivate static func none(_ old: ComparedModel, _ new: ComparedModel) -> DifferenceReport {
    DifferenceReport(
      oldCheck: old.run.faults, newCheck: new.run.faults, changes: [], evaluations: [],
      addedEvaluations: [], removedEvaluations: [], values: [], oldExpectations: (0, 0),
      newExpectations: (0, 0), isCompared: false, unknownNames: [])
  }
}
