import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct HierarchyTests {
  private static let text = """
    method half(x: Real) -> Real { x / 2 }
    method quarter(x: Real) -> Real { half(half(x)) }
    let a = quarter(8)
    data d {
      key k defines K
      | k | v |
      | a | 1 |
      | b | 3 |
    }
    index I { indicator v benefit }
    variant V of I { weight v 1 }
    variant W of V { }
    method same[U: objects](x: Real[U]) -> Real[U] { x + half(0) }
    evaluation e of I on d { normalise minmax weights equal aggregate arithmetic_mean }
    evaluation f with e { }
    //- other.idx
    import "main.idx"
    let b = half(4)
    variant Z of I { }
    """

  @Test(arguments: [
    ("half", "quarter 2, same 1, b 1", ""), ("quarter", "a 1", "half 2"),
    ("same", "", "half 1"), ("e of", "", "minmax 1, equal 1, arithmetic_mean 1"),
  ])
  func showsCalls(word: String, callers: String, callees: String) throws {
    let fixture = EditorFixture(Self.text)
    let item = try #require(
      fixture.workspace.callItem(at: Self.place(word), in: "/models/main.idx"))
    func shown(_ calls: [HierarchyCall]?) throws -> String {
      try #require(calls).map { "\($0.item.symbol.name) \($0.places.count)" }
        .joined(separator: ", ")
    }
    let (incoming, outgoing) = (
      try shown(fixture.workspace.callers(of: item)), try shown(fixture.workspace.callees(of: item))
    )
    #expect(incoming == callers)
    #expect(outgoing == callees)
  }

  @Test func followsCallsIntoTheLibrary() throws {
    let fixture = EditorFixture(Self.text)
    let evaluation = try #require(
      fixture.workspace.callItem(at: Self.place("e of"), in: "/models/main.idx"))
    let minmax = try #require(fixture.workspace.callees(of: evaluation)?.first?.item)
    #expect(minmax.path.hasPrefix("std/methods/"))
    let callers = try #require(fixture.workspace.callers(of: minmax))
    #expect(callers.contains { $0.item.symbol.name == "e" })
    let inner = try #require(fixture.workspace.callees(of: minmax))
    #expect(!inner.isEmpty)
  }

  @Test(arguments: [
    ("I {", "", "V, Z"), ("V of", "I", "W"), ("W of", "V", ""),
    ("e of", "", "f"), ("f with", "e", ""),
  ])
  func showsVariants(word: String, bases: String, variants: String) throws {
    let fixture = EditorFixture(Self.text)
    let item = try #require(
      fixture.workspace.typeItem(at: Self.place(word), in: "/models/main.idx"))
    func shown(_ items: [HierarchyItem]?) throws -> String {
      try #require(items).map(\.symbol.name).joined(separator: ", ")
    }
    #expect(try shown(fixture.workspace.bases(of: item)) == bases)
    #expect(try shown(fixture.workspace.variants(of: item)) == variants)
  }

  private static func place(_ word: String) -> Int {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    return (0...text.count - word.count).first { start in
      text[start..<start + word.count].elementsEqual(word)
    } ?? 0
  }
}
