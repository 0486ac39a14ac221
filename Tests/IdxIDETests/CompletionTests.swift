import IdxEditorTestSupport
import IdxIDE
import Testing

/// What is offered at the cursor of a text: the first labels of those that stand at the front.
private func labels(_ text: String, kinds: Set<CompletionItem.Kind>? = nil) throws -> [String] {
  let fixture = EditorFixture(text)
  let found = try #require(fixture.assistant).completions(at: fixture.cursor)
  return found.items.filter { kinds?.contains($0.kind) ?? true }.map(\.label)
}

private let parks = """
  data Parks from "parks.csv" { key code defines Park }
  index Green "Green" {
    group nature { indicator trees benefit  indicator `bird count` benefit  indicator water benefit }
    indicator jobs cost
  }
  evaluation e of Green on Parks {
    normalise minmax
    weights equal
    aggregate arithmetic_mean
  }

  """

private let file = """

  //- parks.csv
  code,trees,bird count,water,jobs,wages
  a,1,2,3,4,5
  b,2,3,4,5,6
  """

@Suite struct CompletionTests {
  @Test(arguments: [
    ("$0", ["import", "data", "measure", "scale", "axis", "index"]),
    ("index A {\n  $0", ["group", "indicator", "allow"]),
    ("index A {\n  indicator b $0", ["benefit", "cost", "target", "interval"]),
    ("data d {\n  $0", ["key", "period", "rater", "category", "group", "column"]),
    ("evaluation e of A on d {\n  $0\n}", ["at", "impute", "treat", "orient"]),
    ("evaluation e of A on d {\n  weights equal $0\n}", ["over", "of", "in"]),
    ("evaluation e of A on d { weights x in $0 }", ["each"]),
    ("scale S $0", ["best", "worst"]),
    ("variant v of A $0", ["rescale", "keep"]),
    ("variant v of A {\n  $0\n}", ["remove", "add", "replace", "move", "weight"]),
    ("evaluation e $0", ["of", "with"]), ("evaluation e with b $0", ["of", "on"]),
    ("evaluation e with b {\n  $0\n}", ["at", "normalise", "remove", "weight"]),
    ("method f(x: Real) -> Real {\n  $0", ["let", "require", "warn"]),
    ("scale S best first { grade a $0", ["from", "above", "points", "ratio"]),
  ])
  func offersTheKeywordsOfThePlace(_ text: String, _ expected: [String]) throws {
    let found = try labels(text, kinds: [.keyword])
    for keyword in expected { #expect(found.contains(keyword), "\(keyword) at \(text): \(found)") }
  }

  @Test(arguments: [
    ("let a = 1\n$0", ["group", "benefit", "from", "impute"]),
    ("index A {\n  $0", ["import", "column", "impute", "of"]),
    ("evaluation e of A on d {\n  $0\n}", ["indicator", "benefit", "key"]),
    ("let $0", ["import", "over", "benefit"]),
    ("// $0", ["import"]),
    ("let a = 1$0", ["and"]),
  ])
  func offersNoOthers(_ text: String, _ unexpected: [String]) throws {
    let found = try labels(text, kinds: [.keyword])
    for keyword in unexpected { #expect(!found.prefix(8).contains(keyword), "\(text): \(found)") }
  }

  @Test(arguments: [
    // Columns of the file that the index does not use yet.
    ("index Other { indicator $0 }\nevaluation o of Other on Parks { }", ["trees", "bird count"]),
    ("variant V of Green { add indicator x benefit from $0 }", ["wages", "trees"]),
    // Names of the hierarchy.
    ("expect e.at($0) == 1", ["nature", "jobs", "trees"]),
    ("evaluation o of Green on Parks { at $0 { } }", ["nature", "jobs", "trees"]),
    ("evaluation o of $0", ["Green"]), ("evaluation o of Green on $0", ["Parks"]),
    // An evaluation that is made with another.
    ("evaluation o with $0", ["e"]), ("evaluation o with e of $0", ["Green"]),
    ("evaluation o with e on $0 { }", ["Parks"]),
    ("evaluation o with e { remove $0 }", ["nature", "jobs", "trees"]),
    ("evaluation o with e { at $0 { } }", ["nature", "jobs", "trees"]),
    ("evaluation o with e { weights $0 }", ["given", "entropy", "equal"]),
    ("evaluation o with e { add indicator x benefit from $0 }", ["wages", "trees"]),
    ("let a = e.$0", ["score", "rank", "weights"]),
    ("let a = e.at(nature).$0", ["score", "share"]),
    ("let a = Green.$0", ["nature", "leaves"]),
    ("let a = Green.nature.$0", ["leaves"]),
    ("let a = Parks.$0", ["trees", "bird count", "wages"]),
    ("let a = sum(Parks.trees, over $0)", ["Park", "Green"]),
    // Things that are not compared yet.
    ("judgement J on Green { $0 }", ["nature", "jobs"]),
    ("judgement J on Green { at nature { trees : $0 } }", ["bird count", "water"]),
    ("judgement J on Green { at nature { trees : water = 2\n trees : $0 } }", ["bird count"]),
    ("judgement J on Green { at $0 { } }", ["nature"]),
    ("judgement J on Green { nature : jobs = $0 }", ["1", "2", "3"]),
    ("judgement J on $0", ["Green", "Park"]),
    // Steps.
    ("evaluation o of Green on Parks { normalise $0 }", ["minmax", "zscore", "goalposts"]),
    ("evaluation o of Green on Parks { weights $0 }", ["given", "entropy", "critic", "equal"]),
    ("evaluation o of Green on Parks { aggregate $0 }", ["arithmetic_mean", "topsis"]),
    ("evaluation o of Green on Parks { impute $0 }", ["mean_of_all"]),
    ("evaluation o of Green on Parks { combine over Park $0 }", ["mean", "median"]),
    ("evaluation o of Green on Parks { normalise minmax of $0 }", ["raw", "imputed"]),
    ("evaluation o of Green on Parks { aggregate owa($0) }", ["v"]),
    // Words of all kinds.
    ("index Other { indicator x benefit in $0 }", ["km", "person", "euro"]),
    ("index Other { allow($0) }", ["method-warning", "group-with-one-child"]),
    ("index Other { allow(group-with-$0) }", ["group-with-one-child"]),
    ("let a = minmax(e.raw, $0)", ["constant"]),
    ("let a = minmax(e.raw, constant: $0)", ["refuse", "lowest", "middle", "highest"]),
    ("method f(how: a | b) -> Real { case how { $0 } }", ["a", "b"]),
    ("method f[I: $0](x: Real[I]) -> Real { 1 }", ["objects", "indicators"]),
    ("method f[I: objects](x: Real[$0]) -> Real { 1 }", ["I"]),
    ("method f[I: objects](x: $0) -> Real { 1 }", ["Real", "Weights"]),
    ("method f(x: Real) -> Real {\n  let y = x\n  $0\n}", ["y", "x"]),
    ("import $0", ["std"]), ("import std.$0", ["models", "methods"]),
    ("import std.models.$0", ["hdi"]),
    ("scale S best first { grade a }\nindex Other { indicator x graded by $0 }", ["S"]),
    ("data More from \"parks.csv\" { key $0 }", ["code", "trees"]),
    ("data More { key a of $0 }", ["Park"]),
    ("data More { encoding \"$0\" }", ["utf-8"]),
  ])
  func offersNames(_ text: String, _ expected: [String]) throws {
    let found = try labels(parks + text + file)
    for name in expected {
      #expect(found.contains(name), "\(name) at \(text): \(found.prefix(20))")
    }
  }

  /// The columns of a table that only an import declares, which nothing in the model reads.
  @Test func offersColumnsOfImportedTables() throws {
    let found = try labels(
      """
      import "base.idx"
      let a = Lakes.$0
      //- base.idx
      data Lakes from "lakes.csv" { key code defines Lake  column depth "Depth" in m }
      data Ponds { key code defines Pond  | code | fish |  | a | 1 | }
      //- lakes.csv
      code,depth,area
      a,1,2
      """)
    #expect(found.starts(with: ["depth", "area"]), "\(found.prefix(5))")
    let inside = try labels(
      """
      import "base.idx"
      let a = Ponds.$0
      //- base.idx
      data Ponds { key code defines Pond  | code | fish |  | a | 1 | }
      """)
    #expect(inside.first == "fish", "\(inside.prefix(5))")
  }

  @Test(arguments: [
    ("judgement J on Green { at nature { trees : water = 2\n trees : $0 } }", ["trees", "water"]),
    ("index Green2 { indicator trees benefit  indicator $0 }\n", ["trees"]),
    ("let a = minmax(e.raw, constant: lowest, $0)", ["constant"]),
    ("let a = \"$0\"", ["e"]), ("let a = 12$0", ["e"]),
  ])
  func leavesOutWhatIsThere(_ text: String, _ unexpected: [String]) throws {
    let found = try labels(parks + text + file)
    for name in unexpected {
      #expect(!found.contains(name), "\(name) at \(text): \(found.prefix(20))")
    }
  }

  @Test(arguments: [
    ("evaluation o of Green on Parks { normalise $0 }", "minmax", "zscore"),
    (
      "judgement J on Green { nature : jobs = 2 }\nevaluation o of Green on Parks { weights ahp($0) }",
      "J", "Green"
    ),
    ("let a = 1\nlet b = [1, 2]\nlet c = a$0", "a", "abs"),
  ])
  func ranksWhatFits(_ text: String, _ better: String, _ worse: String) throws {
    let found = try labels(parks + text + file)
    let (first, second) = (found.firstIndex(of: better), found.firstIndex(of: worse))
    #expect(first ?? .max < second ?? .max, "\(found.prefix(20))")
  }

  @Test func quotesNamesThatAreNoIdentifiers() throws {
    let fixture = EditorFixture(parks + "let a = Parks.bi$0" + file)
    let found = try #require(fixture.assistant).completions(at: fixture.cursor)
    let item = try #require(found.items.first { $0.label == "bird count" })
    #expect(item.text == "`bird count`")
    #expect(found.inserted == fixture.cursor - 2..<fixture.cursor)
  }

  @Test func replacesTheWholeRule() throws {
    let fixture = EditorFixture("allow(group-with-one-ch$0ild) \"so\"\nlet a = 1\n")
    let found = try #require(fixture.assistant).completions(at: fixture.cursor)
    #expect(found.inserted == 6..<23)
    #expect(found.replaced == 6..<26)
  }

  @Test(arguments: [
    ("let z = 1$0\n", " + e."), ("let z = 1$0\n", " + Parks."), ("let z$0 = 1\n", "z"),
    ("judgement J on Green { nature : jobs = $0 }\n", "3 at nature { trees : "),
    ("index More { indicator $0 }\n", "trees benefit  indicator "),
  ])
  func isTheSameByAnOlderAnalysis(_ text: String, _ typed: String) throws {
    let fixture = EditorFixture(parks + text + file)
    let (workspace, path) = (fixture.workspace, fixture.path)
    _ = fixture.assistant
    var place = fixture.cursor
    // Letter by letter, as it is typed.
    for byte in typed.utf8 {
      _ = workspace.change(path, version: 2, [ByteEdit(place..<place, [byte])])
      place += 1
      let found = workspace.completions(path, at: place)?.items
      let whole = fixture.text(path)
      let head = String(decoding: whole.utf8.prefix(place), as: UTF8.self)
      let tail = String(decoding: whole.utf8.dropFirst(place), as: UTF8.self)
      let again = EditorFixture(head + "$0" + tail + file)
      #expect(found == again.assistant?.completions(at: place).items)
    }
  }

  @Test(arguments: ["method:minmax", "keyword:index", "unit:km", "rule:group-with-one-child"])
  func tellsOfItems(_ key: String) throws {
    let assistant = try #require(EditorFixture("let a = 1\n").assistant)
    let told = assistant.documentation(ofCompletion: key)
    let text = try #require(told).markdown
    let expected = ["method:minmax": "Handbook", "keyword:index": "hierarchy", "unit:km": "1000 m"]
    #expect(text.contains(expected[key] ?? "W06"), "\(text)")
  }

  /// What a snippet is when all its stops are left as they are.
  private func filled(_ snippet: String) -> String {
    var result = ""
    var rest = snippet[...]
    while let mark = rest.firstIndex(of: "$") {
      result += rest[..<mark]
      rest = rest[mark...].dropFirst()
      if rest.first == "{", let end = rest.firstIndex(of: "}") {
        let stop = rest[..<end].dropFirst()
        rest = rest[end...].dropFirst()
        if let bar = stop.firstIndex(of: "|") {
          result += stop[bar...].dropFirst().prefix { $0 != "," && $0 != "|" }
        } else {
          result += stop.drop { $0 != ":" }.dropFirst()
        }
      } else {
        rest = rest.drop(while: \.isNumber)
      }
    }
    return result + rest
  }

  @Test(arguments: [
    ("", ""), ("data d {\n", "\n}"), ("index A {\n", "\n}"), ("scale S best first {\n", "\n}"),
    ("variant v of A {\n", "\n}"), ("method f(x: Real) -> Real {\n", "\nx }"),
    ("evaluation e of A on d {\n", "\n}"), ("judgement J on A {\n", "\n}"),
  ])
  func snippetsAreOfTheLanguage(_ before: String, _ after: String) throws {
    let fixture = EditorFixture(before + "$0" + after)
    let found = try #require(fixture.assistant).completions(at: fixture.cursor).items
    let snippets = found.filter { $0.kind == .keyword }.compactMap(\.snippet)
    #expect(snippets.count >= 1)
    // A stop that is there twice has its text twice.
    for snippet in snippets.map({ $0.replacing("[$2]", with: "[I]") }) {
      // What is to be typed in a place without a name is a value.
      var text = filled(snippet)
      if snippet.contains("= $0") || snippet.contains("Real} {\n  $0") {
        text = filled(snippet.replacing("$0", with: "1"))
      }
      if text.hasPrefix("allow") { text += before.isEmpty ? "\nlet a = 1" : "" }
      let whole = EditorFixture(before + text + after)
      let findings = try #require(whole.analysis).findings.filter { $0.code.hasPrefix("E01") }
      #expect(findings.isEmpty || text.hasPrefix("allow"), "\(text): \(findings.map(\.message))")
    }
  }
}

/// What stands in texts, and names that are new.
@Suite struct CompletionOfTextsTests {
  @Test(arguments: [
    (#"data d from "$0" { key k defines K }"#, ["data/more.csv", "parks.csv"]),
    (#"judgement J on Green from "$0""#, ["data/more.csv", "parks.csv"]),
    (#"index I from "p$0""#, ["data/more.csv", "parks.csv"]),
    (#"import "$0""#, ["other.idx"]),
    (#"let a = Parks.trees["$0"]"#, ["a", "b"]),
    (#"let a = Parks.trees[Park: "$0""#, ["a", "b"]),
    (#"let a = Parks.trees[Other: "$0"]"#, []),
    (#"let a = Parts(x: 1, y: 2)["$0"]"#, ["x", "y"]),
    (#"let a = e.score["$0"]"#, ["a", "b"]),
    (#"data d from "parks.csv" "$0""#, []),
    ("data d { key city_code defines $0", ["City"]),
    ("data cities { key code defines $0", ["City"]),
    ("data parks { key name defines $0", ["Park"]),
    ("data d { key `land use` defines $0", ["LandUse"]),
    ("data d { group region defines $0", ["Region"]),
  ])
  func offers(_ typed: String, _ expected: [String]) throws {
    let others =
      "\n//- data/more.csv\nx\n1\n//- other.idx\nlet b = 1\n"
    let fixture = EditorFixture(parks + "axis Parts { x, y }\n" + typed + file + others)
    let found = try #require(fixture.workspace.completions(fixture.path, at: fixture.cursor))
    #expect(found.items.map(\.label) == expected)
  }
}
