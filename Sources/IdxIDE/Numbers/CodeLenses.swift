import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// A line over a declaration: something to do, or a number that is worked out later.
public struct CodeLens: Hashable, Sendable {
  /// What it is about.
  public enum Subject: String, Hashable, Sendable {
    /// Runs an evaluation.
    case run
    /// The objects that come first in an evaluation.
    case best
    /// The consistency of a judgement.
    case consistency
    /// Whether an expectation holds.
    case expectation
  }

  /// What it is about.
  public let subject: Subject
  /// The name of the declaration; of an expectation its place among the expectations.
  public let name: String
  /// The bytes of the document over which it stands.
  public let range: Range<Int>
}

extension Document {
  /// The lines over evaluations, judgements and expectations, in their order.
  public var lenses: [CodeLens] {
    var expectations = 0
    return tree.model.declarations.flatMap { declaration -> [CodeLens] in
      let name = declaration.name
      let range = (name?.span ?? declaration.node.span).range
      func lens(_ subject: CodeLens.Subject, _ name: String?) -> [CodeLens] {
        name.map { [CodeLens(subject: subject, name: $0, range: range)] } ?? []
      }
      switch declaration {
      case .evaluation: return lens(.run, name?.text) + lens(.best, name?.text)
      case .judgement: return lens(.consistency, name?.text)
      case .expect:
        expectations += 1
        return lens(.expectation, String(expectations - 1))
      default: return []
      }
    }
  }
}

extension Workspace {
  /// Returns what a line about `subject` of the declaration `name` of the document `path` says; `nil` where the
  /// work was stopped, or there is no such line.
  public func title(
    of subject: CodeLens.Subject, _ name: String, in path: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> String? {
    guard let document = document(path),
      let lens = document.lenses.first(where: { $0.subject == subject && $0.name == name }),
      let assistant = assistant(
        of: path, around: lens.range.lowerBound, isCancelled: isCancelled)
    else { return nil }
    switch subject {
    case .run: return "Run"
    case .best: return assistant.best(name)
    case .consistency: return assistant.consistency(name)
    case .expectation: return assistant.expectation(at: lens.range)
    }
  }
}

extension Assistant {
  fileprivate func best(_ name: String) -> String? {
    guard let run = results(of: name) else { return nil }
    guard let evaluation = run.evaluations.first, let root = evaluation.nodes.first else {
      return "not run: the model has errors"
    }
    let objects = evaluation.objectLabels
    let count = "\(objects.count) unit\(objects.count == 1 ? "" : "s")"
    // Of several slices, such as years, the last is the newest.
    guard let scores = root.scores.last, let ranks = root.ranks.last else { return count }
    let order = objects.indices.compactMap { object -> (rank: Double, object: Int)? in
      guard ranks.indices.contains(object), let rank = ranks[object] else { return nil }
      return (rank, object)
    }.sorted { ($0.rank, $0.object) < ($1.rank, $1.object) }
    let shown = order.prefix(3).map { place in
      let score = scores.indices.contains(place.object) ? scores[place.object] : nil
      return objects[place.object] + (score.map { " \(NumberText.weight($0))" } ?? "")
    }
    if shown.isEmpty { return count }
    let words = ["", "best", "top two", "top three"][min(shown.count, 3)]
    let slice = evaluation.slices.last?.map(\.label).joined(separator: ", ") ?? ""
    return "\(count), \(words)\(slice.isEmpty ? "" : " of \(slice)"): "
      + shown.joined(separator: ", ")
  }

  fileprivate func consistency(_ name: String) -> String? {
    let sets = model.judgements.filter { $0.name == name }
    let ratios = sets.flatMap { set in
      set.ratios.compactMap { $0.map { (ratio: $0, group: set.group) } }
    }
    guard let worst = ratios.max(by: { $0.ratio < $1.ratio }) else {
      return sets.isEmpty ? "no comparisons that can be read" : "no consistency ratio"
    }
    if ratios.count == 1 { return "CR \(NumberText.weight(worst.ratio))" }
    let place = worst.group.map { " at \($0)" } ?? ""
    return "CR up to \(NumberText.weight(worst.ratio))\(place)"
  }

  fileprivate func expectation(at range: Range<Int>) -> String? {
    guard let tests = tests() else { return nil }
    let expectations = (module?.declarations ?? []).filter {
      if case .expect = $0 { true } else { false }
    }
    guard let number = expectations.firstIndex(where: { $0.node.span.range == range }),
      tests.cases.indices.contains(number)
    else { return "not run: the model has errors" }
    let test = tests.cases[number]
    let place = test.place.isEmpty ? "" : " for \(test.place)"
    switch test.outcome {
    case .passed: return test.got.map { "passes: got \($0)\(place)" } ?? "passes"
    case .failed, .known:
      return "fails: " + (test.got.map { "got \($0)\(place)" } ?? test.message ?? "")
    case .notRun: return "not run: the model has errors"
    }
  }
}
