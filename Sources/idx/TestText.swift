import IdxDiagnostics
import IdxDriver

/// The results of tests for people.
struct TestText {
  private let paint: Paint
  private let width: Int
  private let isTerminal: Bool
  private let decimals: Int

  /// Creates what writes as `arguments` and `context` ask for.
  init(_ arguments: ParsedArguments, _ context: CommandContext) {
    paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
    width = context.outputWidth
    isTerminal = context.outputIsTerminal
    decimals = Int(arguments.value("decimals", or: "")) ?? 4
  }

  /// Returns `results`, a paragraph for each model, and the counts.
  func text(_ results: TestResults) -> String {
    results.models.map { text($0) + "\n" }.joined() + summary(results) + "\n"
  }

  private func summary(_ results: TestResults) -> String {
    let notRun = results.count(.notRun)
    let known = results.count(.known)
    let broken = results.models.count { $0.hasErrors }
    return "\(results.count(.passed)) passed, \(results.count(.failed)) failed"
      + (known > 0 ? ", \(known) known to fail" : "")
      + (notRun > 0 ? ", \(notRun) not run" : "")
      + (broken > 0 ? "; \(broken) \(broken == 1 ? "model has" : "models have") errors" : "")
      + (results.known > 0 ? "; \(results.known) known left out" : "")
  }

  private func text(_ model: TestResults.Model) -> String {
    let lines = model.report.check.sources.first.map { LineIndex($0) }
    var text = paint(PrintableText.shown(model.path), .strong) + "\n"
    for test in model.report.cases {
      let line = lines?.place(at: Int(test.span.start)).line
      text += self.text(test, at: line.map { "\(model.path):\($0)" }, model.report.check.sources)
    }
    if !model.otherFindings.isEmpty {
      let report = CheckReport(
        sources: model.report.check.sources, diagnostics: model.otherFindings)
      // The findings end with an empty line.
      text += "\n" + ModelCommand.shown(report, paint: paint, width: width).dropLast()
    }
    return text
  }

  private func text(_ test: TestCase, at place: String?, _ sources: [SourceText]) -> String {
    let name = PrintableText.shown(test.title ?? test.name)
    switch test.outcome {
    case .passed: return "  passed  \(name)\n"
    case .notRun: return "  not run \(name)\n"
    case .known: return "  known   \(name)\n"
    case .failed: break
    }
    var rows = test.title == nil ? [] : [PrintableText.shown(test.name)]
    rows += ([test.message].compactMap { $0 } + test.hints).map(PrintableText.shown)
    rows += [place.map(PrintableText.shown)].compactMap { $0 }
    for derivation in test.derivations {
      let text = DerivationWriter.text(
        derivation, sources: sources, decimals: decimals,
        width: isTerminal ? max(20, width - 12) : nil)
      rows += text.split(separator: "\n").map { "  " + $0 }
    }
    return "  " + paint("FAILED", .error) + "  \(name)\n"
      + rows.map { "          \($0)\n" }.joined()
  }
}
