import IdxDiagnostics
import IdxDriver
import IdxSyntax

/// The text of a session with what is known of its declarations: what an entry does not concern is neither
/// checked nor evaluated again.
final class Workbench {
  /// What a text is called in messages that is of no file.
  static let plainName = "session"

  /// The path for which the text of the session stands.
  let path: String
  /// The files, as they were read first.
  let files: FileCache
  /// What is asked of the driver.
  var options: DriverOptions { didSet { analyses = [] } }

  private let growing: GrowingModel
  /// The errors of the text so far, with the declarations in which they are; none of most texts.
  private var knownErrors: [(holder: AnyObject?, message: String)] = []
  /// What was asked about last, the latest last.
  private var analyses: [KnownPart] = []

  /// How many analyses are kept: each holds the plan of its part.
  private static let mostAnalyses = 8

  /// Creates the workbench of the text `bytes`, which stands for the file at `path` and is called `name`.
  init(
    path: String, files: any SourceProvider, bytes: [UInt8] = [],
    name: String = Workbench.plainName, options: DriverOptions
  ) {
    self.path = path
    self.files = FileCache(files)
    self.options = options
    self.options.keepTables()
    growing = GrowingModel(bytes, name: name)
  }

  /// The text so far. What was examined and not accepted is given up.
  var model: GrowingModel {
    growing.withdraw()
    return growing
  }

  /// The files of the session, its own text among them.
  var provider: SessionProvider {
    SessionProvider(base: files, path: path, text: model.tree.source)
  }

  /// Returns what is wrong with the text as a whole; `nil` once it is cancelled.
  func check() -> CheckReport? {
    guard let report = Driver.check(path, provider: provider, options: options) else { return nil }
    note(errors: report)
    return report
  }

  /// Returns what `text` concerns and what is wrong with that and was not before; `nil` once it is cancelled.
  func examine(_ text: TypedText) -> Examination? {
    let syntaxBefore = model.tree.diagnostics
    growing.propose(text.bytes)
    let syntax = growing.tree.diagnostics
    if syntax.hasErrors {
      let known = Set(syntaxBefore.map(\.message))
      let new = syntax.filter { !known.contains($0.message) || text.holds($0) }
      if new.hasErrors {
        let report = CheckReport(sources: [growing.tree.source], diagnostics: new)
        return Examination(text: text, known: nil, report: report)
      }
    }
    let change = growing.change(in: text.places.map(\.range))
    guard let analysis = analysis(of: change.part) else { return nil }
    let report = change.needsEvaluation ? analysis.report : analysis.unevaluatedReport
    if options.isCancelled() { return nil }
    // Expectations are judged apart: that one does not hold any more is no error of what was typed.
    return Examination(
      text: text, known: (change, analysis), report: withoutKnown(report, change.part))
  }

  /// Makes the text of `examination`, the last that was made, the text of the session.
  func accept(_ examination: Examination) {
    growing.accept()
    guard let (change, analysis) = examination.known else { return }
    guard !knownErrors.isEmpty else { return }
    let identity = Set(change.part.identity)
    knownErrors.removeAll { $0.holder.map { identity.contains(ObjectIdentifier($0)) } ?? false }
    note(errors: analysis.unevaluatedReport)
  }

  /// Returns what is known of `name` and of what it needs; `nil` where there is no such name or it is cancelled.
  func analysis(of name: String) -> ModelAnalysis? {
    guard let part = model.part(of: name) else { return nil }
    let identity = part.identity
    let known = analyses.last { known in
      known.members.isSuperset(of: identity)
        && (known.members.count == identity.count
          || !known.analysis.unevaluatedReport.diagnostics.hasErrors)
    }
    return known?.analysis ?? analysis(of: part)
  }

  /// Returns what `name` holds by `analysis`; `nil` once it is cancelled.
  func results(_ name: String, by analysis: ModelAnalysis) -> RunReport? {
    let place = analyses.lastIndex { $0.analysis === analysis }
    if let known = place.flatMap({ analyses[$0].results[name] }) { return known }
    guard let report = analysis.results(of: name) else { return nil }
    if let place { analyses[place].results[name] = report }
    return report
  }

  private func analysis(of part: ModelPart) -> ModelAnalysis? {
    let identity = part.identity
    if let place = analyses.lastIndex(where: { $0.part.identity == identity }) {
      analyses.append(analyses.remove(at: place))
      return analyses.last?.analysis
    }
    guard let made = Driver.analyse(path, part: part, provider: files, options: options) else {
      return nil
    }
    analyses.append(KnownPart(part: part, analysis: made))
    // Usually somebody calls `releaseFormer`.
    if analyses.count > 2 * Self.mostAnalyses { analyses.removeFirst() }
    return made
  }

  /// Lets go of the analyses that are not to be kept, which takes time.
  func releaseFormer() { analyses.removeFirst(max(0, analyses.count - Self.mostAnalyses)) }

  // MARK: - Errors

  private func note(errors report: CheckReport) {
    for error in report.diagnostics where error.severity == .error {
      let isOwn = error.span.file == growing.tree.source.file
      let holder = isOwn ? growing.identity(at: Int(error.span.start)) : nil
      knownErrors.append((holder, error.message))
    }
  }

  /// Returns `report` without the errors that `part` had before.
  private func withoutKnown(_ report: CheckReport, _ part: ModelPart) -> CheckReport {
    let identity = Set(part.identity)
    let known = knownErrors.filter { error in
      error.holder.map { identity.contains(ObjectIdentifier($0)) } ?? true
    }
    let messages = Set(known.map(\.message))
    return CheckReport(
      sources: report.sources,
      diagnostics: report.diagnostics.filter { finding in
        !finding.isFailedExpectation
          && (finding.severity != .error || !messages.contains(finding.message))
      })
  }
}

/// A text that was looked at, and what is wrong with it.
struct Examination {
  /// The text.
  let text: TypedText
  /// What it changes and what is known of that; `nil` where it cannot be read.
  let known: (change: ConcernedPart, analysis: ModelAnalysis)?
  /// What was found in what it concerns, but for errors that were there before.
  let report: CheckReport

  /// `true` iff there is an error that was not there before.
  var hasErrors: Bool { report.diagnostics.hasErrors }
}

extension Diagnostic {
  /// `true` iff it tells that an expectation does not hold.
  var isFailedExpectation: Bool { code == Self.failedExpectation }

  private static let failedExpectation = Catalogue.entry("failed-expectation")?.code
}

extension ConcernedPart {
  /// `true` iff something may come up by evaluating it besides the results of what is new.
  fileprivate var needsEvaluation: Bool {
    hasDependents
      || declarations.contains { declaration in
        switch declaration {
        case .data, .judgement: true
        default: false
        }
      }
  }
}

/// A part with what is known of it.
private struct KnownPart {
  let part: ModelPart
  let members: Set<ObjectIdentifier>
  let analysis: ModelAnalysis
  /// What was evaluated, by name.
  var results: [String: RunReport] = [:]

  init(part: ModelPart, analysis: ModelAnalysis) {
    self.part = part
    self.analysis = analysis
    members = Set(part.identity)
  }
}
