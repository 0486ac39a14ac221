import IdxDiagnostics
import IdxEditorTestSupport
import IdxIDE
import Testing

private let cities = EditorModels.cities

@Suite struct NavigationTests {
  /// The first place of `word` in the text behind the first place of `anchor`, as a byte.
  private static func place(_ word: String, after anchor: String) throws -> Int {
    let text = Array(cities.utf8)
    let start = try #require(Self.find(anchor, in: text, from: 0))
    return try #require(Self.find(word, in: text, from: start))
  }

  private static func find(_ word: String, in text: [UInt8], from start: Int) -> Int? {
    let word = Array(word.utf8)
    return (start...text.count - word.count).first {
      text[$0..<$0 + word.count].elementsEqual(word)
    }
  }

  /// The line, from 1, and the text of a place.
  private static func shown(_ place: FilePlace, in fixture: EditorFixture) -> String {
    guard let document = fixture.workspace.document(place.path) else { return place.path }
    let line = document.lines.line(at: place.range.lowerBound) + 1
    let text = String(decoding: document.bytes[place.range], as: UTF8.self)
    let file = place.path == "/models/main.idx" ? "" : place.path + ":"
    return "\(file)\(line) \(text.split(separator: "\n").first ?? "")"
  }

  @Test(arguments: [
    ("Livable", "evaluation", "12 Livable"), ("cities", "evaluation", "1 cities"),
    ("Council", "weights", "19 Council"), ("economy", "variant", "13 economy"),
    ("City)", "let total", "2 City"), ("total", "let firms", "32 total"),
    ("jobs", "let total", "3 jobs"), ("wages", "indicator pay", "4 wages"),
    ("least", "(low: least", "22 least"), ("U)", "min(x", "21 U"), ("x,", "min(", "21 x"),
    ("high", "let range", "21 high"), ("\"Ashby", "expect", "6 Ashby"),
    ("spread", "let range", "21 spread"), ("rank", "expect", ""), ("Real", "method", ""),
    ("items", "jobs benefit", "std/measures.idx"), ("minmax", "normalise", "std/methods"),
  ])
  func leadsToDefinitions(word: String, anchor: String, expected: String) throws {
    let fixture = EditorFixture(cities)
    let names = try #require(fixture.workspace.names(of: fixture.path))
    let found = names.definitions(at: try Self.place(word, after: anchor))
    let shown = found.map { Self.shown($0.name, in: fixture) }.joined(separator: "\n")
    #expect(expected.hasPrefix("std") ? shown.hasPrefix(expected) : shown == expected)
    for destination in found {
      #expect(destination.name.range.clamped(to: destination.whole.range) == destination.name.range)
    }
  }

  @Test(arguments: [
    ("firms", "let firms", ["2 City"]), ("good", "grade", ["10 Level"]),
    ("jobs", "indicator", ["std/measures.idx"]), ("e of", "evaluation e", ["12 Livable"]),
    ("Council", "judgement", ["12 Livable"]), ("Simple", "variant", ["12 Livable"]),
    ("City", "key", ["1 cities"]), ("wages", "column wages", ["1 cities"]),
    ("x:", "spread", ["21 U"]), ("\"Ashby", "expect", ["2 City"]),
    ("economy", "group", ["12 Livable"]),
  ])
  func leadsToTypes(word: String, anchor: String, expected: [String]) throws {
    let fixture = EditorFixture(cities)
    let names = try #require(fixture.workspace.names(of: fixture.path))
    let found = names.typeDefinitions(at: try Self.place(word, after: anchor))
      .map { Self.shown($0.name, in: fixture) }
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found.hasPrefix(expected)) }
  }

  @Test(arguments: [
    ("Livable", "index", ["17 Simple"]), ("jobs", "indicator", ["3 jobs"]),
    ("pay", "indicator", ["4 wages"]), ("minmax", "normalise", ["26 e"]), ("spread", "method", []),
  ])
  func leadsToImplementations(word: String, anchor: String, expected: [String]) throws {
    let fixture = EditorFixture(cities)
    let place = try Self.place(word, after: anchor)
    let found = fixture.workspace.implementations(ofNameAt: place, in: fixture.path)
    #expect(try #require(found).map { Self.shown($0.name, in: fixture) } == expected)
  }

  /// The lines of all uses, those of declarations marked.
  @Test(arguments: [
    ("jobs", "column", "3= 5 32 33"), ("economy", "variant", "13= 17 19"),
    ("Livable", "evaluation", "12= 17 19 26"), ("least", "let", "22= 23"),
    ("pay", "judgement", "14= 19"), ("City", "over City", "2= 32"),
    ("Ashby", "|", "6= 35"), ("high", "let range", "21= 23 34"), ("rank", "expect", ""),
    ("minmax", "normalise", "27"),
  ])
  func findsUses(word: String, anchor: String, expected: String) throws {
    let fixture = EditorFixture(cities)
    let place = try Self.place(word, after: anchor)
    let uses = try #require(fixture.workspace.uses(ofNameAt: place, in: fixture.path))
    #expect(Self.lines(uses, in: fixture) == expected)
    let names = try #require(fixture.workspace.names(of: fixture.path))
    #expect(Self.lines(names.highlights(at: place), in: fixture) == expected)
    // Where the whole was never looked at.
    let other = EditorFixture(cities)
    let found = try #require(other.workspace.highlights(of: other.path, at: place))
    #expect(Self.lines(found, in: other) == expected)
  }

  /// What stands in other parts is found again after edits that move and change them.
  @Test func highlightsInTextsThatChange() throws {
    let text = "let a = 1\nlet b = a\nmethod m(x: Real) -> Real { x }\nlet c = m(a)\nlet d = m(2)\n"
    let fixture = EditorFixture(text)
    let (workspace, path) = (fixture.workspace, fixture.path)
    func starts(_ offset: Int) throws -> [Int] {
      try #require(workspace.highlights(of: path, at: offset)).map(\.place.range.lowerBound)
    }
    #expect(try starts(4) == [4, 18, 62])
    #expect(try starts(27) == [27, 60, 73])
    // `a` twice in the second, and a line before all.
    _ = workspace.change(path, version: 2, [ByteEdit(19..<19, Array(" + a".utf8))])
    _ = workspace.change(path, version: 3, [ByteEdit(0..<0, Array("// first\n".utf8))])
    #expect(try starts(13) == [13, 27, 31, 75])
    #expect(try starts(40) == [40, 73, 86])
    _ = workspace.change(path, version: 4, [ByteEdit(13..<14, Array("e".utf8))])
    #expect(try starts(13) == [13])
  }

  private static func lines(_ uses: [NameUse], in fixture: EditorFixture) -> String {
    uses.map { use in
      let line = fixture.workspace.document(use.place.path)?.lines
        .line(at: use.place.range.lowerBound)
      return "\((line ?? -1) + 1)" + (use.isDeclaration ? "=" : "")
    }.joined(separator: " ")
  }

  @Test func findsUsesInOtherModels() throws {
    let host = MemoryHost(files: [
      "/models/base.idx": "let shared = 1\nlet other = shared\n",
      "/models/user.idx": "import \"base.idx\" as b\nlet twice = b.shared * 2\n",
      "/models/stranger.idx": "let shared = 3\nlet mine = shared\n",
    ])
    let workspace = Workspace(host: host)
    workspace.folders = ["/models"]
    workspace.open(
      "/models/base.idx", version: 1, bytes: Array("\nlet shared = 1\nlet other = shared\n".utf8))
    let uses = try #require(workspace.uses(ofNameAt: 5, in: "/models/base.idx"))
    #expect(
      uses.map { "\($0.place.path) \($0.place.range)" } == [
        "/models/base.idx 5..<11", "/models/base.idx 28..<34", "/models/user.idx 37..<43",
      ])
    // From the other side, of files that are not open.
    let same = try #require(workspace.uses(ofNameAt: 40, in: "/models/user.idx"))
    #expect(Set(same) == Set(uses))
  }

  @Test(arguments: [
    ("let a$0 = 1", []),
    ("method m(x: Real) -> Real {\n  let h$0 = x\n  h * h\n}", [34, 42, 46]),
    ("let a = repeat y = 1 at most 3 while y$0 < 2 { y + 1 }", [15, 37, 45]),
    ("method m(x: Real) -> Real { x$0 }", []),
  ])
  func linksNamesOfOneBlock(text: String, expected: [Int]) throws {
    let fixture = EditorFixture(text)
    let names = try #require(fixture.workspace.names(of: fixture.path))
    #expect(names.linkedPlaces(at: fixture.cursor).map(\.lowerBound) == expected)
  }
}
