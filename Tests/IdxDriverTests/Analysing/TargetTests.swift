import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax
import Testing

/// A model with a mark `§` before a name and a mark `¶` before the name that declares what it stands for.
struct TargetCase: CustomTestStringConvertible, Sendable {
  let text: String
  let kind: ReferenceKind
  var testDescription: String { "\(kind.rawValue): \(text)" }

  /// The text without the marks, and the offsets at which they stood.
  var marked: (text: String, use: Int?, definition: Int?) {
    var bytes: [UInt8] = []
    var use: Int?
    var definition: Int?
    for character in text {
      switch character {
      case "§": use = bytes.count
      case "¶": definition = bytes.count
      default: bytes += Array(String(character).utf8)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), use, definition)
  }
}

@Suite struct TargetTests {
  private static let data = """
    data cities {
      key city defines City
      group state defines State
      column jobs
      column trees
      | city  | state | jobs | trees | size  |
      | Ashby | N     | 4    | 2     | large |
      | Brent | S     | 5    | 1     | small |
    }
    scale Level best first { grade good from 0.5  grade poor }
    index Livable {
      group economy { indicator jobs benefit }
      indicator trees benefit
    }

    """

  private static let evaluation = """
    evaluation e of Livable on cities {
      normalise minmax
      weights   equal
      aggregate arithmetic_mean
      classify  Level
    }

    """

  /// Cases in which all stands that they need.
  private static let whole: [(String, ReferenceKind)] = [
    ("let ¶a = 1\nlet b = §a + 1", .value),
    ("parameter ¶p = 1\nlet b = §p", .parameter),
    ("measure ¶km\nmeasure mile = 1.6 * §km", .measure),
    ("measure ¶km\nlet a: Real in §km = missing", .measure),
    ("axis Part { ¶a, b }\nlet v = Part(§a: 1, b: 2)", .element),
    ("axis Part { ¶a, b }\nlet v = Part(a: 1, b: 2)\nlet w = v[§a]", .element),
    ("axis Part { ¶a, b }\nlet v = Part(a: 1, b: 2)\nlet w = v[Part: §a]", .element),
    ("axis Part { ¶a, b }\nlet v = case Part { §a: 1  b: 2 }", .element),
    ("axis ¶Part { a, b }\nlet v = if Part == §Part' then 1 else 0", .axis),
    ("axis ¶Part { a, b }\naxis Factor = components of §Part", .axis),
    (
      "axis Part { a, b }\njudgement J on Part by ¶Expert { rater x { a : b = 2 } }\n"
        + "let v = count(over §Expert)", .axis
    ),
    ("axis Part { ¶a, b }\njudgement J on Part { §a : b = 2 }", .element),
    (
      "scale Words best first { grade ¶more ratio 3  grade same ratio 1 }\n"
        + "axis Part { a, b }\njudgement J on Part in Words { a : b = §more }", .grade
    ),
    ("method f[¶U: objects](x: Real[§U]) -> Real { sum(x, over U) }", .axisVariable),
    ("method f[¶U: objects](x: Real[U]) -> Real { sum(x, over §U) }", .axisVariable),
    ("method f(¶x: Real) -> Real { §x }", .input),
    ("method f(¶x: Real) -> Real { x }\nlet v = f(§x: 2)", .input),
    ("method f(x: Real) -> Real {\n  let ¶y = 2 * x\n  §y + 1\n}", .local),
    ("method f(x: Real) -> Real {\n  let x2 = x\n  let ¶x = 2 * x2\n  §x + 1\n}", .local),
    ("method f(how: ¶one | two = one) -> Real { case how { §one: 1  two: 2 } }", .choice),
    (
      "method f(how: ¶one | two = one) -> Real { case how { one: 1  two: 2 } }\nlet v = f(how: §one)",
      .choice
    ),
    ("method f(x: Real) -> (¶score: Real, q: Real) { (§score: x, q: 1) }", .field),
    ("method f(x: Real) -> (score: Real, ¶q: Real) { (score: x, q: 1) }\nlet v = f(2).§q", .field),
    (
      "method f(x: Real) -> (score: Real, ¶q: Real) { (score: x, q: 1) }\nlet v = f(2)\nlet w = v.§q",
      .field
    ),
    ("let v = (¶low: 1, high: 2)\nlet w = v.§low", .field),
    ("let low = 1\nlet v = (¶low, high: 2)\nlet w = v.§low", .field),
    (
      "method f(x: Real) -> Real {\n  repeat ¶y = x at most 9 while §y > 2 { y / 2 }\n}",
      .loopVariable
    ),
    ("method ¶f(x: Real) -> Real { x }\nlet v = §f(2)", .method),
  ]

  /// Cases behind a table and an index, and an evaluation of them.
  private static let behindData: [(String, ReferenceKind)] = [
    ("let v = cities.§jobs", .column), ("let v = cities.§size == \"large\"", .column),
    ("let v = City.§state", .column), ("let v = count(over §State)", .axis),
    ("let v = count(over Livable.§economy)", .group),
    ("let v = sum(§e.score, over City)", .evaluation),
    ("let v = e.at(§economy).score", .group), ("let v = e.at(economy.§jobs).score", .indicator),

    ("expect e.rank[§\"Ashby\"] == 1", .element),
    ("judgement J on Livable { §economy : trees = 2 }", .group),
    ("judgement J on Livable { economy : §trees = 2 }", .indicator),
    ("judgement J on Livable.leaves { §jobs : trees = 2 }", .indicator),
    ("variant V of §Livable { remove trees }", .index),
    ("variant V of Livable { remove §trees }", .indicator),
    ("variant V of Livable { move trees to §economy }", .group),
    ("variant V of Livable { add to economy indicator w benefit = §trees }", .column),
    (
      "evaluation f of Livable on §cities { normalise minmax  weights equal  aggregate topsis }",
      .table
    ),
    ("evaluation f of Livable on cities { at §economy { normalise minmax } }", .group),
    ("evaluation f of Livable on cities { normalise minmax of raw  classify §Level }", .scale),
    ("let v = Level.points\nindex I { indicator size benefit graded by §Level }", .scale),
  ]

  private static let definitions: [String: String] = [
    "jobs": "column ¶jobs", "size": "| ¶size", "state": "group ¶state", "State": "defines ¶State",
    "economy": "group ¶economy", "e": "evaluation ¶e", "Ashby": "| ¶Ashby", "\"Ashby\"": "| ¶Ashby",
    "trees": "indicator ¶trees", "Livable": "index ¶Livable", "cities": "data ¶cities",
    "Level": "scale ¶Level",
  ]

  private static let cases: [TargetCase] =
    whole.map { TargetCase(text: $0.0, kind: $0.1) }
    + behindData.map { text, kind in
      let used = text[text.index(after: text.firstIndex(of: "§") ?? text.startIndex)...]
      let name = String(used.prefix { $0.isLetter || $0 == "\"" })
      var place = definitions[name] ?? ""
      if kind == .indicator { place = "indicator ¶\(name)" }
      if kind == .column, name == "trees" { place = "column ¶trees" }
      let plain = place.filter { $0 != "¶" }
      let all = (data + evaluation).replacing(plain, with: place, maxReplacements: 1)
      return TargetCase(text: all + text, kind: kind)
    }

  @Test(arguments: cases) func nameStandsFor(_ example: TargetCase) throws {
    let (text, use, definition) = example.marked
    let model = try AnalysedModel(text)
    let facts = model.analysis.facts
    let (start, declaration) = try (#require(use), #require(definition))
    let reference = try #require(facts.reference(in: 0, at: start))
    #expect(Int(reference.span.start) == use)
    #expect(reference.kind == example.kind)
    #expect(!reference.isDeclaration)
    let place = try #require(facts.definition(of: reference.target))
    #expect(Int(place.start) == definition)
    // What declares it is a reference as well, and says so.
    let declared = try #require(facts.reference(in: 0, at: declaration))
    #expect(declared.isDeclaration || declared.label != nil)
  }

  /// Names that the model does not declare, with the file that does, if one does.
  @Test(
    arguments: [
      ("let v = §sum(cities.jobs, over City)", .method, "std/primitives.idx"),
      ("let v = rank(cities.jobs, along City, §ties: dense)", .input, "std/primitives.idx"),
      ("let v = rank(cities.jobs, along City, ties: §dense)", .choice, "std/primitives.idx"),
      ("let v = max(j.weights.§cr)", .field, "std/methods/ahp.idx"),
      ("let v = j.weights.at(Livable).§cr", .field, "std/methods/ahp.idx"),
      ("let v = k.§q", .field, "std/methods/ranking.idx"),
      ("let v = k.at(Livable).§q", .field, "std/methods/ranking.idx"),
      ("let v = e.§score", .result, nil), ("let v = e.§weights", .result, nil),
      ("let v = e.at(trees).§share", .result, nil), ("let v = e.§at(trees).share", .result, nil),
      ("let v = Livable.leaves.§direction", .attribute, nil),
      ("let v = Level.§points", .attribute, nil),
      ("let v = count(over Livable.§leaves)", .word, nil),
      ("evaluation f of Livable on cities { weights §given }", .word, nil),
      ("evaluation f of Livable on cities { normalise minmax of §raw }", .word, nil),
      ("variant V of Livable §rescale { remove trees }", .word, nil),
      ("method f[U: §objects](x: Real[U]) -> Real { sum(x, over U) }", .axisKind, nil),
      ("method f(x: §Real) -> Real { x }", .type, nil),
      ("method f(x: Real in §years) -> Real in years { x }", .measure, "std/measures.idx"),
      ("axis F = §components of City", .axisKind, nil),
      ("let v \"v\" §zh: \"w\" = 1", .language, nil),
      ("allow(§unused-declaration) \"shown\" measure km", .rule, nil),
      ("allow(unused-§declaration) \"shown\" measure km", .rule, nil),
      ("import §std.models.hdi", .module, "std/models/hdi/hdi.idx"),
      ("import std.models.§hdi", .module, "std/models/hdi/hdi.idx"),
      ("let v = case Livable.leaves.direction { §benefit: 1  else: 0 }", .word, nil),
      ("let v = case Livable.leaves.direction { benefit: 1  §else: 0 }", .word, nil),
    ] as [(String, ReferenceKind, String?)])
  func nameOutsideOfTheModelStandsFor(
    _ text: String, _ kind: ReferenceKind, _ path: String?
  ) throws {
    let more = """
      judgement Council on Livable { economy : trees = 2 }
      evaluation j of Livable on cities {
        normalise minmax
        weights   ahp(Council)
        aggregate arithmetic_mean
      }
      evaluation k of Livable on cities {
        normalise minmax
        weights   equal
        aggregate vikor
      }

      """
    let (whole, use, _) = TargetCase(text: Self.data + Self.evaluation + more + text, kind: kind)
      .marked
    let model = try AnalysedModel(whole)
    let facts = model.analysis.facts
    let start = try #require(use)
    let reference = try #require(facts.reference(in: 0, at: start))
    #expect(Int(reference.span.start) == start)
    #expect(reference.kind == kind)
    #expect(!reference.isDeclaration)
    let place = facts.definition(of: reference.target)
    #expect(place.map { model.analysis.sources[Int($0.file.index)].path } == path)
  }
}
