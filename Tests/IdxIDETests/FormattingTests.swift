import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct FormattingTests {
  /// The text before and after, with the number of changes; a selection restricts them.
  @Test(arguments: [
    ("let  a=1\nlet b = 2\nlet c =3\n", "let a = 1\nlet b = 2\nlet c = 3\n", 4),
    ("let a = 1", "let a = 1\n", 1),
    ("let a = 1   \r\nlet b = 2\n", "let a = 1\nlet b = 2\n", 1),
    ("let a = 1 // why  \n", "let a = 1 // why\n", 1),
    ("$1let  a=1$1\nlet  b=2\n", "let a = 1\nlet  b=2\n", 3),
    ("let  a=1\n$1$1let  b=2\n", "let  a=1\nlet b = 2\n", 3),
    (
      "index I {\nindicator a cost$1$1\nindicator bb cost }\nlet  b=2",
      "index I {\n  indicator a  cost\n  indicator bb cost\n}\nlet  b=2", 4
    ),
    // What has errors stays, and the rest is laid out.
    (
      "let  a=1\nlet = 2\nindex I { indicator  a cost }\n",
      "let a = 1\nlet = 2\nindex I { indicator a cost }\n", 4
    ),
    ("let  =1", "let  =1", 0),
    ("", "", 0),
  ])
  func laysOut(text: String, expected: String, count: Int) throws {
    let fixture = EditorFixture(text)
    let document = try #require(fixture.workspace.document(fixture.path))
    let hasRange = text.contains("$1")
    let edits = document.layout(of: hasRange ? fixture.selection : nil).edits
    #expect(Self.applied(edits, to: document) == expected)
    #expect(edits.count == count)
  }

  @Test(arguments: [
    ("index I {\n$0", "\n", "index I {\n  "),
    ("index I {\n$0}", "\n", "index I {\n}"),
    ("index I { group g {\n$0", "\n", "index I { group g {\n  "),
    ("index I {\n  group g {\n$0\n  }\n}", "\n", "index I {\n  group g {\n    \n  }\n}"),
    ("let a =\n$0", "\n", "let a =\n  "),
    ("let a = 1\n  $0", "\n", "let a = 1\n"),
    ("let a = f(1,\n$0)", "\n", "let a = f(1,\n)"),
    ("index I {\nlet a = 1\n$0", "\n", "index I {\nlet a = 1\n"),
    ("let  b=2\nindex I { indicator  a cost }$0", "}", "let  b=2\nindex I { indicator a cost }"),
    (
      "index I {\n  group g { indicator  a cost }$0\n indicator  b cost\n}", "}",
      "index I {\n  group g { indicator a cost }\n indicator  b cost\n}"
    ),
    ("let a = 1 }$0", "}", "let a = 1 }"),
    ("let  a = 1$0", "x", "let  a = 1"),
  ])
  func laysOutWhileTyping(text: String, typed: String, expected: String) throws {
    let fixture = EditorFixture(text)
    let document = try #require(fixture.workspace.document(fixture.path))
    let edits = document.changes(afterTyping: typed, at: fixture.cursor)
    #expect(Self.applied(edits, to: document) == expected)
  }

  private static func applied(_ edits: [ByteEdit], to document: Document) -> String {
    var bytes = document.bytes
    for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
