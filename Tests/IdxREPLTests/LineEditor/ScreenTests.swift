import IdxTestSupport
import Testing

@testable import IdxREPL

@Suite struct ScreenTests {
  /// A reader and the terminal that it writes to.
  private struct Desk {
    var reader: EntryReader
    var terminal: TerminalModel

    init(_ width: Int, _ height: Int, hasColours: Bool = false, history: [String] = []) {
      reader = EntryReader(
        history: History(history), prompt: "> ", continuation: ". ", width: width, height: height,
        hasColours: hasColours)
      terminal = TerminalModel(width: width, height: height)
      terminal.write(reader.begin(FakeAssistant()).output)
    }

    /// Presses the keys, which are terminals' bytes here.
    mutating func type(_ bytes: String) {
      for byte in bytes.utf8 {
        let step = reader.receive([byte], FakeAssistant())
        terminal.write(step.output)
        if step.response != .editing { terminal.write(reader.begin(FakeAssistant()).output) }
      }
    }
  }

  /// What is typed, the size of the terminal, and what is to be seen, with the cursor as `▮`.
  @Test(
    arguments: [
      ("abc", 10, 4, ["> abc▮"]), ("abc\u{1}", 10, 4, ["> ▮abc"]), ("", 10, 4, ["> ▮"]),
      // Broken rows, and the cursor behind a full one.
      ("abcd", 6, 4, ["> abcd", "▮"]), ("abcde\u{1B}[D", 6, 4, ["> abcd", "▮e"]),
      ("abcde\u{1}", 6, 4, ["> ▮abcd", "e"]), ("abcde\u{7F}\u{7F}", 6, 4, ["> abc▮"]),
      ("abcde\r", 6, 4, ["> abcd", "e", "> ▮"]), ("abcd\r", 6, 4, ["> abcd", "> ▮"]),
      // Wide characters, marks, tabs, and what is no text.
      ("世界世", 7, 4, ["> 世界", "世▮"]), ("世a界\u{1B}[D", 6, 4, ["> 世a", "▮界"]),
      ("e\u{301}x\u{1B}[D", 9, 4, ["> e\u{301}▮x"]),
      ("\u{301}", 9, 4, ["> \u{25CC}\u{301}▮"]), ("a\u{202E}b", 12, 4, ["> a\\u{202e}b", "▮"]),
      ("\u{1B}[200~a\tb\u{1B}[201~", 12, 4, ["> a   b▮"]), ("世", 1, 6, [">", "", "?", "▮"]),
      ("\u{200B}", 12, 3, ["> \\u{200b}▮"]),
      // Entries of several lines, higher than the screen too.
      ("f(\rx", 10, 4, ["> f(", ".   x▮"]), ("f(\rx\u{1B}[A", 10, 4, ["> f(▮", ".   x"]),
      ("f(\r1\r2\r3\r4", 10, 3, [".   2", ".   3", ".   4▮"]),
      ("f(\r1\r2\r3\r4\u{1B}[A\u{1B}[A\u{1B}[A", 10, 3, [".   1▮", ".   2", ".   3"]),
      ("f(\r1\r2\r)\r", 10, 3, [".   2", ". )", "> ▮"]),
      ("f(\r1\r2\u{3}", 10, 6, ["> f(", ".   1", ".   2^C", "> ▮"]),
      ("ab\u{c}c", 10, 6, ["> abc▮"]),
      // Menus and searches.
      (
        "weig\t", 40, 9,
        [
          "> weight▮", "  weights        a word", "  weighted_mean  a word",
          "  weighted_sum   a word",
        ]
      ),
      (
        "weig\t\t", 40, 9,
        [
          "> weights▮", "> weights        a word", "  weighted_mean  a word",
          "  weighted_sum   a word", "    What weights means.", "    And more of it.",
        ]
      ),
      (
        "weig\t\t\t", 20, 6,
        [
          "> weighted_mean▮", "  weights     a word", "> weighted_…  a word",
          "  weighted_…  a word", "    What",
          "    …",
        ]
      ),
      ("weig\t\t\r", 40, 9, ["> weights▮"]), ("weig\t\u{3}", 40, 9, ["> weight^C", "> ▮"]),
      ("weig\t", 40, 1, ["> weight▮"]),
      ("abc\r\u{12}b", 40, 9, ["> abc", "> a▮bc", "search for older: b"]),
      ("abc\r\u{12}z", 40, 3, ["> abc", "> ▮", "search for older: z  not found"]),
      ("abc\r\u{12}b\r", 40, 9, ["> abc", "> abc", "> ▮"]),
    ] as [(String, Int, Int, [String])])
  func shows(typed: String, width: Int, height: Int, expected: [String]) {
    var desk = Desk(width, height)
    desk.type(typed)
    #expect(desk.terminal.complaints == [])
    var lines = desk.terminal.rows.map { $0.map(\.text) }
    lines[desk.terminal.row].insert("▮", at: desk.terminal.column)
    var shown = lines.map { line in
      String(String(line.joined().reversed().drop { $0 == " " }).reversed())
    }
    while shown.last == "" { shown.removeLast() }
    #expect(shown == expected)
  }

  @Test(
    arguments: [
      ("a1 22", ["1;36:> ", "33:1", "33:22"]), ("we\t\t", ["1;36:> "]),
    ])
  func hasColours(typed: String, looks: [String]) {
    var desk = Desk(20, 5, hasColours: true)
    desk.type(typed)
    #expect(desk.terminal.looks(0) == looks)
    #expect(desk.terminal.complaints == [])
  }

  /// A key at the end of a line costs a few bytes, whatever stands above and before it.
  @Test func writesOnlyWhatHasChanged() {
    var desk = Desk(40, 10, hasColours: true)
    desk.type("f(\r1 + x\rsum of 2 a")
    #expect(desk.reader.receive(Array("b".utf8), FakeAssistant()).output == "b")
    #expect(desk.reader.receive([0x7F], FakeAssistant()).output == "\u{1B}[15G\u{1B}[K")
    #expect(desk.reader.receive([0x01], FakeAssistant()).output == "\u{1B}[3G")
    #expect(desk.reader.receive([0x01], FakeAssistant()).output == "")
  }

  @Test func writesAboveTheEntry() {
    var desk = Desk(20, 8)
    desk.type("f(\rx")
    desk.terminal.write(desk.reader.interject("changed\n", FakeAssistant()))
    #expect(desk.terminal.lines == ["changed", "> f(", ".   x"])
  }

  /// Whatever the terminal makes of the rows when its size changes, what stood above the entry stays, and
  /// nothing of the entry is left behind.
  @Test(
    arguments: [
      ("one two", [(8, 9), (30, 9), (5, 3)]),
      ("f(\r1 + 22222\r3\u{1B}[A\u{1B}[D", [(9, 9), (4, 9), (40, 9)]),
      ("weights\t\t", [(12, 9), (20, 5), (9, 12)]), ("a\u{1}", [(1, 9), (2, 2)]), ("", [(7, 7)]),
      ("0123456789012345678901234567", [(29, 9), (28, 9), (15, 9), (14, 9)]),
    ] as [(String, [(Int, Int)])])
  func followsTheSizeOfTheTerminal(typed: String, sizes: [(Int, Int)]) {
    var desk = Desk(30, 9)
    desk.terminal.write(desk.reader.interject("xyz\nXYZ\n", FakeAssistant()))
    desk.type(typed)
    for (width, height) in sizes {
      desk.terminal.resize(width: width, height: height)
      desk.terminal.write(desk.reader.resize(width: width, height: height, FakeAssistant()))
      let fresh = desk.reader.freshlyPainted(width, height)
      #expect(Array(desk.terminal.lines.suffix(fresh.lines.count)) == fresh.lines)
      #expect(desk.terminal.complaints == [])
      let above = desk.terminal.lines.dropLast(fresh.lines.count).joined()
      #expect("xyzXYZ".hasSuffix(above), "\(width): \(desk.terminal.lines)")
    }
  }

  /// What is typed while an entry is evaluated belongs to the next.
  @Test func keepsWhatIsTypedAhead() {
    var desk = Desk(20, 8)
    let step = desk.reader.receive(Array("one\rtwo\rth".utf8), FakeAssistant())
    #expect(step.response == .entry("one"))
    #expect(desk.reader.begin(FakeAssistant()).response == .entry("two"))
    #expect(desk.reader.begin(FakeAssistant()).response == .editing)
    #expect(desk.reader.editor.text == "th")
  }

  /// The screen after random keys is that of a painter that has never painted before.
  @Test(arguments: 0..<100) func isWhatAFreshPainterShows(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    let width = random.pick([1, 2, 3, 7, 12, 30, 80])
    let height = random.pick([1, 2, 3, 5, 9, 24])
    var reader = EntryReader(
      history: History(["let x = 1", "f(\n  x\n)", "世界 = 2"]), prompt: "> ", continuation: ". ",
      width: width, height: height, hasColours: random.once(in: 2))
    var terminal = TerminalModel(width: width, height: height)
    terminal.write(reader.begin(FakeAssistant()).output)
    for _ in 0..<100 {
      let key = randomKey(&random)
      let step = reader.receive(Array(key.utf8), FakeAssistant())
      terminal.write(step.output)
      if step.response != .editing {
        terminal.write("\r\n")
        terminal.write(reader.begin(FakeAssistant()).output)
      }
      #expect(terminal.complaints == [])
      let fresh = reader.freshlyPainted(width, height)
      let rows = fresh.rows.prefix(reader.shownRows)
      // The rows of the entry are the last that were written to.
      let first = terminal.row - fresh.row
      let isSame =
        first >= 0 && first + rows.count <= height
        && Array(terminal.rows[first..<first + rows.count]) == Array(rows)
        && terminal.rows[(first + rows.count)...].allSatisfy { $0.allSatisfy { $0.text == " " } }
        && terminal.column == fresh.column && !terminal.isCursorHidden
      let place = "\(terminal.row) \(terminal.column), not \(fresh.row) \(fresh.column)"
      #expect(
        isSame, "\(key.debugDescription): \(terminal.lines), not \(fresh.lines), cursor at \(place)"
      )
      if !isSame { return }
    }
  }

  private static let bytes = [
    "a", "b", "we", "7", " ", "(", ")", "世", "é", "e\u{301}", "👩‍👩‍👧", "❤️", "\u{301}", "\u{200B}", "\r",
    "\r", "\t", "\t",
    "\u{7F}", "\u{7F}", "\u{1B}\r", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H",
    "\u{1B}[F",
    "\u{1B}b", "\u{1B}f", "\u{1B}d", "\u{1}", "\u{2}", "\u{4}", "\u{5}", "\u{7}", "\u{B}", "\u{C}",
    "\u{14}", "\u{15}", "\u{17}",
    "\u{19}", "\u{1B}y", "\u{1F}", "\u{1B}_", "\u{12}", "\u{13}", "\u{1B}[Z", "\u{1B}[5~",
    "\u{1B}<", "\u{1B}t", "\u{1B}u",
    "\u{1B}[200~some pasted text\nof 2 lines\u{1B}[201~", "\u{3}",
  ]

  private func randomKey(_ random: inout SeededRandom) -> String {
    random.once(in: 40) ? String(repeating: "long ", count: 20) : random.pick(Self.bytes)
  }

  /// A terminal that draws joined emoji in two columns and one that draws their parts agree about the cursor.
  @Test(arguments: ["a👩‍👩‍👧b", "❤️ x", "🇧🇪🇩🇪", "👍🏽👍🏽 y"])
  func survivesDisagreementAboutWidths(text: String) {
    var columns: [Int] = []
    for joins in [false, true] {
      var reader = EntryReader(
        prompt: "> ", continuation: ". ", width: 40, height: 5, hasColours: false)
      var terminal = TerminalModel(width: 40, height: 5, joinsCharacters: joins)
      terminal.write(reader.begin(FakeAssistant()).output)
      terminal.write(reader.receive(Array(text.utf8), FakeAssistant()).output)
      #expect(terminal.complaints == [])
      columns.append(terminal.column)
    }
    #expect(columns[0] == columns[1])
  }
}

extension EntryReader {
  /// What a terminal shows on which the entry is painted for the first time.
  fileprivate func freshlyPainted(_ width: Int, _ height: Int) -> TerminalModel {
    var fresh = ScreenPainter(width: width, height: height, hasColours: painter.hasColours)
    fresh.top = painter.top
    var terminal = TerminalModel(width: width, height: height)
    terminal.write(
      fresh.paint(
        editor.picture(prompt: prompt, continuation: continuation, FakeAssistant())))
    return terminal
  }

  /// How many rows the entry takes now.
  fileprivate var shownRows: Int { painter.screen.count }
}
