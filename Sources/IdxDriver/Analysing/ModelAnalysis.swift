public import IdxDiagnostics
import IdxPlan
import IdxRuntime
public import IdxSemantics
import IdxSyntax

extension Driver {
  /// Returns what is known of the model at `path` once it is checked, for tools that answer questions about
  /// places in it; `nil` once it is cancelled.
  public static func analyse(
    _ path: String, provider: any SourceProvider, options: DriverOptions
  ) -> ModelAnalysis? {
    analyse(path, part: nil, provider: provider, options: options)
  }

  /// Returns the same of one `part` of the model alone, which is faster where a model has many; of the whole
  /// where it is `nil`.
  public static func analyse(
    _ path: String, part: ModelPart?, provider: any SourceProvider, options: DriverOptions
  ) -> ModelAnalysis? {
    if let checked = part?.checked {
      return ModelAnalysis(checked.session, path, findings: checked.findings)
    }
    guard
      let session = Session(
        path, provider: provider, options: options, recordsFacts: true, focus: part?.focus)
    else { return nil }
    return ModelAnalysis(session, path)
  }
}

/// A checked model that can be asked about.
///
/// What the check has not worked out is computed where it is asked for. Questions are answered by one thread at
/// a time: an analysis is no value.
public final class ModelAnalysis {
  /// What names stand for and what expressions are.
  public let facts: ElaborationFacts
  /// The model, checked.
  let session: Session
  private let path: String
  /// What was found before anything was evaluated.
  private let findings: [Diagnostic]
  private var knownCheck: CheckOutcome?
  private var knownWeights: [String: [KnownWeight]] = [:]
  /// The statistics of columns that were asked for.
  var statistics: [ReferenceTarget: ColumnStatistics?] = [:]

  /// Creates the analysis of the model of `session`, of which nothing was evaluated yet; `nil` where it records
  /// no facts.
  convenience init?(_ session: Session, _ path: String) {
    self.init(session, path, findings: session.findings)
  }

  /// Creates the analysis of the model of `session`, which had found `findings` before anything was evaluated;
  /// `nil` where it records no facts.
  init?(_ session: Session, _ path: String, findings: [Diagnostic]) {
    guard let facts = session.elaborator.facts else { return nil }
    session.elaborator.walkKnownMethods()
    self.session = session
    self.path = path
    self.facts = facts
    self.findings = findings
  }

  /// What is wrong with the model: what `Driver.check` says. Once it is cancelled, what was found until then.
  public var report: CheckReport { checkOutcome.report }

  /// What is wrong as far as it is seen without evaluating anything.
  public var unevaluatedReport: CheckReport { asking { session.report } }

  /// What evaluating without data gave.
  var outcomes: [String: IdxRuntime.Outcome] { checkOutcome.outcomes }

  /// What a check shows, worked out where somebody asks for it.
  private var checkOutcome: CheckOutcome {
    if let knownCheck { return knownCheck }
    let made = asking {
      let outcomes = session.check()
      return (CheckOutcome(outcomes: outcomes ?? [:], report: session.report), outcomes != nil)
    }
    // What was cancelled says nothing.
    if made.1 { knownCheck = made.0 }
    return made.0
  }

  /// The modules, those of the library that are used among them; the model itself first. There is none where it
  /// cannot be read.
  public var modules: [Module] { session.compilation.modules }

  /// The texts that places point into, by the index of their `FileID`: those of the report, and those of files
  /// that were read to answer questions.
  public var sources: [SourceText] { session.compilation.sources }

  /// Returns the module whose text is `file`.
  public func module(of file: FileID) -> Module? {
    modules.first { $0.tree.source.file == file }
  }

  /// Returns what `module` declares, in its order.
  public func symbols(of module: Int) -> [Symbol] { session.elaborator.symbols(of: module) }

  /// Returns what `id` declares.
  public func symbol(_ id: SymbolID) -> Symbol? { session.elaborator.declaration(id) }

  /// Returns what `module` knows as `name`: its own, what it imports, what the library has for everybody.
  public func symbol(named name: String, in module: Int = 0) -> Symbol? {
    session.elaborator.symbol(named: name, in: module)
  }

  /// The names that the library has for everybody.
  public var libraryNames: [String] { session.compilation.standardNames }

  /// Returns the hierarchy that `id` declares; `nil` where nothing could be made of it.
  public func index(_ id: SymbolID) -> IndexModel? { session.elaborator.workedOutIndex(id) }

  /// Returns the hierarchy that the evaluation `id` evaluates, with the declared one that it is or is made of;
  /// `nil` where nothing could be made of it.
  public func index(ofEvaluation id: SymbolID) -> (declared: SymbolID, model: IndexModel)? {
    session.elaborator.workedOutIndex(ofEvaluation: id)
  }

  /// Returns the scale that `id` declares; `nil` where nobody has asked for it.
  public func scale(_ id: SymbolID) -> ScaleModel? { session.elaborator.workedOutScale(id) }

  /// Returns the table that `id` declares, as it is written.
  public func table(_ id: SymbolID) -> DataModel? { session.elaborator.table(id) }

  /// The evaluations of the model that could be worked out, in its order.
  public var evaluations: [ElaboratedEvaluation] { session.ownEvaluations }

  /// Returns `type` in words: "a number for each park and each indicator".
  public func describe(_ type: ValueType) -> String { session.elaborator.describe(type) }

  /// Returns what `work` returns, which asks the plan for something: what it finds is not for the report.
  func asking<Result>(_ work: () -> Result) -> Result {
    let known = (session.findings, session.hasRun, session.hasComparedIndicators)
    session.findings = findings
    session.elaborator.builder.withdrawOutputs()
    defer {
      (session.findings, session.hasRun, session.hasComparedIndicators) = known
      session.elaborator.builder.withdrawOutputs()
    }
    return work()
  }
}

// What is run.
extension ModelAnalysis {
  /// Returns the results of the evaluation called `name`; `nil` where there is none, the model has errors, or it
  /// is cancelled.
  public func run(evaluation name: String) -> EvaluationReport? {
    guard evaluations.contains(where: { $0.name == name }) else { return nil }
    return run([name])?.evaluations.first
  }

  /// Returns the results of the evaluations and `let`s called `names`, or of all of them where there are none;
  /// `nil` once it is cancelled.
  public func run(_ names: [String] = []) -> RunReport? { asking { session.run(names)?.report } }

  /// Returns the results of the evaluation or `let` called `name` without a look at expectations, nor at whether
  /// indicators are constant or vary together; `nil` once it is cancelled.
  public func results(of name: String) -> RunReport? {
    asking { session.run([name], judges: false)?.report }
  }

  /// Returns what becomes of the expectations of the model; `nil` once it is cancelled.
  public func test() -> TestReport? { asking { session.test(nil, in: path) } }

  /// Returns the weights of the nodes of the evaluation called `name`, by their positions in its index, as far as
  /// they follow from the model alone.
  public func weights(ofEvaluation name: String) -> [KnownWeight] {
    if let known = knownWeights[name] { return known }
    guard let evaluation = evaluations.first(where: { $0.name == name }) else { return [] }
    let result = asking { weights(of: evaluation) }
    // What was cancelled says nothing.
    if !session.options.isCancelled() { knownWeights[name] = result }
    return result
  }

  private func weights(of evaluation: ElaboratedEvaluation) -> [KnownWeight] {
    var plan = session.elaborator.builder.plan
    for (number, node) in evaluation.nodes.enumerated() {
      if let local = node.localWeight {
        plan.outputs.append(PlanOutput("\(number) local", local.node))
      }
      if let effective = node.effectiveWeight {
        plan.outputs.append(PlanOutput("\(number) effective", effective.node))
      }
    }
    let outcomes =
      Evaluator.evaluate(
        plan.withoutData(), inputs: PlanInputs(), threads: 1,
        isCancelled: session.options.isCancelled) ?? [:]
    func number(_ name: String) -> Double? {
      guard case .value(let value)? = outcomes[name], value.axes.isEmpty else { return nil }
      return value.cell([])
    }
    return evaluation.nodes.indices.map {
      KnownWeight(local: number("\($0) local"), effective: number("\($0) effective"))
    }
  }
}

/// What checking a model shows by evaluating it without its data.
private struct CheckOutcome {
  let outcomes: [String: IdxRuntime.Outcome]
  let report: CheckReport
}

/// The weight of a node of a hierarchy, as far as it follows from the model alone.
public struct KnownWeight: Hashable, Sendable {
  /// Its share among its siblings.
  public let local: Double?
  /// Its share in the whole index.
  public let effective: Double?
}
