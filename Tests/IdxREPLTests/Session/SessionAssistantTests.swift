import IdxDriver
import IdxREPL
import Testing

@Suite struct SessionAssistantTests {
  private let session = Session(host: DiskHost(folder: "/models"), options: DriverOptions())

  /// Returns a session in which something is declared.
  private func assistant() -> SessionAssistant {
    #expect(!session.submit("let seafloor = 2").isError)
    #expect(!session.submit("method twice(x: Real) -> Real { x * 2 }").isError)
    return SessionAssistant(session)
  }

  /// What is written, with `|` at the cursor, what Tab writes, and what is told of the first choice.
  @Test(
    arguments: [
      ("1 + seaf|", "seafloor"), ("twi|", "twice"), (":ty|", ":type"), (":help we|", "weights"),
      (":type seaf|", "seafloor"), ("let a = seaf|", "seafloor"), ("|", "index"), (":load |", nil),
      ("\"x|", nil),
      ("twice(\n  seaf|\n)", "seafloor"), ("(\n  seaf|\n)", "seafloor"),
    ] as [(String, String?)])
  func offers(typed: String, wanted: String?) {
    let parts = typed.split(separator: "|", omittingEmptySubsequences: false)
    let found = assistant().completions(of: parts.joined(), at: parts[0].utf8.count)
    let candidate = found.candidates.first { $0.label == wanted || $0.text == wanted }
    #expect(candidate?.text == wanted)
    #expect(found.range.upperBound == parts[0].utf8.count)
  }

  /// What was declared meanwhile is offered, and what was found before the last key is not lost.
  @Test func followsTheSession() {
    let assistant = assistant()
    func labels(_ text: String) -> Set<String> {
      Set(assistant.completions(of: text, at: text.utf8.count).candidates.map(\.label))
    }
    for text in ["1 + s", "1 + se", "1 + sea"] { #expect(labels(text).contains("seafloor")) }
    #expect(!labels("1 + b").contains("beach"))
    #expect(!session.submit("let beach = 1").isError)
    #expect(labels("1 + b").isSuperset(of: ["beach", "seafloor"]))
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
      ("let a = seafloor + 2.5", "keyword:let number:2.5"),
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
