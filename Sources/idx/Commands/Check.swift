import IdxDiagnostics
import IdxDriver
import IdxTerminal

/// `idx check`: reports what is wrong with models.
enum Check {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "check", summary: "Reports what is wrong with models, without evaluating them",
    operands: [CommandTable.models()],
    operandCount: 0...Int.max - 1,
    options: [
      .init(
        name: "format", value: .choice(FindingsFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT", summary: FindingsFormat.summary),
      .init(
        name: "data", value: .choice(["full"]), placeholder: "full",
        summary: "Reads data files whole; without it only their beginning"),
    ] + RuleLevels.options + Baseline.options + CommandTable.reading,
    notes: [
      "Findings go to standard output. Hidden files and folders are left out. The status is 1 iff "
        + "there is an error; warnings and hints leave it 0.",
      "To begin with a project that has many findings, write them down once by --update-baseline, "
        + "and then check with --baseline: only what is new is reported. A finding is known again by "
        + "its code, its file and the text at its place.",
    ],
    examples: [
      ("idx check", "Checks all models in the working folder and below."),
      ("idx check hdi.idx --data full", "Checks one model and every cell of its data."),
      ("idx check models --format json", "Writes the findings for another program."),
      ("idx check --deny warnings", "Ends with status 1 if there is a warning."),
      (
        "idx check --baseline known.txt --update-baseline",
        "Writes down what is found, to be left out from now on."
      ),
    ],
    perform: perform)

  /// What was found in all models together.
  private struct Findings {
    /// What was found in each, what another model has already brought left out.
    var models: [ModelFindings] = []
    /// How many findings were left out because they are known, and how many known ones are gone.
    var known: (removed: Int, gone: Int) = (0, 0)
    private var seen = Set<[String]>()

    /// All findings.
    var all: [Diagnostic] { models.flatMap(\.diagnostics) }

    /// Adds what `report` on `model` holds, with the levels of `levels`.
    mutating func add(_ report: CheckReport, on model: String, _ levels: RuleLevels) {
      let new = report.diagnostics.filter {
        seen.insert($0.identity(in: report.sources)).inserted
      }
      models.append(
        ModelFindings(
          model: model, sources: report.sources, diagnostics: levels.applied(to: new)))
    }
  }

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    do {
      return try outcome(arguments, context)
    } catch {
      return error.outcome
    }
  }

  private static func outcome(
    _ arguments: ParsedArguments, _ context: CommandContext
  ) throws(Objection) -> Outcome? {
    let levels = try RuleLevels(arguments, of: "check")
    let baseline = try Baseline.use(arguments, of: "check")
    let found = ModelFinder(arguments.operands.isEmpty ? ["."] : arguments.operands)
    let providers = try ModelCommand.providers(for: found.models, arguments).get()
    let options = checkOptions(arguments, context, models: found.models.count)
    let reports = Parallel.map(
      found.models.count, threads: context.processors, isCancelled: context.isCancelled
    ) { number in
      Driver.check(found.models[number], provider: providers[number], options: options)
    }
    guard let reports else { return nil }
    var findings = Findings()
    for (model, report) in zip(found.models, reports) { findings.add(report, on: model, levels) }
    switch baseline {
    case .none: break
    case .leavingOut(let known): findings.known = known.remove(from: &findings.models)
    case .writing(let file):
      return try Baseline.outcome(ofWriting: findings.models, found, to: file)
    }
    return report(findings, found, arguments, context)
  }

  /// Returns the options for each of `models` models: threads that models side by side do not need are for the
  /// parts of each.
  private static func checkOptions(
    _ arguments: ParsedArguments, _ context: CommandContext, models: Int
  ) -> DriverOptions {
    var options = ModelCommand.options(arguments, context)
    options.threads = max(1, context.processors / max(1, models))
    options.sideBySide = { DeepThread.runSideBySide($0, $1) }
    return options
  }

  private static func report(
    _ findings: Findings, _ found: ModelFinder, _ arguments: ParsedArguments,
    _ context: CommandContext
  ) -> Outcome {
    var outcome = Outcome(
      messages: found.problems.reduce(into: "") { $0 += "idx: \($1.reason)\n" },
      status: found.problems.isEmpty && !findings.all.hasErrors
        ? ExitStatus.well : ExitStatus.findings)
    let format = FindingsFormat(rawValue: arguments.value("format", or: "human")) ?? .human
    switch format {
    case .human: outcome.output = text(findings, found, arguments, context)
    case .json: outcome.output = json(findings, found)
    case .junit: outcome.output = junit(findings)
    default: outcome.output = format.text(findings.models) ?? ""
    }
    return outcome
  }

  private static func text(
    _ findings: Findings, _ found: ModelFinder, _ arguments: ParsedArguments,
    _ context: CommandContext
  ) -> String {
    let paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
    let text = findings.models.reduce(into: "") { text, model in
      text += ModelCommand.shown(
        CheckReport(sources: model.sources, diagnostics: model.diagnostics), paint: paint,
        width: context.outputWidth)
    }
    if found.models.isEmpty { return found.problems.isEmpty ? "no models found\n" : "" }
    let models = found.models.count == 1 ? "1 model" : "\(found.models.count) models"
    let summary = HumanRenderer.summary(findings.all)
    let (removed, gone) = findings.known
    let nothing = removed > 0 ? "nothing new" : "nothing found"
    return text + (summary.isEmpty ? nothing : summary) + " in \(models)"
      + (removed > 0 ? ", \(removed) known left out" : "")
      + (gone > 0 ? "; \(gone) known before \(gone == 1 ? "is" : "are") gone" : "")
      + "\n"
  }

  private static func json(_ findings: Findings, _ found: ModelFinder) -> String {
    func count(_ severity: Severity) -> JSONValue {
      .integer(findings.all.count { $0.severity == severity })
    }
    let diagnostics = findings.models.flatMap { model -> [JSONValue] in
      JSONRenderer(model.diagnostics, sources: model.sources).values
    }
    let unreadable = found.problems.map { problem in
      JSONValue.object([("path", .string(problem.path)), ("reason", .string(problem.reason))])
    }
    return JSONValue.object([
      ("models", .array(found.models.map(JSONValue.string))),
      ("unreadable", .array(unreadable)),
      ("errors", count(.error)), ("warnings", count(.warning)), ("hints", count(.hint)),
      ("diagnostics", .array(diagnostics)),
    ]).text + "\n"
  }

  /// Returns a case for each model, which fails if there is an error; warnings are told with it.
  private static func junit(_ findings: Findings) -> String {
    JUnitWriter(
      "idx check",
      findings.models.map { model in
        let errors = model.diagnostics.filter { $0.severity == .error }
        let outcome = errors.first.map { first in
          JUnitWriter.Outcome.failed(
            message: HumanRenderer.summary(model.diagnostics) + ": " + first.message,
            type: first.code,
            text: HumanRenderer(model.diagnostics, sources: model.sources).text)
        }
        return .init(
          name: model.model,
          cases: [.init(name: "check", line: nil, outcome: outcome ?? .passed)])
      }
    ).text
  }
}

extension Diagnostic {
  /// What tells the finding apart from others, in whatever model it was found, whose texts are `sources`.
  func identity(in sources: [SourceText]) -> [String] {
    let file = Int(span.file.index)
    let path = sources.indices.contains(file) ? sources[file].path : ""
    return [path, "\(span.start)-\(span.end)", code, message]
  }
}
