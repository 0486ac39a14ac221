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
    let parts = EditorFixture(text)
    let whole = try #require(EditorFixture(text).analysis?.assistant())
    _ = parts.analysis
    var told = 0
    for place in stride(from: 0, to: text.utf8.count, by: 5) {
      let part = try #require(parts.workspace.assistant(of: parts.path, around: place))
      let hover = part.hover(at: place)?.markdown
      #expect(hover == whole.hover(at: place)?.markdown, "at \(place)")
      #expect(
        part.completions(at: place).items == whole.completions(at: place).items, "at \(place)")
      #expect(part.signature(at: place)?.label == whole.signature(at: place)?.label, "at \(place)")
      if hover != nil { told += 1 }
    }
    #expect(told > 10)
  }

  /// Texts of which something is being typed at the mark, in parts of their own.
  @Test(arguments: [
    "let a = $0", "let a = mean($0)", "let a = wine.", "expect tea.$0",
    "evaluation e of Green on $0", "evaluation e of $0",
    "evaluation e of Green on tea { weights $0 }",
    "evaluation e of Green on tea { normalise $0 }", "index I { indicator $0 }",
    "index I { group g { indicator x in $0 } }", "judgement J on $0", "judgement J on Parts { $0 }",
    "axis B of $0", "data d { key k of $0 }", "variant V of Green { remove $0 }",
    "variant V of $0", "let a = weighted_mean(share, w: $0)", "lett a = tea.$0", "} tea.$0",
    "let a: Real[$0]", "let a = sum(tea.price, over $0)",
    "method f[U: objects](x: Real[U]) { x + $0 }",
    "let a = case Parts { $0 }", "let a = share[$0]",
  ])
  func offersTheSameInAPart(_ typed: String) throws {
    for text in [Self.others + typed, typed + "\n" + Self.others] {
      let text = text.contains("$0") ? text : text + "$0"
      let parts = EditorFixture(text)
      _ = parts.analysis
      let found = try #require(
        parts.workspace.assistant(of: parts.path, around: parts.cursor)
      ).completions(at: parts.cursor)
      let whole = try #require(EditorFixture(text).assistant).completions(at: parts.cursor)
      #expect(found.items == whole.items)
    }
  }

  private static let others = """
    data tea { key kind defines Tea  column price  | kind | price |  | green | 3 | }
    data wine { key name defines Wine  column year  | name | year |  | red | 2020 | }
    index Green { group g "Group" { indicator price cost }  indicator year benefit }
    axis Parts { a "First", b }
    let share = Parts(a: 0.5, b: 0.5)
    let number = 3
    method twice(x: Real) -> Real { 2 * x }
    measure cup = 0.2 * L
    parameter p = 1 in 0...2
    scale Level best first { grade good from 0.5  grade poor }
    judgement Council on Parts { a : b = 2 }
    evaluation known of Green on tea { normalise minmax  weights given  aggregate arithmetic_mean }

    """

  /// Where the next declaration begins behind a dot, its first word is no name.
  @Test(arguments: ["let a = tea.$0", "let a = tea.$0  // what"])
  func offersMembersBeforeADeclaration(_ typed: String) throws {
    let fixture = EditorFixture(typed + "\n" + Self.others)
    let found = try #require(fixture.workspace.completions(fixture.path, at: fixture.cursor))
    #expect(found.items.map(\.label).first == "price")
  }

  /// What was known before an edit is not asked of what the edit names for the first time.
  @Test func looksAtWhatAnEditNames() throws {
    let fixture = EditorFixture("let a = 1\n" + Self.others)
    let workspace = fixture.workspace
    _ = workspace.completions(fixture.path, at: 9)
    for (version, typed) in [" + ", "tea", "."].enumerated() {
      let end = 9 + [" + ", "tea", "."].prefix(version).joined().utf8.count
      _ = workspace.change(
        fixture.path, version: version + 2, [ByteEdit(end..<end, Array(typed.utf8))])
      _ = workspace.completions(fixture.path, at: end + typed.utf8.count)
    }
    let found = try #require(workspace.completions(fixture.path, at: 16))
    #expect(found.items.map(\.label).contains("price"))
  }
}
