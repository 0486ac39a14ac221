import Foundation
import IdxDiagnostics
import Testing

@Suite struct JSONRendererTests {
  @Test func writesEverythingInOrder() {
    let source = SourceText(file: FileID(0), path: "m.idx", text: "é\nab")
    let span = Span(FileID(0), 3, 5)
    let diagnostic = Diagnostic(
      HumanRendererTests.kind, "say \"no\"", at: span, labels: [Label(span, "l")], hints: ["h"],
      fixes: [Fix("t", [TextEdit(Span(FileID(0), 2, 2), "x")])])
    let place = """
      "path": "m.idx", "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3, \
      "startOffset": 3, "endOffset": 5
      """
    let text = JSONRenderer([diagnostic], sources: [source]).values[0].text
    let compact = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: " ")
    let expected = """
      { "code": "E0499", "name": null, "severity": "error", "message": "say \\"no\\"", \(place), \
      "labels": [ {"text": "l", \(place)} ], "hints": ["h"], "fixes": [ { "title": "t", "edits": \
      [ {"path": "m.idx", "startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 2, \
      "startOffset": 2, "endOffset": 2, "replacement": "x"} ] } ] }
      """
    #expect(compact == expected)
  }

  @Test(arguments: [
    "", "plain", "\"\\/", "\u{0}\u{1F}\u{7F}\n\r\t", "中国 🙂", "\u{2028}",
  ])
  func quotesSoThatOthersCanRead(text: String) throws {
    let written = JSONValue.array([.string(text)]).text
    #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == [text])
  }

  @Test(
    arguments: [
      (0, "0"), (1, "1"), (0.1, "0.1"), (-1234.5, "-1234.5"), (1e300, "1e+300"), (.nan, "null"),
      (.infinity, "null"), (.leastNonzeroMagnitude, "5e-324"),
    ] as [(Double, String)])
  func writesNumbersInFull(value: Double, expected: String) {
    #expect(JSONValue.number(value).text == expected)
  }
}
