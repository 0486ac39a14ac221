import Testing

@testable import IdxDriver

/// Formulas of documentation comments as mathematics, and what is told with them.
@Suite struct FormulaTests {
  /// Returns the clauses of `text` with mathematics between dollar signs.
  private func set(_ text: String) -> [String] {
    Formula.clauses(text).map { clause in
      clause.map { part in
        if case .math(let math) = part { return "$\(LatexMath.text(math))$" }
        return Chapter.Inline.plain([part])
      }.joined()
    }
  }

  @Test(arguments: [
    // Fractions, where nothing else can be meant.
    ("x / y", [#"$\frac{x}{y}$"#]),
    ("12 S / (k^2 n - T)", [#"$\frac{12 S}{k^{2} n - T}$"#]),
    ("sum of w x / sum of w.", [#"$\frac{\sum\, w x}{\sum\, w}$."#]),
    (
      "ln(x / low) / ln(high / low)",
      [
        #"$\frac{\ln\left( \frac{x}{\mathrm{low}} \right)}"#
          + #"{\ln\left( \frac{\mathrm{high}}{\mathrm{low}} \right)}$"#
      ]
    ),
    ("100 Q / max Q", [#"$\frac{100 Q}{\max\, Q}$"#]),
    // Slashes, where something else may be.
    ("sum of w / sum of w / x", [#"$\sum\, w / \sum\, w / x$"#]),
    ("(1 / x) / sum of 1 / x", [#"$\left( \frac{1}{x} \right) / \sum\, 1 / x$"#]),
    ("sum of c x / full", [#"$\sum\, c x / \mathrm{full}$"#]),
    ("x / norm of y", [#"$x / \mathrm{norm}$ of $y$"#]),
    ("votes for the grade / votes", ["votes for the grade / votes"]),
    ("x^(1/p)", ["$x^{1 / p}$"]),
    // Sums that are told in words.
    ("T the sum of t^3 - t over the groups", ["$T$ the sum of $t^{3} - t$ over the groups"]),
    ("the sum of the row", ["the sum of the row"]),
    (
      "sum over i and k of |x_i - x_k|",
      [#"$\sum_{i, k}\, \left\lvert x_{i} - x_{k} \right\rvert$"#]
    ),
    // Scripts, primes and signs above letters.
    ("a_ij w_j^2", ["$a_{i j} w_{j}^{2}$"]), ("r_max where", [#"$r_{\max}$ where"#]),
    ("D- / (D+ + D-)", [#"$\frac{D^{-}}{D^{+} + D^{-}}$"#]), ("X'X", [#"$X^{\prime} X$"#]),
    ("q1", ["$q_{1}$"]), ("lambda >= 0", [#"$\lambda \ge 0$"#]), ("e^-x^2", ["$e^{- x^{2}}$"]),
    ("sqrt(x)", [#"$\sqrt{x}$"#]),
    // Words, articles and code stay what they are; clauses have lines.
    ("benefit x; cost -x", ["benefit $x$", "cost $- x$"]),
    ("a grade and a b", ["a grade and $a b$"]),
    ("the degree of `x` in 0...1", [#"the degree of x in $0 \ldots 1$"#]),
    ("with a and b 0, 1; 2, 3", [#"with $a$ and $b\, 0$, $1$; $2$, $3$"#]),
    // What lacks its other half does not bring anything down.
    ("(x / y", [#"($\frac{x}{y}$"#]), ("x)", ["$x$)"]), ("|x", ["$| x$"]), ("`x", ["`$x$"]),
    ("x ^", [#"$x$"#]), ("/", ["$/$"]), ("", []),
  ])
  func sets(_ text: String, _ expected: [String]) { #expect(set(text) == expected) }

  /// Whatever stands in a comment is set in little time, and nothing in it is too deep.
  @Test(arguments: ["(", "x / ", "|", "x^", "a_(", "sum of ", "x; ", "`x", "*a "])
  func setsAnythingLong(_ part: String) {
    for count in [Formula.mostBytes / part.utf8.count, 100_000] {
      let text = String(repeating: part, count: count)
      #expect(!set(text).joined().isEmpty)
      let chapter = Chapter(title: "t", blocks: [.formula(Formula.clauses(text))])
      #expect(WellFormedness.objections(toLatex: chapter.text(.latex)) == [])
    }
  }

  @Test func readsWhatMethodsSay() {
    let text = MethodText(
      """
      What it is for.
      More of it:
      - `word`: a list of its own.
      - Formula: x
        + y.
      - Missing, source: as in `other`.
      """)
    #expect(text.introduction == "What it is for.\nMore of it:\n- `word`: a list of its own.\n")
    #expect(text.text(.formula) == "x + y.")
    #expect(text.text(.missing) == "as in `other`.")
    #expect(text.text(.choices) == nil)
    #expect(MethodText.reference(in: text.text(.source) ?? "") == "other")
    #expect(MethodText.names(in: "an ff(x) of `gg` (b)") == ["ff", "gg"])
    #expect(MethodText.names(in: "lowest + minmax(x)") == ["minmax"])
  }

  @Test func citesEachSourceOnce() {
    let references = References()
    let first = references.cite("Saaty, The AHP (1980), chapter 2; OECD, Handbook (2008).")
    let second = references.cite("OECD, Handbook (2008), step 5.")
    #expect(references.sources == ["Saaty, The AHP (1980)", "OECD, Handbook (2008)"])
    #expect(
      first == [.citation(1, place: "chapter 2"), .text(" "), .citation(2, place: "")])
    #expect(second == [.citation(2, place: "step 5")])
    #expect(references.cite("OECD, Handbook (2008), `x`.") == [.citation(2, place: "x")])
    #expect(references.cite("a method of the trade.") == [.citation(3, place: "")])
  }

  @Test(arguments: [
    ("a `b` *c* **d**", "a b c d", 6), ("2 * 3 * 4", "2 * 3 * 4", 1), ("`open", "`open", 1),
    ("x*y*z", "x*y*z", 1),
  ])
  func readsMarks(_ text: String, _ plain: String, _ count: Int) {
    let parts = DocumentationText.inlines(text)
    #expect(Chapter.Inline.plain(parts) == plain)
    #expect(parts.count == count)
  }
}
