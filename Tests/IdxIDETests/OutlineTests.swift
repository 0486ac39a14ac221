import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct OutlineTests {
  /// Each symbol on a line, indented by what it stands in.
  @Test(arguments: [
    (
      "import \"base.idx\" as base\nimport std.models.hdi\n",
      "module base base.idx\nmodule std.models.hdi"
    ),
    (
      "data P \"Parks\" from \"p.csv\" { key code defines Park column x \"X\" in km group r of R }",
      "table P Parks\n  key code\n  column x X\n  key r"
    ),
    ("scale S best first { grade a \"A\" from 0.7 grade b }", "scale S\n  grade a A\n  grade b"),
    ("axis A { x \"X\", y }", "axis A\n  element x X\n  element y"),
    (
      "index I { group g \"G\" { indicator a benefit } indicator b cost }",
      "index I\n  group g G\n    indicator a\n  indicator b"
    ),
    (
      "judgement J on I { rater r { a : b = 3 } at g { rater s { c : d = 1 } } }",
      "judgement J\n  element r\n  element s"
    ),
    (
      "method m[U: objects](x: Real[U], how: a | b = a) -> (p: Real, q: Real) { (p: 1, q: 2) }",
      """
      method m (p: Real, q: Real)
        axisVariable U
        input x Real[U]
        input how a | b
        result p Real
        result q Real
      """
    ),
    (
      "variant V of I { add to g group h { indicator z cost } remove a }",
      "variant V\n  group h\n    indicator z"
    ),
    ("measure km = 1000 * m\nparameter p = 1 in 0...2", "measure km\nparameter p"),
    ("let a: Real = 1", "value a Real"),
    ("/// Holds.\nexpect 1 == 1\nexpect 2 > 1", "expectation Holds. 1 == 1\nexpectation 2 > 1"),
    // What is broken shows what it holds.
    ("index { group g { indicator a benefit", "group g\n  indicator a"),
    ("index I {\n  group {\n  indicator a cost }\n}\nlet b =", "index I\n  indicator a\nvalue b"),
    ("import", ""),
  ])
  func showsWhatIsDeclared(text: String, expected: String) {
    let document = Document(path: "/a.idx", version: 1, bytes: Array(text.utf8))
    #expect(Self.lines(document.outline, 0).joined(separator: "\n") == expected)
  }

  private static func lines(_ symbols: [OutlineSymbol], _ level: Int) -> [String] {
    symbols.flatMap { symbol -> [String] in
      #expect(symbol.selection.clamped(to: symbol.range) == symbol.selection)
      let words = [symbol.kind.rawValue, symbol.name, symbol.detail].filter { !$0.isEmpty }
      return [String(repeating: "  ", count: level) + words.joined(separator: " ")]
        + lines(symbol.children, level + 1)
    }
  }

  @Test(arguments: [
    ("", ["Livable main", "jobs main", "Other b", "jobMarket b"]),
    ("jobs", ["jobs main"]),
    ("job", ["jobs main", "jobMarket b"]),
    ("JM", ["jobMarket b"]),
    ("obs", ["jobs main"]),
    ("sboj", []),
  ])
  func findsInModelsThatAreNotOpen(query: String, expected: [String]) throws {
    let text = "index Livable { indicator jobs benefit }\n"
    let host = MemoryHost(files: [
      "/models/main.idx": "index Stale { }",
      "/models/b.idx": "index Other { indicator jobMarket cost }",
      "/elsewhere/c.idx": "index Hidden { }",
    ])
    let workspace = Workspace(host: host)
    workspace.folders = ["/models"]
    workspace.open("/models/main.idx", version: 1, bytes: Array(text.utf8))
    let found = try #require(workspace.symbols(matching: query)).map {
      "\($0.symbol.name) \($0.path.dropFirst(8).dropLast(4))"
    }
    #expect(query.isEmpty ? Set(found) == Set(expected) : found == expected)
  }
}
