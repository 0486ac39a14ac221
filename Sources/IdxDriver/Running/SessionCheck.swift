import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Session {
  /// Adds what is wrong as far as it can be known without the data, and returns what evaluating gave;
  /// `nil` once it is cancelled.
  func check() -> [String: IdxRuntime.Outcome]? {
    guard let check = PlannedCheck(self) else { return nil }
    // What fails may do so because of errors.
    return check.run(on: self, constantsOnly: report.diagnostics.hasErrors)
  }
}

/// A plan that computes what a check asks for.
struct PlannedCheck {
  private let plan: Plan
  private let values: [ValuePart]
  private let consistencies: KnownConsistencies?

  /// Asks the plan of `session` for all that a check evaluates, but for the `consistencies` that are known; `nil` once
  /// it is cancelled.
  init?(_ session: Session, besides consistencies: KnownConsistencies? = nil) {
    self.consistencies = consistencies
    session.askForJudgements(onlyUnknown: consistencies != nil)
    session.askForExpectations()
    session.askForCautions(session.ownEvaluations)
    values = session.wanted([]).values
    session.ask(for: values)
    let whole = session.elaborator.builder.plan
    guard
      session.inputs(for: whole, onlyBeginnings: !session.options.readsAllData) != nil
    else { return nil }
    plan = whole.withoutData()
  }

  /// Adds to `session` what evaluating shows, of constants only if these are asked for, and returns what it
  /// gave; `nil` once it is cancelled.
  func run(on session: Session, constantsOnly: Bool) -> [String: IdxRuntime.Outcome]? {
    var plan = plan
    if constantsOnly {
      plan.outputs = plan.outputs.filter { output in
        if case .constant = plan.nodes[Int(output.node)].operation { return true }
        return false
      }
    }
    guard
      let outcomes = Evaluator.evaluate(
        plan, inputs: PlanInputs(), threads: 1, isCancelled: session.options.isCancelled)
    else { return nil }
    session.warnOfInconsistency(outcomes)
    if let consistencies {
      session.warnOfInconsistency(known: consistencies)
      if constantsOnly { consistencies.take(outcomes, of: session) }
    }
    let elements = Elements(plan: plan, inputs: PlanInputs())
    session.warnOfCautions(outcomes, elements)
    session.addFailures(of: values, outcomes)
    _ = session.judge(outcomes, elements)
    return outcomes
  }
}
