import Foundation
import IdxEditorTestSupport
import IdxIDE
import IdxTestSupport
import Testing

/// What is told of a place does not depend on whether all of the model was looked at.
@Suite struct PartTests {
  private static let models = [
    "stdlib/models/cities/cities.idx", "Tests/IdxDriverTests/Robustness/everything.idx",
    "Tests/Fixtures/evaluation/accepted/axes.idx",
  ].map { Fixtures.repository.appending(path: $0) }

  @Test(arguments: models) func tellsTheSameOfAPart(_ model: URL) throws {
    let text = try Fixtures.text(model)
    let places = stride(from: 0, to: text.utf8.count, by: 5)
    let parts = try #require(EditorFixture(text).analysis)
    let whole = try #require(EditorFixture(text).analysis?.assistant())
    var told = 0
    for place in places {
      let part = try #require(parts.assistant(around: place)).hover(at: place)?.markdown
      #expect(part == whole.hover(at: place)?.markdown, "at \(place)")
      if part != nil { told += 1 }
    }
    #expect(told > 10)
  }
}
