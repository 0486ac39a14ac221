import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

/// What is known of methods from other models, or from the same one before, changes nothing.
@Suite struct CallTemplateTests {
  private static let folders = [
    "stdlib/models", "Tests/Fixtures/diagnostics", "Tests/Fixtures/evaluation",
    "Tests/Fixtures/methods",
  ]

  @Test(arguments: folders) func plansAreTheSame(folder: String) throws {
    let models = Fixtures.files(in: folder, "idx")
    try #require(!models.isEmpty)
    let known = ParsedLibrary()
    for model in models {
      let alone = plan(model, ParsedLibrary())
      for _ in 1...2 {
        let isSame = plan(model, known) == alone
        #expect(isSame, "\(model.path)")
      }
    }
  }

  /// Two axes of one shape: what is said of each tells its own name.
  @Test func messagesNameTheirAxes() throws {
    let text = """
      scale Stage best first { grade good "Good" grade fair "Fair" grade poor "Poor" }
      scale Level best first { grade high "High" grade middle "Middle" grade low "Low" }
      data towns "Towns" {
        key town defines Town
        | town | share |
        | a    |   0.5 |
        | b    |   0.7 |
      }
      let early = Stage(good: 0.9, fair: 0.6, poor: 0.3)
      let late = Level(high: 0.9, middle: 0.6, low: 0.3)
      let first = unascertained_measure(towns.share, into: Stage, points: early)
      let second = unascertained_measure(towns.share, into: Level, points: late)
      let third = unascertained_measure(towns.share * 2, into: Stage, points: early)
      let fourth = unascertained_measure(towns.share * 2, into: Level, points: late)
      """
    let files = MemoryProvider(
      files: ["m.idx": Array(text.utf8)], folder: Fixtures.repository)
    let report = try #require(
      Driver.plan(
        "m.idx", evaluations: ["first", "second", "third", "fourth"], format: .text,
        provider: files, options: DriverOptions()))
    try #require(!report.check.diagnostics.hasErrors)
    for axis in ["Stage", "Level"] {
      #expect(report.text.components(separatedBy: "must sum to 1 over \(axis)").count == 3)
    }
  }

  /// Returns the findings and the plan of `model`, whose methods may be known to `library`.
  private func plan(_ model: URL, _ library: ParsedLibrary) -> [String] {
    let files = MemoryProvider(files: [:], folder: model.deletingLastPathComponent())
    let report = Driver.plan(
      model.lastPathComponent, evaluations: [], format: .text, provider: files,
      options: DriverOptions(library: library))
    return [report?.text ?? ""] + (report?.check.diagnostics ?? []).map { "\($0)" }
  }
}
