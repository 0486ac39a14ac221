import Foundation
import IdxDriver
import IdxTestSupport
import Testing

/// The methods of the library against published examples and second computations.
///
/// `Tests/Fixtures/methods` has a file for each family of methods. Each of its sections is a model that
/// says where its numbers come from and states them by `expect`.
@Suite struct MethodExampleTests {
  /// The models of `Tests/Fixtures/methods`.
  static let examples = Fixtures.files(in: "Tests/Fixtures/methods", "idx").flatMap {
    ModelCase.cases(in: $0)
  }

  /// The models check without a word, and every `expect` in them holds.
  @Test(arguments: examples) func holds(_ example: ModelCase) throws {
    let report = try #require(
      Driver.run(
        ModelCase.path, evaluations: [], provider: example.files, options: DriverOptions()))
    #expect(example.annotations(report.check).isEmpty)
    #expect(report.passed > 0)
    #expect(report.failed == 0)
  }

  /// Each section says on what its numbers rest.
  @Test(arguments: examples) func namesItsSource(_ example: ModelCase) {
    #expect(example.section.contains("// Source: "))
  }
}
