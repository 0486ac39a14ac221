import Foundation
import IdxDriver
import IdxTestSupport
import Testing

@testable import idx

/// The numbers of derivations: what is said to add up does.
@Suite struct WhyTests {
  private func derivation(
    _ model: String, _ object: String, _ node: String?, _ slice: [String: String] = [:]
  ) throws -> Derivation {
    let provider = FileSourceProvider(model: model, allowedFolders: [])
    let report = Driver.why(
      model, about: [object] + (node.map { [$0] } ?? []), slice: slice, provider: provider,
      options: DriverOptions())
    return try #require(report?.derivation, "\(report?.check.diagnostics ?? [])")
  }

  /// Returns how many derivations have contributions, after checking that these add up to the value, or
  /// multiply to it, and that each is what stands before it: the value times the weight, or the value to
  /// the power of the weight.
  private func checkedSums(_ derivation: Derivation) throws -> Int {
    // The memberships in grades stand beside the children, which have no contributions of their own.
    let counted = derivation.parts.filter { $0.contribution != nil }
    let contributions = counted.compactMap(\.contribution)
    if let value = derivation.value, !contributions.isEmpty {
      let isProduct = counted.contains(where: \.isFactor)
      let whole = isProduct ? contributions.reduce(1, *) : contributions.reduce(0, +)
      #expect(abs(whole - value) <= 1e-9 * max(1, abs(value)), "\(derivation.title)")
      for part in counted {
        guard let weight = part.weight else { continue }
        let own = try #require(part.derivation.value, "\(part.derivation.title)")
        let contribution = try #require(part.contribution)
        #expect(
          abs((isProduct ? pow(own, weight) : own * weight) - contribution)
            <= 1e-9 * max(1, abs(contribution)), "\(part.derivation.title)")
      }
    }
    return try derivation.parts.reduce(contributions.isEmpty ? 0 : 1) {
      try $0 + checkedSums($1.derivation)
    }
  }

  /// Returns the numbers of `derivation` that stand over none: they come from data.
  private func leaves(_ derivation: Derivation) -> [Derivation] {
    derivation.parts.isEmpty ? [derivation] : derivation.parts.flatMap { leaves($0.derivation) }
  }

  /// The models of the library that have evaluations.
  static let models = [
    "asem", "city_talent", "county", "dual_core", "engineering_literacy", "enterprise_innovation",
    "enterprises", "entrepreneurship_swot", "four_stakeholders", "hdi", "joint_cultivation",
    "new_areas", "nursing_research", "pharmaceutical_stages", "regional_tiers", "science_parks",
    "staged_assessment", "translation_talent", "yangtze",
  ]

  @Test(arguments: models) func derivationsOfTheLibraryAddUp(name: String) throws {
    let model = Fixtures.repository.appending(path: "stdlib/models/\(name)/\(name).idx").path
    let provider = FileSourceProvider(model: model, allowedFolders: [])
    let run = try #require(
      Driver.run(
        model, evaluations: [], provider: provider, options: DriverOptions()))
    #expect(!run.evaluations.isEmpty)
    for evaluation in run.evaluations {
      let object = try #require(evaluation.objectCodes.first)
      let report = Driver.why(
        model, about: [evaluation.name, object], slice: [:], provider: provider,
        options: DriverOptions())
      let derivation = try #require(report?.derivation)
      #expect(try checkedSums(derivation) > 0)
      #expect(derivation.notes.contains { $0.hasPrefix("aggregate ") || $0.hasPrefix("combine ") })
      #expect(leaves(derivation).contains { $0.notes.contains { $0.contains(", column ") } })
    }
  }

  @Test func membershipsOfGradesAddUp() throws {
    let model = Fixtures.repository.appending(path: "stdlib/models/science_parks/science_parks.idx")
    let park = try derivation(model.path, "P01", nil)
    let grades = park.parts.filter { $0.contribution != nil }
    #expect(grades.map(\.derivation.title) == ["Excellent", "Good", "Medium", "Weak"])
    #expect(grades.compactMap(\.weight) == [95, 80, 65, 50])
    #expect(abs(grades.compactMap(\.derivation.value).reduce(0, +) - 1) < 1e-12)
    // Nothing belongs to the last two; the others are made of the five factors.
    #expect(grades.map(\.derivation.parts.count) == [5, 5, 0, 0])
    // Four grades above, each with the sum over the factors where it has any, and so in each group.
    #expect(try checkedSums(park) > 6)
  }

  @Test(arguments: [("NOR", "2021"), ("CHN", "2010"), ("AFG", "2015")])
  func educationOfTheHumanDevelopmentIndexAddsUp(country: String, year: String) throws {
    let model = Fixtures.repository.appending(path: "stdlib/models/hdi/hdi.idx").path
    let education = try derivation(model, country, "education", ["Year": year])
    #expect(education.parts.compactMap(\.contribution).count == 2)
    #expect(try checkedSums(education) == 1)
    // The index itself is a geometric mean, whose parts are multiplied.
    let whole = try derivation(model, country, nil, ["Year": year])
    #expect(whole.parts.allSatisfy { $0.isFactor && $0.weight != nil })
    #expect(try checkedSums(whole) == 2)
    let product = whole.parts.reduce(1.0) { $0 * ($1.derivation.value ?? 0) }
    #expect(abs(pow(product, 1 / 3.0) - (whole.value ?? 0)) < 1e-12)
  }

  @Test(arguments: ["N", "S", "E"]) func partsOfMeansAddUp(object: String) throws {
    let place = try TemporaryFolder()
    let model = try place.file(
      "m.idx",
      """
      data d {
        key k defines K
        missing "NA"
        | k | a | b | c | e |
        | "N" | 1 | 5 | "NA" | 2 |
        | "S" | 3 | 2 | 4 | 9 |
        | "E" | 9 | 3 | 8 | 4 |
      }
      index X {
        group g weight 0.6 {
          indicator a benefit weight 0.2
          indicator b cost weight 0.5
          indicator c benefit weight 0.3
        }
        indicator e benefit weight 0.4
      }
      evaluation x of X on d { normalise minmax  weights given  aggregate arithmetic_mean }
      """)
    #expect(try checkedSums(try derivation(model.path, object, nil)) == 2)
  }

  /// Returns how many derivations of `derivation` have contributions, which add up to the value.
  private func checkedContributions(_ derivation: Derivation) throws -> Int {
    let contributions = derivation.parts.compactMap(\.contribution)
    if !contributions.isEmpty {
      let value = try #require(derivation.value)
      #expect(contributions.count == derivation.parts.count)
      #expect(abs(contributions.reduce(0, +) - value) <= 1e-9 * max(1, abs(value)))
    }
    return try derivation.parts.reduce(contributions.isEmpty ? 0 : 1) {
      try $0 + checkedContributions($1.derivation)
    }
  }

  /// Values of `let`s, how many of the numbers in their derivations are sums, and how many numbers
  /// stand right below the first.
  @Test(
    arguments: [
      ("total", nil, 40 * 41 / 2, 1, 13), ("average", nil, 20.5, 1, 13), ("some", nil, 6, 1, 3),
      ("by", "odd", 400, 1, 20), ("share", "p1", 1 / 400.0, 1, 2), ("terms", "p2", 1.5, 1, 4),
      ("metres", "p1", 1.001, 1, 2), ("sums", nil, 840, 2, 2), ("chosen", "p3", 3, 0, 2),
    ] as [(String, String?, Double, Int, Int)])
  func valuesOfLetsAddUp(
    name: String, object: String?, value: Double, sums: Int, parts: Int
  ) throws {
    let place = try TemporaryFolder()
    let rows = (1...40).map { number in
      "| \"p\(number)\" | \(number % 2 == 1 ? "odd" : "even") |"
        + String(repeating: " \(number) |", count: 3) + "\n"
    }
    let model = try place.file(
      "m.idx",
      """
      data d {
        key k defines K
        group g defines G
        column far in km
        column near in m
        | k | g | a | far | near |
      \(rows.joined())}
      let total = sum(d.a, over K)
      let average = mean(d.a, over K)
      let some = sum(d.a, over K where d.a < 4)
      let by = sum(d.a, over K by K.g)
      let share = d.a / by[K.g]
      let terms = 2.5 - (d.a + 2) + 3
      let metres = d.far + d.near
      let sums = total + 20
      let chosen = if d.a > 2 then d.a else 0
      """)
    let derivation = try derivation(model.path, name, object)
    #expect(abs((derivation.value ?? .nan) - value) <= 1e-9)
    #expect(try checkedContributions(derivation) == sums)
    #expect(derivation.parts.count == parts)
  }

  /// What stands under a score: the numbers that its method made by name, those that it made for each
  /// indicator, and the values of the indicators.
  private struct Shown {
    var numbers: [String: Double] = [:]
    var lists: [String: [Double]] = [:]
    var x: [Double] = []

    subscript(name: String) -> Double { numbers[name] ?? .nan }

    func list(_ name: String) -> [Double] { lists[name] ?? [.nan, .nan, .nan] }

    /// Returns the score that follows for `method`, then pairs of numbers that must be equal.
    func claims(_ method: String) -> [(Double, Double)] {
      switch method {
      case "topsis":
        return [(self["from_worst"] / (self["to_best"] + self["from_worst"]), self["score"])]
      case "vikor":
        return [
          (1 - self["q"], self["score"]), (list("d").reduce(0, +), self["s"]),
          (list("d").max() ?? .nan, self["r"]),
        ]
      case "waspas":
        let (sum, part) = (self["sum(w * x, over I)"], self["sums"])
        return [
          (part * sum + (1 - part) * self["weighted_product(x, w)"], self["score"]),
          (0.5 * x[0] + 0.3 * x[1] + 0.2 * x[2], sum),
        ]
      case "promethee": return [(self["plus"] - self["minus"], self["score"])]
      case "copras of raw":
        let share = self["sum(minus, over U)"] / (self["against"] * self["sum(1 / minus, over U)"])
        return [(self["for"] + share, self["score"]), (list("d")[1], self["against"])]
      case "dea of raw":
        let weights = list("weights")
        return [
          (weights[0] * x[0] / 9 + weights[2] * x[2] / 9, self["score"]),
          (weights[1] * x[1] / 5, 1),
        ]
      case "least_value": return [(x.min() ?? .nan, self["score"])]
      case "power_mean(p: 2)":
        let sum = self["sum(w * number(x)^p, over I where present(x))"]
        return [(pow(sum / self["whole"], 1 / self["p"]), self["score"])]
      default: return [(self["m"] - self["s2"] / self["m"], self["score"])]
      }
    }
  }

  /// Methods that give no sums, the step before each, and whether it takes weights.
  @Test(
    arguments: [
      ("topsis", "normalise by_norm", true), ("vikor", "orient negated", true),
      ("waspas", "normalise by_greatest", true), ("promethee", "orient negated", true),
      ("copras of raw", "", true), ("dea of raw", "", false),
      ("least_value", "normalise minmax", false), ("power_mean(p: 2)", "normalise minmax", true),
      ("mazziotta_pareto", "normalise by_greatest", true),
    ])
  func scoresFollowFromWhatIsShown(method: String, before: String, takesWeights: Bool) throws {
    let place = try TemporaryFolder()
    let model = try place.file(
      "m.idx",
      """
      data d {
        key k defines K
        | k | a | b | c |
        | "N" | 1 | 5 | 2 |
        | "S" | 3 | 2 | 9 |
        | "E" | 9 | 3 | 4 |
      }
      index X {
        indicator a benefit weight 0.5
        indicator b cost weight 0.3
        indicator c benefit weight 0.2
      }
      evaluation x of X on d {
        \(before)
        weights given
        aggregate \(method)
      }
      """)
    for object in ["N", "S", "E"] {
      let derivation = try derivation(model.path, object, nil)
      let children = derivation.parts.suffix(3)
      #expect(children.map(\.derivation.title) == ["a", "b", "c"])
      // Nothing adds up, so that nothing is said to; weights stand where they had a say.
      #expect(derivation.parts.allSatisfy { $0.contribution == nil })
      #expect(children.compactMap(\.weight) == (takesWeights ? [0.5, 0.3, 0.2] : []))
      var shown = Shown(x: children.compactMap(\.derivation.value))
      for part in derivation.parts.dropLast(3) {
        let title = part.derivation.title
        let name = title.contains(" = ") ? String(title.prefix { $0 != " " }) : title
        shown.numbers[name] = part.derivation.value
        shown.lists[name] = part.derivation.parts.compactMap(\.derivation.value)
      }
      shown.numbers["score"] = derivation.value
      for (own, expected) in shown.claims(method) {
        #expect(abs(own - expected) < 1e-9, "\(object)")
      }
      let says = derivation.notes.contains {
        $0.hasPrefix("score = ") || $0.hasPrefix("the least: ")
      }
      #expect(says)
    }
  }
}
