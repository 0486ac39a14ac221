import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// The name of the hidden `let` that an expression is evaluated as: no name of a model needs it.
  static let probe = "="

  /// The code of the finding that a name holds no cells.
  private static let notAValue = Catalogue.entry("unknown-evaluation")?.code

  /// Shows what the expression `typed` gives.
  func show(_ typed: String) -> Reply {
    if let reply = showDeclared(typed) { return reply }
    switch evaluate(typed) {
    case .failure(let reply): return reply
    case .success(let report):
      last = "(\(replacingIt(typed)))"
      return reply(report)
    }
  }

  /// Returns the results of the expression `typed`, whose values have its text as their name.
  private func evaluate(_ typed: String) -> Result<RunReport, Reply> {
    examine("let `\(Self.probe)` = ", replacingIt(typed)).flatMap { text, analysis in
      guard let report = bench.results(Self.probe, by: analysis) else { return .failure(.stopped) }
      if report.check.diagnostics.contains(where: { $0.code == Self.notAValue }) {
        return .failure(.refusal("`\(Self.line(typed))` is nothing that has cells to be shown"))
      }
      return withoutErrors(report, text).map { $0.named(typed) }
    }
  }

  /// Returns what is known of the declaration `head` of the typed `expression`, put behind the session's text.
  func examine(
    _ head: String, _ expression: String
  ) -> Result<(text: TypedText, analysis: ModelAnalysis), Reply> {
    let text = bench.model.probing(head, expression)
    guard let examination = bench.examine(text) else { return .failure(.stopped) }
    guard !examination.hasErrors, let known = examination.known else {
      return .failure(refusal(examination))
    }
    return .success((text, known.analysis))
  }

  /// Returns what `name` holds by `analysis`, with places in `text` if that was typed.
  func results(
    of name: String, by analysis: ModelAnalysis, _ text: TypedText? = nil
  ) -> Result<RunReport, Reply> {
    guard let report = bench.results(name, by: analysis) else { return .failure(.stopped) }
    return withoutErrors(report, text)
  }

  /// Returns what `name`, which the session has declared, holds.
  func results(of name: String) -> Result<RunReport, Reply> {
    guard let analysis = bench.analysis(of: name) else { return .failure(.stopped) }
    return results(of: name, by: analysis)
  }

  private func withoutErrors(_ report: RunReport, _ text: TypedText?) -> Result<RunReport, Reply> {
    report.check.diagnostics.hasErrors
      ? .failure(.refusal(shown(report.check, text) { $0.severity == .error })) : .success(report)
  }

  /// Returns `typed` with the last expression in place of the name `it`, unless the session declares that.
  func replacingIt(_ typed: String) -> String {
    guard let last, bench.model.declaration("it") == nil else { return typed }
    let tree = Entry.parse(typed)
    var result = ""
    var previous: TokenKind?
    for index in 0..<tree.tokenCount {
      let token = tree.token(index)
      // Behind a point stands the name of a member.
      let isIt = token.kind == .word && token.text == "it" && previous != .dot
      result += isIt ? last : token.text
      if !token.kind.isTrivia { previous = token.kind }
    }
    return result
  }

  /// Returns the reply to the name of something that is no value: an evaluation, an index, a table; `nil` if
  /// `typed` is no such name.
  private func showDeclared(_ typed: String) -> Reply? {
    guard let declaration = bench.model.declaration(typed) else { return nil }
    if case .let = declaration { last = "(\(typed))" }
    switch declaration {
    case .parameter: return nil
    case .let, .evaluation:
      return reply(to: results(of: typed)) { reply($0) }
    case .index, .variant: return tree(typed)
    case .data: return data(typed)
    default: return Reply(declaration.node.sourceText + "\n")
    }
  }
}

extension RunReport {
  /// The report with `text` as the name of the values of the probe.
  func named(_ text: String) -> RunReport {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let name = line.count > 60 ? line.prefix(59) + "…" : line
    let values = values.map { value in
      ValueReport(
        declared: name, name: name + value.name.dropFirst(value.declared.count),
        label: value.label, measure: value.measure, axes: value.axes, isBoolean: value.isBoolean,
        cells: value.cells)
    }
    return RunReport(
      check: check, evaluations: evaluations, values: values, passed: passed, failed: failed)
  }
}

extension Node {
  /// The text of the node.
  var sourceText: String { tree.source.text(span) }
}
