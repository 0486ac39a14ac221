import IdxDiagnostics
import IdxDriver

/// What became of the expectations of all models together.
struct TestResults {
  /// A model with what became of its expectations.
  struct Model {
    /// Its path.
    let path: String
    /// What became of them, and what is wrong with the model.
    var report: TestReport

    /// `true` iff there are errors besides failures of expectations, which most often kept it from being run.
    var hasErrors: Bool { otherFindings.hasErrors }

    /// What was found besides failures of expectations.
    var otherFindings: [Diagnostic] {
      let failures = report.cases.flatMap(\.findings)
      return report.check.diagnostics.filter { finding in
        !failures.contains { Self.areSame($0, finding) }
      }
    }

    /// All that is wrong.
    var findings: ModelFindings {
      get {
        ModelFindings(
          model: path, sources: report.check.sources, diagnostics: report.check.diagnostics)
      }
      set {
        let check = CheckReport(sources: report.check.sources, diagnostics: newValue.diagnostics)
        report = TestReport(check: check, cases: report.cases)
      }
    }

    /// Takes the expectations that fail for known: those of whose findings none is left.
    fileprivate mutating func noteWhatIsKnown() {
      let cases = report.cases.map { test -> TestCase in
        let isKnown = !test.findings.contains { finding in
          report.check.diagnostics.contains { Self.areSame($0, finding) }
        }
        var test = test
        if test.outcome == .failed, isKnown { test.outcome = .known }
        return test
      }
      report = TestReport(check: report.check, cases: cases)
    }

    /// `true` iff both are told as one: a failure that spoils several results is told for the first of them.
    private static func areSame(_ one: Diagnostic, _ other: Diagnostic) -> Bool {
      one.code == other.code && one.span == other.span
    }
  }

  /// The models that have something to tell.
  private(set) var models: [Model]
  /// How many findings were left out because they are known, besides failures of expectations.
  private(set) var known = 0

  /// Creates the results of `models`.
  init(_ models: [Model]) { self.models = models }

  /// Gives all findings the levels of `levels`. What is no error is told once where several models import it.
  mutating func apply(_ levels: RuleLevels) {
    var seen = Set<[String]>()
    for number in models.indices {
      let sources = models[number].report.check.sources
      let once = models[number].findings.diagnostics.filter { finding in
        finding.severity == .error || seen.insert(finding.identity(in: sources)).inserted
      }
      models[number].findings.diagnostics = levels.applied(to: once)
    }
  }

  /// Takes out what `baseline` knows.
  mutating func leaveOut(_ baseline: Baseline) {
    var findings = models.map(\.findings)
    _ = baseline.remove(from: &findings)
    for number in models.indices {
      let before = models[number].otherFindings.count { $0.severity == .error }
      models[number].findings = findings[number]
      known += before - models[number].otherFindings.count { $0.severity == .error }
      models[number].noteWhatIsKnown()
    }
  }

  /// Keeps errors and what `levels` asks to be warned of, and the models that have something to tell; with a
  /// `filter` those that have expectations for it.
  mutating func keepWhatIsTold(filter: String?, _ levels: RuleLevels) {
    for number in models.indices {
      models[number].findings.diagnostics.removeAll { finding in
        finding.severity != .error && !levels.warnsOf(finding)
      }
    }
    models.removeAll { model in
      model.report.cases.isEmpty && (filter != nil || model.otherFindings.isEmpty)
    }
  }

  /// `true` iff no expectation fails that is not known to, and no model has errors.
  var isWell: Bool {
    models.allSatisfy { !$0.hasErrors && $0.report.count(.failed) == 0 }
  }

  /// Returns how many expectations ended in `outcome`.
  func count(_ outcome: TestCase.Outcome) -> Int {
    models.reduce(0) { $0 + $1.report.count(outcome) }
  }

  /// Returns the results in `format`, which is not for people.
  func text(_ format: FindingsFormat, unreadable: [(path: String, reason: String)]) -> String {
    switch format {
    case .junit: junit
    case .json: json(unreadable)
    default: format.text(models.map(\.findings)) ?? ""
    }
  }

  // MARK: - JUnit

  private var junit: String {
    JUnitWriter(
      "idx test",
      models.map { model in
        let lines = model.report.check.sources.first.map { LineIndex($0) }
        let errors = model.otherFindings.filter { $0.severity == .error }
        var cases = model.report.cases.map { test in
          JUnitWriter.Case(
            name: test.name, line: lines?.place(at: Int(test.span.start)).line,
            outcome: outcome(test, model))
        }
        if !errors.isEmpty {
          let text = HumanRenderer(errors, sources: model.report.check.sources).text
          cases.insert(
            .init(
              name: "model", line: nil,
              outcome: .broken(message: errors[0].message, type: errors[0].code, text: text)),
            at: 0)
        }
        return .init(name: model.path, cases: cases)
      }
    ).text
  }

  private func outcome(_ test: TestCase, _ model: Model) -> JUnitWriter.Outcome {
    switch test.outcome {
    case .passed: return .passed
    case .notRun: return .skipped(message: "the model has errors")
    case .known: return .skipped(message: "known to fail: \(test.message ?? "")")
    case .failed:
      let derivations = test.derivations.map {
        DerivationWriter.text($0, sources: model.report.check.sources, decimals: 4, width: nil)
      }
      let lines = ([test.name, test.message ?? ""] + test.hints).map { $0 + "\n" }
      return .failed(
        message: test.message ?? "", type: "expect", text: (lines + derivations).joined())
    }
  }

  // MARK: - JSON

  private func json(_ unreadable: [(path: String, reason: String)]) -> String {
    JSONValue.object([
      ("passed", .integer(count(.passed))), ("failed", .integer(count(.failed))),
      ("notRun", .integer(count(.notRun))), ("known", .integer(count(.known))),
      (
        "unreadable",
        .array(
          unreadable.map {
            .object([("path", .string($0.path)), ("reason", .string($0.reason))])
          })
      ),
      (
        "models",
        .array(
          models.map { model in
            let sources = model.report.check.sources
            let lines = sources.first.map { LineIndex($0) }
            return .object([
              ("path", .string(model.path)),
              (
                "tests",
                .array(
                  model.report.cases.map { test in
                    json(test, line: lines?.place(at: Int(test.span.start)).line, sources)
                  })
              ),
              ("errors", .array(JSONRenderer(model.otherFindings, sources: sources).values)),
            ])
          })
      ),
    ]).text + "\n"
  }

  private func json(_ test: TestCase, line: Int?, _ sources: [SourceText]) -> JSONValue {
    .object([
      ("name", .string(test.name)), ("title", .optional(test.title)),
      ("line", line.map(JSONValue.integer) ?? .null),
      ("outcome", .string(test.outcome.rawValue)),
      ("tolerance", .optional(test.tolerance)),
      ("got", .optional(test.got)), ("expected", .optional(test.expected)),
      ("place", test.place.isEmpty ? .null : .string(test.place)),
      ("message", .optional(test.message)),
      ("hints", .array(test.hints.map(JSONValue.string))),
      (
        "derivations",
        .array(test.derivations.map { json($0) })
      ),
    ])
  }

  private func json(_ derivation: Derivation) -> JSONValue {
    .object([
      ("title", .string(derivation.title)), ("value", .optional(derivation.value)),
      ("word", .optional(derivation.word)),
      ("notes", .array(derivation.notes.map(JSONValue.string))),
      (
        "parts",
        .array(
          derivation.parts.map { part in
            .object([
              ("weight", .optional(part.weight)), ("contribution", .optional(part.contribution)),
              ("derivation", json(part.derivation)),
            ])
          })
      ),
    ])
  }
}
