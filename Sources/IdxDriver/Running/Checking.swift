import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Session {
  /// Checks what can be checked by evaluating what needs no data, and returns that; `nil` once it is
  /// cancelled.
  func check() -> [String: IdxRuntime.Outcome]? {
    askForJudgements()
    askForExpectations()
    askForCautions(ownEvaluations)
    let values = wanted([]).values
    ask(for: values)
    let whole = elaborator.builder.plan
    guard inputs(for: whole, onlyBeginnings: !options.readsAllData) != nil else { return nil }
    var plan = whole.withoutData()
    if report.diagnostics.hasErrors {
      // What fails may do so because of them.
      plan.outputs = plan.outputs.filter { output in
        if case .constant = plan.nodes[Int(output.node)].operation { return true }
        return false
      }
    }
    guard
      let outcomes = Evaluator.evaluate(
        plan, inputs: PlanInputs(), threads: 1, isCancelled: options.isCancelled)
    else { return nil }
    warnOfInconsistency(outcomes)
    let elements = Elements(plan: plan, inputs: PlanInputs())
    warnOfCautions(outcomes, elements)
    addFailures(of: values, outcomes)
    _ = judge(outcomes, elements)
    return outcomes
  }
}
