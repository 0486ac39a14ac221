import IdxDiagnostics
import Testing

@Suite struct SuggestionTests {
  @Test(
    arguments: [
      ("incme", ["income", "outcome"], "income"),
      ("icnome", ["outcome", "income"], "income"),
      ("Income", ["health", "income"], "income"),
      ("le_2021", ["le_2020", "le_2022"], "le_2020"),
      ("education", ["educaton", "education"], "educaton"),
      ("x", ["y", "X"], "X"),
      ("x", ["y", "z"], nil),
      ("health", ["wealth", "income"], "wealth"),
      ("health", ["income"], nil),
      ("gdp", ["population"], nil),
      ("", ["a"], nil),
      ("größe", ["grösse", "preis"], "grösse"),
    ] as [(String, [String], String?)])
  func nearest(name: String, candidates: [String], expected: String?) {
    #expect(Suggestion.nearest(name, in: candidates) == expected)
  }
}
