import IdxEditorTestSupport
import IdxIDE
import Testing

private let table = """
  data d {
    key k defines K
    column a
    | k | a | c |
    | x | 1 | 2 |
    | y | 3 | 5 |
  }

  """
private let steps = "{ normalise minmax weights equal aggregate arithmetic_mean }"

@Suite struct RenameTests {
  /// What becomes of the line of the cursor, and of others that change.
  @Test(arguments: [
    (
      table + "index I { indicator a benefit  indicator c cost }\n"
        + "evaluation e$0 of I on d \(steps)\nevaluation f with e { remove c }",
      "g",
      table + "index I { indicator a benefit  indicator c cost }\n"
        + "evaluation g of I on d \(steps)\nevaluation f with g { remove c }"
    ),
    (
      table + "index I { group h { indicator a benefit  indicator b cost from c } }\n"
        + "evaluation e of I on d \(steps)\nevaluation f with e { at h$0 { } remove h.b add to h "
        + "indicator b2 cost from c }\nlet s = f.at(h).score",
      "g",
      table + "index I { group g { indicator a benefit  indicator b cost from c } }\n"
        + "evaluation e of I on d \(steps)\nevaluation f with e { at g { } remove g.b add to g "
        + "indicator b2 cost from c }\nlet s = f.at(g).score"
    ),
    ("let a$0 = 1\nlet b = a + 1", "c", "let c = 1\nlet b = c + 1"),
    ("let a = 1\nlet b = a$0 + 1", "c", "let c = 1\nlet b = c + 1"),
    ("let a$0 = 1\nlet b = a", "`my name`", "let `my name` = 1\nlet b = `my name`"),
    (
      "axis P { a$0, b }\nlet m = P(a: 1, b: 2)[\"a\"]", "z",
      "axis P { z, b }\nlet m = P(z: 1, b: 2)[\"z\"]"
    ),
    (
      "method m(x$0: Real) -> Real { x * x }\nlet a = m(x: 2)", "y",
      "method m(y: Real) -> Real { y * y }\nlet a = m(y: 2)"
    ),
    (
      "method m[U$0: objects](x: Real[U]) -> Real { sum(x, over U) }", "O",
      "method m[O: objects](x: Real[O]) -> Real { sum(x, over O) }"
    ),
    (
      "method m(x: Real, how: p | q$0 = q) -> Real { case how { p: x q: 2 } }", "r",
      "method m(x: Real, how: p | r = r) -> Real { case how { p: x r: 2 } }"
    ),
    (
      "method m() -> (p: Real, q: Real) {\n  let p$0 = 1\n  let q = 2\n  (p, q)\n}", "z",
      "method m() -> (p: Real, q: Real) {\n  let z = 1\n  let q = 2\n  (p: z, q)\n}"
    ),
    (
      "method m() -> (p$0: Real, q: Real) {\n  let p = 1\n  let q = 2\n  (p, q)\n}\nlet a = m().p",
      "z",
      "method m() -> (z: Real, q: Real) {\n  let p = 1\n  let q = 2\n  (z: p, q)\n}\nlet a = m().z"
    ),
    (
      "index I { group g { indicator a$0 benefit } }\njudgement J on I { at g { } }", "b",
      "index I { group g { indicator b benefit } }\njudgement J on I { at g { } }"
    ),
    (
      "import \"b.idx\" as o$0\nlet a = o.b\n//- b.idx\nlet b = 1", "p",
      "import \"b.idx\" as p\nlet a = p.b\n"
    ),
    ("measure m$0\nparameter p = 1 in m", "n", "measure n\nparameter p = 1 in n"),
  ])
  func renames(text: String, name: String, expected: String) throws {
    let fixture = EditorFixture(text)
    #expect(try Self.renamed(fixture, to: name)["/models/main.idx"] == expected)
  }

  @Test func keepsIndicatorsBoundToTheirColumns() throws {
    let text =
      table + "index I { indicator a$0 benefit  indicator c \"C\" cost }\nevaluation e of I on d "
      + steps
    let result = try Self.renamed(EditorFixture(text), to: "z")["/models/main.idx"]
    #expect(result?.contains("indicator z benefit from a  indicator c") == true)
    let column =
      table.replacing("column a", with: "column a$0")
      + "index I { indicator a benefit }\nevaluation e of I on d " + steps
    let other = try Self.renamed(EditorFixture(column), to: "z")["/models/main.idx"]
    #expect(other?.contains("column z\n  | k | z | c |") == true)
    #expect(other?.contains("indicator a benefit from z }") == true)
  }

  @Test func keepsColumnsOfFiles() throws {
    let text = """
      data d from "d.csv" { key k defines K column a$0 "A" }
      let s = sum(d.a, over K)
      //- d.csv
      k,a
      x,1
      """
    let result = try Self.renamed(EditorFixture(text), to: "z")["/models/main.idx"]
    #expect(
      result == """
        data d from "d.csv" { key k defines K column z "A" from "a" }
        let s = sum(d.z, over K)

        """)
  }

  @Test func renamesInFilesThatAreNotOpen() throws {
    let host = MemoryHost(files: [
      "/models/base.idx": "index I { indicator a benefit }\n",
      "/models/user.idx":
        "import \"base.idx\"\n" + table
        + "evaluation e of I on d \(steps)\nexpect e.at(a).share == 1\n",
    ])
    let workspace = Workspace(host: host)
    workspace.folders = ["/models"]
    let changes = try #require(
      try workspace.renaming(at: 20, in: "/models/base.idx", to: "z"))
    #expect(changes.map(\.path) == ["/models/base.idx", "/models/user.idx"])
    #expect(changes.allSatisfy { $0.version == nil })
    let words = changes.flatMap { $0.edits.map { String(decoding: $0.bytes, as: UTF8.self) } }
    #expect(words == ["z", " from a", "z"])
  }

  @Test(arguments: [
    ("let a = min$0(1, 2)", "b", "belongs to the library"),
    ("let a: Real$0 = 1", "b", "word of the language"),
    ("let $0 = 1", "b", "no name here"),
    ("let a$0 = 1", "if", "word of the language"),
    ("let a$0 = 1", "2b", "is no name"),
    ("let a$0 = 1", "a b", "is no name"),
    ("let a$0 = 1", "", "at least one letter"),
    ("let a$0 = 1", "`b", "is no name"),
    ("let a$0 = 1\nmeasure b", "b", "name of another measure"),
    ("import \"b.idx$0\"\n//- b.idx\nlet b = 1", "c", "rename the file"),
    // A name that another one hides.
    ("let a$0 = 1\nmethod m(b: Real) -> Real { a + b }", "b", "would stand for something else"),
    ("method m(a: Real) -> Real {\n  let b$0 = 1\n  a + b\n}", "a", "would"),
    ("let s$0 = 1\nlet t = max([1, 2], over Entry)", "max", "would"),
    ("index I { indicator a$0 benefit  indicator b benefit }", "b", "would be an error"),
    (
      "data d from \"d.csv\" { key k$0 defines K }\n//- d.csv\nk,a\nx,1", "z",
      "which is not changed"
    ),
    (table + "let r = d.c$0", "z", nil),
    (
      table
        + "let r = d.a\nexpect r matches \"r.csv\" within 1\nlet q = d.a[\"x$0\"]\n//- r.csv\nK,value\nx,1",
      "z", "stands in r.csv too"
    ),
  ])
  func refuses(text: String, name: String, expected: String?) throws {
    let fixture = EditorFixture(text)
    do throws(RenameRefusal) {
      let changes = try fixture.workspace.renaming(
        at: fixture.cursor, in: "/models/main.idx", to: name)
      #expect(expected == nil && changes != nil)
    } catch {
      #expect(error.reason.contains(expected ?? "nothing"))
    }
  }

  private static func renamed(_ fixture: EditorFixture, to name: String) throws -> [String: String]
  {
    let changes = try #require(
      try fixture.workspace.renaming(at: fixture.cursor, in: fixture.path, to: name))
    return Dictionary(
      uniqueKeysWithValues: changes.map { change in
        var bytes = Array(fixture.text(change.path).utf8)
        for edit in change.edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.bytes) }
        return (change.path, String(decoding: bytes, as: UTF8.self))
      })
  }

  @Test(arguments: [
    ("/models/data", "/models/tables", "/models/a.idx: tables/d.csv"),
    ("/models/data/d.csv", "/models/d.csv", "/models/a.idx: d.csv"),
    ("/models/b.idx", "/models/sub/b.idx", "/models/a.idx: sub/b.idx\n/models/b.idx: ../a.csv"),
    ("/models/a.csv", "/models/x \"y\".csv", "/models/b.idx: x \\\"y\\\".csv"),
    ("/models/none", "/models/x", ""),
  ])
  func followsRenamedFiles(old: String, new: String, expected: String) {
    let host = MemoryHost(files: [
      "/models/a.idx": "import \"b.idx\"\ndata d from \"data/d.csv\" { key k defines K }\n",
      "/models/b.idx": "data e from \"a.csv\" { key k defines L }\n",
      "/models/data/d.csv": "k\nx\n", "/models/a.csv": "k\nx\n",
    ])
    let workspace = Workspace(host: host)
    workspace.folders = ["/models"]
    let lines = workspace.changes(renamingFiles: [(old, new)]).map { change in
      let words = change.edits.map { String(decoding: $0.bytes, as: UTF8.self) }
      return "\(change.path): \(words.joined(separator: " "))"
    }
    #expect(lines.joined(separator: "\n") == expected)
  }
}
