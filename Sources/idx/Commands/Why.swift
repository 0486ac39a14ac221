import IdxDiagnostics
import IdxDriver

/// `idx why`: tells how a result came about.
enum Why {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "why", summary: "Tells how the score of an object came about, down to the data",
    operands: [
      .init(usage: "MODEL", summary: "The model"),
      .init(usage: "[EVALUATION]", summary: "The evaluation; may be left out if there is one only"),
      .init(usage: "OBJECT", summary: "The object, by its code or label"),
      .init(usage: "[NODE]", summary: "The node of the hierarchy; the index itself by default"),
    ],
    operandCount: 2...4,
    options: [
      .init(
        name: "at", value: .assignment, placeholder: "AXIS=LABEL", isRepeatable: true,
        summary: "Fixes another axis, such as Year=2021, where there is one ranking for each year"),
      CommandTable.decimals,
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "Each line is a number, its weight and its part in the number above it, and what it is; under "
        + "it stand the method, its formula and the place in the model. With three arguments the "
        + "second one is an evaluation, or, if there is none of that name, the object."
    ],
    examples: [
      ("idx why hdi.idx NOR --at Year=2021", "Explains the index of Norway in 2021."),
      ("idx why hdi.idx hdi Norway education --at Year=2021", "Explains one node of it."),
    ],
    perform: perform)

  /// One way to read the arguments.
  private struct Question {
    let evaluation: String?
    let object: String
    let node: String?
  }

  /// Returns the ways to read `operands`, the model not among them, the likeliest first.
  private static func questions(_ operands: [String]) -> [Question] {
    switch operands.count {
    case 1: [Question(evaluation: nil, object: operands[0], node: nil)]
    case 2:
      [
        Question(evaluation: operands[0], object: operands[1], node: nil),
        Question(evaluation: nil, object: operands[0], node: operands[1]),
      ]
    default: [Question(evaluation: operands[0], object: operands[1], node: operands[2])]
    }
  }

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch ModelCommand.make(arguments, context) {
    case .failure(let objection): return objection.outcome
    case .success(let command):
      var messages: [String] = []
      for question in questions(Array(arguments.operands.dropFirst())) {
        let answer = Driver.why(
          command.path, evaluation: question.evaluation, object: question.object,
          node: question.node, slice: arguments.assignments("at"), provider: command.provider,
          options: command.options)
        guard let answer else { return nil }
        let message = ModelCommand.messages(answer.check, arguments, context)
        if let derivation = answer.derivation {
          return outcome(derivation, answer.check, message, arguments, context)
        }
        if !messages.contains(message) { messages.append(message) }
      }
      // Neither reading is known to be the one that was meant, so both are answered.
      return Outcome(
        messages: messages.joined() + "idx: there is no such result to explain\n",
        status: ExitStatus.findings)
    }
  }

  private static func outcome(
    _ derivation: Derivation, _ check: CheckReport, _ messages: String,
    _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    Outcome(
      output: DerivationWriter.text(
        derivation, sources: check.sources,
        decimals: Int(arguments.value("decimals", or: "")) ?? 4,
        width: context.outputIsTerminal ? context.outputWidth : nil),
      messages: messages,
      status: check.diagnostics.hasErrors ? ExitStatus.findings : ExitStatus.well)
  }
}
