import IdxDiagnostics
import IdxDriver
import Testing

/// What is told of changes of results.
@Suite struct ResultDifferenceTests {
  /// A model that takes the scores from its table as they are.
  private static func model(_ rows: [(String, String)], _ grades: String = "from 5") -> String {
    "data t {\n  key object defines Object\n  column a missing \"\"\n  | object | a |\n"
      + rows.map { "  | \($0) | \($1) |\n" }.joined() + """
        }
        scale S best first { grade high "High" \(grades) grade low "Low" }
        index T { indicator a benefit }
        evaluation e of T on t {
          weights equal aggregate arithmetic_mean(gaps: keep) orient negated classify S
        }

        """
  }

  private static let rows = [("p", "9"), ("q", "7"), ("r", "5"), ("s", "3"), ("u", "1")]

  private func slice(_ old: [(String, String)], _ new: [(String, String)]) throws
    -> SliceDifference
  {
    let report = try Comparison(old: Self.model(old), new: Self.model(new)).report()
    return try #require(report.evaluations.first?.slices.first)
  }

  /// Spearman 1 - 6 * 2 / (5 * 24) and Kendall (9 - 1) / 10 where two neighbours change places.
  @Test func ranksAndCorrelations() throws {
    var rows = Self.rows
    rows[3].1 = "6"
    let slice = try slice(Self.rows, rows)
    #expect(abs((slice.spearman ?? 0) - 0.9) < 1e-12)
    #expect(abs((slice.kendall ?? 0) - 0.8) < 1e-12)
    let moved = slice.objects.filter(\.isChanged)
    #expect(moved.map(\.code) == ["s", "r"])
    #expect(moved.map(\.gain) == [1, -1])
    #expect(moved[0].before == .init(score: 3, rank: 4, grade: "Low"))
    #expect(moved[0].after == .init(score: 6, rank: 3, grade: "High"))
    #expect(moved[0].scoreChange == 3)
    #expect(moved[1].scoreChange == 0)
  }

  /// Objects that only one model has, and those whose score is missing in one.
  @Test func objectsAndMissingScores() throws {
    let slice = try slice(
      Self.rows, [("x", "8"), ("u", "1"), ("s", "3"), ("q", "7"), ("r", "\"\"")])
    #expect(slice.objects.map(\.code) == ["x", "q", "s", "u", "r", "p"])
    let byCode = Dictionary(slice.objects.map { ($0.code, $0) }) { first, _ in first }
    #expect(byCode["x"]?.before == nil)
    #expect(byCode["p"]?.after == nil)
    #expect(byCode["r"]?.after == .init(score: nil, rank: nil, grade: nil))
    #expect(byCode["r"]?.gain == nil)
    #expect(byCode["r"]?.isChanged == true)
    #expect(abs((slice.spearman ?? 0) - 1) < 1e-12)
    #expect(abs((slice.kendall ?? 0) - 1) < 1e-12)
  }

  /// Where all ranks are equal there is no correlation, and with one object there is none.
  @Test(arguments: [["1", "1", "1"], ["1"]]) func noCorrelation(_ cells: [String]) throws {
    let rows = zip(["p", "q", "r"], cells).map { ($0, $1) }
    let slice = try slice(Array(Self.rows.prefix(cells.count)), rows)
    #expect(slice.spearman == nil)
    #expect(slice.kendall == nil)
  }

  /// The threshold alone: grades change, scores and ranks do not.
  @Test func grades() throws {
    let report = try Comparison(
      old: Self.model(Self.rows), new: Self.model(Self.rows, "above 5")
    ).report()
    let changed = report.evaluations[0].slices[0].objects.filter(\.isChanged)
    #expect(changed.map(\.code) == ["r"])
    #expect(changed[0].after?.grade == "Low")
    #expect(changed[0].scoreChange == 0)
  }

  /// What only rounding changes is the same: 0.1 + 0.2 is not 0.3.
  @Test func rounding() throws {
    let index = Comparison.table + "index T { indicator x benefit = "
    func model(_ formula: String) -> String {
      index + formula + " indicator b benefit }" + Comparison.evaluation()
    }
    let comparison = Comparison(
      old: model("t.a * 0.3"), new: model("t.a * 0.1 + t.a * 0.2"))
    let report = try comparison.report()
    #expect(report.evaluations[0].isSame)
    #expect(!report.isSame)
    #expect(report.changes.count == 1)
  }

  /// Weights that data give: local and in the whole index, below a group too.
  @Test func derivedWeights() throws {
    let tree = "group G { indicator a benefit indicator b benefit } indicator c benefit"
    let comparison = Comparison.trees(tree, tree, steps: ("", "at G { weights entropy }"))
    let report = try comparison.report()
    #expect(report.evaluations[0].weights.map(\.node) == ["G.a", "G.b"])
    let entry = report.evaluations[0].weights[0].entries[0]
    #expect(entry.slice == [])
    #expect(entry.before == .init(local: 0.5, effective: 0.25))
    let local = try #require(entry.after?.local)
    #expect(entry.after?.effective == local / 2)
    #expect(local != 0.5)
  }

  /// Weights that differ from year to year are told for each year in which they changed.
  @Test func weightsByYear() throws {
    func model(_ steps: String) -> String {
      """
      data t {
        key object defines Object
        period {year} defines Year
        column a from "a_{year}"
        column b from "b_{year}"
        | object | a_2020 | a_2021 | b_2020 | b_2021 |
        | p | 1 | 1 | 1 | 5 |
        | q | 2 | 3 | 2 | 1 |
        | r | 3 | 9 | 3 | 4 |
      }
      index T { indicator a benefit indicator b benefit }
      evaluation e of T on t { normalise minmax weights \(steps) aggregate arithmetic_mean }
      """
    }
    let report = try Comparison(old: model("equal"), new: model("entropy")).report()
    let weights = report.evaluations[0].weights
    try #require(weights.map(\.node) == ["a", "b"])
    // In 2020 both indicators vary alike.
    #expect(weights[0].entries.map { $0.slice.map(\.label) } == [["2021"]])
    let layout = DifferenceLayout()
    let text = DifferenceWriter.text(report, format: .human, layout: layout)
    #expect(text.contains("Most at"))
    #expect(text.contains("(nothing changed in the other 1)"))
  }

  @Test func evaluationsThatComeAndGo() throws {
    let head = Comparison.table + "index T { indicator a benefit indicator b benefit }"
    let (e, f) = (
      Comparison.evaluation(), Comparison.evaluation().replacing("tion e", with: "tion f")
    )
    let all = try Comparison(old: head + e + f, new: head + f).report()
    #expect(all.removedEvaluations == ["e"])
    #expect(all.evaluations.map(\.name) == ["f"])
    let renamed = try Comparison(old: head + e, new: head + f).report()
    #expect(renamed.changes.map(\.kind) == [.renamed])
    #expect(renamed.evaluations.map(\.oldName) == ["e"])
    #expect(renamed.evaluations.map(\.isSame) == [true])
    let both = Comparison(old: head + e + f, new: head + e + f)
    #expect(try both.report(["f", "g"]).evaluations.map(\.name) == ["f"])
    #expect(try both.report(["f", "g"]).unknownNames == ["g"])
    #expect(try both.report().isSame)
  }

  /// An expectation that fails is no fault, only a difference; a model that does not compile is one.
  @Test func expectationsAndErrors() throws {
    let text = Comparison.table + "let a = 1\n"
    let failing = try Comparison(old: text, new: text + "expect a == 2\n").report()
    #expect(!failing.hasErrors)
    #expect(failing.newExpectations == (0, 1))
    let files = ["m.idx": Array("let a = b\n".utf8), "n.idx": Array("let a = 1\n".utf8)]
    let provider = MemoryProvider(files: files)
    let broken = try #require(
      Driver.difference(
        DifferenceSide("m.idx", provider: provider), DifferenceSide("n.idx", provider: provider),
        evaluations: [], options: DriverOptions()))
    #expect(broken.hasErrors)
    #expect(!broken.isCompared)
    #expect(broken.oldCheck.diagnostics.map(\.severity) == [.error])
  }
}
