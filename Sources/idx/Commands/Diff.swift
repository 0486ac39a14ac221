import IdxDiagnostics
import IdxDriver

/// `idx diff`: tells what changed between two models, and what that does to the results.
enum Diff {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "diff", summary: "Tells what changed between two models, and what that does to ranks",
    operands: [
      .init(usage: "OLD", summary: "The model before; with --git left out, or a second revision"),
      .init(usage: "NEW", summary: "The model after; with --git the model"),
    ],
    operandCount: 1...2,
    options: [
      .init(
        name: "git", value: .text, placeholder: "REV",
        summary: "Compares NEW as it was in the revision REV of git, with all that it imports and "
          + "reads, to NEW as it is, or as it was in the revision that stands for OLD"),
      .init(
        name: "evaluation", value: .text, placeholder: "NAME", isRepeatable: true,
        summary: "Compares the results of this evaluation. Default: all that both models have"),
      .init(
        name: "top", value: .integer(0...1_000_000, orAll: true), placeholder: "N",
        summary: "Shows the N objects that moved most, or all. Default: 10"),
      .init(
        name: "format", value: .choice(DifferenceFormat.allCases.map(\.rawValue)),
        placeholder: "FORMAT",
        summary: "human, markdown (for a comment on a change) or json (numbers in full). "
          + "Default: human"),
      CommandTable.decimals,
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "The status is 0 if the models and their results are the same, 1 if they differ, and 2 for a "
        + "command line that is not understood, a revision that git does not know, or where there "
        + "is no git or no repository. A model that has errors, or a file that cannot be read, "
        + "gives 1 as with other commands, its findings on standard error and nothing on standard "
        + "output unless there are results to compare.",
      "Comments, spaces and the order of declarations make no difference. A node of an index with "
        + "another name is told as renamed where it is the only one that is gone with its column "
        + "or formula, and the other the only one that is new with it. Scores and weights that "
        + "differ by rounding alone are the same. Rank correlations are those of the objects that "
        + "are ranked in both; Kendall's is left out where they are more than 3000.",
      "JSON: an object with `same`; `changes`, each with `declaration`, `kind` (added, removed, "
        + "renamed, moved, reordered, changed), `aspect`, `place`, `before`, `after`, and for what "
        + "is told together `count` and `first`; `evaluations`, each with `name`, `oldName`, "
        + "`label`, `axis`, `same`, `slices` (`at`, `spearman`, `kendall`, `objects` with `code`, "
        + "`label`, `changed`, `before` and `after`: `score`, `rank`, `grade`), `addedSlices`, "
        + "`removedSlices`, `weights` (`node`, `label`, `depth`, `slices` with `at`, `before` and "
        + "`after`: `weight`, `effective`); `addedEvaluations`, `removedEvaluations`; `values`, "
        + "the `let`s that changed; `expectations`. What is missing is null.",
    ],
    examples: [
      ("idx diff old.idx new.idx", "Compares two files."),
      ("idx diff --git HEAD hdi.idx", "Tells what the changes do that are not committed yet."),
      (
        "idx diff --git main HEAD hdi.idx --format markdown",
        "Compares two revisions, for a pull request."
      ),
      ("idx diff old.idx new.idx --evaluation hdi --top all", "Shows all that moved in one."),
    ],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch DiffSides.make(arguments) {
    case .failure(let refusal): return refusal.outcome
    case .success(let sides):
      let report = Driver.difference(
        sides.old, sides.new, evaluations: arguments.options["evaluation"] ?? [],
        options: ModelCommand.options(arguments, context))
      return report.map { outcome($0, arguments, context) }
    }
  }

  private static func outcome(
    _ report: DifferenceReport, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    if let unknown = report.unknownNames.first, report.isCompared {
      return Outcome(
        messages: "idx: --evaluation \(quoted(unknown)): neither model has such an evaluation\n"
          + "Try: idx help diff\n", status: ExitStatus.usage)
    }
    // Warnings are the business of `idx check`: most are as old as the model.
    let messages = [report.oldCheck, report.newCheck].filter(\.diagnostics.hasErrors).map {
      ModelCommand.messages(
        CheckReport(
          sources: $0.sources, diagnostics: $0.diagnostics.filter { $0.severity == .error }),
        arguments, context)
    }.joined()
    guard report.isCompared else {
      return Outcome(messages: messages, status: ExitStatus.findings)
    }
    var layout = DifferenceLayout()
    let top = arguments.value("top", or: "10")
    layout.top = top == "all" ? .max : Int(top) ?? layout.top
    layout.decimals = Int(arguments.value("decimals", or: "")) ?? layout.decimals
    layout.width = context.outputWidth
    layout.paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
    let format = DifferenceFormat(rawValue: arguments.value("format", or: "human")) ?? .human
    return Outcome(
      output: DifferenceWriter.text(report, format: format, layout: layout), messages: messages,
      status: report.isSame && !report.hasErrors ? ExitStatus.well : ExitStatus.findings)
  }
}
