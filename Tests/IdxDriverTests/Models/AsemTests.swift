import Foundation
import IdxStandardLibrary
import IdxTestSupport
import Testing

/// The connectivity index of the library against COINr, stage by stage.
@Suite struct AsemTests {
  /// A stage of an evaluation and the table that it must reproduce.
  struct Stage: Sendable, CustomTestStringConvertible {
    /// The evaluation and the stage.
    let evaluation: String
    let stage: String
    /// The table of reference results.
    let table: String
    var testDescription: String { "\(evaluation).\(stage) = \(table)" }
  }

  /// What the model of the library gives, and other methods on the same chain.
  static let chain: [Stage] = [
    Stage(evaluation: "asem", stage: "raw", table: "chain_dset_denominated"),
    Stage(evaluation: "asem", stage: "imputed", table: "chain_dset_imputed"),
    Stage(evaluation: "asem", stage: "imputed", table: "chain_dset_screened"),
    Stage(evaluation: "asem", stage: "treated", table: "chain_dset_treated"),
    Stage(evaluation: "asem", stage: "normalised", table: "chain_dset_normalised"),
    Stage(evaluation: "asem", stage: "normalised", table: "chain_norm_minmax0_100"),
    Stage(evaluation: "asem", stage: "score", table: "chain_dset_aggregated"),
    Stage(evaluation: "asem", stage: "score", table: "chain_minmax_amean"),
    Stage(evaluation: "unit", stage: "normalised", table: "chain_norm_dist2max"),
    Stage(evaluation: "standard", stage: "normalised", table: "chain_norm_zscore"),
    Stage(evaluation: "standard", stage: "score", table: "chain_zscore_amean"),
    Stage(evaluation: "ranks", stage: "normalised", table: "chain_norm_rank"),
    Stage(evaluation: "points", stage: "normalised", table: "chain_norm_borda"),
    Stage(evaluation: "shares", stage: "normalised", table: "chain_norm_prank"),
    Stage(evaluation: "geometric", stage: "score", table: "chain_minmax1_100_gmean"),
    Stage(evaluation: "harmonic", stage: "score", table: "chain_minmax1_100_hmean"),
  ]

  /// What follows from the raw data without denominators, gaps left as they are.
  static let raw: [Stage] = [
    Stage(evaluation: "plain", stage: "raw", table: "chain_dset_raw"),
    Stage(evaluation: "plain", stage: "score", table: "raw_minmax0_100_amean"),
    Stage(evaluation: "means", stage: "imputed", table: "raw_impute_i_mean"),
    Stage(evaluation: "medians", stage: "imputed", table: "raw_impute_i_median"),
    Stage(evaluation: "posts", stage: "score", table: "raw_goalposts_amean"),
  ]

  private static let chainModel = Result { try ModelRun(model() + variations, files: files()) }
  private static let rawModel = Result { try ModelRun(rawText() + gaps, files: files()) }

  @Test(arguments: chain) func reproduces(_ stage: Stage) throws {
    try compare(stage, Self.chainModel.get())
  }

  @Test(arguments: raw) func reproducesWithoutDenominators(_ stage: Stage) throws {
    try compare(stage, Self.rawModel.get())
  }

  private func compare(_ stage: Stage, _ run: ModelRun) throws {
    let (keys, columns) = try Reference.table("asem/\(stage.table).csv")
    #expect(columns.count >= 11 && keys.count == 51)
    for (column, want) in columns.sorted(by: { $0.key < $1.key }) {
      let (code, part) =
        switch column {
        case "Index": ("ASEM", stage.stage)
        case "Rank": ("ASEM", "rank")
        default: (column, stage.stage)
        }
      let name = "\(stage.evaluation).\(code).\(part)"
      let got = try Dictionary(uniqueKeysWithValues: zip(run.codes(name), run.cells(name)))
      let distance = Reference.distance(keys.map { got[$0] ?? nil }, want)
      #expect(distance <= Reference.chainTolerance, "\(name)")
    }
  }

  /// Returns the data of the model.
  static func files() throws -> [String: [UInt8]] {
    let data = try #require(StandardLibrary.text("models/asem/asem.csv"))
    return ["asem.csv": Array(data.utf8)]
  }

  /// Returns the model of the library.
  static func model() throws -> String {
    try #require(StandardLibrary.text("models/asem/asem.idx"))
  }

  /// Returns the hierarchy with columns in place of formulas, and with goalposts.
  static func rawText() throws -> String {
    let (codes, columns) = try Reference.table("asem/goalposts_params.csv")
    let lower = try #require(columns["goalpost_lower"])
    let upper = try #require(columns["goalpost_upper"])
    var posts: [String: String] = [:]
    for (position, code) in codes.enumerated() {
      guard let low = lower[position], let high = upper[position] else { continue }
      posts[code] = " goalposts \(low), \(high)"
    }
    let lines = try model().prefixed(before: "evaluation asem").split(separator: "\n")
    let changed = lines.map { line -> String in
      let words = line.split(separator: " ")
      guard words.first == "indicator", words.count > 1 else { return String(line) }
      let plain = line.split(separator: "=").first.map(String.init) ?? ""
      return plain + (posts[String(words[1])] ?? "")
    }
    #expect(posts.count == 49)
    return changed.joined(separator: "\n") + "\n"
  }

  private static let variations = [
    ("unit", "minmax", "arithmetic_mean"), ("standard", "zscore", "arithmetic_mean"),
    ("ranks", "ranked", "arithmetic_mean"), ("points", "borda", "arithmetic_mean"),
    ("shares", "percentile_rank", "arithmetic_mean"),
    ("geometric", "scaled_minmax(lowest: 1)", "geometric_mean"),
    ("harmonic", "scaled_minmax(lowest: 1)", "harmonic_mean"),
  ].map { name, normalise, aggregate in
    """

    evaluation \(name) of ASEM on countries {
      impute    group_mean(group: Country.EurAsia_group)
      treat     treat_outliers
      normalise \(normalise)
      weights   given
      aggregate \(aggregate)
    }
    """
  }.joined()

  private static let gaps = [
    ("plain", "", "scaled_minmax"), ("means", "impute mean_of_all", "scaled_minmax"),
    ("medians", "impute median_of_all", "scaled_minmax"), ("posts", "", "scaled_goalposts"),
  ].map { name, impute, normalise in
    """

    evaluation \(name) of ASEM on countries {
      \(impute)
      normalise \(normalise)
      weights   given
      aggregate arithmetic_mean
    }
    """
  }.joined()
}

extension String {
  /// Returns what stands before `mark`.
  fileprivate func prefixed(before mark: String) -> String {
    range(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
