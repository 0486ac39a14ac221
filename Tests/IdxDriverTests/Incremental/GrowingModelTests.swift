import IdxDiagnostics
import IdxDriver
import IdxSyntax
import IdxTestSupport
import Testing

/// What a model that grows says is what a fresh one of the same text says.
@Suite struct GrowingModelTests {
  private static let names = ["a", "b", "c", "d", "e", "f"]

  /// Returns the names in the part of each name, and in what the declaration called `a` concerns.
  private static func parts(_ model: GrowingModel) -> [[String]] {
    func names(_ part: ModelPart?) -> [String] {
      (part?.declarations ?? []).map { $0.node.text }
    }
    let place = model.declaration("a")?.node.span.range
    return Self.names.map { names(model.part(of: $0)) }
      + [names(place.map { model.change(in: [$0]).part }), model.names()]
  }

  @Test(arguments: 0..<20 as Range<Int>)
  func isAsAFreshOne(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    let model = GrowingModel([], name: "m")
    var text = ""
    for _ in 0..<60 {
      var lines = text.split(separator: "\n").map(String.init)
      let name = Self.names.randomElement(using: &random) ?? ""
      let other = Self.names.randomElement(using: &random) ?? ""
      let line = [
        "let \(name) = \(other) + 1", "parameter \(name) = 2",
        "method \(name)(x: Real) -> Real { x }",
        "expect \(other) == 2", "import std.methods", "index \(name) { indicator v benefit }",
        "data \(name) { key k defines \(other)  | k |  | \"x\" | }", "let \(name) = (",
        "evaluation \(name) of \(other) on c { normalise minmax }",
      ].randomElement(using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where !lines.isEmpty: lines[Int.random(in: lines.indices, using: &random)] = line ?? ""
      case 1 where !lines.isEmpty: lines.remove(at: Int.random(in: lines.indices, using: &random))
      default: lines.append(line ?? "")
      }
      let new = lines.map { $0 + "\n" }.joined()
      model.propose(Array(new.utf8))
      #expect(Self.parts(model) == Self.parts(GrowingModel(Array(new.utf8), name: "m")))
      if Bool.random(using: &random) {
        model.accept()
        text = new
      } else {
        model.withdraw()
        #expect(Self.parts(model) == Self.parts(GrowingModel(Array(text.utf8), name: "m")))
      }
    }
  }

  /// A declaration stays the same object while its text does, and is again what it was if it is withdrawn.
  @Test func declarationsStayWhatTheyWere() throws {
    let model = GrowingModel(Array("let a = 1\nlet b = a\nlet c = b\n".utf8), name: "m")
    func identity(_ name: String) throws -> [ObjectIdentifier] {
      try #require(model.part(of: name)).identity
    }
    let before = try identity("c")
    model.propose(Array("let a = 1\nlet b = 2\nlet c = b\nlet d = 4\n".utf8))
    let proposed = try identity("c")
    #expect(proposed.last == before.last)
    #expect(proposed != before)
    model.withdraw()
    #expect(try identity("c") == before)
    model.propose(Array("let a = 1\nlet b = 2\nlet c = b\nlet d = 4\n".utf8))
    #expect(try identity("c") == proposed)
    model.accept()
    #expect(model.names() == ["a", "b", "c", "d"])
  }

  /// The formulas of an index are checked on the tables on which it is evaluated, or on all.
  @Test(arguments: [
    ("let x = max(t.v, over K)", ["t", "x"]),
    ("data u { key k of K | k | | \"p\" | }", ["t", "s", "u", "J"]),
    ("evaluation e2 of J on t { normalise minmax  aggregate arithmetic_mean }", ["t", "J", "e2"]),
    ("judgement w on I { v = 1 }", ["t", "I", "e", "w"]),
    ("index N { indicator v = z benefit }", ["t", "s", "N"]),
  ])
  func formulas(entry: String, concerned: [String]) {
    let text = """
      data t { key k defines K  column v  column z | k | v | z | | "p" | 1 | 2 | }
      data s { key l defines L  column q | l | q | | "p" | 1 | }
      index I { indicator v benefit }
      evaluation e of I on t { normalise minmax  aggregate arithmetic_mean }
      index J { indicator v benefit }

      """
    let model = GrowingModel(Array(text.utf8), name: "m")
    model.propose(Array((text + entry).utf8))
    let change = model.change(in: [text.utf8.count..<text.utf8.count + entry.utf8.count])
    let names = Set(change.part.declarations.compactMap { $0.name?.text })
    #expect(names.isSuperset(of: concerned))
  }
}
