import IdxDiagnostics
import IdxDriver

/// `idx test`: runs the expectations of models.
enum Test {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "test", summary: "Runs every `expect` of models and of the files in `tests` beside them",
    operands: [
      .init(
        usage: "[PATH…]",
        summary: "Models, or folders to search for .idx files; the working folder by default. With "
          + "a model go the files in the folder `tests` beside it")
    ],
    operandCount: 0...Int.max - 1,
    options: [
      .init(
        name: "filter", value: .text, placeholder: "TEXT",
        summary: "Runs only expectations in which TEXT occurs, or in the comment before them"),
      .init(
        name: "format", value: .choice(FindingsFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT", summary: FindingsFormat.summary),
      CommandTable.decimals,
    ] + CommandTable.evaluating.filter { $0.name == "threads" || $0.name == "language" }
      + CommandTable.reading,
    notes: [
      "Models are run side by side, and only what their expectations need is computed. Under an "
        + "expectation that fails stands how its numbers came about, as `idx why` tells it.",
      "A comment `/// …` before an expectation is its title. A file in a folder `tests` may import "
        + "the models beside the folder: import \"../hdi.idx\".",
      "The results go to standard output. The status is 1 if an expectation fails, if a model has an "
        + "error, or if there is nothing to run.",
    ],
    examples: [
      ("idx test", "Runs the expectations of all models in the working folder and below."),
      ("idx test hdi.idx --filter rank", "Runs those of one model that speak of ranks."),
      ("idx test --format junit > report.xml", "Writes a report for a build server."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    let found = ModelFinder(
      arguments.operands.isEmpty ? ["."] : arguments.operands, includingTests: true)
    switch ModelCommand.providers(for: found.models, arguments) {
    case .failure(let objection): return objection.outcome
    case .success(let providers):
      let threads = Int(arguments.value("threads", or: "")) ?? context.processors
      var options = ModelCommand.options(arguments, context)
      // The threads that models side by side do not need are for the evaluation of each.
      options.threads = max(1, threads / max(1, min(threads, found.models.count)))
      let (asked, filter) = (options, arguments.options["filter"]?.last)
      let reports = Parallel.map(
        found.models.count, threads: threads, isCancelled: context.isCancelled
      ) { number in
        Driver.test(
          found.models[number], filter: filter, provider: providers[number], options: asked)
      }
      return reports.map { outcome($0, found, arguments, context) }
    }
  }

  private static func outcome(
    _ reports: [TestReport], _ found: ModelFinder, _ arguments: ParsedArguments,
    _ context: CommandContext
  ) -> Outcome {
    let isFiltered = arguments.options["filter"] != nil
    let results = TestResults(
      zip(found.models, reports).map { TestResults.Model(path: $0, report: $1) }
        .filter { !$0.report.cases.isEmpty || !isFiltered && $0.hasErrors })
    let format = FindingsFormat(rawValue: arguments.value("format", or: "human")) ?? .human
    let isEmpty = results.models.isEmpty && found.problems.isEmpty
    let isWell = found.problems.isEmpty && results.isWell && !isEmpty
    var outcome = Outcome(
      messages: found.problems.map { "idx: \($0.reason)\n" }.joined(),
      status: isWell ? ExitStatus.well : ExitStatus.findings)
    if isEmpty {
      outcome.messages +=
        found.models.isEmpty
        ? "idx: no models found\n"
        : isFiltered
          ? "idx: no expectation has \(quoted(arguments.options["filter"]?.last ?? "")) in it\n"
          : "idx: no model has an `expect`\n"
    }
    switch format {
    case .human:
      if !results.models.isEmpty {
        outcome.output = TestText(arguments, context).text(results)
      }
    default: outcome.output = results.text(format, unreadable: found.problems)
    }
    return outcome
  }
}
