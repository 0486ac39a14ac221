import IdxDiagnostics
import IdxDriver
import Synchronization
import Testing

/// What is asked of a run, and what it tells of what was not asked for.
@Suite struct RunTests {
  private static let rows = (1...12).map { "| \"p\($0)\" | \($0) | \($0 * 2) | \($0 * 7 % 5) |\n" }

  /// Two nearly collinear indicators in a group below the first level, which the model allows.
  private static let nested = """
    data parks {
      key park defines Park
      column a
      column b
      column c
      | park | a | b | c |
    \(rows.joined())}
    index Tree {
      indicator c benefit
      group G {
        allow(nearly-collinear) "they are measured apart"
        group H {
          indicator a benefit
          indicator b benefit
        }
        indicator other benefit = c * c
      }
    }
    evaluation e of Tree on parks {
      normalise minmax
      weights equal
      aggregate arithmetic_mean
    }
    evaluation f of Tree on parks {
      normalise minmax
      weights equal
      aggregate arithmetic_mean
    }

    """

  private func run(
    _ source: String, _ evaluations: [String] = [], _ shown: ShownResults = .scores,
    level: Int = .max
  ) throws -> RunReport {
    var options = DriverOptions()
    options.wanted = WantedResults(shown, level: level)
    return try #require(
      Driver.run(
        "model.idx", evaluations: evaluations,
        provider: MemoryProvider(files: ["model.idx": Array(source.utf8)]), options: options))
  }

  /// What was not looked at does not make an `allow` useless; what was looked at does.
  @Test(arguments: [
    ("nested", 1, ["e"], false), ("nested", Int.max, [], false), ("apart", 1, [], true),
    ("apart", Int.max, ["e"], false), ("apart", Int.max, [], true),
  ])
  func allowsOfWhatWasNotLookedAt(
    _ model: String, _ level: Int, _ evaluations: [String], _ isUseless: Bool
  ) throws {
    let source =
      model == "nested"
      ? Self.nested
      : Self.nested.replacing("indicator b benefit", with: "indicator b benefit = c * c * c - a")
    let codes = try run(source, evaluations, level: level).check.diagnostics.map(\.code)
    #expect(codes == (isUseless ? ["W0630"] : []))
  }

  /// What is found does not depend on what is shown of the results.
  @Test(arguments: ShownResults.allCases, [0, 1, .max])
  func findingsOfAnyLayout(_ shown: ShownResults, _ level: Int) throws {
    let source = Self.nested.replacing(
      "allow(nearly-collinear) \"they are measured apart\"", with: "")
    let found = try run(source, ["e"], shown, level: level).check.diagnostics
    #expect(found.map(\.code) == ["W0626"])
    #expect(found.first?.message.contains("`G.H.b`") == true)
  }

  /// Values that are all the same go together with nothing, however their mean is rounded.
  @Test func constantsAreNotCollinear() throws {
    let source =
      "data parks {\n  key park defines Park\n  column a\n  column b\n  | park | a | b |\n"
      + (1...12).map { "  | \"p\($0)\" | 0.1 | 0.7 |\n" }.joined()
      + "}\nindex Tree {\n  indicator a benefit goalposts 0, 1\n"
      + "  indicator b benefit goalposts 0, 1\n}\nevaluation e of Tree on parks {\n"
      + "  normalise goalposts\n  weights equal\n  aggregate arithmetic_mean\n}\n"
    #expect(try run(source).check.diagnostics.map(\.code) == ["W0628", "W0628"])
  }

  /// An evaluation that is named twice is reported once.
  @Test func repeatedNames() throws {
    let report = try run(Self.nested, ["f", "e", "f", "e"])
    #expect(report.evaluations.map(\.name) == ["f", "e"])
  }

  /// Warnings of one kind come in the order of the model.
  @Test func orderOfWarnings() throws {
    let names = (1...8).map { "k\($0)" }
    let source =
      "data parks {\n  key park defines Park\n  column a\n  | park | a |\n  | \"P\" | 1 |\n"
      + "  | \"Q\" | 3 |\n}\nindex Tree {\n  indicator a benefit weight 1\n"
      + names.enumerated().map {
        "  indicator \($1) benefit weight 0 = a ^ \($0 + 2)\n"
      }.joined()
      + "}\nevaluation e of Tree on parks {\n  normalise minmax\n  weights given\n"
      + "  aggregate arithmetic_mean\n}\n"
    let found = try run(source).check.diagnostics.filter { $0.code == "W0622" }
    #expect(found.count == names.count)
    #expect(zip(found, names).allSatisfy { $0.message.contains("`\($1)`") })
  }

  /// The elements of an axis that a condition picks are known by name.
  @Test func resultsOverAFilteredAxis() throws {
    let source = """
      data panel {
        key park defines Park
        period year defines Year
        column a
        | park | year | a |
        | "P"  | 2020 | 1 |
        | "P"  | 2021 | 3 |
      }
      axis Late = Year where panel.a[Park: "P"] > 2
      index Tree { indicator a benefit = a[Late] }
      evaluation e of Tree on panel {
        weights equal
        aggregate arithmetic_mean
      }

      """
    let provider = MemoryProvider(files: ["model.idx": Array(source.utf8)])
    let report = try #require(
      Driver.why(
        "model.idx", about: ["P"], slice: [:], provider: provider, options: DriverOptions()))
    #expect(report.check.diagnostics.map(\.code) == [])
    #expect(report.derivation?.title == "Tree of P (2021)")
    let slices = try run(source).evaluations.map(\.slices)
    #expect(slices == [[[SliceCoordinate(axis: "Late", label: "2021")]]])
  }

  /// A check that is cancelled while one declaration is worked out ends without a result.
  @Test func cancellingInsideOfADeclaration() {
    let source =
      "method m0(x: Real) -> Real { x + 1 }\n"
      + (1...12).map {
        "method m\($0)(x: Real) -> Real { m\($0 - 1)(x) + m\($0 - 1)(x * \($0).5) }\n"
      }.joined() + "let r = m12(0.5)"
    let asked = Mutex(0)
    var options = DriverOptions()
    options.isCancelled = {
      asked.withLock {
        $0 += 1
        return $0 > 1000
      }
    }
    let report = Driver.check(
      "model.idx", provider: MemoryProvider(files: ["model.idx": Array(source.utf8)]),
      options: options)
    #expect(report == nil)
    #expect(asked.withLock { $0 } < 1100)
  }
}
