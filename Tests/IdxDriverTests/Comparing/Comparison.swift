import IdxDiagnostics
import IdxDriver
import Testing

/// A model before and after, with files beside it.
struct Comparison: Sendable {
  let old: String
  let new: String
  var oldFiles: [String: String] = [:]
  var newFiles: [String: String] = [:]

  /// What the two differ in.
  func report(_ evaluations: [String] = []) throws -> DifferenceReport {
    func side(_ text: String, _ files: [String: String]) -> DifferenceSide {
      var all = files.mapValues { Array($0.utf8) }
      all["m.idx"] = Array(text.utf8)
      return DifferenceSide("m.idx", provider: MemoryProvider(files: all))
    }
    let report = try #require(
      Driver.difference(
        side(old, oldFiles), side(new, newFiles), evaluations: evaluations,
        options: DriverOptions()))
    let faults = [report.oldCheck, report.newCheck].flatMap(\.diagnostics)
      .filter { $0.severity == .error }.map(\.message)
    try #require(faults == [])
    return report
  }

  /// What changed in the model, a line a change.
  func changes() throws -> [String] { try report().changes.map(Self.words) }

  private static func words(_ change: ModelChange) -> String {
    let what = [change.declaration, change.kind.rawValue, change.aspect, change.place]
      .filter { !$0.isEmpty }.joined(separator: " ")
    let count = change.count.map { " (\($0)\(change.first.map { ", \($0)" } ?? ""))" } ?? ""
    return what + count + ": \(change.before ?? "–") → \(change.after ?? "–")"
  }

  /// A table of three objects and columns a, b, c.
  static let table = """
    data t {
      key object defines Object
      column a
      column b
      column c
      | object | a | b | c |
      | p | 1 | 3 | 2 |
      | q | 2 | 1 | 2 |
      | r | 4 | 2 | 3 |
    }

    """

  /// An evaluation of T on the table, with the steps `steps` besides.
  static func evaluation(_ steps: String = "") -> String {
    "\nevaluation e of T on t { normalise minmax weights equal aggregate arithmetic_mean \(steps) }\n"
  }

  /// The same table and evaluation of two indexes T.
  static func trees(_ old: String, _ new: String, steps: (String, String) = ("", ""))
    -> Comparison
  {
    Comparison(
      old: table + "index T { \(old) }" + evaluation(steps.0),
      new: table + "index T { \(new) }" + evaluation(steps.1))
  }
}
