import IdxTestSupport
import Testing

extension McdmTests {
  /// Comparisons in pairs.
  static let judgements = [
    Model(
      "ahp",
      results: [
        ("eigen.weights", "eigen"), ("eigen.lambda", "lambda_max"), ("eigen.ci", "CI"),
        ("eigen.cr", "CR.saaty1980"), ("tran.cr", "CR.saaty2005_ahpy"),
        ("donegan.cr", "CR.donegan_dodd1991_ahpy"), ("pyanp", "CR.pyanp"),
        ("tummala", "CR.tummala_ling1998_pymcdm"), ("geometric.weights", "geometric"),
        ("geometric.lambda", "lambda_from_geometric"), ("columns.weights", "arithmetic"),
        ("columns.lambda", "lambda_from_arithmetic"), ("gci", "GCI"),
      ],
      // One thing has nothing to be compared with.
      refused: ["order_1": "E0451"],
      text: { found in
        let matrix = try #require(found.object("input")["matrix_exact"] as? [[String]])
        let n = matrix.count
        // Random indices that the library does not have; one and two things have none.
        let indices =
          n < 3 ? ["1", "1"] : [["0.52", "0.89"][n - 3], ["0.5799", "0.8921"][n - 3]]
        return ModelText.judgement(matrix, on: "Thing") + """
          let eigen = ahp(J)
          let tran = ahp(J, index: saaty_tran)
          let donegan = ahp(J, index: donegan_dodd)
          let geometric = ahp(J, how: geometric)
          let columns = ahp(J, how: columns)
          let gci = if count(over Thing) > 2 then geometric_consistency(J) else 0
          let pyanp = eigen.ci / \(indices[0])
          let tummala = eigen.ci / \(indices[1])
          """
      }),
    Model(
      "ahp_group",
      results: [
        ("joint", "AIJ.matrix"), ("eigen.weights", "AIJ.eigen"), ("g", "AIJ.geometric"),
        ("eigen.lambda", "AIJ.lambda_max"), ("eigen.ci", "AIJ.CI"),
        ("eigen.cr", "AIJ.CR_saaty1980"), ("mixed", "AIP_geometric.weights"),
        ("mean_weights", "AIP_arithmetic.weights"), ("same", "AIP_geometric_of_geometric.weights"),
      ]
        + (1...4).flatMap {
          [
            ("w\($0)", "individual.\($0 - 1).eigen"),
            ("cr\($0)", "individual.\($0 - 1).CR_saaty1980"),
          ]
        },
      text: { found in
        let input = try found.object("input")
        let experts = try #require(input["experts"] as? [[[String]]])
        let shares = try input.numbers("expert_weights").enumerated().map { "r\($0 + 1): \($1)" }
        let raters = experts.enumerated().map { number, matrix in
          "rater r\(number + 1) {\n\(ModelText.pairs(matrix) { "e\($0)" })\n}\n"
        }
        return """
          axis Thing { \(ModelText.codes(experts[0].count).joined(separator: ", ")) }
          judgement J on Thing by Expert {
          \(raters.joined())
          }
          let shares = Expert(\(shares.joined(separator: ", ")))
          let joint = joint_judgement(J, shares: shares)
          let eigen = ahp(joint)
          let g = ahp(joint, how: geometric).weights
          let each = ahp(J)
          let mixed = joint_weights(each.weights, shares: shares, how: geometric)
          let mean_weights = joint_weights(each.weights, shares: shares)
          let same = joint_weights(ahp(J, how: geometric).weights, shares: shares, how: geometric)

          """
            + experts.indices.map {
              """
              let w\($0 + 1) = each.weights[Expert: "r\($0 + 1)"]
              let cr\($0 + 1) = each.cr[Expert: "r\($0 + 1)"]

              """
            }.joined()
      }),
    incomplete(
      "saaty_wealth_of_nations_7x7_missing", completed: ["0,3", "1,4", "2,6"]),
    incomplete("saaty_brightness_4x4_trial2_missing", completed: ["0,3"]),
    Model(
      "fuzzy_ahp",
      results: ["l", "m", "u"].enumerated().flatMap { place, part in
        [
          ("s_\(part)", "chang_extent.S.*.\(place)"),
          ("r_\(part)", "buckley_geometric_mean.row_geometric_mean.*.\(place)"),
          ("b_\(part)", "buckley_geometric_mean.fuzzy_weights.*.\(place)"),
        ]
      } + [
        ("v", "chang_extent.V"), ("d", "chang_extent.d"), ("e.weights", "chang_extent.weights"),
        ("centroid", "buckley_geometric_mean.centroid"),
        ("b.weights", "buckley_geometric_mean.weights"), ("ci", "crisp_modal_CI"),
      ],
      text: { found in
        let matrix = try #require(found.object("input")["matrix"] as? [[[String]]])
        let triples = matrix.map { $0.map { "(\($0.joined(separator: ", ")))" } }
        // Numbers without width are a judgement of ratios, which is made fuzzy here.
        let fuzzy = matrix.joined().contains { $0.first != $0.last } ? "J" : "fuzzy(J)"
        return ModelText.judgement(triples, on: "Thing") + """
          method fuzzy[I: compared](a: Ratio[I, I']) -> (l: Real[I, I'], m: Real[I, I'], u: Real[I, I']) {
            (l: a, m: a, u: a)
          }
          let e = extent_analysis(\(fuzzy))
          let s_l = e.l
          let s_m = e.m
          let s_u = e.u
          let v = possibility(e.l, e.m, e.u)
          let d = min(v, over Thing')
          method row_means[I: compared](a: Tfn[I, I'] > 0) -> (l: Real[I], m: Real[I], u: Real[I]) {
            (l: exp(mean(ln(a.l), over I')), m: exp(mean(ln(a.m), over I')), u: exp(mean(ln(a.u), over I')))
          }
          let r = row_means(\(fuzzy))
          let r_l = r.l
          let r_m = r.m
          let r_u = r.u
          let b = fuzzy_geometric_mean(\(fuzzy))
          let b_l = b.l
          let b_m = b.m
          let b_u = b.u
          let centroid = defuzzified((l: b.l, m: b.m, u: b.u))
          let ci = ahp(middle_judgement(\(fuzzy))).ci
          """
      }),
  ]

  /// Returns the model of a judgement with gaps, of which the pairs `completed` are filled.
  private static func incomplete(_ name: String, completed: [String]) -> Model {
    let found = completed.enumerated().map { ("c\($0)", "bozoki_lambda_min.completed.\($1)") }
    return Model(
      "ahp_incomplete", only: name,
      results: [
        ("h.weights", "harker.weights"), ("h.lambda", "harker.lambda_max"), ("h.ci", "harker.CI"),
        ("e.weights", "bozoki_lambda_min.weights"), ("e.lambda", "bozoki_lambda_min.lambda_max"),
        ("e.ci", "bozoki_lambda_min.CI"), ("s", "llsm.weights"),
      ] + found,
      text: { found in
        let matrix = try #require(found["input"] as? [[Any]])
        let pairs = matrix.indices.flatMap { row in
          matrix.indices.dropFirst(row + 1).compactMap { column in
            (matrix[row][column] as? String).map { "  e\(row + 1) : e\(column + 1) = \($0)\n" }
          }
        }
        let cells = completed.enumerated().map { number, pair in
          let places = pair.split(separator: ",").map { (Int($0) ?? 0) + 1 }
          return "let c\(number) = full[Thing: \"e\(places[0])\", Thing': \"e\(places[1])\"]\n"
        }
        return """
          axis Thing { \(ModelText.codes(matrix.count).joined(separator: ", ")) }
          judgement J on Thing incomplete {
          \(pairs.joined())
          }
          let h = harker(J)
          let s = incomplete_least_squares(J)
          let full = completed_judgement(J)
          let e = ahp(full)

          """ + cells.joined()
      })
  }

  /// What has a form of its own.
  static let others = [
    Model(
      "edge_entropy", only: "one_zero", results: edges, text: edge),
    Model(
      "edge_entropy", only: "constant_column", results: edges, text: edge),
    Model(
      "coupling_coordination",
      results: [
        ("k.c", "*.C"), ("k.t", "*.T"), ("k.d", "*.D"), ("w.c", "*.C_wang2021"),
        ("w.d", "*.D_wang2021"),
      ],
      text: { found in
        let input = try found.object("input")
        let alpha = try input.numbers("alpha")
        let parts = alpha.indices.map { "e\($0 + 1): t.x\($0 + 1)" }.joined(separator: ", ")
        let shares = alpha.enumerated().map { "e\($0 + 1): \($1)" }.joined(separator: ", ")
        return ModelText.table(try input.rows("U")) + """
          axis System { \(ModelText.codes(alpha.count).joined(separator: ", ")) }
          let k = coupling(System(\(parts)), System(\(shares)))
          let w = coupling(System(\(parts)), System(\(shares)), form: modified)
          """
      }),
    Model(
      "fuzzy_comprehensive",
      results: operators.flatMap { name, key in
        [
          ("\(name)_b", "\(key).B"), ("\(name)_n", "\(key).B_normalised"),
          ("\(name)_g.grade", "\(key).max_membership_index"),
          ("\(name)_g.score", "\(key).level_value_1_to_m"),
        ]
      },
      text: { found in
        let input = try found.object("input")
        let rows = zip(try input.rows("R"), try input.numbers("A")).enumerated().map {
          "| o\($0 + 1) | " + ($1.0 + [$1.1]).map { "\($0)" }.joined(separator: " | ") + " |\n"
        }
        return """
          scale Level worst first {
            grade g1 points 1 grade g2 points 2 grade g3 points 3 grade g4 points 4
          }
          data r {
            key o defines Factor
            category {g} of Level
            column m from "{g}"
            column w
            | o | g1 | g2 | g3 | g4 | w |
          \(rows.joined())
          }

          """
            + operators.map { name, _ in
              """
              let \(name)_b = fuzzy_composition[I = Factor](r.m, r.w, operator: \(name))
              let \(name)_n = fuzzy_synthesis[I = Factor](r.m, r.w, operator: \(name))
              let \(name)_g = greatest_membership(\(name)_n)

              """
            }.joined()
      }),
    Model(
      "rank_correlation",
      results: [
        ("ab_s", "ab.spearman"), ("ab_k", "ab.kendall_tau_b"), ("ab_p", "ab.pearson"),
        ("ac_s", "ac.spearman"), ("ac_k", "ac.kendall_tau_b"),
      ],
      text: { found in
        let input = try found.object("input")
        let columns = try ["a", "b", "c_with_ties"].map { try input.numbers($0) }
        return ModelText.table(columns[0].indices.map { row in columns.map { $0[row] } }) + """
          let ab_s = spearman(t.x1, t.x2, over Object)
          let ab_k = kendall(t.x1, t.x2, over Object)
          let ab_p = pearson(t.x1, t.x2, over Object)
          let ac_s = spearman(t.x1, t.x3, over Object)
          let ac_k = kendall(t.x1, t.x3, over Object)
          """
      }),
    Model(
      "rank_ties",
      results: [
        ("r_minimum", "min"), ("r_maximum", "max"), ("r_average", "average"),
        ("r_dense", "dense"), ("r_order", "ordinal"),
      ],
      text: { found in
        ModelText.table(try found.numbers("input").map { [$0] })
          + ["minimum", "maximum", "average", "dense", "order"].map {
            "let r_\($0) = rank(t.x1, ties: \($0), order: descending, along Object)\n"
          }.joined()
      }),
  ]

  private static let operators = [
    ("min_max", "M_min_max"), ("main_factor", "M_prod_max"),
    ("bounded_sum", "M_min_boundedsum"), ("weighted", "M_prod_sum"),
  ]

  private static let edges = [("w", "weights"), ("h", "entropy")]

  @Sendable private static func edge(_ found: [String: Any]) throws -> String {
    ModelText.table(try found.rows("input")) + """
      axis Column { x1, x2, x3 }
      let x = Column(x1: t.x1, x2: t.x2, x3: t.x3)
      let w = entropy[I = Column](x)
      let h = 1 - divergence(shares_of(x, over Object), over Object)
      """
  }
}
