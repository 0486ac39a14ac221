import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax
import Testing

/// The types of expressions and what is known of calls.
@Suite struct TypeFactTests {
  private static let head = """
    data cities {
      key city defines City
      group state defines State
      column jobs in items range 0...9
      column size text
      | city  | state | jobs | size  |
      | Ashby | N     | 4    | large |
    }
    axis Part { a, b }
    method twice(x: Real) -> (lower: Real, upper: Real?) { (lower: x, upper: 2 * x) }
    method chosen(how: one | two = one, x: Real = 1) -> Real { x }
    method shares[I: parts](x: Real[I] > 0) -> Weights[I] {
      let total = sum(x, over I)
      x / total
    }

    """

  /// Expressions with what is said of them.
  @Test(arguments: [
    ("cities.jobs", "a number (0...9) in items for each City", ["City"], "items", "0...9"),
    ("City.state", "an element of State for each City", ["City"], "", ""),
    ("Part(a: 1, b: 2)", "a whole number (1...2) for each Part", ["Part"], "", "1...2"),
    (
      "if Part == Part' then 1 else 0", "a whole number (0...1) for each Part and each Part'",
      ["Part", "Part'"], "", "0...1"
    ),
    ("twice(2)", "several results", [], "", ""), ("twice", "a method", [], "", ""),
    ("\"x\"", "a text", [], "", ""), ("cities", "a table", [], "", ""),
    ("City", "the axis City", ["City"], "", ""), ("true", "true or false", [], "", ""),
    ("missing", "a missing value", [], "", ""),
    ("number(cities.jobs) > 2", "true or false for each City", ["City"], "", ""),
  ])
  func expressionIs(
    _ text: String, _ words: String, _ axes: [String], _ measure: String, _ range: String
  ) throws {
    let model = try AnalysedModel(Self.head + "let v = \(text)")
    let facts = model.analysis.facts
    let value = try #require(Self.value(of: "v", in: model))
    let type = try #require(facts.type(of: value.node))
    #expect(type.words == words)
    #expect(type.axes == axes)
    #expect(type.measure == measure)
    #expect(type.range == range)
    let symbol = try #require(model.analysis.symbol(named: "v"))
    #expect(facts.type(of: symbol.id)?.words == words)
  }

  @Test func recordsHaveTheTypesOfTheirParts() throws {
    let model = try AnalysedModel(Self.head + "let v = twice(3)")
    let value = try #require(Self.value(of: "v", in: model))
    let fields = try #require(model.analysis.facts.type(of: value.node)).fields
    #expect(fields.map(\.label) == ["lower", "upper"])
    #expect(fields.map(\.type.words) == ["a whole number (3)", "a whole number (6)"])
  }

  @Test func whatFailsHasNoType() throws {
    let model = try AnalysedModel(Self.head + "let v = nowhere + 1")
    let value = try #require(Self.value(of: "v", in: model))
    #expect(model.analysis.facts.type(of: value.node) == nil)
    let symbol = try #require(model.analysis.symbol(named: "v"))
    #expect(model.analysis.facts.type(of: symbol.id) == nil)
  }

  /// A body is typed as the method alone is, whatever calls it.
  @Test func bodiesAreTypedForTheMethodAlone() throws {
    let model = try AnalysedModel(Self.head + "let v = shares(Part(a: 1, b: 2))")
    let method = model.analysis.modules[0].declarations.compactMap { declaration in
      if case .method(let method) = declaration, method.name?.text == "shares" {
        method
      } else {
        nil
      }
    }.first
    let body = try #require(method?.body)
    guard case .let(let total)? = body.statements.first else {
      Issue.record("no `let`")
      return
    }
    let value = try #require(total.value)
    #expect(model.analysis.facts.type(of: value.node)?.axes == [])
    let result = try #require(body.result)
    #expect(model.analysis.facts.type(of: result.node)?.axes == ["I"])
  }

  /// Calls with the inputs that their arguments are for.
  @Test(
    arguments: [
      ("twice(2)", ["x"]), ("chosen(two, 3)", ["how", "x"]),
      ("chosen(x: 3, how: two)", ["x", "how"]),
      ("chosen(x: 3, two)", ["x", "how"]), ("round(2.5, digits: 1)", ["x", "digits"]),
      ("clamp(low: 1, 2, 3)", ["low", "x", "high"]), ("chosen(one, 2, 3)", ["how", "x", nil]),
    ] as [(String, [String?])])
  func argumentsAreFor(_ text: String, _ inputs: [String?]) throws {
    let model = try AnalysedModel(Self.head + "let v = \(text)")
    let calls = model.analysis.facts.calls(in: 0).filter { $0.span.start > Self.head.utf8.count }
    #expect(calls.count == 1)
    #expect(calls.first?.arguments.map(\.input) == inputs)
    let method = try #require(calls.first?.method)
    #expect(model.analysis.symbol(method).map { text.hasPrefix($0.name) } == true)
  }

  @Test func stepsCallMethods() throws {
    let model = try AnalysedModel(library: "models/hdi/hdi.idx")
    let calls = model.analysis.facts.calls(in: 0)
    let names = calls.compactMap { model.analysis.symbol($0.method)?.name }
    #expect(
      names.prefix(5) == [
        "goalposts", "log_goalposts", "equal", "geometric_mean", "arithmetic_mean",
      ])
    #expect(calls[3].supplied == ["x", "w"])
    #expect(calls[3].arguments.map(\.input) == ["gaps"])
  }

  private static func value(of name: String, in model: AnalysedModel) -> Expression? {
    for case .let(let declaration) in model.analysis.modules[0].declarations
    where declaration.name?.text == name {
      return declaration.value
    }
    return nil
  }
}

/// What can stand behind a dot.
@Suite struct MemberFactTests {
  private static let model = """
    import "base.idx" as base
    data cities {
      key city defines City
      group state defines State
      column jobs
      | city  | state | jobs | trees |
      | Ashby | N     | 4    | 1     |
      | Brent | S     | 5    | 2     |
    }
    scale Level best first { grade good from 0.5  grade poor }
    index Livable {
      group economy { indicator jobs benefit }
      indicator trees benefit
    }
    judgement Council on Livable { economy : trees = 2 }
    evaluation e of Livable on cities {
      normalise minmax
      weights   ahp(Council)
      aggregate vikor
    }
    axis North = City where City.state == "N"

    """

  /// Expressions before a dot, with some of what can follow and the number of all; the name behind it need not be
  /// there.
  @Test(
    arguments: [
      ("cities", ["state", "jobs", "trees"], 3), ("City", ["state", "jobs", "trees"], 3),
      ("North", ["state", "jobs"], 3), ("City.state", [], 0), ("Level", ["points", "from"], 3),
      ("Livable", ["economy", "leaves", "direction"], 8), ("Livable.economy", ["leaves"], 7),
      ("Livable.leaves", ["direction", "target"], 6),
      ("e", ["score", "rank", "weights", "q", "compromise"], 13),
      ("e.weights", ["weights", "cr", "at"], 5), ("e.at(economy)", ["score", "share"], 14),
      ("(low: 1, high: 2)", ["low", "high"], 2),
      ("eigen(if City == City' then 1 else 0, over City)", ["values", "vectors"], 2),
      ("base", ["shared"], 1), ("1", [], 0), ("nowhere", [], 0),
    ] as [(String, [String], Int)])
  func behindTheDotCanStand(_ text: String, _ names: [String], _ count: Int) throws {
    let model = try AnalysedModel(
      Self.model + "let v = \(text).nothing_at_all", files: ["base.idx": "let shared = 1"])
    guard case .let(let declaration)? = model.analysis.modules[0].declarations.last,
      case .member(let member)? = declaration.value
    else {
      Issue.record("no member")
      return
    }
    let base = try #require(member.base)
    let members = model.analysis.facts.members(of: base.node, in: 0)
    #expect(Set(names).isSubset(of: members.map(\.name)), "\(members.map(\.name))")
    #expect(members.count == count, "\(members.map(\.name))")
  }
}
