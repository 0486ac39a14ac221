import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// What is said of wrong models, exactly and completely.
@Suite struct DiagnosticsTests {
  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/syntax/diagnostics", "idx"))
  func reportsMistakes(_ file: URL) throws {
    let tree = try parse(file)
    let text = try Fixtures.text(file)
    let found = tree.diagnostics.map { diagnostic in
      Annotation(
        text, bytes: diagnostic.span.range, text: "\(diagnostic.code): \(diagnostic.message)")
    }
    if Golden.isBlessing {
      try Data(Annotated.annotate(text, with: found).utf8).write(to: file)
      return
    }
    let difference = Annotated.difference(Annotated.annotations(in: text), found)
    #expect(difference == nil)
    #expect(!found.isEmpty)
    #expect(defect(of: tree) == nil)
  }

  @Test(
    arguments: Catalogue.all.filter {
      $0.code.hasPrefix("E01") && !$0.failing.isEmpty && $0.failingFiles.isEmpty
    }
  )
  func catalogueExamplesHold(_ entry: Catalogue.Entry) {
    #expect(parse(entry.failing).diagnostics.map(\.code) == [entry.code])
    #expect(summary(parse(entry.mended)) == "")
  }

  @Test func fixesMendTheSource() {
    let models = [
      "expect 1 = 2\n", "let x = 5;\n", "let x = \"water\n", "lett x = 5\n", "let x = 1 + over\n",
      "let x = 1 + if a then b else c\n", "let x = “水”（1，２）\n", "let x = f(a, digits = 2)\n",
      "let x = f(1, 2\n", "let x = f(1; 2)\n", "let x = f(y over U)\n", "let x = \"a\\d\"\n",
      "let x = 1 }\n", "x = 1\n", "let x = 1 // \u{202E}\n", "let x = a ≥ 1\n",
      "index I { group g { }\n", "# one\nlet x = 5 ## two\n", "/* one\n two */\nlet x = 5\n",
      "let x = 'a'\n", "expect a&&b\n", "expect a || !b\n", "expect 1 <> 2\n", "expect a =< b\n",
      "let x = 2**3\n", "expect a === b\n", "expect a !== b\n", "var x = 5\n",
      "parameter p = 0,5\n", "let x = 60%\n", "let x = 1 + .5\n",
    ]
    for model in models {
      let tree = parse(model)
      let fixes = tree.diagnostics.flatMap(\.fixes)
      #expect(!fixes.isEmpty, "\(model)")
      let mended = applied(fixes.flatMap(\.edits), to: model)
      #expect(summary(parse(mended)) == "", "\(mended)")
    }
  }

  private func applied(_ edits: [TextEdit], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(edit.span.range, with: edit.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
