import IdxTestSupport
import Testing

/// Worked examples: what a source prints, to its digits, and the same recomputed with more.
@Suite struct ExampleTests {
  @Test(arguments: examples) func givesWhatIsPrinted(_ example: Example) throws {
    let file = try Reference.object("examples/\(example.file).json")
    let run = try ModelRun(example.text(file.object("inputs")))
    let recomputed = try file.object("recomputed")
    let printed = try file.object("printed")
    let check = try file.object("check")
    let wrong = try #require(file["documented_source_errors"] as? [String])
    #expect(Set(recomputed.keys) == Set(example.results.map(\.key)))
    for (key, names) in example.results {
      let got = try names.flatMap { try cells($0, run) }
      let want = numbers(recomputed[key] as Any, example.words)
      // What was recomputed from a misprint does not follow where the misprint is mended.
      let follows = Reference.distance(got, want) <= example.tolerance
      #expect(follows != example.mended.contains(key), "\(key): \(got)")
      let tolerance = try check.object(key)["tolerance"] as? Double ?? 0
      let source = numbers(printed[key] as Any, example.words)
      #expect(source.count == got.count)
      let agrees = zip(got, source).allSatisfy { abs(($0 ?? .nan) - ($1 ?? .nan)) <= tolerance }
      let isWrong = wrong.contains(key) && !example.mended.contains(key)
      #expect(agrees != isWrong, "printed \(key): \(got)")
    }
  }

  /// Returns the cells of the result `name`; `x*` in it stands for `x1`, `x2`, … as far as there are
  /// such, and their cells then go row by row.
  private func cells(_ name: String, _ run: ModelRun) throws -> [Double?] {
    let parts = name.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return try run.cells(name) }
    var columns: [[Double?]] = []
    while let column = run.result("\(parts[0])\(columns.count + 1)\(parts[1])") {
      columns.append(column)
    }
    return try #require(columns.first).indices.flatMap { row in columns.map { $0[row] } }
  }

  /// Returns the numbers in `value`, in order, for a word its place among `words`.
  private func numbers(_ value: Any, _ words: [String]) -> [Double?] {
    if let list = value as? [Any] { return list.flatMap { numbers($0, words) } }
    if let word = value as? String { return [words.firstIndex(of: word).map(Double.init)] }
    return [value as? Double]
  }
}

extension ExampleTests {
  /// A worked example as a model.
  struct Example: Sendable, CustomTestStringConvertible {
    let file: String
    /// The results that stand for each key, one behind the other.
    let results: [(key: String, names: [String])]
    /// How near to what was recomputed in doubles.
    var tolerance = Reference.formulaTolerance
    /// Keys that are printed as they follow from an input whose misprint the model mends.
    var mended: Set<String> = []
    /// The words that stand in results for the places of elements.
    var words: [String] = []
    /// Returns the model for the inputs.
    let text: @Sendable ([String: Any]) throws -> String
    var testDescription: String { file }
  }

  static let examples = comparisons + constructions + weightings + rankings
}
