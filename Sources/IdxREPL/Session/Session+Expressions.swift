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
      return Reply(display(report))
    }
  }

  /// Returns the results of the expression `typed`, whose values have its text as their name.
  func evaluate(_ typed: String) -> Result<RunReport, Reply> {
    examine(typed).flatMap { examination, places, text in
      guard let report = bench.results(Self.probe, in: examination.parts) else {
        return .failure(.stopped)
      }
      if report.check.diagnostics.contains(where: { $0.code == Self.notAValue }) {
        return .failure(.refusal("`\(Self.line(typed))` is nothing that has cells to be shown"))
      }
      if report.check.diagnostics.hasErrors {
        let errors = report.check.diagnostics.filter { $0.severity == .error }
        let known = CheckReport(sources: report.check.sources, diagnostics: errors)
        return .failure(.refusal(shown(known, text, places)))
      }
      return .success(report.named(typed))
    }
  }

  /// Returns what is found in the session's text with the expression `typed` as the probe at its end.
  func examine(_ typed: String) -> Result<(Examination, [TypedPlace], String), Reply> {
    let text = replacingIt(typed)
    let (new, places) = bench.text.probing("let `\(Self.probe)` = ", text)
    guard let examination = bench.examine(new) else { return .failure(.stopped) }
    if examination.hasErrors { return .failure(refusal(examination, text, places)) }
    return .success((examination, places, text))
  }

  /// Returns `typed` with the last expression in place of the name `it`, unless the session declares that.
  func replacingIt(_ typed: String) -> String {
    guard let last, bench.text.declaration("it") == nil else { return typed }
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
    guard let declaration = bench.text.declaration(typed) else { return nil }
    if case .let = declaration { last = "(\(typed))" }
    switch declaration {
    case .parameter: return nil
    case .let, .evaluation:
      guard let report = bench.results(typed, in: bench.parts) else { return .stopped }
      return report.check.diagnostics.hasErrors
        ? .refusal(shown(report.check, typed, [])) : Reply(display(report))
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
