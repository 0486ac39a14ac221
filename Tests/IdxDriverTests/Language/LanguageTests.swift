import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

@Suite struct LanguageTests {
  /// The models of `accepted` check without a word, and every `expect` in them holds.
  @Test(arguments: ModelCase.all("accepted"))
  func accepted(_ model: ModelCase) throws {
    let report = try #require(run(model))
    #expect(model.annotations(report.check).isEmpty)
    #expect(report.passed > 0)
    #expect(report.failed == 0)
  }

  /// The models of `refused` are refused with the findings marked in them, and with no others.
  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/evaluation/refused", "idx"))
  func refused(_ file: URL) throws {
    var observed = ""
    for model in ModelCase.cases(in: file) {
      let report = try #require(run(model))
      let found = model.annotations(report.check)
      #expect(found.contains { $0.text.hasPrefix("E") }, "\(model.name)")
      if observed.isEmpty { observed = String(model.head.dropLast()) }
      observed += "\n" + Annotated.annotate(model.section, with: found)
      #expect(!found.contains { $0.line < 1 }, "\(model.name): \(found)")
      // Checking finds what running finds before it evaluates.
      let checked = try #require(
        Driver.check(ModelCase.path, provider: model.files, options: DriverOptions()))
      let known = Set(found)
      #expect(model.annotations(checked).allSatisfy { known.contains($0) }, "\(model.name)")
    }
    #expect(try Golden.difference(observed, from: file) == nil)
  }

  private func run(_ model: ModelCase) -> RunReport? {
    Driver.run(
      ModelCase.path, evaluations: [], provider: model.files, options: DriverOptions())
  }
}
