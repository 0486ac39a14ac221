import IdxEditorTestSupport
import IdxIDE
import Testing

/// Questions at every place of texts, whole and cut off: a trap would end the server.
@Suite struct AssistanceFuzzTests {
  private static let models = [
    parkModel,
    """
    /// 创新 in 园区
    scale 级 "Level" best first { grade 好 "Good" from 0.7 points 3 ratio 3  grade 差 "Poor" }
    method f[U: objects, I: indicators](x: Real?[U, I], how: a | b = a) -> (score: Real[U], q: Real) {
      let y = sum(x, over I where present(x))
      require y > 0 else "no {U}"
      repeat z = y at most 10 while z > 1 { let h = z / 2
        h }
    }
    data d { key k defines K  column `a b` in km missing ""
      | k | a b |
      | x | 1 |
    }
    allow(unused-declaration) "so"
    variant V of Green rescale { remove a  add to b indicator c cost  weight d 0.5 }
    evaluation w with e { remove a  at b { weights equal }  weight d 0.5 }
    import std.models.hdi as h
    expect h.hdi.at(education).score[Country: "NOR"] == case how { a: 1  b: 2 } within 1e-9
    """,
  ]

  @Test(arguments: models.indices)
  func answersEverywhere(_ number: Int) throws {
    let bytes = Array(Self.models[number].utf8)
    let workspace = EditorFixture("let a = 1" + parkFile).workspace
    let path = "/models/fuzz.idx"
    workspace.open(path, version: 1, bytes: bytes)
    var found = 0
    let whole = try #require(workspace.analysis(of: path)?.assistant())
    for offset in 0...bytes.count {
      found += whole.completions(at: offset).items.count
      _ = whole.hover(at: offset)
      _ = whole.signature(at: offset)
    }
    _ = workspace.hints(of: path, in: 0..<bytes.count)
    for end in stride(from: 0, through: bytes.count, by: 3) {
      workspace.open(path, version: 2, bytes: Array(bytes[..<end]))
      let cut = try #require(workspace.analysis(of: path)?.assistant())
      found += cut.completions(at: end).items.count
      _ = (cut.hover(at: end), cut.signature(at: end), workspace.hints(of: path, in: 0..<end))
      for lens in cut.document.lenses where end % 7 == 0 {
        _ = workspace.title(of: lens.subject, lens.name, in: path)
      }
    }
    #expect(found > bytes.count)
  }

  @Test(arguments: [
    "\u{FEFF}let a = ", "\r\n\r", "`", "\"", "//", "a.", ".", "((((", "}}}}", "let \u{301}",
  ])
  func answersInStrangeTexts(_ text: String) throws {
    let assistant = try #require(EditorFixture(text + "$0").assistant)
    for offset in -1...text.utf8.count + 1 {
      _ = (assistant.completions(at: offset), assistant.hover(at: offset))
      _ = assistant.signature(at: offset)
    }
    #expect(assistant.document.bytes.count == text.utf8.count)
  }
}
