import IdxDiagnostics
import IdxDriver
import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `idx test`: runs the expectations of models.
enum Test {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "test", summary: "Runs every `expect` of models and of the files in `tests` beside them",
    operands: [
      CommandTable.models(". With a model go the files in the folder `tests` beside it")
    ],
    operandCount: 0...Int.max - 1,
    options: [
      .init(
        name: "filter", value: .text, placeholder: "TEXT",
        summary: "Runs only expectations in which TEXT occurs, or in the comment before them"),
      .init(
        name: "update",
        summary: "Records the results of expectations `… matches \"FILE\"` that differ or are new"),
      .init(
        name: "watch",
        summary: "Runs all again whenever a model, a table or a record changes, until Ctrl-C"),
      .init(
        name: "format", value: .choice(FindingsFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT", summary: FindingsFormat.summary),
      CommandTable.decimals,
    ] + RuleLevels.options + Baseline.options
      + CommandTable.evaluating.filter { $0.name == "threads" || $0.name == "language" }
      + CommandTable.reading,
    notes: [
      "Models are run side by side, and only what their expectations need is computed. Under an "
        + "expectation that fails stands how its numbers came about, as `idx why` tells it.",
      "A comment `/// …` before an expectation is its title. A file in a folder `tests` may import "
        + "the models beside the folder: import \"../hdi.idx\".",
      "`expect x matches \"x.csv\" within 1e-9` compares with recorded results. --update writes their "
        + "files, each whole or not at all, and only in the folder of the model or below.",
      "Of what `idx check` finds, errors are told, and what --deny makes errors or --warn names. "
        + "--update-baseline writes down all of it, with the expectations that fail: with --baseline "
        + "these are known, and only what is new is told and counts. Both commands read the same file.",
      "The results go to standard output. The status is 1 if an expectation fails, if a model has an "
        + "error, or if there is nothing to run.",
    ],
    examples: [
      ("idx test", "Runs the expectations of all models in the working folder and below."),
      ("idx test hdi.idx --filter rank", "Runs those of one model that speak of ranks."),
      ("idx test hdi.idx --update", "Records what has changed, and runs the others."),
      ("idx test --format junit > report.xml", "Writes a report for a build server."),
      ("idx test --deny warnings", "Ends with status 1 if there is a warning, too."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    let isWatching = arguments.options["watch"] != nil
    if isWatching, arguments.options["format"] != nil || arguments.options["update"] != nil {
      return Outcome(
        messages: "idx: --watch takes neither --format nor --update\nTry: idx help test\n",
        status: ExitStatus.usage)
    }
    let others = ["watch", "update", "filter"].filter { arguments.options[$0] != nil }
    if arguments.options["update-baseline"] != nil, let other = others.first {
      return Outcome(
        messages: "idx: --update-baseline does not go with --\(other)\nTry: idx help test\n",
        status: ExitStatus.usage)
    }
    return isWatching ? watch(arguments, context) : run(arguments, context)?.outcome
  }

  /// A run with the files that its results depend on.
  private struct Run {
    let outcome: Outcome
    let files: [String]
  }

  /// What is asked for besides the models.
  private struct Wishes {
    let levels: RuleLevels
    let baseline: Baseline.Use

    init(_ arguments: ParsedArguments) throws(Objection) {
      levels = try RuleLevels(arguments, of: "test")
      baseline = try Baseline.use(arguments, of: "test")
    }
  }

  /// Runs all once; `nil` once it is cancelled.
  private static func run(_ arguments: ParsedArguments, _ context: CommandContext) -> Run? {
    do {
      return try outcome(arguments, context)
    } catch {
      return Run(outcome: error.outcome, files: [])
    }
  }

  private static func outcome(
    _ arguments: ParsedArguments, _ context: CommandContext
  ) throws(Objection) -> Run? {
    let wishes = try Wishes(arguments)
    let found = ModelFinder(
      arguments.operands.isEmpty ? ["."] : arguments.operands, includingTests: true)
    let providers = try ModelCommand.providers(for: found.models, arguments).get()
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
    guard let reports else { return nil }
    let files = reports.flatMap { $0.check.sources.map(\.path) }
    return Run(
      outcome: try outcome(reports, found, wishes, arguments, context),
      files: found.models + files)
  }

  /// Runs all again whenever a file changes, until it is cancelled.
  private static func watch(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    var context = context
    // The line that says what is done would stand among the results.
    context.progress = { _ in }
    var head = ""
    while let run = run(arguments, context) {
      let before = FileTimes(run.files)
      _ = Terminal.write(head + run.outcome.messages, to: Terminal.error)
      _ = Terminal.write(run.outcome.output, to: Terminal.output)
      let paths = arguments.operands.isEmpty ? ["."] : arguments.operands
      var changed: String?
      while changed == nil {
        if context.isCancelled() { return nil }
        usleep(200_000)
        // New models count, too.
        changed = before.change(
          to: FileTimes(run.files + ModelFinder(paths, includingTests: true).models))
      }
      head = "\n\(quoted(changed ?? "")) has changed\n\n"
    }
    return nil
  }

  private static func outcome(
    _ reports: [TestReport], _ found: ModelFinder, _ wishes: Wishes,
    _ arguments: ParsedArguments, _ context: CommandContext
  ) throws(Objection) -> Outcome {
    let filter = arguments.options["filter"]?.last
    var models = zip(found.models, reports).map { TestResults.Model(path: $0, report: $1) }
    var messages = found.problems.map { "idx: \($0.reason)\n" }.joined()
    if arguments.options["update"] != nil { messages += RecordFiles.update(&models) }
    var results = TestResults(models)
    results.apply(wishes.levels)
    switch wishes.baseline {
    case .none: break
    case .leavingOut(let known): results.leaveOut(known)
    case .writing(let file):
      return try Baseline.outcome(ofWriting: results.models.map(\.findings), found, to: file)
    }
    results.keepWhatIsTold(filter: filter, wishes.levels)
    let isEmpty = results.models.isEmpty && found.problems.isEmpty
    if isEmpty {
      messages +=
        found.models.isEmpty
        ? "idx: no models found\n"
        : filter.map { "idx: no expectation has \(quoted($0)) in it\n" }
          ?? "idx: no model has an `expect`\n"
    }
    let format = FindingsFormat(rawValue: arguments.value("format", or: "human")) ?? .human
    let isWell = found.problems.isEmpty && results.isWell && !isEmpty
    var outcome = Outcome(
      messages: messages, status: isWell ? ExitStatus.well : ExitStatus.findings)
    if format != .human {
      outcome.output = results.text(format, unreadable: found.problems)
    } else if !results.models.isEmpty {
      outcome.output = TestText(arguments, context).text(results)
    }
    return outcome
  }
}
