import IdxTestSupport
import Testing

extension McdmTests {
  /// A model made of the inputs of a file, and which of its results are expected where.
  struct Model: Sendable, CustomTestStringConvertible {
    let file: String
    /// The case that the model is made for; `nil` for all.
    var only: String?
    /// Returns the model for a case.
    let text: @Sendable ([String: Any]) throws -> String
    /// The results and the paths of what is expected of them.
    let results: [(String, String)]
    /// The cases that the language refuses, and by which error.
    var refused: [String: String] = [:]
    var testDescription: String { only.map { "\(file) \($0)" } ?? file }

    /// Creates the model `text` on the table `t` of the case, with the indices `Index` and `Plain`, of
    /// which the second has benefits alone.
    init(_ file: String, _ text: String, _ results: [(String, String)]) {
      self.file = file
      self.results = results
      self.text = { found in try Model.units(found.object("input")) + text }
    }

    /// Creates a model that `text` makes of a case.
    init(
      _ file: String, only: String? = nil, results: [(String, String)],
      refused: [String: String] = [:],
      text: @escaping @Sendable ([String: Any]) throws -> String
    ) {
      (self.file, self.only, self.text) = (file, only, text)
      (self.results, self.refused) = (results, refused)
    }

    private static func units(_ input: [String: Any]) throws -> String {
      let types = try input.numbers("types")
      let weights = input["weights"] == nil ? [] : try input.numbers("weights")
      return ModelText.table(try input.rows("matrix"))
        + ModelText.index(types.map { $0 < 0 ? "cost" : "benefit" }, weights: weights)
        + ModelText.index(types.map { _ in "benefit" }, named: "Plain", weights: weights)
    }
  }

  /// Returns an evaluation by its name, index, normalisation, weights and aggregation.
  static func steps(
    _ name: String, _ index: String, _ normalise: String, _ weights: String = "equal",
    _ aggregate: String = "arithmetic_mean"
  ) -> String {
    "evaluation \(name) of \(index) on t { \(normalise) weights \(weights) aggregate \(aggregate) }\n"
  }

  static let models = columns + scores + judgements + others

  /// Normalisation and weights that follow from the data.
  private static let columns = [
    Model(
      "normalizations",
      steps("a", "Index", "normalise minmax") + steps("b", "Plain", "normalise by_norm")
        + steps("c", "Index", "normalise by_greatest")
        + steps("d", "Index", "normalise by_greatest(cost: complement)")
        + steps("e", "Index", "normalise by_sum") + steps("f", "Plain", "normalise zscore")
        + steps("g", "Plain", "normalise zscore(deviation: population)"),
      [
        ("a.*.normalised", "minmax"), ("b.*.normalised", "vector"),
        ("c.*.normalised", "linear_max_min"), ("d.*.normalised", "max_complement"),
        ("e.*.normalised", "sum_reciprocal_cost"), ("f.*.normalised", "zscore_ddof1"),
        ("g.*.normalised", "zscore_ddof0"),
      ]),
    Model(
      "weights_entropy",
      steps("a", "Plain", "", "entropy") + steps("b", "Index", "normalise minmax", "entropy")
        + steps("c", "Index", "normalise minmax", "entropy(shift: 0.0001)")
        + steps("d", "Index", "normalise minmax", "entropy(costs: inverse) of raw")
          + """
          method entropies[U: objects, I: indicators](x: Real[U, I] >= 0) -> Real[I] {
            1 - divergence(shares_of(x, over U), over U)
          }
          let ha = entropies(a.raw)
          let hb = entropies(b.normalised)
          let hc = entropies(b.normalised + 0.0001)
          method inverted[U: objects, I: indicators](x: Real[U, I] > 0) -> Real[U, I] > 0 {
            case I.direction { benefit: x  cost: 1 / x }
          }
          let hd = entropies(inverted(d.raw))
          """,
      [
        ("a.*.weight", "raw.weights"), ("ha", "raw.entropy"), ("b.*.weight", "minmax.weights"),
        ("hb", "minmax.entropy"), ("c.*.weight", "minmax_shift_0001.weights"),
        ("hc", "minmax_shift_0001.entropy"), ("d.*.weight", "sum_cost_inverse.weights"),
        ("hd", "sum_cost_inverse.entropy"),
      ]),
    Model(
      "weights_std_cv",
      steps("a", "Plain", "", "deviation_weights")
        + steps("b", "Plain", "", "coefficient_of_variation")
        + steps("c", "Index", "normalise minmax", "deviation_weights")
        + steps("d", "Index", "normalise minmax", "variance_weights") + """
          method variance_weights[U: objects, I: indicators](x: Real[U, I]) -> Weights[I] {
            in_proportion(variance(number(x), over U))
          }
          """,
      [
        ("a.*.weight", "std_raw.weights"), ("b.*.weight", "cv.weights"),
        ("c.*.weight", "std_minmax.weights"), ("d.*.weight", "variance_minmax.weights"),
      ]),
    Model(
      "weights_critic",
      steps("a", "Index", "normalise minmax", "critic")
        + steps("b", "Plain", "normalise minmax", "critic") + """
          let r = correlation_matrix(a.normalised)
          """,
      [
        ("a.*.weight", "weights"), ("r", "correlation"),
        ("b.*.weight", "weights_direction_ignored"),
      ]),
    Model(
      "weights_gini", steps("a", "Plain", "", "gini_weights"), [("a.*.weight", "weights")]),
    Model(
      "weights_merec", steps("a", "Index", "normalise minmax", "merec of raw"),
      [("a.*.weight", "weights")]),
    Model(
      "pca",
      steps("a", "Plain", "") + """
        axis Factor = components of Plain
        let r = correlation_matrix(a.raw)
        let p = principal_components(a.raw, retain: share)
        let total = sum(p.values, over Factor)
        let explained = p.values / total
        let many = count(over Factor where p.kept)
        let few = count(over Factor where principal_components(a.raw).kept)
        let wide = component_weights(a.raw, retain: share)
        let narrow = component_weights(a.raw)
        let score = component_score(a.raw, retain: share)
        let adequacy = sampling_adequacy(a.raw).overall
        let test = sphericity(a.raw)

        """
        + (1...6).map {
          "let v\($0) = p.vectors[Factor: \($0)]\nlet l\($0) = p.loadings[Factor: \($0)]\n"
        }.joined(),
      [
        ("r", "correlation"), ("p.values", "eigenvalues"), ("explained", "explained"),
        ("many", "retained_85pct"), ("few", "retained_kaiser"),
        ("l1", "loadings_rows.0"), ("l2", "loadings_rows.1"), ("l3", "loadings_rows.2"),
        ("l4", "loadings_rows.3"), ("wide", "weights_85pct"), ("narrow", "weights_kaiser"),
        ("score", "composite_score_85pct"), ("adequacy", "KMO"),
        ("test.chi_square", "bartlett_chi2"), ("test.degrees", "bartlett_df"),
        ("test.p", "bartlett_p"),
      ] + (1...6).map { ("v\($0)", "eigenvectors_rows.\($0 - 1)") }),
  ]

  /// Scores of objects, and what leads to them.
  private static let scores = [
    Model(
      "wsm_wpm",
      steps("a", "Index", "normalise minmax", "given")
        + steps("b", "Index", "normalise by_greatest", "given")
        + steps("c", "Index", "normalise by_sum", "given")
        + steps("d", "Index", "normalise by_greatest", "given", "weighted_product"),
      [
        ("a.Index.score", "minmax"), ("b.Index.score", "linear"), ("c.Index.score", "sum"),
        ("d.Index.score", "wpm_linear"),
      ]),
    Model(
      "topsis", topsis.map(\.text).joined(), topsis.flatMap(\.results)),
    Model(
      "vikor",
      steps("e", "Index", "orient negated", "given", "vikor") + """
        let parts = vikor(e.normalised, w: e.effective)
        let gap = 1 / (count(over Object) - 1)
        let best = argmin(parts.q, over Object)
        let compromise = first(over Object where parts.compromise)
        expect count(over Object where parts.compromise) == 1
        """,
      [
        ("parts.q", "Q"), ("parts.s", "S"), ("parts.r", "R"), ("e.Index.rank", "rank_Q"),
        ("gap", "DQ"), ("parts.advantage", "C1_acceptable_advantage"),
        ("parts.stable", "C2_stability"), ("compromise", "compromise_set_0based"),
      ]),
    Model(
      "copras",
      steps("e", "Index", "", "given", "copras") + """
        let parts = copras(e.raw, w: e.effective)
        let utility = parts.utility / 100
        """,
      [
        ("e.Index.score", "Q"), ("utility", "utility"), ("parts.for", "S_plus"),
        ("parts.against", "S_minus"), ("e.Index.rank", "rank"),
      ]),
    Model(
      "waspas",
      steps("e", "Index", "normalise by_greatest", "given", "waspas")
        + steps("s", "Index", "normalise by_greatest", "given", "waspas(sums: 1)")
        + steps("p", "Index", "normalise by_greatest", "given", "waspas(sums: 0)"),
      [
        ("e.Index.score", "Q"), ("s.Index.score", "WSM"), ("p.Index.score", "WPM"),
        ("e.Index.rank", "rank"),
      ]),
    Model(
      "gra",
      steps("e", "Index", "normalise minmax", "given", "grey_relation")
        + steps("f", "Index", "normalise minmax", "equal", "grey_relation"),
      [
        ("e.Index.score", "weighted_grade"), ("f.Index.score", "equal_weight_grade"),
        ("e.Index.rank", "rank"),
      ]),
    Model(
      "promethee_ii", results: promethee.flatMap(\.results),
      text: { found in
        let parameters = try found.object("parameters")
        let names = ["p", "q", "s"]
        let columns = try names.map { try parameters.numbers($0) }
        let rows = columns[0].indices.map { row in
          "| x\(row + 1) | " + columns.map { "\($0[row])" }.joined(separator: " | ") + " |\n"
        }
        return try Model("", "", []).text(found) + """
          data th {
            key k of Index.leaves
            column p
            column q
            column s
            | k | p | q | s |
          \(rows.joined())
          }

          """ + promethee.map(\.text).joined()
      }),
  ]

  private static let topsis = [
    ("vector", "by_norm"), ("minmax", "minmax"), ("linear", "by_greatest"), ("sum", "by_sum"),
    ("max", "by_greatest(cost: complement)"),
  ].map { key, normalise in
    (
      text: steps("e_\(key)", "Index", "normalise \(normalise)", "given", "topsis")
        + "let d_\(key) = topsis(e_\(key).normalised, w: e_\(key).effective)\n",
      results: [
        ("e_\(key).Index.score", "\(key).closeness"), ("d_\(key).to_best", "\(key).d_best"),
        ("d_\(key).from_worst", "\(key).d_worst"), ("e_\(key).Index.rank", "\(key).rank"),
      ]
    )
  }

  private static let promethee = [
    ("usual", "usual"), ("ushape", "u_shape, q: th.q"), ("vshape", "v_shape, p: th.p"),
    ("level", "level, q: th.q, p: th.p"), ("vshape_2", "linear, q: th.q, p: th.p"),
    ("gaussian", "gaussian, s: th.s"),
  ].map { key, shape in
    (
      text: "evaluation e_\(key) of Index on t { orient negated weights given "
        + "aggregate promethee(shape: \(shape)) over leaves }\n"
        + "let f_\(key) = promethee(e_\(key).normalised, w: e_\(key).effective, shape: \(shape))\n",
      results: [
        ("e_\(key).Index.score", "\(key).net"), ("f_\(key).plus", "\(key).plus"),
        ("f_\(key).minus", "\(key).minus"), ("e_\(key).Index.rank", "\(key).rank"),
      ]
    )
  }
}
