import IdxDiagnostics
import IdxDriver

/// `idx check`: reports what is wrong with models.
enum Check {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "check", summary: "Reports what is wrong with models, without evaluating them",
    operands: [
      .init(
        usage: "[PATH…]",
        summary: "Models, or folders to search for .idx files; the working folder by default")
    ],
    operandCount: 0...Int.max - 1,
    options: [
      .init(
        name: "format", value: .choice(["human", "json"]), placeholder: "FORMAT",
        summary: "human (with the places in the source) or json. Default: human"),
      .init(
        name: "data", value: .choice(["full"]), placeholder: "full",
        summary: "Reads data files whole; without it only their beginning"),
    ] + CommandTable.reading,
    notes: [
      "Findings go to standard output. Hidden files and folders are left out. The status is 1 iff "
        + "there is an error; warnings and hints leave it 0."
    ],
    examples: [
      ("idx check", "Checks all models in the working folder and below."),
      ("idx check hdi.idx --data full", "Checks one model and every cell of its data."),
      ("idx check models --format json", "Writes the findings for another program."),
    ],
    perform: perform)

  /// What was found in all models together.
  private struct Findings {
    var reports: [CheckReport] = []
    var all: [Diagnostic] = []
    private var seen = Set<[String]>()

    /// Adds `report` without the findings in modules that another model has already brought.
    mutating func add(_ report: CheckReport) {
      let new = report.diagnostics.filter { diagnostic in
        let file = Int(diagnostic.span.file.index)
        let path = report.sources.indices.contains(file) ? report.sources[file].path : ""
        let place = "\(diagnostic.span.start)-\(diagnostic.span.end)"
        return seen.insert([path, place, diagnostic.code, diagnostic.message]).inserted
      }
      reports.append(CheckReport(sources: report.sources, diagnostics: new))
      all += new
    }
  }

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    let found = ModelFinder(arguments.operands.isEmpty ? ["."] : arguments.operands)
    let options = ModelCommand.options(arguments, context)
    var findings = Findings()
    for path in found.models {
      if context.isCancelled() { return nil }
      context.progress("Checking \(path)")
      switch ModelCommand.provider(for: path, arguments) {
      case .failure(let objection): return objection.outcome
      case .success(let provider):
        guard let report = Driver.check(path, provider: provider, options: options) else {
          return nil
        }
        findings.add(report)
      }
    }
    var outcome = Outcome(
      messages: found.problems.map { "idx: \($0.reason)\n" }.joined(),
      status: found.problems.isEmpty && !findings.all.hasErrors
        ? ExitStatus.well : ExitStatus.findings)
    if arguments.value("format", or: "human") == "json" {
      outcome.output = json(findings, found)
    } else {
      outcome.output = text(findings, found, arguments, context)
    }
    return outcome
  }

  private static func text(
    _ findings: Findings, _ found: ModelFinder, _ arguments: ParsedArguments,
    _ context: CommandContext
  ) -> String {
    let paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
    let text = findings.reports.map { report in
      ModelCommand.shown(report, paint: paint, width: context.outputWidth)
    }.joined()
    if found.models.isEmpty { return found.problems.isEmpty ? "no models found\n" : "" }
    let models = found.models.count == 1 ? "1 model" : "\(found.models.count) models"
    let summary = HumanRenderer.summary(findings.all)
    return text + (summary.isEmpty ? "nothing found" : summary) + " in \(models)\n"
  }

  private static func json(_ findings: Findings, _ found: ModelFinder) -> String {
    func count(_ severity: Severity) -> JSONValue {
      .integer(findings.all.count { $0.severity == severity })
    }
    let diagnostics = findings.reports.flatMap { report -> [JSONValue] in
      JSONRenderer(report.diagnostics, sources: report.sources).values
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
}
