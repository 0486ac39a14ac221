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

  /// Weights of one publication, of which some sets do not sum to 1: those are refused as shares and
  /// say their sum, and are rescaled as importances.
  @Test func refusesSharesThatDoNotSum() throws {
    let file = try Reference.object("examples/weights_not_summing_xinjiang.json")
    let inputs = try file.object("inputs")
    let recomputed = try file.object("recomputed")
    let names = ["M", "N1", "N2", "N3", "N4", "N5", "N6"]
    for (name, sum) in zip(names, try recomputed.numbers("sums")) {
      let weights = try inputs.numbers(name)
      let columns = weights.indices.map { "x\($0 + 1)" }
      let shares = zip(columns, weights).map { "indicator \($0) benefit weight \($1)" }
      let data = ModelText.table([weights.map { _ in 1.0 }])
      let run = try ModelRun(data + "index I {\n\(shares.joined(separator: "\n"))\n}\n")
      #expect(run.messages.contains("E0422") == (abs(sum - 1) > 1e-9), "\(name): \(run.messages)")
      let rescaled = try ModelRun(
        data + ModelText.index(weights.map { _ in "benefit" }, weights: weights)
          + "evaluation e of Index on t { weights given aggregate arithmetic_mean }\n")
      let got = try columns.map { try rescaled.cells("e.\($0).weight")[0] }
      #expect(Reference.distance(got, weights.map { $0 / sum }) <= Reference.formulaTolerance)
    }
    let lambda = try inputs.numbers("lambda_max")[0]
    let run = try ModelRun("let cr = (\(lambda) - 6) / 5 / random_index(6)\n")
    let want = try recomputed.numbers("CR")
    #expect(try Reference.distance(run.cells("cr"), want) <= Reference.formulaTolerance)
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
