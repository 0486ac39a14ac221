import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// Declares what was typed, and shows what it holds.
  func declare(_ typed: SyntaxTree) -> Reply {
    let text = String(decoding: typed.source.bytes, as: UTF8.self)
    let (new, places) = bench.text.adding(typed)
    guard let examination = bench.examine(new) else { return .stopped }
    if examination.hasErrors { return refusal(examination, text, places) }
    var reply = Reply()
    for declaration in typed.model.declarations {
      let shown = result(of: declaration, examination, text, places)
      if shown.isError { return shown }
      reply.output += shown.output
      reply.messages += shown.messages
    }
    reply.messages += warnings(examination, text, places)
    reply.messages += failures(examination, besides: places)
    bench.accept(examination)
    return reply
  }

  /// Returns which expectations of the parts that have changed fail, but for those typed at `places`.
  private func failures(_ examination: Examination, besides places: [TypedPlace]) -> String {
    let changed = examination.parts.filter { !bench.isChecked($0) }
    return changed.map { part in
      guard part.declarations.contains(where: { $0.word == "expect" }),
        let report = bench.test(part)
      else { return "" }
      let failed = report.cases.filter { test in
        test.outcome == .failed && !places.contains { $0.typed(Int(test.span.start)) != nil }
      }
      return failed.map { "does not hold now: \($0.name): \($0.message ?? "")\n" }.joined()
    }.joined()
  }

  /// Returns what `declaration`, which `examination` found right, gives.
  private func result(
    of declaration: Declaration, _ examination: Examination, _ typed: String,
    _ places: [TypedPlace]
  ) -> Reply {
    guard let name = declaration.name?.text else {
      if case .expect = declaration { return verdict(examination, typed, places) }
      return Reply()
    }
    let verb = bench.text.declaration(name) == nil ? "declared" : "replaced"
    switch declaration {
    case .let, .evaluation:
      guard let report = bench.results(name, in: examination.parts) else { return .stopped }
      if report.check.diagnostics.hasErrors {
        let errors = report.check.diagnostics.filter { $0.severity == .error }
        return .refusal(
          shown(CheckReport(sources: report.check.sources, diagnostics: errors), typed, places))
      }
      return Reply(settings.isQuiet ? "" : display(report))
    default:
      return Reply(settings.isQuiet ? "" : "\(declaration.word) \(name) \(verb)\n")
    }
  }

  /// Returns whether the expectation that was typed last holds.
  private func verdict(
    _ examination: Examination, _ typed: String, _ places: [TypedPlace]
  ) -> Reply {
    let spans = places.map { $0.start..<$0.start + $0.typed.count }
    let part = examination.parts.first { part in
      part.declarations.contains { declaration in
        guard case .expect(let expect) = declaration else { return false }
        return spans.contains { $0.contains(Int(expect.node.span.start)) }
      }
    }
    guard let part, let report = bench.test(part) else { return .stopped }
    let test = report.cases.first { test in
      spans.contains { $0.contains(Int(test.span.start)) } && test.outcome != .passed
    }
    guard let test else { return Reply(settings.isQuiet ? "" : "it holds\n") }
    return .refusal("it does not hold: \(test.message ?? test.name)")
  }

  /// Returns the warnings about what was typed at `places`.
  private func warnings(
    _ examination: Examination, _ typed: String, _ places: [TypedPlace]
  ) -> String {
    // In a session much is declared before anything uses it.
    let unused = Catalogue.entry("unused-declaration")?.code
    return examination.reports.map { report in
      let found = report.diagnostics.filter { finding in
        finding.severity == .warning && finding.code != unused
          && finding.span.file == FileID(0)
          && places.contains { $0.typed(Int(finding.span.start)) != nil }
      }
      return shown(CheckReport(sources: report.sources, diagnostics: found), typed, places)
    }.joined()
  }
}

extension Reply {
  /// The reply to an entry that the user has stopped.
  static var stopped: Reply { .refusal("stopped: nothing has changed") }
}
