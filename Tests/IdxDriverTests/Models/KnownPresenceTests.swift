import Testing

/// What the checker concludes where nothing can be missing.
@Suite struct KnownPresenceTests {
  private static let table = """
    data t {
      key o defines Object
      column a
      column b
      | o | a | b |
      | A | 1 | 5 |
      | B | 2 | 4 |
      | C | 4 | 9 |
    }
    index I { indicator a benefit indicator b cost }

    """

  /// Results that must not count as missing: their type has no `?`.
  @Test(arguments: ["minmax", "ranked", "percentile_rank"]) func normalises(_ method: String) throws
  {
    let run = try ModelRun(
      Self.table + """
        evaluation e of I on t { normalise \(method) weights equal aggregate arithmetic_mean }
        let score: Real[Object] = e.score
        expect score == e.score within 1e-12
        """)
    #expect(run.messages == "")
    #expect(run.passed == 1)
  }

  /// The same with a missing value: the type has its `?`, and is refused.
  @Test func staysMissing() throws {
    let text = Self.table.replacing("| A | 1 |", with: "| A | \"-\" |").replacing(
      "  column b\n", with: "  column b\n  missing \"-\"\n")
    let run = try ModelRun(
      text + """
        evaluation e of I on t { normalise minmax weights equal aggregate arithmetic_mean }
        let score: Real[Object] = e.score
        """)
    #expect(run.messages.hasPrefix("E0306"))
  }

  /// A pattern that would fit any column leaves the keys alone.
  @Test func keepsKeysOutOfPatterns() throws {
    let run = try ModelRun(
      """
      data r {
        key o defines Object
        category {g} defines Course
        column m from "{g}"
        | o | x | y |
        | A | 1 | 5 |
        | B | 2 | 4 |
      }
      let total = sum(r.m, over Course)
      expect total == 6 within 1e-12
      """)
    #expect(run.messages == "")
    #expect(try run.codes("total") == ["A", "B"])
  }
}
