import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxTestSupport
import Testing

/// What names stand for.
@Suite struct ReferenceTests {
  /// Every name of every model of the library stands for something.
  @Test(arguments: LibraryModelTests.models) func everyNameIsKnown(_ path: String) throws {
    let model = try AnalysedModel(library: path)
    #expect(model.namesWithoutReference() == [])
    #expect(model.analysis.facts.references(in: 0).count > 20)
  }

  @Test func everyNameOfTheWholeLanguageIsKnown() throws {
    let url = Fixtures.repository.appending(
      path: "Tests/IdxDriverTests/Robustness/everything.idx")
    let model = try AnalysedModel(Fixtures.text(url))
    #expect(model.namesWithoutReference() == [])
  }
}
