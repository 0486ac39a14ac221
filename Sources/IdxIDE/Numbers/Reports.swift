import IdxDiagnostics
public import IdxDriver

/// What the commands of the tool say, for an editor that shows text.
extension Assistant {
  /// Returns the results of the evaluation or `let` called `name`, or of all, as a table; `nil` where the work
  /// was stopped.
  public func table(of name: String?) -> String? {
    let report: RunReport?
    if let name { report = results(of: name) } else { report = model.run() }
    guard let report else { return nil }
    let text = ResultWriter.text(
      report.evaluations, values: report.values, format: .table, layout: ResultLayout())
    return text.isEmpty ? Self.problems(report.check) : text
  }

  /// Returns what is wrong, as one line a finding.
  static func problems(_ check: CheckReport) -> String {
    let errors = check.diagnostics.filter { $0.severity == .error }
    if errors.isEmpty { return "there is nothing to show\n" }
    return errors.map { "\($0.code): \($0.message)\n" }.joined()
  }
}

extension Analysis {
  /// Returns how the result that `names` ask about came about: an evaluation, an object and a node, or a `let`
  /// and elements of its axes. `nil` once `isCancelled`.
  public func explanation(
    of names: [String], isCancelled: @escaping @Sendable () -> Bool
  ) -> String? {
    var options = options
    options.isCancelled = isCancelled
    guard
      let report = Driver.why(
        document.path, about: names, slice: [:], provider: provider, options: options)
    else { return nil }
    guard let derivation = report.derivation else { return Assistant.problems(report.check) }
    return report.remarks.map { $0 + "\n" }.joined()
      + DerivationWriter.text(
        derivation, sources: report.check.sources, decimals: 4, width: nil)
  }

  /// Returns the plan of the evaluations and `let`s called `names`, or of all; `nil` once `isCancelled`.
  public func plan(
    of names: [String], format: PlanFormat, isCancelled: @escaping @Sendable () -> Bool
  ) -> String? {
    var options = options
    options.isCancelled = isCancelled
    guard
      let report = Driver.plan(
        document.path, evaluations: names, format: format, provider: provider, options: options)
    else { return nil }
    return report.text.isEmpty ? Assistant.problems(report.check) : report.text
  }
}
