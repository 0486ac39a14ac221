import IdxDiagnostics
import IdxDriver

/// What became of the expectations of all models together.
struct TestResults {
  /// A model with what became of its expectations.
  struct Model {
    /// Its path.
    let path: String
    /// What became of them.
    let report: TestReport

    /// `true` iff errors kept it from being run.
    var hasErrors: Bool { !otherErrors.isEmpty }

    /// The errors that are not failures of expectations.
    var otherErrors: [Diagnostic] {
      let errors = report.check.diagnostics.filter { $0.severity == .error }
      return report.cases.contains { $0.outcome != .notRun } ? [] : errors
    }

    /// All that is wrong.
    var findings: ModelFindings {
      ModelFindings(
        model: path, sources: report.check.sources,
        diagnostics: report.check.diagnostics.filter { $0.severity == .error })
    }
  }

  /// The models that have something to tell.
  let models: [Model]

  /// Creates the results of `models`.
  init(_ models: [Model]) { self.models = models }

  /// `true` iff all expectations were run and held.
  var isWell: Bool {
    models.allSatisfy { !$0.hasErrors && $0.report.count(.passed) == $0.report.cases.count }
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
        let errors = model.otherErrors
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
      ("notRun", .integer(count(.notRun))),
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
              ("errors", .array(JSONRenderer(model.otherErrors, sources: sources).values)),
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
