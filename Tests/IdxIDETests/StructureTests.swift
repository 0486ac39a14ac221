import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct StructureTests {
  @Test(arguments: [
    ("index I {\n  group g {\n    indicator a cost\n  }\n}\n", "0-3 region\n1-2 region"),
    ("// one\n// two\n\n// three\nlet a = 1", "0-1 comment"),
    ("/// one\n/// two\n// three\nlet a = 1", "0-1 comment"),
    ("import \"a.idx\"\nimport \"b.idx\"\nlet a = 1\nimport \"c.idx\"", "0-1 imports"),
    ("let a =\n  1 +\n  2\n", "0-2 region"),
    ("data D {\n  key k defines K\n  | k | x |\n  | a | 1 |\n}", "0-3 region\n2-3 region"),
    ("let a = f(\n  1,\n  2\n)", "0-2 region"),
    ("index I {\n  group g {\n    indicator a cost\n", "0-2 region"),
    ("let a = 1 // b\n// c\n", ""),
    ("index I { group g {\n  indicator a cost\n} }", "0-1 region"),
  ])
  func folds(text: String, expected: String) {
    let document = Document(path: "/a.idx", version: 1, bytes: Array(text.utf8))
    let lines = document.folds(wholeLines: true).map {
      "\(document.firstLine($0))-\(document.lastLine($0)) \($0.kind.rawValue)"
    }
    #expect(lines.joined(separator: "\n") == expected)
  }

  @Test func keepsOuterFoldsWhereFewAreWanted() {
    let text = "index I {\n  group g {\n    indicator a cost\n  }\n}\nlet b =\n  1\n"
    let document = Document(path: "/a.idx", version: 1, bytes: Array(text.utf8))
    #expect(document.folds(limit: 2).map { document.firstLine($0) } == [0, 5])
    #expect(document.folds(limit: 0).isEmpty)
  }

  @Test(arguments: [
    (
      "let a = f(x + y$0, 2)",
      ["y", "x + y", "x + y, 2", "(x + y, 2)", "f(x + y, 2)", "let a = f(x + y, 2)"]
    ),
    ("let a \"La$0bel\" = 1", ["Label", "\"Label\"", "let a \"Label\" = 1"]),
    (
      "/// Says it.\nindex I {\n  // one\n  // t$0wo\n  indicator a cost\n}\n",
      [
        "// two", "// one\n  // two", "// one\n  // two\n  indicator a cost",
        "\n  // one\n  // two\n  indicator a cost\n",
        "{\n  // one\n  // two\n  indicator a cost\n}",
        "index I {\n  // one\n  // two\n  indicator a cost\n}",
        "/// Says it.\nindex I {\n  // one\n  // two\n  indicator a cost\n}",
        "/// Says it.\nindex I {\n  // one\n  // two\n  indicator a cost\n}\n",
      ]
    ),
    ("index I { group$0", ["group", "index I { group"]),
    ("$0", [""]),
  ])
  func selects(text: String, expected: [String]) {
    let fixture = EditorFixture(text)
    let whole = fixture.text(fixture.path)
    let ranges = fixture.workspace.document(fixture.path)?.selectionRanges(at: fixture.cursor) ?? []
    let found = ranges.map { String(decoding: Array(whole.utf8)[$0], as: UTF8.self) }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("import \"b.idx\"\n//- b.idx\nlet a = 1", ["b.idx /models/b.idx"]),
    ("import \"none.idx\"", []),
    ("import std.models.hdi\nimport std.none", ["std.models.hdi std/models/hdi/hdi.idx"]),
    ("data D from \"d.csv\" { }\n//- d.csv\na,b", ["d.csv /models/d.csv"]),
    (
      "index I from \"i.csv\"\njudgement J on I from \"i.csv\"\n//- i.csv\na",
      [
        "i.csv /models/i.csv", "i.csv /models/i.csv",
      ]
    ),
    ("expect 1 matches \"e.csv\" within 1\n//- e.csv\na", ["e.csv /models/e.csv"]),
    ("data D \"e.csv\" from \"../secret\" { column x from \"e.csv\" }\n//- e.csv\na", []),
  ])
  func links(text: String, expected: [String]) throws {
    let fixture = EditorFixture(text)
    let document = try #require(fixture.workspace.document("/models/main.idx"))
    let found = fixture.workspace.links(in: document).map {
      String(decoding: document.bytes[$0.range], as: UTF8.self) + " " + $0.target
    }
    #expect(found == expected)
    #expect(fixture.workspace.openable("std/a.idx") == "/copies/a.idx")
  }
}
