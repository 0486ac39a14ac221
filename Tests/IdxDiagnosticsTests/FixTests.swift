import IdxDiagnostics
import Testing

@Suite struct FixTests {
  @Test func keepsHowSureItIsWhereTheTextMoves() {
    let span = Span(FileID(0), 3, 5)
    var finding = Diagnostic.noNumber("1/0", at: span)
    finding.fixes = [Fix("write `1`", [TextEdit(span, "1")], .certain)]
    #expect(
      finding.moved(by: 4).fixes == [
        Fix("write `1`", [TextEdit(Span(FileID(0), 7, 9), "1")], .certain)
      ])
  }

  @Test func showsPeopleOnlyWhatMayBeMeant() {
    let source = SourceText(file: FileID(0), path: "a.idx", text: "index")
    var finding = Diagnostic.noNumber("1/0", at: Span(FileID(0), 0, 5))
    finding.fixes = [
      Fix("likely", [TextEdit(finding.span, "x")]),
      Fix("possible", [TextEdit(finding.span, "y")], .possible),
    ]
    let text = HumanRenderer([finding], sources: [source]).text
    #expect(text.contains("likely"))
    #expect(!text.contains("possible"))
  }
}
