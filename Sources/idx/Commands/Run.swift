import IdxDiagnostics
import IdxDriver

/// `idx run`: evaluates a model.
enum Run {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "run", summary: "Evaluates a model: scores, ranks, grades, weights and values",
    operands: [
      .init(usage: "MODEL", summary: "The model"),
      .init(
        usage: "[NAME…]",
        summary: "The evaluations and `let`s to show. Default: all evaluations, or, if the model "
          + "has none, all `let`s"),
    ],
    operandCount: 1...Int.max - 1,
    options: [
      .init(
        name: "show", value: .choice(ShownResults.allCases.map(\.rawValue)), placeholder: "WHAT",
        summary: "scores, ranks, weights, grades, values (those of `let`s) or all. Default: "
          + "scores, with the grades of the index"),
      .init(
        name: "level", value: .integer(0...255, orAll: true), placeholder: "N",
        summary: "Shows the hierarchy N levels deep, or all of it; 0 is the index alone. "
          + "Default: 1; for weights all"),
      .init(
        name: "format", value: .choice(ResultFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT",
        summary: "table, csv, json, markdown or latex; csv and json have numbers in full. "
          + "Default: table"),
      CommandTable.decimals,
      .init(
        name: "output", value: .text, placeholder: "FILE",
        summary: "Writes the results into FILE, whole or not at all, instead of standard output"),
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "Results go to standard output, findings to standard error. The status is 1 if there is an "
        + "error, if an expectation of the model fails, or if a file cannot be read or written."
    ],
    examples: [
      ("idx run hdi.idx", "Ranks the objects by every evaluation of the model."),
      ("idx run hdi.idx hdi --show weights", "Shows the weights of one evaluation."),
      ("idx run yangtze.idx concentration", "Shows what one `let` of the model holds."),
      (
        "idx run hdi.idx --level all --format csv --output hdi.csv",
        "Writes the scores at every node into a file."
      ),
      ("idx run hdi.idx --data un=new.csv --set p=0.5", "Changes the data and a parameter."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch ModelCommand.make(arguments, context) {
    case .failure(let objection): return objection.outcome
    case .success(let command):
      let layout = layout(arguments, context, isInFile: false)
      var options = command.options
      options.wanted = WantedResults(layout.shown, level: layout.level)
      let report = Driver.run(
        command.path, evaluations: Array(arguments.operands.dropFirst()),
        provider: command.provider, options: options)
      return report.map { outcome($0, arguments, context) }
    }
  }

  private static func outcome(
    _ report: RunReport, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    let isBad = report.check.diagnostics.hasErrors || report.failed > 0
    var outcome = Outcome(
      messages: ModelCommand.messages(report.check, arguments, context)
        + expectations(passed: report.passed, failed: report.failed),
      status: isBad ? ExitStatus.findings : ExitStatus.well)
    if report.evaluations.isEmpty, report.values.isEmpty {
      if !isBad, arguments.options["show"]?.last == ShownResults.values.rawValue {
        outcome.messages += "idx: the model has no `let` to show\n"
        outcome.status = ExitStatus.findings
      } else if !isBad, report.passed == 0 {
        outcome.messages += "idx: the model has no evaluation, no `let` and no expectation to run\n"
        outcome.status = ExitStatus.findings
      }
      return outcome
    }
    if let named = report.evaluations.first,
      arguments.options["show"]?.last == ShownResults.values.rawValue
    {
      outcome.messages +=
        "idx: \(quoted(named.name)) is an evaluation: --show values is for `let`s\n"
      outcome.status = ExitStatus.findings
      return outcome
    }
    outcome.file = arguments.options["output"]?.last
    if let objection = ModelCommand.objection(
      toReplacing: outcome.file, read: report.check, command: "run")
    {
      return objection
    }
    let format = ResultFormat(rawValue: arguments.value("format", or: "table")) ?? .table
    var evaluations = report.evaluations
    if report.check.diagnostics.hasErrors, !format.isForPrograms {
      // What failed has been told; the heading of an empty table would say nothing.
      evaluations.removeAll { !$0.hasResults }
      if evaluations.isEmpty, report.values.isEmpty {
        outcome.file = nil
        return outcome
      }
    }
    outcome.output = ResultWriter.text(
      evaluations, values: report.values, format: format,
      layout: layout(arguments, context, isInFile: outcome.file != nil))
    return outcome
  }

  /// The most rows of a table on a terminal: nobody reads more there, and what stood above is lost.
  private static let mostRows = 1000

  private static func layout(
    _ arguments: ParsedArguments, _ context: CommandContext, isInFile: Bool
  ) -> ResultLayout {
    var layout = ResultLayout()
    layout.shown = ShownResults(rawValue: arguments.value("show", or: "scores")) ?? .scores
    let level = arguments.value("level", or: layout.shown == .weights ? "all" : "1")
    layout.level = Int(level) ?? .max
    layout.decimals = Int(arguments.value("decimals", or: "")) ?? layout.decimals
    if !isInFile {
      if context.outputIsTerminal { layout.rows = mostRows }
      layout.width = context.outputWidth
      layout.paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
    }
    return layout
  }

  /// Returns how many expectations held: "3 expectations held, 1 failed"; empty if there are none.
  static func expectations(passed: Int, failed: Int) -> String {
    if passed + failed == 0 { return "" }
    let held = "\(passed) expectation\(passed == 1 ? "" : "s") held"
    return held + (failed > 0 ? ", \(failed) failed\n" : "\n")
  }
}
