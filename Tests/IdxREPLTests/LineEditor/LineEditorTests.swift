import IdxREPL
import Testing

@Suite struct LineEditorTests {
  /// Returns what is written after the keys of `script`, with `|` at the cursor and the line ends as `⏎`;
  /// what was entered stands before it, each with a `!`.
  private func shown(_ script: String, _ history: [String] = []) -> String {
    var editor = LineEditor(history: History(history))
    var result = ""
    for key in KeyScript.keys(script) {
      switch editor.press(key, FakeAssistant()) {
      case .editing: break
      case .entry(let entry): result += entry + "!"
      case .dropped: result += "^"
      case .leave: result += "(leave)"
      case .clearScreen: result += "(clear)"
      case .suspend: result += "(suspend)"
      }
    }
    let bytes = Array(editor.text.utf8)
    result += String(decoding: bytes[..<editor.cursor], as: UTF8.self) + "|"
    result += String(decoding: bytes[editor.cursor...], as: UTF8.self)
    return String(result.map { $0 == "\n" ? "⏎" : $0 })
  }

  @Test(
    arguments: [
      // Moves and characters.
      ("abc<Left><Left>X", "aX|bc"), ("abc<Home>X<End>Y", "XabcY|"), ("abc<C-a><C-f><C-d>", "a|c"),
      ("<Left><BS><Del><Right>", "|"), ("äe\u{301}🇧🇪👩‍👩‍👧<BS><BS>", "äe\u{301}|"),
      ("e\u{301}x<Left><Left>", "|e\u{301}x"), ("\u{301}<Left>e", "e\u{301}|"),
      ("a<Left>🇧<Right><Left><Left>🇪", "🇪🇧|a"),
      ("one two_2 three<M-b><M-b>X", "one X|two_2 three"), ("one two<C-a><M-f>X", "oneX| two"),
      ("a.b(c)<C-Left><C-Left>X", "a.X|b(c)"), ("ab<M-x>\u{FFFD}<M-q>", "ab\u{FFFD}|"),
      // Cutting and putting back.
      ("one two three<C-w><C-w>", "one |"), ("one two.three<M-BS>", "one two.|"),
      ("one two three<C-w><C-w><C-y>", "one two three|"),
      ("one two three<C-a><M-d><M-d><C-e> <C-y>", " three one two|"),
      ("ab cd<C-w><Left><C-k><C-y><M-y>", "abcd|"), ("one<C-u>two<C-u><C-y><M-y>", "one|"),
      ("one<C-u>two<C-u><C-y><M-y><M-y>", "two|"), ("one<M-y>", "one|"),
      ("abc<Left><C-k><C-y><C-y>", "abcc|"), ("<C-y><C-k><C-u><C-w>", "|"),
      ("ab<M-Enter>cd<C-u><C-k><Left><C-k>", "ab|"),
      // Taking back.
      ("one two<C-_>", "one|"), ("one two<C-_><C-_>", "|"), ("one two<C-_><C-_><M-_>", "one|"),
      ("one<C-w><C-_>x", "onex|"), ("one<C-w><C-_>x<M-_>", "onex|"), ("<C-_><M-_>a", "a|"),
      ("abc<Left><Left><BS><C-_>", "a|bc"), ("ab<Enter>cd<C-_><C-_>", "ab!|"),
      // Exchanging and cases.
      ("ab<C-t>", "ba|"), ("abc<Left><C-t>", "acb|"), ("a<C-t>", "a|"), ("<C-t><M-t>", "|"),
      ("one two<M-t>", "two one|"), ("one  two<C-a><M-f><M-t>", "two  one|"), ("one<M-t>", "one|"),
      ("one two three<M-b><M-t>", "one three two|"),
      ("one two<C-a><M-u><M-c>", "ONE Two|"), ("OnE<C-a><M-l>", "one|"),
      ("straße<C-a><M-u>", "STRASSE|"),
    ])
  func edits(script: String, expected: String) {
    #expect(shown(script) == expected)
  }

  @Test(
    arguments: [
      ("ab<Enter>c", "ab!c|"), ("f(<Enter>x<Enter>)<Enter>", "f(⏎  x⏎)!|"),
      ("f(<Enter>g {<Enter>x", "f(⏎  g {⏎    x|"), ("ab<M-Enter>c<Enter>", "ab⏎c!|"),
      ("f(<Enter>x<BS><BS><BS>y", "f(⏎y|"), ("f(<Enter><Enter><Enter>", "f(⏎  ⏎  !|"),
      ("a<Left><Enter>", "a!|"), ("f(<Left><Enter>", "f⏎|("),
      ("abc<M-Enter>d<Up>X<Down>Y", "aXbc⏎dY|"),
      ("abc<M-Enter>d<M-Enter>efg<Up><Up>X", "abcX|⏎d⏎efg"),
      ("世界<M-Enter>abcd<Up>X", "世界X|⏎abcd"), ("世界<M-Enter>abc<Up>X", "世X|界⏎abc"),
      ("a<M-Enter>b<C-Home>X<C-End>Y", "Xa⏎bY|"), ("ab<M-Enter>cd<Home>X", "ab⏎X|cd"),
      ("<paste:a\\nb\u{1B}[31m\u{7}\tc\\n>x", "a⏎b[31m\tc⏎x|"),
      ("<paste:f(\\n)\\n><Enter>", "f(⏎)⏎!|"),
      ("<C-d>", "(leave)|"), ("a<C-d><Left><C-d>", "|"), ("abc<C-c>d", "^d|"), ("<C-c>", "^|"),
      ("a<C-l>b<C-z>", "(clear)(suspend)ab|"), ("<Enter>", "!|"),
      ("f(<Enter><Tab>x", "f(⏎    x|"),
    ])
  func handlesLines(script: String, expected: String) {
    #expect(shown(script) == expected)
  }

  static let past = [
    "let a = 1", "index B {\n  x\n}", "let c = 3", "expect A", "let c = 3", "LET d",
  ]

  @Test(
    arguments: [
      ("<Up>", "LET d|"), ("<Up><Up><Up>", "expect A|"), ("<Up><Up><Down>", "LET d|"),
      ("x<Home><Up><Down>", "|x"), ("x<Up>", "x|"), ("let <Up>", "let c = 3|"),
      ("let <Up><Up>", "let a = 1|"), ("let <Up><Up><Up>", "let a = 1|"),
      ("let <Up><Up><Down><Down>", "let |"), ("<M-lt>", "let a = 1|"), ("x<Home><M-lt><M->>", "|x"),
      ("index<Up>", "index B {⏎  x⏎}|"), ("index<Up>X<Up><Left>", "index B {⏎ | x⏎}X"),
      ("ind<Up><Down>x", "indx|"), ("<C-p><C-p><C-n>", "LET d|"), ("<Up><C-_>", "|"),
      ("<Up><BS>e<Enter><Up>", "LET e!LET e|"), ("new<Enter><Up><Up>", "new!LET d|"),
      ("a<Enter>a<Enter><Up><Up>", "a!a!LET d|"), (" a<Enter><Up>", " a!LET d|"),
      ("<Down>", "|"), ("x<M-Enter>y<C-p>", "x⏎y|"),
      // Searching.
      ("<C-r>let", "|LET d"), ("<C-r>LET", "|LET d"), ("<C-r>let<C-r>", "|let c = 3"),
      ("<C-r>let<C-r><C-r>", "|let a = 1"), ("<C-r>let<C-r><C-s>", "|LET d"),
      ("<C-r>x", "e|xpect A"), ("<C-r>x<C-r><C-r>", "inde|x B {⏎  x⏎}"),
      ("<C-r>= 1<Enter>", "let a = 1!|"), ("<C-r>3<Esc>X", "let c = X|3"),
      ("y<C-r>let<C-g>", "y|"), ("y<C-r>let<C-c>", "y|"), ("y<C-r>zz", "y|"),
      ("<C-r>a 1<BS><BS><Esc>", "expect |A"),
      ("<C-r>3<Left>X", "let c =X| 3"), ("<C-r>3<Esc><C-u><C-r><C-r>", "let c = |3"),
      ("y<C-r>3<Esc><C-_>", "y|"),
      ("<C-r>let<C-r><C-r><C-r><C-r>", "|let a = 1"), ("<C-s>let", "|"),
    ])
  func walksHistory(script: String, expected: String) {
    #expect(shown(script, Self.past) == expected)
  }

  @Test(
    arguments: [
      ("sc<Tab>", "scale|"), ("x = sc<Tab> y", "x = scale y|"), ("zz<Tab>", "zz|"),
      ("wei<Tab>", "weight|"), ("weig<Tab>", "weight|"), ("weig<Tab><Tab>", "weights|"),
      ("weig<Tab><Tab><Tab>", "weighted_mean|"), ("weig<Tab><S-Tab>", "weighted_sum|"),
      ("weig<Tab><Tab><Up>", "weighted_sum|"), ("weig<Tab><Down><Esc>", "weight|"),
      ("weig<Tab><Tab><Enter>", "weights|"), ("weig<Tab><Tab><Enter><Enter>", "weights!|"),
      ("weig<Tab><Enter>", "weight!|"), ("weig<Tab><Tab>.x", "weights.x|"),
      ("weig<Tab><Tab><C-_>", "weight|"),
      ("weig<Tab>ed_s<Tab>", "weighted_sum|"), ("weig<Tab>s<BS><BS><Tab><Tab>", "weighted_mean|"),
      ("weig<Tab>x<Tab>", "weightx|"), ("g<Tab><Tab>", "größe|"), ("SC<Tab>", "scale|"),
      ("Wei<Tab>", "Weibull|"), ("WEIG<Tab><Tab>", "weights|"),
      ("(weig)<Left><Tab><Tab>", "(weights|)"), ("<Tab><Tab>", "weights|"), ("<Tab><BS>", "|"),
      ("w<Tab><Tab><Tab><Tab><Tab><Tab>", "weights|"),
      ("w<Tab><Tab><PageDown><PageUp>", "weights|"),
      ("weig<Tab><C-c>", "^|"), ("weig<Tab><C-r>", "weight|"),
      ("weig<Tab><Tab><paste:()>", "weights()|"),
    ])
  func completes(script: String, expected: String) {
    #expect(shown(script) == expected)
  }
}
