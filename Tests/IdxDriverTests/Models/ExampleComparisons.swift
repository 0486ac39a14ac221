import IdxTestSupport
import Testing

extension ExampleTests {
  /// Returns the rows of a matrix as ratios in words.
  static func ratios(_ value: Any?) throws -> [[String]] {
    let rows = try #require(value as? [[Any]])
    return rows.map { row in
      row.map { cell in (cell as? String) ?? (cell as? Double).map(ModelText.ratio) ?? "\(cell)" }
    }
  }

  /// Returns a judgement `name` per thing of `outer`, of the alternatives `e1`, `e2`, …
  private static func each(
    _ name: String, per outer: String, _ parts: [(code: String, pairs: String)]
  ) -> String {
    "judgement \(name) on Alternative per \(outer) {\n"
      + parts.map { "at \($0.code) {\n\($0.pairs)\n}\n" }.joined() + "}\n"
  }

  /// Returns the upper triangle of a judgement of `count` things, written as one list.
  private static func triangle(_ cells: [Any], _ count: Int) -> String {
    var rest = cells[...]
    return (1...count).flatMap { row in
      (row..<count).map { column in
        let cell = rest.popFirst() ?? 1
        let ratio = (cell as? Double).map { "\($0)" } ?? "\(cell)"
        return "  e\(row) : e\(column + 1) = \(ratio)"
      }
    }.joined(separator: "\n")
  }

  /// Comparisons in pairs.
  static let comparisons = [
    Example(
      file: "ahp_saaty_drinks",
      results: [("weights", ["r.weights"]), ("CR", ["r.cr"]), ("CR_dd", ["d.cr"])],
      text: { inputs in
        try ModelText.judgement(ratios(inputs["matrix"]), on: "Thing") + """
          let r = ahp(J, index: saaty_tran)
          let d = ahp(J, index: donegan_dodd)
          """
      }),
    Example(
      file: "ahp_column_normalised",
      // The source sums cells of two digits, and so its row sums are wrong in the last.
      results: [
        ("normalised", ["share"]), ("rowsum", ["total"]), ("weights", ["w"]),
      ],
      text: { inputs in
        try ModelText.judgement(ratios(inputs["A"]), on: "Thing") + """
          method shares[I: compared](a: Ratio[I, I']) -> Real[I, I'] { a / sum(a, over I) }
          let share = shares(J)
          let total = sum(share, over Thing')
          let w = ahp(J, how: columns).weights
          """
      }),
    Example(
      file: "ahp_geometric_fuzzyahp",
      results: [("CR", ["cr"]), ("weights", ["r.weights"]), ("result", ["score"])],
      text: { inputs in
        let ratings = try inputs.rows("ratings")
        return try ModelText.judgement(ratios(inputs["A"]), on: "Thing")
          + ModelText.table(ratings) + """
            let r = ahp(J, how: geometric, index: saaty_tran)
            let cr = ahp(J, index: saaty_tran).cr
            let score = sum(r.weights * Thing(e1: t.x1, e2: t.x2, e3: t.x3), over Thing)
            """
      }),
    Example(
      file: "ahp_leader_hierarchy",
      // The source rounds each weight to three digits before it joins them.
      results: [
        ("criteria_weights", ["c.weights"]), ("criteria_CR", ["c.cr"]), ("target", ["total"]),
        ("experience", ["first.weights"]), ("experience_CR", ["first.cr"]),
        ("education_global", ["second_part"]), ("education_CR", ["second.cr"]),
      ],
      text: { inputs in
        let criteria = try #require(inputs["criteria"] as? [String])
        let matrices = try inputs.object("alternative_matrices")
        return try hierarchy(inputs, criteria.map { try ratios(matrices[$0]) }) + """
          let c = ahp(J, index: saaty_tran)
          let first = ahp(J1, index: saaty_tran)
          let second = ahp(J2, index: saaty_tran)
          let second_part = c.weights["e2"] * second.weights
          """
      }),
    Example(
      file: "ahp_saaty_cities", results: [("target3", ["total"]), ("target4", ["total"])],
      text: { inputs in
        let criteria = try #require(inputs["criteria"] as? [String])
        let matrices = try inputs.object("city_matrices")
        return try hierarchy(inputs, criteria.map { try ratios(matrices[$0]) })
      }),
    Example(
      file: "ahp_sme_zhejiang",
      // In B3 the source prints 3.1777, from B4, for the reciprocal of 0.6683, which its weights follow
      // from. A judgement is written by one half.
      results: (1...6).flatMap {
        [("B\($0)_w", ["r\($0).weights"]), ("B\($0)_lmax", ["r\($0).lambda"])]
      },
      tolerance: Reference.printedReciprocalTolerance, mended: ["B3_w", "B3_lmax"],
      text: { inputs in
        try (1...6).map { number in
          let matrix = try ratios(inputs.object("B\(number)")["matrix"])
          return ModelText.judgement(
            matrix, named: "B\(number)", on: number == 6 ? "Pair" : "Thing",
            declaringAxis: number == 1 || number == 6) + "let r\(number) = ahp(B\(number))\n"
        }.joined()
      }),
    Example(
      file: "ahp_vehicle_ragged_hierarchy",
      results: [
        ("criteria", ["Cost", "Safety", "Style", "Capacity"].map { "e.\($0).weight" }),
        ("criteria_CR", ["e.Car.weights.cr"]), ("price", ["price"]), ("target", ["total"]),
      ],
      text: vehicle),
    Example(
      file: "fahp_chang_5x5_misprint",
      // The source prints the cell (4, 3) as (1, 3, 5); its weights follow from the reciprocal of (3, 4).
      results: [("w_reciprocal", ["w"]), ("w_as_printed_matrix", ["w"])],
      mended: ["w_as_printed_matrix"],
      text: { inputs in
        let cells = try #require(inputs["A_reciprocal"] as? [[String]])
        let triples = cells.map { $0.map { "(\($0))" } }
        return ModelText.judgement(triples, on: "Thing") + "let w = extent_analysis(J).weights\n"
      }),
    Example(
      file: "constructed_buckley_fahp",
      results: [("fuzzy_w", ["part*"]), ("w", ["w.weights"])],
      text: { inputs in
        let cells = try #require(inputs["A"] as? [[String]])
        let triples = cells.map { $0.map { "(\($0))" } }
        return ModelText.judgement(triples, on: "Thing") + """
          let w = fuzzy_geometric_mean(J)
          let part1 = w.l
          let part2 = w.m
          let part3 = w.u
          """
      }),
    Example(
      file: "awot_survey_13_respondents",
      results: ["category", "S", "W", "O", "T"].map { ($0, ["w_\($0)"]) },
      text: survey),
  ]

  /// Returns criteria `J`, alternatives judged by each as `J1`, `J2`, …, and their total weights.
  private static func hierarchy(_ inputs: [String: Any], _ matrices: [[[String]]]) throws -> String
  {
    let criteria = try ratios(inputs["criteria_matrix"])
    let parts = matrices.indices.map { "e\($0 + 1): ahp(J\($0 + 1)).weights" }
    return ModelText.judgement(criteria, on: "Criterion")
      + matrices.enumerated().map {
        ModelText.judgement(
          $1, named: "J\($0 + 1)", on: "Alternative", declaringAxis: $0 == 0)
      }.joined()
      + "let local = Criterion(\(parts.joined(separator: ", ")))\n"
      + "let total = sum(ahp(J).weights * local, over Criterion)\n"
  }

  @Sendable private static func vehicle(_ inputs: [String: Any]) throws -> String {
    let children = try ["cost_children", "capacity_children"].map {
      try #require(inputs[$0] as? [String])
    }
    let triangles = try inputs.object("upper_triangles")
    let leaves = children[0] + ["Safety", "Style"] + children[1]
    func lines(_ names: [String]) -> String {
      names.map { "indicator \($0) benefit\n" }.joined()
    }
    let count = try #require(inputs["alternatives"] as? [String]).count
    let parts = try leaves.map {
      ($0, triangle(try #require(triangles[$0] as? [Any]), count))
    }
    let top = ["Cost", "Safety", "Style", "Capacity"]
    return """
      data t {
        key o defines Object
        | o | \(leaves.joined(separator: " | ")) |
        | a | \(leaves.map { _ in "1" }.joined(separator: " | ")) |
      }
      index Car {
        group Cost {
      \(lines(children[0]))
        }
        indicator Safety benefit
        indicator Style benefit
        group Capacity {
      \(lines(children[1]))
        }
      }
      judgement J on Car {
      \(ModelText.pairs(try ratios(inputs["criteria_matrix"])) { top[$0 - 1] })
        at Cost {
      \(ModelText.pairs(try ratios(inputs["cost_matrix"])) { children[0][$0 - 1] })
        }
        at Capacity {
      \(ModelText.pairs(try ratios(inputs["capacity_matrix"])) { children[1][$0 - 1] })
        }
      }
      axis Alternative { \(ModelText.codes(count).joined(separator: ", ")) }
      \(each("K", per: "Car.leaves", parts))
      method joined[I: indicators](w: Real[I], x: Real[I]) -> Real { sum(w * x, over I) }
      evaluation e of Car on t { weights ahp(J, index: donegan_dodd) aggregate arithmetic_mean }
      let local = ahp(K, index: donegan_dodd).weights
      let total = joined(e.effective, x: local)
      let price = local["Price"]
      """
  }

  @Sendable private static func survey(_ inputs: [String: Any]) throws -> String {
    let scale = ["9", "7", "5", "3", "1", "1/3", "1/5", "1/7", "1/9"]
    let tables = try ["survey1", "survey2"].map { try #require(inputs[$0] as? [[String]]) }
    return try [
      ("category", "CAT", 1, 4), ("S", "S", 0, 5), ("W", "W", 0, 5), ("O", "O", 0, 5),
      ("T", "T", 0, 5),
    ]
    .map { name, prefix, table, count in
      let columns = tables[table][0].indices.filter { tables[table][0][$0].hasPrefix(prefix + "_") }
      let raters = try tables[table].dropFirst().enumerated().map { number, row in
        let cells = try columns.map { scale[try #require(Int(row[$0])) - 1] }
        return "rater r\(number + 1) {\n\(triangle(cells, count))\n}\n"
      }
      return """
        axis Thing_\(name) { \(ModelText.codes(count).joined(separator: ", ")) }
        judgement J_\(name) on Thing_\(name) by Expert_\(name) {
        \(raters.joined())
        }
        let w_\(name) = ahp(joint_judgement(J_\(name))).weights

        """
    }.joined()
  }
}
