import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

/// The errors that are common in print: each is an error or a warning of a model that makes it.
@Suite struct PrintedErrorTests {
  private static let file = Fixtures.repository.appending(
    path: "Tests/Fixtures/evaluation/errors_in_print.idx")
  static let cases = ModelCase.cases(in: file)

  /// What is said of the models is what is marked in them.
  @Test func areFoundAsMarked() throws {
    var observed = String(Self.cases[0].head.dropLast())
    for model in Self.cases {
      observed += "\n" + Annotated.annotate(model.section, with: try found(model))
    }
    #expect(try Golden.difference(observed, from: Self.file) == nil)
  }

  @Test(arguments: cases) func isFound(_ model: ModelCase) throws {
    let found = try found(model)
    #expect(!found.isEmpty)
    // What does not need the data is found without it.
    guard !model.section.contains("firms") else { return }
    let report = try #require(
      Driver.check(ModelCase.path, provider: model.files, options: DriverOptions()))
    #expect(model.annotations(report) == found)
  }

  @Test func areAllFifteen() {
    let numbers = Self.cases.compactMap { Int($0.name.prefix { $0.isNumber }) }
    #expect(Set(numbers) == Set(1...15))
  }

  private func found(_ model: ModelCase) throws -> [Annotation] {
    let report = try #require(
      Driver.run(
        ModelCase.path, evaluations: [], provider: model.files, options: DriverOptions()))
    return model.annotations(report.check)
  }
}
