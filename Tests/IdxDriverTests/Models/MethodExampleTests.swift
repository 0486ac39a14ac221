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

  /// Each method that cites a source is computed in an example, a model or a test.
  @Test func computesEachMethod() throws {
    let places = ["Tests/Fixtures/methods", "stdlib/models", "Tests/IdxDriverTests/Models"]
    let texts = try places.flatMap { place in
      try ["idx", "swift"].flatMap { Fixtures.files(in: place, $0) }.map { try Fixtures.text($0) }
    }
    let words = Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
    var methods: [Substring] = []
    for file in Fixtures.files(in: "stdlib/methods", "idx") {
      var comment = ""
      for line in try Fixtures.text(file).split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("///") {
          comment += line
        } else {
          if line.hasPrefix("method "), comment.contains("- Source:") {
            methods.append(line.dropFirst(7).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
          }
          comment = ""
        }
      }
    }
    #expect(methods.count > 20)
    #expect(methods.filter { !words.contains($0) } == [])
  }
}
