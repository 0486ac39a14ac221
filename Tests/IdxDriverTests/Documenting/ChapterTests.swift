import Foundation
import IdxStandardLibrary
import IdxTestSupport
import Testing

@testable import IdxDriver

/// Chapters on models and methods.
@Suite struct ChapterTests {
  private static let extensions: [DocumentFormat: String] = [
    .markdown: "md", .html: "html", .latex: "tex",
  ]

  /// Returns the chapter on the model `text` with `files` beside it.
  private func chapter(_ text: String, name: String, files: [String: [UInt8]] = [:]) throws
    -> Chapter
  {
    let provider = MemoryProvider(files: files.merging([name: Array(text.utf8)]) { $1 })
    let report = try #require(
      Driver.document(name, decimals: 4, provider: provider, options: DriverOptions()))
    #expect(report.failed == 0)
    return try #require(report.chapter)
  }

  private func check(_ chapter: Chapter) {
    #expect(WellFormedness.objections(toPage: chapter.text(.html)) == [])
    #expect(WellFormedness.objections(toLatex: chapter.text(.latex)) == [])
    #expect(WellFormedness.objections(toMarkdown: chapter.text(.markdown)) == [])
  }

  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/documents", "idx"))
  func isAsWritten(_ file: URL) throws {
    let chapter = try chapter(Fixtures.text(file), name: file.lastPathComponent)
    check(chapter)
    for (format, ending) in Self.extensions {
      let golden = file.deletingPathExtension().appendingPathExtension(ending)
      #expect(try Golden.difference(chapter.text(format), from: golden) == nil)
    }
  }

  @Test(arguments: LibraryModelTests.models) func documentsEveryModel(_ path: String) throws {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let beside = StandardLibrary.files.filter { $0.path.hasPrefix(folder + "/") }.map {
      ($0.path.split(separator: "/").last.map(String.init) ?? "", Array($0.text.utf8))
    }
    let text = try #require(StandardLibrary.text(path))
    let files = Dictionary(beside) { first, _ in first }
    check(try chapter(text, name: "model.idx", files: files))
  }

  /// What is made with another evaluation is told by that, and by all of its steps.
  @Test func documentsWhatIsMadeWithAnother() throws {
    let text = try chapter(
      """
      data d { key k defines K
        | k | a | b | c |
        | x | 1 | 2 | 4 |
        | y | 3 | 1 | 5 |
      }
      index I "All" { indicator a benefit  group g { indicator b cost  indicator c benefit } }
      evaluation e of I on d { normalise minmax  weights equal  aggregate arithmetic_mean }
      evaluation f "Less" with e {
        at g { weights entropy }
        add indicator c2 "Again" benefit = d.a + d.c
        normalise scaled_minmax(lowest: 1)
      }
      """, name: "model.idx"
    ).text(.markdown)
    let origin =
      "As All (e), but `add indicator c2 \"Again\" benefit = d.a + d.c`, "
      + "`at g { weights entropy }`, `normalise scaled_minmax(lowest: 1)`."
    #expect(text.contains(origin))
    let aggregated = "| aggregate | `arithmetic_mean` |"
    #expect(text.split(separator: "\n").count { $0.contains(aggregated) } == 2)
    #expect(text.contains("| 1 | all | normalise | `scaled_minmax(lowest: 1)` |"))
    #expect(text.contains("| 4 | `g` | weights | `entropy` |"))
    #expect(text.contains("### Less (f)\n\nThe index has 4 indicators"))
  }

  @Test func documentsEveryMethod() throws {
    for method in LibraryMethod.all {
      let chapter = try #require(Driver.document(method: method.name), "\(method.name)")
      check(chapter)
    }
    #expect(LibraryMethod.all.count > 100)
    #expect(Driver.document(method: "no_such_method") == nil)
    #expect(Driver.nearestMethod(to: "topsi") == "topsis")
    #expect(Driver.nearestMethod(to: "z_score") == "zscore")
  }

  private static let grouped = """
    /// Head.
    data d { key k defines K  column x  column y
      missing ""
      | k | x | y |
      | a | 1 | 4 |
      | b |   | 2 |
      | c | 3 | 2 |
    }
    index I "Index" zh: "指数" { indicator x benefit  indicator y cost }
    judgement J on I { x : y = 3 }
    evaluation e of I on d { impute mean_of_all  normalise minmax  weights ahp(J, how: geometric)
      aggregate arithmetic_mean }
    evaluation f of I on d { impute mean_of_all  normalise minmax  weights equal
      aggregate arithmetic_mean }
    expect e.rank["a"] >= 1
    """

  /// What a chapter must tell, beside what golden files show.
  @Test(arguments: [
    // Choices that the model says and those that hold by default.
    "| `ahp(J, how: geometric)` | `how` | `geometric` | the model |",
    "| `ahp(J, how: geometric)` | `index` | `saaty` | default |",
    // Comparisons are shown whole, though half of them is written.
    "| `y` | 1/3 | 1 |",
    "| x | `x` | 3 | 1 | 33.3 % | 0 |",
    "1 of 6 values of the indicators is missing. Imputed by `mean_of_all`.",
    // By the geometric weights of the evaluation, not those by which a judgement is checked.
    "| Index | `I` | 0.0000 |",
    "1 of 1 expectation of the model holds.",
  ])
  func tells(_ line: String) throws {
    let text = try chapter(Self.grouped, name: "m.idx").text(.markdown)
    #expect(text.contains(line), "\(line)")
    // Each method is documented once, and each source cited under one number.
    #expect(text.components(separatedBy: "### `arithmetic_mean`").count == 2)
    #expect(text.components(separatedBy: "Handbook on Constructing Composite").count == 2)
  }

  @Test func languageChoosesLabels() throws {
    var options = DriverOptions()
    options.language = "zh"
    let provider = MemoryProvider(files: ["m.idx": Array(Self.grouped.utf8)])
    let report = try #require(
      Driver.document("m.idx", decimals: 4, provider: provider, options: options))
    #expect(report.chapter?.text(.markdown).hasPrefix("# 指数\n") == true)
  }

  @Test func failedExpectationsAreToldAsSuch() throws {
    let text = Self.grouped + "\nexpect e.rank[\"a\"] == 7\n"
    let provider = MemoryProvider(files: ["m.idx": Array(text.utf8)])
    let report = try #require(
      Driver.document("m.idx", decimals: 4, provider: provider, options: DriverOptions()))
    #expect(report.failed == 1)
    #expect(report.chapter?.text(.markdown).contains("does not hold |\n") == true)
  }

  @Test func longTablesAreCut() {
    let table = ResultTable(
      title: "T", evaluation: nil, slice: [], columns: [.init("A", key: "a", isNumeric: false)],
      values: [.names(["x", "y", "z"])], order: [2, 0, 1])
    let cut = Chapter.Table(table, decimals: 2, most: 2)
    #expect(cut.caption == "T (the first 2 of 3)")
    #expect(cut.rows.map { Chapter.Inline.plain($0[0]) } == ["z", "x"])
    #expect(Chapter.Table(table, decimals: 2).caption == "T")
  }
}
