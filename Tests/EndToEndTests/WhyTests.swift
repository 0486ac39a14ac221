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

  /// Returns how many derivations have contributions, after checking that these add up to the value
  /// and that each is the weight times the value, divided by the sum of the weights that count.
  private func checkedSums(_ derivation: Derivation) throws -> Int {
    var count = 0
    let contributions = derivation.parts.compactMap(\.contribution)
    if !contributions.isEmpty {
      count += 1
      let value = try #require(derivation.value)
      #expect(abs(contributions.reduce(0, +) - value) <= 1e-12 * max(1, abs(value)))
      let counted = derivation.parts.filter { $0.derivation.value != nil }
      let all = counted.compactMap(\.weight).reduce(0, +)
      for part in counted {
        let weight = try #require(part.weight)
        let own = try #require(part.derivation.value)
        let contribution = try #require(part.contribution)
        #expect(abs(weight * own / all - contribution) <= 1e-12)
      }
    }
    return try derivation.parts.reduce(count) { try $0 + checkedSums($1.derivation) }
  }

  @Test(arguments: [("NOR", "2021"), ("CHN", "2010"), ("AFG", "2015")])
  func educationOfTheHumanDevelopmentIndexAddsUp(country: String, year: String) throws {
    let model = Fixtures.repository.appending(path: "stdlib/models/hdi/hdi.idx").path
    let education = try derivation(model, country, "education", ["Year": year])
    #expect(education.parts.compactMap(\.contribution).count == 2)
    #expect(try checkedSums(education) == 1)
    // The index itself is a geometric mean, of which nothing adds up.
    let whole = try derivation(model, country, nil, ["Year": year])
    #expect(whole.parts.allSatisfy { $0.contribution == nil && $0.weight != nil })
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
}
