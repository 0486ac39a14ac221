import IdxDiagnostics
import Testing

@Suite struct HumanRendererTests {
  /// Returns the span of the first occurrence of `text` in `source`.
  static func span(_ text: String, in source: SourceText) -> Span {
    let needle = Array(text.utf8)
    let starts = source.bytes.indices.lazy.filter { source.bytes[$0...].starts(with: needle) }
    let start = starts.first ?? source.bytes.count
    return Span(source.file, start, start + needle.count)
  }

  static let kind = Catalogue.Entry(
    code: "E0499", name: "test-kind", title: "", explanation: "", failing: "", mended: "")

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let place: String
    var labels: [(place: String, text: String)] = []
    var hints: [String] = []
    var fixes: [(title: String, edits: [(place: String, text: String)])] = []
    var width = 100
    let expected: String
  }

  @Test(arguments: HumanRendererTests.cases) func renders(example: Case) {
    let source = SourceText(file: FileID(0), path: "m.idx", text: example.source)
    func span(_ text: String) -> Span { Self.span(text, in: source) }
    let diagnostic = Diagnostic(
      Self.kind, "something is wrong", at: span(example.place),
      labels: example.labels.map { Label(span($0.place), $0.text) }, hints: example.hints,
      fixes: example.fixes.map { fix in
        Fix(fix.title, fix.edits.map { TextEdit(span($0.place), $0.text) })
      })
    let text = HumanRenderer([diagnostic], sources: [source], width: example.width).text
    #expect(text == "error[E0499]: something is wrong\n" + example.expected + "\n\n")
  }

  static let cases = [
    Case(
      testDescription: "one place", source: "index A {\n  weight 0.4\n}\n", place: "0.4",
      labels: [("0.4", "too little"), ("A", "the index")], hints: ["write 1"],
      fixes: [("complete it", [("0.4", "1")])],
      expected: """
         --> m.idx:2:10
          |
        1 | index A {
          |       - the index
        2 |   weight 0.4
          |          ^^^ too little
          |
          = help: write 1
          = fix: complete it: replace `0.4` with `1`
        """),
    Case(
      testDescription: "tabs, wide and joining characters", source: "\t中e\u{301}\tbad",
      place: "bad",
      expected: """
         --> m.idx:1:6
          |
        1 |     中e\u{301} bad
          |         ^^^
        """),
    Case(
      testDescription: "many lines", source: "a {\n  b\n  c\n  d\n}\nlast",
      place: "{\n  b\n  c\n  d\n}",
      labels: [("last", "here")],
      expected: """
         --> m.idx:1:3
          |
        1 | a {
          |   ^
        2 |   b
          |   ^
        ...
        5 | }
          | ^
        6 | last
          | ---- here
        """),
    Case(
      testDescription: "controls", source: "x \u{1B}[31m\u{202E} y", place: "y",
      expected: """
         --> m.idx:1:10
          |
        1 | x \\u{1b}[31m\\u{202e} y
          |                      ^
        """),
    Case(
      testDescription: "the end of the file", source: "abc\n", place: "nowhere",
      expected: """
         --> m.idx:2:1
          |
        2 |
          | ^
        """),
    Case(
      testDescription: "a long line",
      source: String(repeating: "a", count: 5_000) + "bad" + String(repeating: "c", count: 5_000),
      place: "bad", width: 40,
      expected: """
         --> m.idx:1:5001
          |
        1 | …aaaaaaaaaaaabadccccccccccccccccccc…
          |              ^^^
        """),
    Case(
      testDescription: "several edits", source: "one two", place: "one",
      fixes: [("swap", [("one", "two"), ("two", "")])],
      expected: """
         --> m.idx:1:1
          |
        1 | one two
          | ^^^
          |
          = fix: swap
          =   1:1: replace `one` with `two`
          =   1:5: remove `two`
        """),
  ]

  @Test func repairsInvalidUTF8AndPaints() {
    let source = SourceText(file: FileID(0), path: "m.idx", bytes: [0x61, 0xFF, 0xFE, 0x20, 0x62])
    let diagnostic = Diagnostic(Self.kind, "wrong", at: Span(FileID(0), 4, 5))
    let plain = HumanRenderer([diagnostic], sources: [source]).text
    #expect(plain.contains("1 | a\u{FFFD}\u{FFFD} b\n  |     ^\n"))
    let painted = HumanRenderer([diagnostic], sources: [source], paint: Paint(true)).text
    #expect(painted.hasPrefix("\u{1B}[1;31merror[E0499]\u{1B}[0m"))
  }

  @Test func rendersWithoutAFile() {
    let diagnostic = Diagnostic(Self.kind, "wrong", at: Span(FileID(7), 4, 5), hints: ["help"])
    #expect(
      HumanRenderer([diagnostic], sources: []).text == "error[E0499]: wrong\n  = help: help\n\n")
    #expect(HumanRenderer.summary([diagnostic, diagnostic]) == "2 errors")
    #expect(HumanRenderer.summary([]) == "")
  }

  @Test func showsPlacesInOtherFiles() {
    let sources = ["here", "there\nit is"].enumerated().map {
      SourceText(file: FileID($0), path: "\($0).idx", text: $1)
    }
    let diagnostic = Diagnostic(
      Self.kind, "wrong", at: Span(FileID(0), 0, 4),
      labels: [Label(Span(FileID(1), 6, 8), "declared")])
    let expected = """
      error[E0499]: wrong
       --> 0.idx:1:1
        |
      1 | here
        | ^^^^
       ::: 1.idx:2:1
        |
      2 | it is
        | -- declared


      """
    #expect(HumanRenderer([diagnostic], sources: sources).text == expected)
  }
}
