import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// Shows the changed evaluation that `typed` says: `with hdi { weights equal }`.
  func whatIf(_ typed: String) -> Reply {
    reply(to: evaluation(typed)) { reply($0) }
  }

  /// Sets the evaluations `operands` side by side, each the name of one or a changed one.
  func compare(_ operands: [String]) -> Reply {
    guard operands.count == 2 else {
      return .refusal(
        "`compare` takes two evaluations, as in: compare hdi, with hdi { weights equal }")
    }
    var reports: [EvaluationReport] = []
    for operand in operands {
      switch evaluation(operand) {
      case .failure(let reply): return reply
      case .success(let report): reports += report.evaluations.prefix(1)
      }
    }
    guard reports.count == 2 else { return .refusal("there is nothing to compare") }
    return Reply(comparison(reports[0], reports[1], titles: operands))
  }

  /// Returns the results of the evaluation that `operand` says, the name of one or a changed one.
  private func evaluation(_ operand: String) -> Result<RunReport, Reply> {
    let words = operand.split(whereSeparator: \.isWhitespace)
    guard words.first == "with", words.count > 1 else { return evaluation(named: operand) }
    return examine("evaluation `\(Self.probe)` ", operand).flatMap { text, analysis in
      results(of: Self.probe, by: analysis, text)
    }
  }

  /// Returns the results of the evaluation called `name`.
  func evaluation(named name: String) -> Result<RunReport, Reply> {
    guard case .evaluation? = bench.model.declaration(name) else {
      return .failure(.refusal(unknown(name, "evaluation", .evaluationDeclaration)))
    }
    return results(of: name)
  }

  /// Returns that there is nothing of `kind`, in a `word`, called `name`, with what may have been meant.
  func unknown(_ name: String, _ word: String, _ kind: SyntaxKind) -> String {
    let known = bench.model.names(of: kind)
    let article = word.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
    guard !known.isEmpty else { return "the session has no \(word): declare one, or :load a model" }
    let all = known.joined(separator: ", ")
    if name.isEmpty { return "name \(article) \(word): \(all)" }
    let nearest = Self.question(Suggestion.nearest(name, in: known))
    return "there is no \(word) called `\(name)`"
      + (nearest.isEmpty ? "; there is \(all)" : nearest)
  }

  /// Returns the question whether `nearest` was meant, to be put behind a message; nothing if there is none.
  static func question(_ nearest: String?) -> String {
    nearest.map { "; did you mean `\($0)`?" } ?? ""
  }
}
