import IdxDriver
import IdxREPL
import Testing

@Suite struct SessionAssistantTests {
  private let session = Session(host: DiskHost(folder: "/models"), options: DriverOptions())

  /// Returns a session in which something is declared.
  private func assistant() -> SessionAssistant {
    #expect(!session.submit("let floor = 2").isError)
    #expect(!session.submit("method twice(x: Real) -> Real { x * 2 }").isError)
    return SessionAssistant(session)
  }

  /// What is written, with `|` at the cursor, what Tab writes, and what is told of the first choice.
  @Test(
    arguments: [
      ("1 + flo|", "floor"), ("twi|", "twice"), (":ty|", ":type"), (":help we|", "weights"),
      (":type flo|", "floor"), ("let a = flo|", "floor"), ("|", "index"), (":load |", nil),
      ("\"x|", nil),
      ("twice(\n  flo|\n)", "floor"), ("(\n  flo|\n)", "floor"),
    ] as [(String, String?)])
  func offers(typed: String, wanted: String?) {
    let parts = typed.split(separator: "|", omittingEmptySubsequences: false)
    let found = assistant().completions(of: parts.joined(), at: parts[0].utf8.count)
    let candidate = found.candidates.first { $0.label == wanted || $0.text == wanted }
    #expect(candidate?.text == wanted)
    #expect(found.range.upperBound == parts[0].utf8.count)
  }

  @Test(arguments: [
    (":type|", ":type hdi.score"), ("geometric_m|", "geometric_mean"), ("twice|", "twice"),
  ])
  func tellsOfWhatItOffers(typed: String, wanted: String) throws {
    let assistant = assistant()
    let found = assistant.completions(of: String(typed.dropLast()), at: typed.utf8.count - 1)
    let name = typed.dropLast()
    let candidate = try #require(found.candidates.first { $0.label.hasPrefix(name) })
    #expect(assistant.documentation(of: candidate)?.contains(wanted) == true)
  }

  @Test(
    arguments: [
      ("let a = floor + 2.5", "keyword:let number:2.5"),
      (":type twice(1)", "keyword::type function:twice number:1"),
      ("mean(\"x\") // end", "function:mean string:\"x\" comment:// end"), ("", ""),
      ("= ) 世 \\", ""), (":", "keyword::"),
    ])
  func colours(text: String, expected: String) {
    let bytes = Array(text.utf8)
    let shown = assistant().styles(of: text).map { part in
      "\(part.style):\(String(decoding: bytes[part.range], as: UTF8.self))"
    }
    #expect(shown.joined(separator: " ") == expected)
  }
}
