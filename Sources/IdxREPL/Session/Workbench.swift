import IdxDiagnostics
import IdxDriver
import IdxSyntax

/// The parts of the text of a session with what is known of them: what a change does not touch is neither
/// checked nor evaluated again.
final class Workbench {
  /// The path for which the text of the session stands.
  let path: String
  /// The files, as they were read first.
  let files: FileCache
  /// What is asked of the driver.
  var options: DriverOptions { didSet { analyses = [] } }
  /// The text so far.
  private(set) var text: SessionText

  private let divider = ModelDivider()
  /// The parts of the text so far, by their declarations, with the errors in each.
  private var checked: [[ObjectIdentifier]: CheckedPart] = [:]
  /// The parts that were asked about last, the latest first.
  private var analyses: [KnownPart] = []

  /// How many analyses are kept: each holds the plan of its part.
  private static let mostAnalyses = 8

  /// Creates the workbench of `text`, which stands for the file at `path`.
  init(path: String, files: any SourceProvider, text: SessionText, options: DriverOptions) {
    self.path = path
    self.files = FileCache(files)
    self.text = text
    self.options = options
  }

  /// Returns what is wrong with `text` and was not before; `nil` once it is cancelled.
  func examine(_ text: SessionText) -> Examination? {
    let parts = divider.divide(text.tree).all
    var result = Examination(text: text, parts: parts)
    let before = Set(checked.values.flatMap(\.errors))
    let syntax = text.tree.diagnostics
    if syntax.hasErrors {
      let old = Set(self.text.tree.diagnostics.map(\.message))
      let new = syntax.filter { !old.contains($0.message) }
      if new.hasErrors {
        result.reports.append(CheckReport(sources: [text.tree.source], diagnostics: new))
        return result
      }
    }
    for part in parts {
      if let known = checked[part.identity] {
        result.checked[part.identity] = known
        continue
      }
      guard let analysis = analysis(of: part) else { return nil }
      let errors = analysis.report.diagnostics.filter { $0.severity == .error }
      result.checked[part.identity] = CheckedPart(part: part, errors: errors.map(\.message))
      let new = analysis.report.diagnostics.filter {
        $0.severity != .error || !before.contains($0.message)
      }
      if !new.isEmpty {
        result.reports.append(CheckReport(sources: analysis.report.sources, diagnostics: new))
      }
    }
    return result
  }

  /// Makes the text of `examination` the text of the session.
  func accept(_ examination: Examination) {
    text = examination.text
    checked = examination.checked
  }

  /// Returns what is known of the part of `text`, just examined or the text so far, that declares `name`; `nil`
  /// where none does or it is cancelled.
  func analysis(of name: String, in parts: [ModelPart]) -> ModelAnalysis? {
    let part = parts.first { part in
      part.declarations.contains { $0.name?.text == name }
    }
    return part.flatMap { analysis(of: $0) }
  }

  /// Returns the parts of the text so far.
  var parts: [ModelPart] { divider.divide(text.tree).all }

  /// Returns what `names`, declared in one part, hold; `nil` once it is cancelled.
  func results(_ name: String, in parts: [ModelPart]) -> RunReport? {
    guard let analysis = analysis(of: name, in: parts) else { return nil }
    guard let place = analyses.firstIndex(where: { $0.analysis === analysis }) else { return nil }
    if let known = analyses[place].results[name] { return known }
    guard let report = analysis.results(of: name) else { return nil }
    analyses[place].results[name] = report
    return report
  }

  /// `true` iff `part` belongs to the text so far.
  func isChecked(_ part: ModelPart) -> Bool { checked[part.identity] != nil }

  /// Returns what becomes of the expectations in `part`; `nil` once it is cancelled.
  func test(_ part: ModelPart) -> TestReport? { analysis(of: part)?.test() }

  private func analysis(of part: ModelPart) -> ModelAnalysis? {
    if let place = analyses.firstIndex(where: { $0.part.identity == part.identity }) {
      let known = analyses.remove(at: place)
      analyses.insert(known, at: 0)
      return known.analysis
    }
    guard let made = Driver.analyse(path, part: part, provider: files, options: options) else {
      return nil
    }
    analyses.insert(KnownPart(part: part, analysis: made), at: 0)
    if analyses.count > Self.mostAnalyses { analyses.removeLast() }
    return made
  }
}

/// A text that was looked at, and what is wrong with it.
struct Examination {
  /// The text.
  let text: SessionText
  /// Its parts.
  let parts: [ModelPart]
  /// What was found in parts that are new, with the texts into which places point.
  var reports: [CheckReport] = []
  fileprivate var checked: [[ObjectIdentifier]: CheckedPart] = [:]

  /// `true` iff there is an error that was not there before.
  var hasErrors: Bool { reports.contains { $0.diagnostics.hasErrors } }

  fileprivate init(text: SessionText, parts: [ModelPart]) {
    self.text = text
    self.parts = parts
  }
}

/// A part of a text, held so that its identity is not another's, and the errors in it.
private struct CheckedPart {
  let part: ModelPart
  let errors: [String]
}

/// A part with what is known of it.
private struct KnownPart {
  let part: ModelPart
  let analysis: ModelAnalysis
  /// What was evaluated, by name.
  var results: [String: RunReport] = [:]
}
