import IdxDiagnostics
import IdxDriver

/// `idx doc`: writes the chapter that documents a model, or a method.
enum Doc {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "doc",
    summary: "Documents a model: its hierarchy, data, methods, weights, results and sources",
    operands: [
      .init(
        usage: "MODEL",
        summary: "The model; or a method of the standard library, by its name alone")
    ],
    operandCount: 1...1,
    options: [
      .init(
        name: "format", value: .choice(DocumentFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT",
        summary: "markdown, html (one page with pictures) or latex (with them, but for profiles). "
          + "Default: markdown"),
      CommandTable.decimals,
      .init(
        name: "output", value: .text, placeholder: "FILE",
        summary: "Writes the chapter into FILE, whole or not at all, instead of standard output"),
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "The chapter is made of what the model says, of its data and results, and of the documentation "
        + "of the methods that it uses. A page of HTML holds all that it shows and needs no network "
        + "and no script. The status is 1 as it is of idx run.",
      "A word that is neither a file nor ends with .idx and has no / is the name of a method.",
    ],
    examples: [
      ("idx doc hdi.idx --format html --output hdi.html", "Writes a page to read or to print."),
      ("idx doc hdi.idx --format latex --output hdi.tex", "Writes a document for LaTeX."),
      ("idx doc topsis", "Documents one method of the standard library."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    let name = arguments.operands[0]
    if !name.contains("/"), !name.hasSuffix(".idx"), Paths.resolved(name) == nil {
      return method(name, arguments)
    }
    switch ModelCommand.make(arguments, context) {
    case .failure(let objection): return objection.outcome
    case .success(let command):
      let report = Driver.document(
        command.path, decimals: Int(arguments.value("decimals", or: "")) ?? 4,
        provider: command.provider, options: command.options)
      return report.map { outcome($0, arguments, context) }
    }
  }

  private static func method(_ name: String, _ arguments: ParsedArguments) -> Outcome {
    guard let chapter = Driver.document(method: name) else {
      let nearest = Driver.nearestMethod(to: name).map { "; did you mean \($0)?" } ?? ""
      return Outcome(
        messages: "idx: there is no file and no method of the library called \(quoted(name))"
          + "\(nearest)\n", status: ExitStatus.findings)
    }
    return written(chapter, Outcome(), arguments)
  }

  private static func outcome(
    _ report: DocumentReport, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    let isBad = report.check.diagnostics.hasErrors || report.failed > 0
    let outcome = Outcome(
      messages: ModelCommand.messages(report.check, arguments, context)
        + Run.expectations(passed: report.passed, failed: report.failed),
      status: isBad ? ExitStatus.findings : ExitStatus.well)
    guard let chapter = report.chapter else { return outcome }
    if let objection = ModelCommand.objection(
      toReplacing: arguments.options["output"]?.last, read: report.check, command: "doc")
    {
      return objection
    }
    return written(chapter, outcome, arguments)
  }

  private static func written(
    _ chapter: Chapter, _ outcome: Outcome, _ arguments: ParsedArguments
  ) -> Outcome {
    var outcome = outcome
    let format = DocumentFormat(rawValue: arguments.value("format", or: "markdown")) ?? .markdown
    outcome.file = arguments.options["output"]?.last
    outcome.output = chapter.text(format)
    return outcome
  }
}
