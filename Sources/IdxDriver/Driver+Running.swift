import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

extension Driver {
  /// Returns what is wrong with the model at `path`; `nil` once it is cancelled.
  ///
  /// Of data files the beginning is read, 1000 rows at most, or the whole where the options say so. Constants are evaluated: judgements are checked for consistency, and
  /// expectations that need no data for whether they hold.
  public static func check(
    _ path: String, provider: any SourceProvider, options: DriverOptions
  ) -> CheckReport? {
    var read: SourceFile?
    if case .success(let source) = provider.read(
      path, from: nil, for: .model, limit: SyntaxTree.largestFile + 1)
    {
      switch checkByParts(source, provider: provider, options: options) {
      case .report(let report): return report
      case .cancelled: return nil
      case .impossible: read = source
      }
    }
    guard let session = Session(path, provider: provider, options: options, read: read) else {
      return nil
    }
    return session.check().map { _ in session.report }
  }

  /// Returns the results of the model at `path`: the evaluations and `let`s called `names`, or what
  /// the options ask for where there are none; `nil` once it is cancelled.
  public static func run(
    _ path: String, evaluations names: [String], provider: any SourceProvider,
    options: DriverOptions
  ) -> RunReport? {
    guard let session = Session(path, provider: provider, options: options) else { return nil }
    return session.run(names)?.report
  }

  /// Returns the plan of the evaluations and `let`s called `names`, or of all evaluations and the
  /// expectations; `nil` once it is cancelled.
  public static func plan(
    _ path: String, evaluations names: [String], format: PlanFormat, provider: any SourceProvider,
    options: DriverOptions
  ) -> PlanReport? {
    guard let session = Session(path, provider: provider, options: options) else { return nil }
    let wanted = session.wanted(names)
    for evaluation in wanted.evaluations { session.ask(for: evaluation) }
    session.ask(for: wanted.values)
    if names.isEmpty { session.askForExpectations() }
    let plan = session.elaborator.builder.plan.optimised()
    let report = session.report
    if report.diagnostics.hasErrors { return PlanReport(check: report, text: "") }
    // The data tell how long the axes are; what is wrong with them does not concern the plan.
    guard let inputs = session.inputs(for: plan) else { return nil }
    let lines = report.sources.map { LineIndex($0) }
    let printer = PlanPrinter(plan, inputs: inputs) { span in
      let file = Int(span.file.index)
      guard lines.indices.contains(file) else { return "" }
      let place = lines[file].place(at: Int(span.start))
      return "\(report.sources[file].path):\(place.line):\(place.column)"
    }
    let text =
      switch format {
      case .text: printer.text
      case .json: printer.json
      case .dot: printer.dot
      }
    return PlanReport(check: report, text: text)
  }
}
