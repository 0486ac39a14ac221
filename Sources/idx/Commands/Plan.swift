import IdxDiagnostics
import IdxDriver

/// `idx plan`: shows what evaluating a model would compute.
enum Plan {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "plan", summary: "Shows the steps by which a model is evaluated",
    operands: [
      .init(usage: "MODEL", summary: "The model"),
      .init(
        usage: "[NAME…]", summary: "The evaluations and `let`s to plan. Default: all evaluations"),
    ],
    operandCount: 1...Int.max - 1,
    options: [
      .init(
        name: "format", value: .choice(PlanFormat.allCases.map(\.rawValue)), placeholder: "FORMAT",
        summary: "text, json, or dot (for Graphviz). Default: text")
    ] + CommandTable.evaluating + CommandTable.reading,
    examples: [
      ("idx plan hdi.idx", "Shows the steps of every evaluation."),
      ("idx plan hdi.idx hdi --format dot | dot -Tsvg", "Draws the plan of one evaluation."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch ModelCommand.make(arguments, context) {
    case .failure(let objection): return objection.outcome
    case .success(let command):
      let format = PlanFormat(rawValue: arguments.value("format", or: "text")) ?? .text
      let report = Driver.plan(
        command.path, evaluations: Array(arguments.operands.dropFirst()), format: format,
        provider: command.provider, options: command.options)
      return report.map { report in
        Outcome(
          output: report.text, messages: ModelCommand.messages(report.check, arguments, context),
          status: report.check.diagnostics.hasErrors ? ExitStatus.findings : ExitStatus.well)
      }
    }
  }
}
