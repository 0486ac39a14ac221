import IdxDiagnostics
import IdxDriver

/// `idx why`: tells how a result came about.
enum Why {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "why", summary: "Tells how a score or another value came about, down to the data",
    operands: [
      .init(usage: "MODEL", summary: "The model"),
      .init(
        usage: "[NAME]",
        summary: "The evaluation or `let`. Default: the first evaluation; the answer says which"),
      .init(
        usage: "[OBJECT]",
        summary:
          "The object, by its code or label; for a `let` an element of an axis, if it has any"
      ),
      .init(
        usage: "[NODE]",
        summary: "The node of the hierarchy; the index itself by default. For a `let` an element "
          + "of another axis"),
    ],
    operandCount: 1...4,
    options: [
      .init(
        name: "at", value: .assignment, placeholder: "AXIS=LABEL", isRepeatable: true,
        summary: "Fixes another axis, such as Year=2021, where there is one ranking for each year. "
          + "Default: the last; the answer says which"),
      CommandTable.decimals,
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "Each line is a number, its weight and its part in the number above it, and what it is; under "
        + "it stand the method, its formula and the place in the model. Parts after `×` are added, "
        + "those after `^` are multiplied. Where a method takes another number than the one that "
        + "comes in, or grades stand between, they have lines of their own.",
      "The argument after the model is an evaluation or a `let`, or, if there is none of that name, "
        + "the object of the first evaluation. Where an evaluation or a period was not named, the "
        + "answer begins with the one that was taken and how to ask for another.",
    ],
    examples: [
      ("idx why hdi.idx NOR", "Explains the index of Norway in the last year."),
      ("idx why hdi.idx NOR --at Year=2010", "Explains the index of Norway in 2010."),
      ("idx why hdi.idx hdi Norway education --at Year=2021", "Explains one node of it."),
      (
        "idx why yangtze.idx concentration Hubei --at Year=2018",
        "Explains what a `let` holds for Hubei."
      ),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch ModelCommand.make(arguments, context) {
    case .failure(let objection): return objection.outcome
    case .success(let command):
      let answer = Driver.why(
        command.path, about: Array(arguments.operands.dropFirst()),
        slice: arguments.assignments("at"), provider: command.provider, options: command.options)
      return answer.map { outcome($0, arguments, context) }
    }
  }

  private static func outcome(
    _ report: WhyReport, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    let messages = ModelCommand.messages(report.check, arguments, context)
    guard let derivation = report.derivation else {
      return Outcome(
        messages: messages
          + (report.check.diagnostics.hasErrors ? "" : "idx: there is no such result to explain\n"),
        status: ExitStatus.findings)
    }
    let width = context.outputIsTerminal ? context.outputWidth : nil
    let remarks = report.remarks.map { Help.wrapped(PrintableText.shown($0), to: width ?? 100) }
    return Outcome(
      output: (remarks.isEmpty ? "" : remarks.joined() + "\n")
        + DerivationWriter.text(
          derivation, sources: report.check.sources,
          decimals: Int(arguments.value("decimals", or: "")) ?? 4, width: width),
      messages: messages,
      status: report.check.diagnostics.hasErrors ? ExitStatus.findings : ExitStatus.well)
  }
}
