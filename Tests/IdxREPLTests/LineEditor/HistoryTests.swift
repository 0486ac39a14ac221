import IdxREPL
import Testing

@Suite struct HistoryTests {
  @Test(
    arguments: [
      (["a", "b"], "a\nb\n"), (["a\nb", #"\n"#], "a\\nb\n\\\\n\n"), (["世界 \t\\"], "世界 \t\\\\\n"),
      ([], ""),
    ])
  func isWrittenAndReadAgain(entries: [String], file: String) {
    let history = History(entries)
    #expect(history.entries == entries)
    #expect(history.encoded == file)
    #expect(History(decoding: file) == history)
  }

  @Test(arguments: [("a\\qb\\", [#"a\qb\"#]), ("\n\n  x\na\na\n", ["a"]), ("a\r\nb", ["a", "b"])])
  func readsAnything(file: String, entries: [String]) {
    #expect(History(decoding: file).entries == entries)
  }

  @Test func leavesOutWhatNobodyWants() {
    var history = History()
    for (entry, isKept) in [
      ("a", true), ("a", false), ("", false), (" b", false), ("\n", false), ("c", true),
      ("a", true),
    ] {
      #expect(history.add(entry) == isKept)
    }
    #expect(history.entries == ["a", "c", "a"])
  }

  @Test func keepsTheNewest() {
    let history = History((0..<25_000).map { "entry \($0)" })
    #expect((History.limit...History.limit * 11 / 10).contains(history.entries.count))
    #expect(history.entries.last == "entry 24999")
    let read = History(decoding: history.encoded)
    #expect(read.entries.count == History.limit)
    #expect(read.entries.first == "entry 15000")
  }
}
