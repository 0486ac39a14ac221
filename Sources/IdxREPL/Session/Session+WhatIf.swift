import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// Shows the changed evaluation that `typed` says: `with hdi { weights equal }`.
  func whatIf(_ typed: String) -> Reply {
    switch evaluation(typed, number: 1) {
    case .failure(let reply): return reply
    case .success(let report): return Reply(display(report))
    }
  }

  /// Sets the evaluations `operands` side by side, each the name of one or a changed one.
  func compare(_ operands: [String]) -> Reply {
    guard operands.count == 2 else {
      return .refusal(
        "`compare` takes two evaluations, as in: compare hdi, with hdi { weights equal }")
    }
    var reports: [EvaluationReport] = []
    for (number, operand) in operands.enumerated() {
      switch evaluation(operand, number: number + 1) {
      case .failure(let reply): return reply
      case .success(let report): reports += report.evaluations.prefix(1)
      }
    }
    guard reports.count == 2 else { return .refusal("there is nothing to compare") }
    return Reply(comparison(reports[0], reports[1], titles: operands))
  }

  /// Returns the results of the evaluation that `operand` says, hidden evaluation `number` if it is a changed one.
  private func evaluation(_ operand: String, number: Int) -> Result<RunReport, Reply> {
    let words = operand.split(whereSeparator: \.isWhitespace)
    guard words.first == "with", words.count > 1 else { return evaluation(named: operand) }
    let name = "\(Self.probe)\(number)"
    let (new, places) = bench.text.probing("evaluation `\(name)` ", operand)
    guard let examination = bench.examine(new) else { return .failure(.stopped) }
    if examination.hasErrors { return .failure(refusal(examination, operand, places)) }
    guard let report = bench.results(name, in: examination.parts) else {
      return .failure(.stopped)
    }
    let errors = report.check.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      let known = CheckReport(sources: report.check.sources, diagnostics: errors)
      return .failure(.refusal(shown(known, operand, places)))
    }
    return .success(report)
  }

  /// Returns the results of the evaluation called `name`.
  func evaluation(named name: String) -> Result<RunReport, Reply> {
    guard case .evaluation? = bench.text.declaration(name) else {
      return .failure(.refusal(unknown(name, "evaluation")))
    }
    guard let report = bench.results(name, in: bench.parts) else { return .failure(.stopped) }
    return report.check.diagnostics.hasErrors
      ? .failure(.refusal(shown(report.check, name, []))) : .success(report)
  }

  /// Returns that there is no `kind` called `name`, with what may have been meant.
  func unknown(_ name: String, _ kind: String) -> String {
    let known = bench.text.tree.model.declarations.filter { $0.word == kind }
      .compactMap { $0.name?.text }
    let article = kind.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
    guard !known.isEmpty else { return "the session has no \(kind): declare one, or :load a model" }
    let nearest = Suggestion.nearest(name, in: known).map { "; did you mean `\($0)`?" }
    return name.isEmpty
      ? "name \(article) \(kind): \(known.joined(separator: ", "))"
      : "there is no \(kind) called `\(name)`"
        + (nearest ?? "; there is \(known.joined(separator: ", "))")
  }
}
