import IdxDiagnostics
import IdxDriver
import IdxSyntax

extension Session {
  /// Declares what was typed, and shows what it holds.
  func declare(_ typed: SyntaxTree) -> Reply {
    let declarations = typed.model.declarations
    let old = Set(
      declarations.compactMap { $0.name?.text }.filter { bench.model.declaration($0) != nil })
    guard let examination = bench.examine(bench.model.adding(typed)) else { return .stopped }
    guard !examination.hasErrors, let (change, analysis) = examination.known else {
      return refusal(examination)
    }
    let none = TestReport(check: examination.report, cases: [])
    guard let test = change.hasExpectations ? analysis.test() : none else { return .stopped }
    let faults = shown(test.check, examination.text) {
      $0.severity == .error && !$0.isFailedExpectation
    }
    if !faults.isEmpty { return .refusal(faults) }
    let fresh = test.cases.filter { examination.text.holds($0.span) }
    if let failed = fresh.first(where: { $0.outcome != .passed }) {
      return .refusal("it does not hold: \(failed.message ?? failed.name)")
    }
    var reply = Reply()
    for declaration in declarations {
      switch result(of: declaration, examination, by: analysis, isOld: old) {
      case .failure(let refusal): return refusal
      case .success(let shown):
        reply.output += shown.output
        reply.messages += shown.messages
      }
    }
    reply.messages += warnings(examination)
    for test in test.cases where test.outcome == .failed && !examination.text.holds(test.span) {
      reply.messages += "does not hold now: \(test.name): \(test.message ?? "")\n"
    }
    bench.accept(examination)
    editor.note(declared: typed.source.bytes, isNew: false)
    return reply
  }

  /// Returns what is said of `declaration`, which `examination` found right; `old` are the names that were there
  /// before.
  private func result(
    of declaration: Declaration, _ examination: Examination, by analysis: ModelAnalysis,
    isOld old: Set<String>
  ) -> Result<Reply, Reply> {
    guard let name = declaration.name?.text else {
      if case .expect = declaration { return .success(confirmation("it holds")) }
      return .success(Reply())
    }
    switch declaration {
    case .let, .evaluation:
      return results(of: name, by: analysis, examination.text).map { report in
        reply(report, examination.text, isShown: !settings.isQuiet)
      }
    default:
      let verb = old.contains(name) ? "replaced" : "declared"
      return .success(confirmation("\(declaration.word) \(name) \(verb)"))
    }
  }

  /// Returns the reply that says `words`, unless the session is to be quiet.
  func confirmation(_ words: String) -> Reply { Reply(settings.isQuiet ? "" : words + "\n") }

  /// Returns the warnings about what was typed.
  private func warnings(_ examination: Examination) -> String {
    // In a session much is declared before anything uses it.
    let unused = ["unused-declaration", "unused-import"].compactMap { Catalogue.entry($0)?.code }
    return shown(examination.report, examination.text) { finding in
      finding.severity == .warning && !unused.contains(finding.code)
        && examination.text.holds(finding)
    }
  }
}

extension TypedText {
  /// `true` iff what `span` is of was typed.
  func holds(_ span: Span) -> Bool {
    span.file == FileID(0) && places.contains { $0.typed(Int(span.start)) != nil }
  }

  /// `true` iff `finding` is about what was typed.
  func holds(_ finding: Diagnostic) -> Bool { holds(finding.span) }
}

extension ConcernedPart {
  /// `true` iff an expectation is new or may not hold any more.
  fileprivate var hasExpectations: Bool {
    part.declarations.contains { if case .expect = $0 { true } else { false } }
  }
}

extension Reply {
  /// The reply to an entry that the user has stopped.
  static var stopped: Reply { .refusal("stopped: nothing has changed") }
}
