import IdxTestSupport
import Testing

extension ExampleTests {
  /// Weights that follow from the data.
  static let weightings = [
    Example(
      file: "critic_diakoulaki",
      results: [("w", ["a.x*.weight"]), ("w_spearman", ["b.x*.weight"])],
      text: { inputs in
        try units(inputs.rows("X"), "+++") + """
          evaluation a of Index on t { normalise minmax weights critic aggregate arithmetic_mean }
          evaluation b of Index on t {
            normalise minmax weights critic(correlation: spearman) aggregate arithmetic_mean
          }
          """
      }),
    Example(
      file: "critic_water",
      results: [
        ("w", ["a.x*.weight"]), ("score", ["score"]), ("w_entropy", ["b.x*.weight"]),
        ("w_entropy_spearman", ["c.x*.weight"]),
      ],
      text: { inputs in
        try rivers(inputs) + """
          evaluation a of Water on t { normalise minmax weights critic aggregate arithmetic_mean }
          evaluation b of Water on t { normalise minmax weights cut aggregate arithmetic_mean }
          evaluation c of Water on t {
            normalise minmax weights cut(correlation: spearman) aggregate arithmetic_mean
          }
          let score = 100 * a.score
          method cut[U: objects, I: indicators](x: Real[U, I], correlation: pearson | spearman = pearson) -> Weights[I] {
            let kept = divergence(shares_of(clamp(x, 0.002, 0.998), over U), over U)
            in_proportion(kept * critic(x, correlation: correlation) / sd(x, over U))
          }
          """
      }),
    Example(
      file: "entropy_water",
      results: [
        ("PH_norm", ["n.x2.normalised"]), ("nut_norm", ["n.x4.normalised"]),
        ("w", ["e.x*.weight"]), ("score", ["score"]),
      ],
      text: { inputs in
        try rivers(inputs) + """
          method kept_off[U: objects, I: indicators](x: Real[U, I]) -> oriented Real[U, I] in 0...1 {
            let y = minmax(x)
            case I.direction {
              benefit, cost: 0.002 + 0.996 * y
              target, interval: if y == 0 then 0.002 else if y == 1 then 0.998 else y
            }
          }
          evaluation n of Water on t { normalise minmax weights equal aggregate arithmetic_mean }
          evaluation e of Water on t { normalise kept_off weights entropy aggregate arithmetic_mean }
          let score = 100 * e.score
          """
      }),
    Example(
      file: "entropy_cv_topsis_rock",
      // G_alpha does not follow from the printed weights; the column omega was computed with the
      // squares of beta.
      results: [
        ("vector_norm", ["v.x*.normalised"]), ("alpha", ["a.x*.weight"]),
        ("beta", ["b.x*.weight"]), ("omega", ["omega"]), ("G_alpha", ["ga.score"]),
        ("G_beta", ["gb.score"]), ("G_omega", ["go.score"]),
      ],
      text: { inputs in
        let signs = try #require(inputs["signs"] as? String)
        let rows = try inputs.rows("X")
        return units(rows, signs)
          + ModelText.index(signs.map { _ in "benefit" }, named: "Plain") + """
            evaluation v of Plain on t { normalise by_norm weights equal aggregate arithmetic_mean }
            evaluation n of Index on t { normalise by_norm weights equal aggregate arithmetic_mean }
            evaluation a of Index on t { normalise minmax weights entropy(shift: 1) aggregate arithmetic_mean }
            evaluation b of Index on t { normalise minmax weights coefficient_of_variation of raw aggregate arithmetic_mean }
            let omega = (a.effective + b.effective) / 2
            let ga = topsis(n.normalised, w: a.effective)
            let gb = topsis(n.normalised, w: b.effective)
            let go = topsis(n.normalised, w: omega)
            """
      }),
    Example(
      file: "game_theory_combination_slope",
      // The printed coefficients do not solve the printed system; w* follows from them.
      results: [
        ("gram", ["g11", "g12", "g22"]), ("alpha", ["alpha"]), ("alpha_star", ["g.coefficients"]),
        ("w_star", ["paper"]),
      ],
      text: { inputs in
        try list("w1", inputs.numbers("w1"))
          + list("w2", inputs.numbers("w2"), declaresAxis: false) + """
            axis Way { first, second }
            let w = Way(first: w1, second: w2)
            let gram = sum(w * w[Way'], over Thing)
            let g11 = gram[Way: first, Way': first]
            let g12 = gram[Way: first, Way': second]
            let g22 = gram[Way: second, Way': second]
            let alpha = solve(gram, gram[Way, Way], over Way)
            let g = game_theory_combination(w, over Way)
            let paper = sum(Way(first: 0.4953, second: 0.5047) * w, over Way)
            """
      }),
  ]

  /// Scores of objects.
  static let rankings = [
    Example(
      file: "topsis_water", results: [("C", ["e.Water.score"])],
      text: { inputs in
        try rivers(inputs, weights: inputs.numbers("w")) + """
          evaluation e of Water on t {
            at x2 { orient minmax }
            at x4 { orient minmax }
            normalise by_norm
            weights given
            aggregate topsis
          }
          """
      }),
    Example(
      file: "gra_topsis_water", results: [("r", ["e.Water.score"])],
      text: { inputs in
        try rivers(inputs, weights: inputs.numbers("w")) + """
          evaluation e of Water on t { normalise minmax weights given aggregate grey_topsis }
          """
      }),
    Example(
      file: "gra_supplier",
      // After-sales are taken for a cost.
      results: [("coef_row2", ["price"]), ("r", ["e.Index.score"])],
      text: { inputs in
        let rows = try inputs.rows("X")
        let turned = rows[0].indices.map { column in rows.map { $0[column] } }
        return try units(turned, #require(inputs["signs"] as? String)) + """
          evaluation e of Index on t { normalise minmax weights equal aggregate grey_relation }
          let parts = grey_relation(e.normalised, w: e.effective)
          let price = parts.relation["x2"]
          """
      }),
    Example(
      file: "rsr_maternal",
      results: [
        ("ranks", ["a.x*.normalised"]), ("RSR", ["e.Index.score"]), ("probit", ["line.probit"]),
        ("coef", ["line.intercept", "line.slope"]), ("fit", ["line.fit"]),
      ],
      text: { inputs in
        try units(inputs.rows("X"), #require(inputs["signs"] as? String)) + """
          evaluation a of Index on t {
            normalise ranked(ties: average) weights equal aggregate arithmetic_mean
          }
          evaluation e of Index on t { orient negated weights equal aggregate rank_sum_ratio }
          let line = rank_sum_fit(e.score)
          """
      }),
    Example(
      file: "dea_cst_one_in_one_out", results: [("eff", ["score"])],
      text: { inputs in
        let rows = zip(try inputs.numbers("x"), try inputs.numbers("y")).map { [$0, $1] }
        return units(rows, "-+") + """
          evaluation e of Index on t { weights equal aggregate dea }
          let score = e.score
          """
      }),
    Example(
      file: "dea_cst_two_in_one_out", results: [("eff", ["score"])],
      text: { inputs in
        let rows = zip(try inputs.rows("X"), try inputs.numbers("y")).map { $0 + [$1] }
        return units(rows, "--+") + """
          evaluation e of Index on t { weights equal aggregate dea }
          let score = e.score
          """
      }),
    Example(
      file: "hdi_2010_2015_2021_all_countries",
      results: ["2010", "2015", "2021"].map { ("HDI_\($0)", ["score\($0)"]) }, text: development),
    Example(
      file: "coupling_obstacle_pipeline",
      results: [
        ("w_indicators", (1...9).map { "e\(($0 + 2) / 3).c\($0).weight" }),
        ("scores_shanghai", ["s*"]),
        ("w_systems", ["whole.s1.weight", "whole.s2.weight", "whole.s3.weight"]),
        ("C_2015", ["c"]), ("T_2015", ["t2015"]), ("D_2015", ["d"]), ("obstacle_2015", ["first*"]),
        ("obstacle_year_totals", ["year*"]),
      ],
      text: coupling),
  ]

  /// Three systems of three indicators, a normalised 0 and 1 taken for 0.002 and 0.998.
  @Sendable private static func coupling(_ inputs: [String: Any]) throws -> String {
    let rows = try #require(inputs["rows"] as? [[String]])
    let signs = try #require(inputs["signs"] as? String).filter { $0 != " " }
    let lines = rows.map { row in
      "  | \"\(row[0])\" | " + row.dropFirst().joined(separator: " | ") + " |\n"
    }
    let columns = (1...9).map { "c\($0)" }
    let systems = (1...3).map { system in
      let indicators = (0..<3).map { place in
        let number = 3 * system - 2 + place
        let sign = Array(signs)[number - 1]
        return "indicator c\(number) \(sign == "-" ? "cost" : "benefit")\n"
      }
      return """
        index I\(system) {
        \(indicators.joined())
        }
        evaluation e\(system) of I\(system) on t {
          normalise kept_off pooling Year weights entropy pooling Year aggregate arithmetic_mean
        }
        let s\(system) = 100 * e\(system).score[Region: "\(rows[0][0])"]
        let first\(system) = o[Year: 2015, System: p\(system)]
        let year\(system) = sum(o[System: p\(system)], over Region)

        """
    }
    let parts = (1...3).map { "p\($0): whole.at(s\($0)).normalised" }.joined(separator: ", ")
    let shares = (1...3).map { "p\($0): whole.weights.at(Whole)[\"s\($0)\"]" }.joined(
      separator: ", ")
    return """
      data t {
        key region defines Region
        period year defines Year
        | region | year | \(columns.joined(separator: " | ")) |
      \(lines.joined())
      }
      method kept_off[U: objects, I: indicators](x: Real[U, I]) -> oriented Real[U, I] in 0...1 {
        0.002 + 0.996 * minmax(x)
      }
      \(systems.joined())
      index Whole {
        indicator s1 benefit = e1.score
        indicator s2 benefit = e2.score
        indicator s3 benefit = e3.score
      }
      method ends_off[I: indicators](x: Real[I]) -> Real[I] {
        if x == 0 then 0.002 else if x == 1 then 0.998 else x
      }
      method entropy_off[U: objects, I: indicators](x: Real[U, I] in 0...1) -> Weights[I] {
        entropy(ends_off(x))
      }
      evaluation whole of Whole on t {
        normalise minmax pooling Year weights entropy_off pooling Year aggregate arithmetic_mean
      }
      axis System { p1, p2, p3 }
      let u = System(\(parts))
      let share = System(\(shares))
      let k = coupling(u, share, floor: 1e-10)
      let o = obstacle[I = System](u, share, form: plain)
      let c = k.c[Year: 2015]
      let t2015 = k.t[Year: 2015]
      let d = k.d[Year: 2015]
      """
  }

  /// Returns the water of rivers: oxygen, acidity, germs and nutrients.
  private static func rivers(_ inputs: [String: Any], weights: [Double] = []) throws -> String {
    try ModelText.table(inputs.rows("raw"))
      + ModelText.index(
        ["benefit", "target 7", "cost", "interval 10...20"], named: "Water", weights: weights)
  }

  @Sendable private static func development(_ inputs: [String: Any]) throws -> String {
    let years = try inputs.object("data")
    let names = try #require(inputs["order"] as? [String])
    let goalposts = try inputs.object("goalposts")
    func indicator(_ name: String) throws -> String {
      let posts = try goalposts.numbers(name)
      return "indicator \(name) benefit goalposts \(posts[0]), \(posts[1])\n"
    }
    let index = """
      index HDI {
      \(try indicator(names[0]))
      group education {
      \(try indicator(names[1]))
      \(try indicator(names[2]))
      }
      \(try indicator(names[3]))
      }

      """
    let parts = try years.keys.sorted().map { year in
      let countries = try years.object(year)
      let rows = try countries.keys.sorted().map { country in
        let cells = try countries.numbers(country).map { "\($0)" }
        return "  | \"\(country)\" | " + cells.joined(separator: " | ") + " |\n"
      }
      return """
        data t\(year) {
          key c defines Country\(year)
          | c | \(names.joined(separator: " | ")) |
        \(rows.joined())
        }
        evaluation e\(year) of HDI on t\(year) {
          normalise goalposts
          at \(names[3]) { normalise log_goalposts }
          weights equal
          aggregate geometric_mean
          at education { aggregate arithmetic_mean }
        }
        let score\(year) = e\(year).score

        """
    }
    return index + parts.joined()
  }
}
