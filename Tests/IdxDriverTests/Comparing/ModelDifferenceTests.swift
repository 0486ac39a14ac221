import IdxDriver
import Testing

/// What is told of changes of a model.
@Suite struct ModelDifferenceTests {
  private static let whole = "indicator a benefit indicator b benefit indicator c benefit"

  /// Cases of indexes: the nodes before and after, what is told.
  private static let trees: [(String, String, [String])] = [
    (whole, whole, []),
    (
      whole,
      "// told to nobody\n  indicator a   benefit\n indicator b benefit indicator c benefit", []
    ),
    (
      whole, "indicator a benefit indicator b cost",
      [
        "index T changed direction b: benefit → cost",
        "index T removed indicator c: benefit → –",
      ]
    ),
    (
      "indicator a benefit",
      "indicator a \"An A\" target 2 group G \"Rest\" { indicator b \"B\" cost }",
      [
        "index T changed label a: – → \"An A\"", "index T changed direction a: benefit → target 2",
        "index T added group G: – → \"Rest\", 1 indicator",
        "index T added indicator G.b: – → \"B\", cost",
      ]
    ),
    (
      "group F { indicator a benefit indicator b benefit } group G { indicator c benefit }",
      "group F { indicator a benefit } group G { indicator b benefit indicator c benefit }",
      ["index T moved indicator G.b: F → G"]
    ),
    (
      whole, "indicator b benefit indicator a benefit indicator c benefit",
      ["index T reordered order: a, b, c → b, a, c"]
    ),
    // A rename is told where the column is the same and only one went and came with it.
    (
      whole, "indicator new benefit from a indicator b benefit indicator c benefit",
      ["index T renamed indicator new: a → new"]
    ),
    (
      "indicator x benefit = t.a + t.b indicator c benefit",
      "indicator y benefit = t.a  +  t.b indicator c benefit",
      ["index T renamed indicator y: x → y"]
    ),
    (
      "indicator a benefit indicator b benefit",
      "indicator x benefit from a indicator y benefit from a indicator b benefit",
      [
        "index T added indicator x: – → benefit, from a",
        "index T added indicator y: – → benefit, from a",
        "index T removed indicator a: benefit → –",
      ]
    ),
    // One that goes elsewhere by the name of one that is gone did not move there.
    (
      "group F { indicator x benefit from a indicator b benefit } group G { indicator c benefit }",
      "group F { indicator y benefit from a indicator b benefit } "
        + "group G { indicator c benefit indicator x benefit = t.a * 2 }",
      [
        "index T renamed indicator F.y: x → y",
        "index T added indicator G.x: – → benefit, = t.a * 2",
      ]
    ),
    // Another column under the old name is no rename.
    (
      "indicator a benefit", "indicator a benefit from b",
      ["index T changed source a: from a → from b"]
    ),
    // A group with another name has the same indicators; what is in it did not move.
    (
      "group F { indicator a benefit indicator b benefit } indicator c benefit",
      "group G { indicator a benefit indicator b benefit } indicator c benefit",
      ["index T renamed group G: F → G"]
    ),
    (
      "group F { indicator a benefit } group G { indicator a benefit from b } indicator c benefit",
      "group K { indicator a benefit } group G { indicator a benefit from b } indicator c benefit",
      ["index T renamed group K: F → K"]
    ),
  ]

  @Test(arguments: trees) func nodes(_ old: String, _ new: String, _ told: [String])
    throws
  {
    let found = try Comparison.trees(old, new).changes()
    #expect(found == told)
  }

  @Test func declaredWeights() throws {
    let text = Comparison.table + "index T { indicator a benefit weight 0.50 indicator b benefit "
    let comparison = Comparison(
      old: text + "weight 0.5 }" + Comparison.evaluation(),
      new: text.replacing("weight 0.50", with: "importance 1") + "importance 3 }"
        + Comparison.evaluation())
    let told = try comparison.changes()
    #expect(
      told == [
        "index T changed weight a: 0.5 → importance 1",
        "index T changed weight b: 0.5 → importance 3",
      ])
  }

  /// Steps by the node below which they hold, whatever it is called.
  @Test func steps() throws {
    let comparison = Comparison.trees(
      "group F { indicator a benefit indicator b benefit } indicator c benefit",
      "group K { indicator a benefit indicator b benefit } indicator c benefit",
      steps: (
        "at F { normalise zscore aggregate arithmetic_mean } at c { normalise zscore }",
        "at K { normalise scaled_minmax(lowest: 1) aggregate  arithmetic_mean }"
      ))
    let told = try comparison.changes()
    #expect(
      told == [
        "index T renamed group K: F → K",
        "evaluation e changed normalise K: zscore → scaled_minmax(lowest: 1)",
        "evaluation e removed normalise c: zscore → –",
      ])
  }

  /// An evaluation that is made with another says its base, what it changes and its own steps.
  @Test func bases() throws {
    let index =
      "index T { indicator a benefit weight 0.5  indicator b benefit weight 0.25  "
      + "indicator c benefit weight 0.25 }\n"
    let model = Comparison.table + index + Comparison.evaluation()
    let comparison = Comparison(
      old: model + "\nevaluation f with e { remove a  weight b 0.2  normalise zscore }",
      new: model + "\nevaluation d with e {}\nevaluation f with d { weight b 0.3  remove c }")
    let told = try comparison.changes()
    #expect(
      told == [
        "evaluation d added: – → –",
        "evaluation f changed with: e → d",
        "evaluation f changed weight b: 0.2 → 0.3",
        "evaluation f added change: – → remove c",
        "evaluation f removed normalise: zscore → –",
        "evaluation f removed change: remove a → –",
      ])
  }

  @Test func orderOfSteps() throws {
    let index = Comparison.table + "index T { indicator a benefit indicator b cost }\n"
    func model(_ steps: String) -> String {
      index + "evaluation e of T on t { \(steps) aggregate arithmetic_mean weights equal }"
    }
    let comparison = Comparison(
      old: model("treat treat_outliers normalise minmax"),
      new: model("normalise minmax treat treat_outliers"))
    let told = try comparison.changes()
    #expect(
      told == ["evaluation e reordered order of steps: treat, normalise → normalise, treat"])
  }

  /// A pair is the same whichever way round it is written; raters come and go as a whole.
  @Test func judgements() throws {
    let index = Comparison.table + "index T { \(Self.whole) indicator d benefit = t.a * t.b }\n"
    let pairs = "a : b = 2 a : c = 2 a : d = 4 b : c = 1 b : d = 2 c : d = 2"
    let comparison = Comparison(
      old: index + "judgement J on T by Expert { rater x { \(pairs) } }",
      new: index + "judgement J on T by Expert { rater x { "
        + pairs.replacing("a : d = 4", with: "a : d = 5")
        .replacing("a : b = 2", with: "b : a = 1/2")
        + " } rater y { \(pairs) } }")
    let told = try comparison.changes()
    #expect(
      told == [
        "judgement J added comparisons y (6): – → –", "judgement J changed a : d x: 4 → 5",
      ])
  }

  /// A pair that changed is told the way round in which the new model has it.
  @Test func judgementsAsWritten() throws {
    let index = Comparison.table + "index T { \(Self.whole) }\njudgement J on T incomplete "
    let comparison = Comparison(
      old: index + "{ a : b = 2 b : c = 1 }", new: index + "{ b : a = 3 c : b = 1 }")
    let told = try comparison.changes()
    #expect(told == ["judgement J changed b : a: 1/2 → 3"])
  }

  @Test func variants() throws {
    let base = Comparison.table + "index T { \(Self.whole) }\n"
    let comparison = Comparison(
      old: base + "variant V of T { remove a }\n",
      new: base + "variant V of T { remove b }\nvariant W of T { remove c }\n")
    let told = try comparison.changes()
    #expect(
      told == [
        "index W added: – → 2 indicators", "index V added indicator a: – → benefit",
        "index V removed indicator b: benefit → –",
      ])
  }

  /// An evaluation of a variant in place of its base: what is compared are the nodes of both.
  @Test func evaluationOfAVariant() throws {
    let base = Comparison.table + "index T { \(Self.whole) } variant V of T { remove a }\n"
    let comparison = Comparison(
      old: base + Comparison.evaluation(),
      new: base + Comparison.evaluation().replacing("of T", with: "of V"))
    let report = try comparison.report()
    let told = try comparison.changes()
    #expect(
      told == ["evaluation e changed index: T → V"])
    let weights = report.evaluations[0].weights
    #expect(weights.map(\.node) == ["b", "c", "a"])
    #expect(weights[0].entries[0].before?.local == 1.0 / 3)
    #expect(weights[0].entries[0].after?.local == 0.5)
    #expect(weights[2].entries[0].after == nil)
  }

  @Test func scalesMethodsAndImports() throws {
    let text = """
      import "more.idx"
      scale S best first { grade good from 0.7 grade bad }
      method half[U: objects](x: Real[U]) -> Real[U] { x / 2 }
      parameter p = 0.5
      let twice = p * other

      """
    let new = text.replacing("0.7", with: "0.8").replacing("x / 2", with: "x / 3")
      .replacing("p = 0.5", with: "p = 0.6")
    let comparison = Comparison(
      old: text, new: new, oldFiles: ["more.idx": "let other = 1 // it is\n"],
      newFiles: ["more.idx": "let other = 2\n"])
    let changes = try comparison.changes()
    #expect(
      changes.filter { !$0.hasPrefix("method") } == [
        "scale S changed grade good: from 0.7 → from 0.8",
        "parameter p changed definition: 0.5 → 0.6", "let other changed definition: 1 → 2",
      ])
    #expect(changes.contains { $0.hasPrefix("method half changed definition") })
    let values = try comparison.report().values
    #expect(values.map(\.name) == ["twice"])
    #expect(values[0].before == .number(0.5))
    #expect(values[0].after == .number(1.2))
  }

  /// Cells of what both models read, by the elements and not by their places.
  @Test func tables() throws {
    func model(_ rows: String) -> String {
      """
      data t from "t.csv" {
        key object defines Object
        period {year} defines Year
        column a from "a_{year}" missing ""
        group region defines Region
      }
      index T { indicator a benefit }
      let counts = count(over Object by Object.region)
      evaluation e of T on t { normalise minmax weights equal aggregate arithmetic_mean }
      """
    }
    let comparison = Comparison(
      old: model(""), new: model(""),
      oldFiles: ["t.csv": "object,a_2020,a_2021,region\np,1,2,N\nq,3,4,S\nr,5,6,N\n"],
      newFiles: ["t.csv": "object,region,a_2021,a_2022,a_2020\nr,N,6,9,5\nq,N,4,8,\ns,N,8,7,7\n"])
    let told = try comparison.changes()
    #expect(
      told == [
        "data t added elements object (1): – → s", "data t removed elements object (1): p → –",
        "data t added elements year (1): – → 2022",
        "data t changed cells a (1, q, 2020): 3 → missing",
        "data t changed cells region (1, q): S → N",
      ])
    let evaluation = try comparison.report().evaluations[0]
    #expect(evaluation.slices.map { $0.slice[0].label } == ["2021", "2020"])
    #expect(evaluation.addedSlices.map { $0[0].label } == ["2022"])
  }
}
