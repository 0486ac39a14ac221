import Foundation
import IdxDiagnostics
import IdxFormat
import IdxSyntax
import IdxTestSupport
import Testing

/// What the layout looks like: `name.idx` becomes `name.formatted`.
@Suite struct FixtureTests {
  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/format", "idx").map { Fixtures.name(of: $0) })
  func looksLikeThis(name: String) throws {
    let file = Fixtures.repository.appending(path: name)
    let tree = parse(try Fixtures.text(file))
    let messages = tree.diagnostics.map(\.message)
    #expect(messages == [])
    let text = try #require(SourceLayout.text(of: tree))
    let expected = file.deletingPathExtension().appendingPathExtension("formatted")
    #expect(try Golden.difference(text, from: expected) == nil)
  }

  @Test func leavesAloneWhatHasErrors() {
    #expect(SourceLayout.text(of: parse("let x = \n")) == nil)
    #expect(SourceLayout.text(of: parse("let x = 1 +* 2\n")) == nil)
  }

  @Test(arguments: [
    ("", ""), ("\n\n", ""), ("\u{FEFF}let x=1", "let x = 1\n"),
    ("let x=1\rlet y=2\r", "let x = 1\nlet y = 2\n"),
    ("let x = 1\r\n\r\n\r\nlet y = 2\r\n", "let x = 1\n\nlet y = 2\n"), ("// only", "// only\n"),
    ("\t\u{B}let\tx\u{C}=\t1  ", "let x = 1\n"),
  ])
  func hasOneKindOfWhiteSpace(text: String, expected: String) {
    #expect(SourceLayout.text(of: parse(text)) == expected)
  }
}
