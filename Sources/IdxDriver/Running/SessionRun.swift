import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

/// What running a model gave, with what it was run on.
struct SessionRun {
  /// The results.
  let report: RunReport
  /// What was found before the expectations were judged.
  let faults: CheckReport
  /// The tables that were read, and the elements of the axes.
  let inputs: PlanInputs
  let elements: Elements
}

extension Session {
  /// Returns the results of the evaluations and `let`s called `names`, or of what the options ask for
  /// where there are none; `nil` once it is cancelled. Unless it `judges`, the expectations are left alone, and
  /// what is questionable about the data of evaluations.
  func run(_ names: [String], judges: Bool = true) -> SessionRun? {
    let wanted = self.wanted(names)
    for evaluation in wanted.evaluations {
      ask(for: evaluation)
      if judges { askForComparison(of: evaluation) }
    }
    ask(for: wanted.values)
    askForJudgements()
    if judges { askForExpectations() }
    askForCautions(wanted.evaluations)
    let plan = elaborator.builder.plan.optimised()
    guard let inputs = self.inputs(for: plan) else { return nil }
    if report.diagnostics.hasErrors {
      return SessionRun(
        report: RunReport(check: report, evaluations: [], values: [], passed: 0, failed: 0),
        faults: report, inputs: inputs, elements: elements(plan, inputs))
    }
    guard let (outcomes, elements) = evaluate(plan, inputs) else { return nil }
    warnOfInconsistency(outcomes)
    warnOfCautions(outcomes, elements)
    hasComparedIndicators = judges && wanted.evaluations.count == ownEvaluations.count
    let evaluationReports = wanted.evaluations.compactMap { evaluation -> EvaluationReport? in
      if judges, !warnOfCollinearity(evaluation, outcomes) { hasComparedIndicators = false }
      return report(on: evaluation, outcomes, elements)
    }
    let values = reports(on: wanted.values, outcomes, elements)
    if options.isCancelled() { return nil }
    let faults = report
    let (passed, failed) = judges ? judge(outcomes, elements) : (0, 0)
    if judges { for evaluation in wanted.evaluations { warnOfConstants(evaluation, outcomes) } }
    return SessionRun(
      report: RunReport(
        check: report, evaluations: evaluationReports, values: values, passed: passed,
        failed: failed), faults: faults, inputs: inputs, elements: elements)
  }
}
