import IdxDiagnostics
import IdxDriver
import IdxFormat
import IdxSyntax

/// `idx fmt`: brings models into the layout that all models have.
enum Format {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "fmt", summary: "Brings models into the one layout that all models have",
    operands: [CommandTable.models()],
    operandCount: 0...Int.max - 1,
    options: [
      .init(
        name: "check", summary: "Changes no file, but shows what would change, and then ends with 1"
      ),
      .init(
        name: "stdin",
        summary: "Reads one model from standard input and writes it to standard output"),
      CommandTable.colour,
    ],
    notes: [
      "White space changes, and nothing else: words, values and comments stay, in their order. There "
        + "is nothing to choose. Only files whose layout differs are written, whole or not at all.",
      "A model that cannot be read as one is left as it is, its findings are shown, and the status "
        + "is 1. Hidden files and folders are left out.",
    ],
    examples: [
      ("idx fmt", "Lays out all models in the working folder and below."),
      ("idx fmt --check models", "Shows what would change, for a check before a merge."),
      ("idx fmt --stdin < hdi.idx", "Shows one model laid out, as editors ask for it."),
    ],
    perform: perform)

  /// What was done so far.
  private struct Progress {
    var outcome = Outcome()
    var findings: [Diagnostic] = []
    var changed = 0
    let isCheck: Bool
    let arguments: ParsedArguments
    let context: CommandContext

    /// Notes that something went wrong with a file.
    mutating func complain(_ objection: String) {
      outcome.messages += "idx: \(objection)\n"
      outcome.status = ExitStatus.findings
    }

    /// Returns `source` laid out; `nil` if it has errors, which are noted.
    mutating func laidOut(_ source: SourceText) -> String? {
      let tree = SyntaxTree.parse(source, isCancelled: context.isCancelled)
      if let text = SourceLayout.text(of: tree) { return text }
      let paint = context.paint(arguments, isTerminal: context.messagesAreOnTerminal)
      let report = CheckReport(sources: [source], diagnostics: tree.diagnostics)
      outcome.messages += ModelCommand.shown(report, paint: paint, width: context.messageWidth)
      outcome.status = ExitStatus.findings
      findings += tree.diagnostics
      return nil
    }

    /// Notes that `source` would become `text`.
    mutating func show(_ source: SourceText, _ text: String) {
      let paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
      let old = String(decoding: source.bytes, as: UTF8.self)
      outcome.output += UnifiedDiff(old, text).text(source.path, paint: paint)
      outcome.status = ExitStatus.findings
    }
  }

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    var progress = Progress(
      isCheck: arguments.options["check"] != nil, arguments: arguments, context: context)
    if arguments.options["stdin"] != nil {
      guard arguments.operands.isEmpty else {
        return Outcome(
          messages: "idx: --stdin takes no paths\nTry: idx help fmt\n", status: ExitStatus.usage)
      }
      return standardInput(&progress)
    }
    let found = ModelFinder(arguments.operands.isEmpty ? ["."] : arguments.operands)
    for problem in found.problems { progress.complain(problem.reason) }
    for path in found.models {
      if context.isCancelled() { return nil }
      context.progress("Laying out \(path)")
      lay(out: path, &progress)
    }
    if context.isCancelled() { return nil }
    progress.outcome.messages += summary(progress, found.models.count)
    return progress.outcome
  }

  /// Lays out the file at `path`.
  private static func lay(out path: String, _ progress: inout Progress) {
    let provider = FileSourceProvider(model: path, allowedFolders: [])
    switch provider.read(path, from: nil, for: .model, limit: nil) {
    case .failure(let failure): progress.complain("cannot read \(failure.sentence)")
    case .success(let file):
      let source = SourceText(file: FileID(0), path: path, bytes: file.bytes)
      guard let text = progress.laidOut(source), Array(text.utf8) != source.bytes else { return }
      if progress.isCheck {
        progress.show(source, text)
      } else if let objection = OutputFile.write(text, to: path) {
        progress.complain("cannot write \(objection)")
        return
      } else {
        progress.outcome.output += PrintableText.shown(path) + "\n"
      }
      progress.changed += 1
    }
  }

  private static func standardInput(_ progress: inout Progress) -> Outcome? {
    switch StandardInput.read(isCancelled: progress.context.isCancelled) {
    case nil: return nil
    case .failure(let reason)?: progress.complain("cannot read standard input: \(reason.text)")
    case .success(let bytes)?:
      let source = SourceText(file: FileID(0), path: "<stdin>", bytes: bytes)
      guard let text = progress.laidOut(source) else { break }
      if !progress.isCheck {
        progress.outcome.output = text
      } else if Array(text.utf8) != bytes {
        progress.show(source, text)
      }
    }
    return progress.outcome
  }

  private static func summary(_ progress: Progress, _ count: Int) -> String {
    if count == 0 { return progress.outcome.messages.isEmpty ? "no models found\n" : "" }
    let findings = HumanRenderer.summary(progress.findings)
    let models = count == 1 ? "1 model" : "\(count) models"
    let verb = progress.isCheck ? "would change" : "changed"
    return (findings.isEmpty ? "" : findings + "\n") + "\(progress.changed) of \(models) \(verb)\n"
  }
}
