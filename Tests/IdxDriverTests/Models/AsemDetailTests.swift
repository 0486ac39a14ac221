import IdxTestSupport
import Testing

/// What COINr says of the connectivity index beside the values themselves.
@Suite struct AsemDetailTests {
  private static let run = Result {
    try ModelRun(AsemTests.model() + details(), files: AsemTests.files())
  }
  private static let raw = Result {
    try ModelRun(AsemTests.rawText() + statistics, files: AsemTests.files())
  }

  /// Returns the cells of `name` by the codes of its last axis.
  private func byCode(_ name: String, _ run: ModelRun) throws -> [String: Double] {
    try Dictionary(
      uniqueKeysWithValues: zip(run.codes(name), run.cells(name)).compactMap { code, cell in
        cell.map { (code, $0) }
      })
  }

  private func expect(
    _ got: [Double?], _ want: [Double?], _ what: String, largest: Double = 0
  ) {
    let distance = Reference.distance(got, want, largest: largest)
    #expect(distance <= Reference.chainTolerance, "\(what)")
  }

  /// The number in a cell: of `TRUE` and `OUT` 1, of `FALSE` and `ok` 0.
  private func number(_ cell: String?) -> Double? {
    switch cell {
    case "TRUE", "OUT": 1
    case "FALSE", "ok": 0
    default: cell.flatMap(Double.init)
    }
  }

  @Test(arguments: [
    ("Min", "r_min"), ("Max", "r_max"), ("Mean", "r_mean"), ("Median", "r_median"),
    ("Std", "r_sd"), ("Skew", "r_skewness"), ("Kurt", "r_kurtosis"), ("N.Avail", "r_there"),
    ("N.NonZero", "r_nonzero"), ("N.Unique", "r_unique"), ("N.Same", "r_same"),
    ("Frc.Avail", "f_there"), ("Frc.NonZero", "f_nonzero"), ("Frc.Unique", "f_unique"),
    ("Frc.Same", "f_same"), ("Flag.SkewKurt", "r_outlying"),
  ]) func describesIndicators(_ column: String, _ name: String) throws {
    let got = try byCode(name, Self.raw.get())
    let rows = try Reference.rows("asem/raw_stats.csv")
    #expect(rows.count == 49)
    for row in rows {
      let code = try #require(row["iCode"])
      expect([got[code]], [number(row[column])], "\(column) of \(code)", largest: 1)
    }
  }

  @Test(arguments: [
    ("N_missing", "a_missing"), ("N_zero", "a_zero"), ("N_miss_or_zero", "a_either"),
    ("Dat_Avail", "a_share"), ("Non_Zero", "a_nonzero"),
  ]) func countsGaps(_ column: String, _ name: String) throws {
    let got = try byCode(name, Self.raw.get())
    let rows = try Reference.rows("asem/raw_data_avail.csv")
    #expect(rows.count == 51)
    for row in rows {
      expect([got[row["uCode"] ?? ""]], [number(row[column])], "\(row)", largest: 1)
    }
  }

  @Test func correlates() throws {
    let run = try Self.run.get()
    let codes = try run.codes("correlation")
    let cells = try run.cells("correlation")
    let rows = try Reference.rows("asem/chain_corr_L1.csv")
    #expect(rows.count == codes.count * codes.count)
    for row in rows {
      let i = try #require(codes.firstIndex(of: row["Var1"] ?? ""))
      let j = try #require(codes.firstIndex(of: row["Var2"] ?? ""))
      let want = number(row["Correlation"])
      expect([cells[i * codes.count + j]], [want], "\(row)", largest: 1)
    }
  }

  /// Eigenvectors have no sign of their own: those of a component turn together.
  @Test func findsComponents() throws {
    let run = try Self.run.get()
    let loadings = try Reference.rows("asem/chain_pca_L1_by_pillar_loadings.csv")
    let weights = try Reference.rows("asem/chain_pca_L1_by_pillar_weights.csv")
    for (pillar, codes) in try Self.pillars() {
      let vectors = try run.cells("p_\(pillar).vectors").map { $0 ?? .nan }
      var signs: [Double] = []
      for component in codes.indices {
        let own = loadings.filter { $0["Group"] == pillar && $0["PC"] == "\(component + 1)" }
        #expect(own.count == codes.count)
        let want = Dictionary(
          uniqueKeysWithValues: own.map { ($0["iCode"] ?? "", number($0["loading"]) ?? .nan) })
        let got = codes.indices.map { vectors[$0 * codes.count + component] }
        let product = zip(got, codes).reduce(0) { $0 + $1.0 * (want[$1.1] ?? 0) }
        signs.append(product < 0 ? -1 : 1)
        expect(got.map { $0 * signs[component] }, codes.map { want[$0] }, "\(pillar) \(component)")
      }
      let first = weights.filter { codes.contains($0["iCode"] ?? "") }
      let want = Dictionary(
        uniqueKeysWithValues: first.map { ($0["iCode"] ?? "", number($0["Weight"]) ?? .nan) })
      let got = codes.indices.map { signs[0] * vectors[$0 * codes.count] }
      expect(got, codes.map { want[$0] }, "weights of \(pillar)")
      let variance = try Reference.rows("asem/chain_pca_L1_by_pillar_variance.csv")
        .filter { $0["Group"] == pillar }
      let parts = [
        ("sdev", "sdev_\(pillar)"), ("eigenvalue", "p_\(pillar).values"),
        ("prop", "p_\(pillar).shares"), ("cum", "cum_\(pillar)"),
      ]
      for (column, name) in parts {
        try expect(run.cells(name), variance.map { number($0[column]) }, "\(column) of \(pillar)")
      }
    }
  }

  @Test func treats() throws {
    let run = try Self.run.get()
    let columns = [
      ("check_SkewKurt0.Pass", "pass0"), ("check_SkewKurt0.Skew", "skew0"),
      ("check_SkewKurt0.Kurt", "kurt0"), ("winsorise.nwin", "moved_values"),
      ("check_SkewKurt1.Pass", "pass1"), ("check_SkewKurt1.Skew", "skew1"),
      ("check_SkewKurt1.Kurt", "kurt1"),
    ]
    let rows = try Reference.rows("asem/chain_treat_dets.csv")
    #expect(rows.count == 49)
    for (column, name) in columns {
      let got = try byCode(name, run)
      for row in rows {
        let code = row["iCode"] ?? ""
        // What passes at first is not treated, and not looked at again.
        guard let want = number(row[column]) else {
          #expect(row["check_SkewKurt0.Pass"] == "TRUE")
          if name == "moved_values" { #expect(got[code] == 0) }
          continue
        }
        expect([got[code]], [want], "\(column) of \(code)", largest: 1)
      }
    }
    let words = ["": 0.0, "winhi": 1, "winlo": -1]
    let points = try Reference.rows("asem/chain_treat_points.csv")
    for code in rows.compactMap({ $0["iCode"] }) {
      let got = try byCode("point_\(code)", run)
      for row in points {
        #expect(got[row["uCode"] ?? ""] == words[row[code] ?? "?"], "\(code)")
      }
    }
  }

  @Test func followsTheLineage() throws {
    let run = try Self.run.get()
    for row in try Reference.rows("asem/eff_weights.csv") where row["iCode"] != "Index" {
      let code = row["iCode"] ?? ""
      try expect(run.cells("share_\(code)"), [number(row["EffWeight"])], code)
    }
    let lineage = try Reference.rows("asem/lineage.csv")
    #expect(lineage.count == 49)
    for row in lineage {
      #expect(try run.codes("inner_\(row["Pillar"] ?? "")").contains(row["Indicator"] ?? ""))
      #expect(try run.codes("inner_\(row["Sub-index"] ?? "")").contains(row["Pillar"] ?? ""))
    }
  }

  /// Scores from 0 to 100 as COINr shows them; it takes ranks of scores of two decimals.
  @Test func printsScores() throws {
    let run = try Self.run.get()
    let file = try Reference.object("examples/asem_composite_pipeline.json")
    let check = try file.object("check")
    let recomputed = try file.object("recomputed")
    let printed = try file.object("printed")
    let order = try byCode("score_ASEM", run).sorted { $0.value > $1.value }.map(\.key)
    let codes = try printed.object("scores").keys.sorted()
    #expect(codes.count == 11)
    for code in codes {
      let node = code == "Index" ? "ASEM" : code
      let scores = try byCode("score_\(node)", run)
      let ranks = try byCode("rank_\(node)", run)
      let got = order.map { scores[$0] }
      let own = try recomputed.object("scores").numbers(code)
      #expect(Reference.distance(got, own) <= Reference.shortDataTolerance, "\(code)")
      let tolerance = try check.object("scores").numbers("tolerance")[0]
      let want = try printed.object("scores").numbers(code)
      #expect(zip(got, want).allSatisfy { abs(($0 ?? .nan) - $1) <= tolerance }, "\(code)")
      #expect(try order.map { ranks[$0] } == printed.object("ranks").numbers(code), "\(code)")
    }
    try expect(run.cells("treated_count"), printed.numbers("treated_count"), "treated")
  }

  /// The targets are not among the results: each follows from one country, and the other 50 by it. A
  /// country at its target has 1.
  @Test func measuresDistances() throws {
    let (keys, want) = try Reference.table("asem/chain_norm_dist2targ.csv")
    let treated = try Reference.table("asem/chain_dset_treated.csv").columns
    let (codes, posts) = try Reference.table("asem/goalposts_params.csv")
    var steps = ""
    for (code, direction) in zip(codes, try #require(posts["Direction"])) {
      let column = try #require(treated[code])
      let there = column.compactMap { $0 }
      let (low, high) = (there.min() ?? 0, there.max() ?? 0)
      let place = try #require(
        want[code]?.indices.max { (want[code]?[$0] ?? 0) < (want[code]?[$1] ?? 0) })
      guard let x = column[place], let z = want[code]?[place] ?? nil else { continue }
      let target = direction == -1 ? high - (high - x) / z : low + (x - low) / z
      steps += "  at \(code) { normalise distance_to_target(target: \(target)) }\n"
    }
    let text = """

      evaluation far of ASEM on countries {
        impute group_mean(group: Country.EurAsia_group)
        treat treat_outliers
        normalise minmax
      \(steps)
        weights given
        aggregate arithmetic_mean(gaps: leave_out)
      }
      """
    let run = try ModelRun(AsemTests.model() + text, files: AsemTests.files())
    #expect(want.count == 49)
    for (code, column) in want {
      let got = try byCode("far.\(code).normalised", run)
      expect(keys.map { got[$0] }, column, code, largest: 1)
    }
  }
}

extension AsemDetailTests {
  /// Returns the pillars with their indicators.
  static func pillars() throws -> [(String, [String])] {
    let rows = try Reference.rows("asem/lineage.csv")
    return Dictionary(grouping: rows) { $0["Pillar"] ?? "" }
      .map { ($0, $1.compactMap { $0["Indicator"] }) }.sorted { $0.0 < $1.0 }
  }

  private static func details() throws -> String {
    let pillars = try pillars()
    let components = pillars.map { pillar, codes in
      let parts = codes.map { "\($0): again.at(\($0)).normalised" }.joined(separator: ", ")
      return """
        axis Part_\(pillar) { \(codes.joined(separator: ", ")) }
        axis Factor_\(pillar) = components of Part_\(pillar)
        let x_\(pillar) = Part_\(pillar)(\(parts))
        let p_\(pillar) = principal_components[I = Part_\(pillar)](x_\(pillar))
        let sdev_\(pillar) = sqrt(p_\(pillar).values)
        let cum_\(pillar) = cumulate(p_\(pillar).shares, along Factor_\(pillar))

        """
    }
    let leaves = pillars.flatMap(\.1)
    let groups = pillars.map(\.0) + ["Conn", "Sust"]
    let points = leaves.map { code in
      let pair = "number(asem.at(\(code)).treated), number(asem.at(\(code)).imputed)"
      return "let point_\(code) = turn(\(pair))\n"
    }
    let shares = (leaves + groups).map { "let share_\($0) = asem.at(\($0)).share\n" }
    let inner = groups.map { "let inner_\($0) = asem.weights.at(\($0))\n" }
    let scores = (groups + ["ASEM"]).map { code in
      let score = code == "ASEM" ? "asem.score" : "asem.at(\(code)).score"
      return """
        let score_\(code) = \(score)
        let rank_\(code) = rank(round(\(score), 2), order: descending, along Country)

        """
    }
    return """

      method by_group[U: objects, K: categories](x: Real?[U], group: K?[U]) -> Real[U] {
        mean_of_all(group_mean(x, group: group))
      }
      evaluation again of ASEM on countries {
        impute    by_group(group: Country.EurAsia_group)
        treat     treat_outliers
        normalise scaled_minmax
        weights   given
        aggregate arithmetic_mean(gaps: leave_out)
      }
      let correlation = correlation_matrix(asem.normalised)
      let before = number(asem.imputed)
      let after = number(asem.treated)
      let pass0 = not outlying(before)
      let skew0 = skewness(before, over Country)
      let kurt0 = kurtosis(before, over Country)
      let moved_values = count(over Country where (after != before otherwise false))
      let pass1 = not outlying(after)
      let skew1 = skewness(after, over Country)
      let kurt1 = kurtosis(after, over Country)
      method above_zero_of[I: indicators](n: Int[I]) -> Int { count(over I where n > 0) }
      let treated_count = above_zero_of(moved_values)
      method turn(after: Real?, before: Real?) -> Real {
        (if after < before then 1 else if after > before then -1 else 0) otherwise 0
      }

      """ + (components + points + shares + inner + scores).joined()
  }

  private static let statistics = """

    evaluation plain of ASEM on countries {
      normalise scaled_minmax
      weights   given
      aggregate arithmetic_mean
    }
    let x = number(plain.raw)
    let r_min = min(x, over Country where present(x))
    let r_max = max(x, over Country where present(x))
    let r_mean = mean(x, over Country where present(x))
    let r_median = median(x, over Country)
    let r_sd = sd(x, over Country)
    let r_skewness = skewness(x, over Country)
    let r_kurtosis = kurtosis(x, over Country)
    let r_outlying = outlying(x)
    let r_there = count(over Country where present(x))
    let r_nonzero = count(over Country where (x != 0 otherwise false))
    let place = rank(x, ties: dense, along Country)
    let r_unique = max(place, over Country where present(place))
    let r_same = max(count(over Country' where (x == x[Country'] otherwise false)), over Country)
    let f_there = r_there / 51
    let f_nonzero = r_nonzero / r_there
    let f_unique = r_unique / r_there
    let f_same = r_same / r_there
    method gaps[I: indicators](x: Real?[I]) -> Int { count(over I where not present(x)) }
    method zeros[I: indicators](x: Real?[I]) -> Int { count(over I where (x == 0 otherwise false)) }
    let a_missing = gaps(x)
    let a_zero = zeros(x)
    let a_either = a_missing + a_zero
    let a_share = 1 - a_missing / 49
    let a_nonzero = 1 - a_zero / (49 - a_missing)
    """
}
