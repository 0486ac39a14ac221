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

  /// Returns the findings and the plan of `model`, whose methods may be known to `library`.
  private func plan(_ model: URL, _ library: ParsedLibrary) -> [String] {
    let files = MemoryProvider(files: [:], folder: model.deletingLastPathComponent())
    let report = Driver.plan(
      model.lastPathComponent, evaluations: [], format: .text, provider: files,
      options: DriverOptions(library: library))
    return [report?.text ?? ""] + (report?.check.diagnostics ?? []).map { "\($0)" }
  }
}
