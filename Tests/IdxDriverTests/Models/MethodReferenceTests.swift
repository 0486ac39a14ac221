import IdxTestSupport
import Testing

/// Normalisation, weighting, aggregation and synthesis against formulas in 60-digit arithmetic.
@Suite struct MethodReferenceTests {
  /// A method and the results that it must give, by columns: of the one case in a file.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    /// The path of the results in `expected`.
    let expected: [String]
    /// The steps of the evaluation, and which result is compared.
    let steps: String
    let result: Result
    /// `true` iff the results go by the directions of the indicators.
    var directed = true
    var testDescription: String { "\(file) \(expected.joined(separator: "."))" }

    /// What is compared: the columns at one stage, the weights or the score.
    enum Result { case normalised, weights, score }
  }

  static let cases = [
    Case(
      file: "normalizations", expected: ["minmax"], steps: "normalise minmax weights equal",
      result: .normalised),
    Case(
      file: "normalizations", expected: ["zscore_ddof1"], steps: "normalise zscore weights equal",
      result: .normalised, directed: false),
    Case(
      file: "weights_entropy", expected: ["raw", "weights"], steps: "weights entropy",
      result: .weights, directed: false),
    Case(
      file: "weights_entropy", expected: ["minmax", "weights"],
      steps: "normalise minmax weights entropy", result: .weights),
    Case(
      file: "weights_entropy", expected: ["minmax_shift_0001", "weights"],
      steps: "normalise lifted_minmax weights entropy", result: .weights),
    Case(
      file: "wsm_wpm", expected: ["minmax"], steps: "normalise minmax weights given",
      result: .score),
    Case(
      file: "wsm_wpm", expected: ["linear"], steps: "normalise linear weights given",
      result: .score),
    Case(
      file: "wsm_wpm", expected: ["wpm_linear"], steps: "normalise linear weights given",
      result: .score),
  ]

  /// Methods that a model writes for itself.
  private static let own = """
    method lifted_minmax[U: objects, I: indicators](x: Real[U, I]) -> oriented Real[U, I] in 0...2 {
      minmax(x) + 0.0001
    }
    method linear[U: objects, I: indicators](x: Real[U, I] > 0) -> oriented Real[U, I] > 0 {
      case I.direction {
        benefit: x / max(x, over U)
        cost:    min(x, over U) / x
      }
    }

    """

  @Test(arguments: cases) func followsTheFormula(_ method: Case) throws {
    let file = try Reference.object("mcdm/\(method.file).json").objects("cases")
    #expect(file.count == 1)
    let input = try file[0].object("input")
    let matrix = try input.rows("matrix")
    let types = try input.numbers("types")
    let directions = types.map { $0 < 0 && method.directed ? "cost" : "benefit" }
    let mean = method.expected == ["wpm_linear"] ? "geometric_mean" : "arithmetic_mean"
    let text =
      ModelText.table(matrix)
      + ModelText.index(
        directions, weights: input["weights"] == nil ? [] : try input.numbers("weights"))
      + Self.own + "evaluation e of Index on t { \(method.steps) aggregate \(mean) }\n"
    let run = try ModelRun(text)
    var expected = try file[0].object("expected")
    for key in method.expected.dropLast() { expected = try expected.object(key) }
    let last = try #require(method.expected.last)
    switch method.result {
    case .score: try compare(run.cells("e.Index.score"), expected.numbers(last))
    case .weights:
      let got = try types.indices.flatMap { try run.cells("e.x\($0 + 1).weight") }
      try compare(got, expected.numbers(last))
    case .normalised:
      let rows = try expected.rows(last)
      for column in types.indices {
        try compare(run.cells("e.x\(column + 1).normalised"), rows.map { $0[column] })
      }
    }
  }

  private func compare(_ got: [Double?], _ want: [Double], _ what: String = "") {
    #expect(Reference.distance(got, want) <= Reference.formulaTolerance, "\(what)")
  }

  @Test func couplesSystems() throws {
    let file = try Reference.object("mcdm/coupling_coordination.json").objects("cases")[0]
    let input = try file.object("input")
    let alpha = try input.numbers("alpha")
    let parts = alpha.indices.map { "e\($0 + 1): t.x\($0 + 1)" }.joined(separator: ", ")
    let shares = alpha.enumerated().map { "e\($0 + 1): \($1)" }.joined(separator: ", ")
    let run = try ModelRun(
      ModelText.table(try input.rows("U")) + """
        axis System { \(ModelText.codes(alpha.count).joined(separator: ", ")) }
        let k = coupling(System(\(parts)), System(\(shares)))
        """)
    let expected = try file.objects("expected")
    for (field, key) in [("c", "C"), ("t", "T"), ("d", "D")] {
      try compare(run.cells("k.\(field)"), expected.flatMap { try $0.numbers(key) }, field)
    }
  }

  @Test(arguments: [
    ("inverse", "plain", "inv"), ("squared", "plain", "inv2"), ("inverse", "shares", "rowstd"),
  ])
  func spillsOver(_ kernel: String, _ rows: String, _ key: String) throws {
    let file = try Reference.object("examples/constructed_spillover.json")
    let inputs = try file.object("inputs")
    let distances = try inputs.rows("distance")
    var text = ModelText.table(try inputs.numbers("K").map { [$0] })
    text += "data far {\n  key a of Object\n  key b of Object'\n  column d\n  | a | b | d |\n"
    for (row, cells) in distances.enumerated() {
      for (column, cell) in cells.enumerated() {
        text += "  | o\(row + 1) | o\(column + 1) | \(cell) |\n"
      }
    }
    text += "}\nlet gain = spillover(t.x1, far.d, kernel: \(kernel), rows: \(rows))\n"
    try compare(ModelRun(text).cells("gain"), file.object("recomputed").numbers(key))
  }

  @Test func synthesisesMemberships() throws {
    let cases = try Reference.object("mcdm/fuzzy_comprehensive.json").objects("cases")
    #expect(!cases.isEmpty)
    let operators = [
      ("min_max", "M_min_max"), ("main_factor", "M_prod_max"), ("bounded_sum", "M_min_boundedsum"),
      ("weighted", "M_prod_sum"),
    ]
    for found in cases {
      let input = try found.object("input")
      let weights = try input.numbers("A")
      let parts = weights.indices.map { "o\($0 + 1)" }
      var text =
        "scale Level worst first { grade g1 points 1 grade g2 points 2 grade g3 points 3 grade g4 points 4 }\n"
      text += ModelText.table(weights.map { [$0] }, named: "w", objects: "Factor")
      text +=
        "data r {\n  key o of Factor\n  category {g} of Level\n  column m from \"{g}\"\n  | o | g1 | g2 | g3 | g4 |\n"
      for (code, row) in zip(parts, try input.rows("R")) {
        text += "  | \(code) | " + row.map { "\($0)" }.joined(separator: " | ") + " |\n"
      }
      text += "}\n"
      for (name, _) in operators {
        text += "let \(name)_b = fuzzy_synthesis[I = Factor](r.m, w.x1, operator: \(name))\n"
      }
      let run = try ModelRun(text)
      let expected = try found.object("expected")
      for (name, key) in operators {
        try compare(run.cells("\(name)_b"), expected.object(key).numbers("B_normalised"), name)
      }
    }
  }

  /// One evaluation of a member of staff by votes on four qualities.
  @Test func synthesisesVotes() throws {
    let file = try Reference.object("examples/fce_staff_single.json")
    let inputs = try file.object("inputs")
    let votes = try inputs.rows("R")
    let grades = (1...votes[0].count).map { "g\($0)" }
    let rows = votes.enumerated().map {
      "| o\($0 + 1) | " + $1.map { "\($0)" }.joined(separator: " | ") + " |"
    }
    let run = try ModelRun(
      """
      scale Level best first { \(grades.map { "grade \($0)" }.joined(separator: " ")) }
      \(ModelText.table(try inputs.numbers("w").map { [$0] }, named: "w", objects: "Quality"))
      data r {
        key o of Quality
        category {g} of Level
        column m from "{g}"
        | o | \(grades.joined(separator: " | ")) |
        \(rows.joined(separator: "\n"))
      }
      let b = fuzzy_synthesis[I = Quality](r.m, w.x1)
      """)
    try compare(run.cells("b"), file.object("recomputed").numbers("B"))
  }

  /// Twenty rivers: benefit, target, cost and interval, each kept off 0 and 1, then entropy weights.
  @Test func weighsAllDirections() throws {
    let file = try Reference.object("examples/entropy_water.json")
    let run = try ModelRun(
      ModelText.table(try file.object("inputs").rows("raw"))
        + ModelText.index(["benefit", "target 7", "cost", "interval 10...20"]) + """
          method kept_off[U: objects, I: indicators](x: Real[U, I]) -> oriented Real[U, I] in 0...1 {
            let y = minmax(x)
            case I.direction {
              benefit, cost: 0.002 + 0.996 * y
              target, interval: if y == 0 then 0.002 else if y == 1 then 0.998 else y
            }
          }
          evaluation plain of Index on t { normalise minmax weights equal aggregate arithmetic_mean }
          evaluation e of Index on t { normalise kept_off weights entropy aggregate arithmetic_mean }
          """)
    let recomputed = try file.object("recomputed")
    try compare(run.cells("plain.x2.normalised"), recomputed.numbers("PH_norm"), "target")
    try compare(run.cells("plain.x4.normalised"), recomputed.numbers("nut_norm"), "interval")
    let weights = try (1...4).flatMap { try run.cells("e.x\($0).weight") }
    try compare(weights, recomputed.numbers("w"), "weights")
    try compare(run.cells("e.Index.score"), recomputed.numbers("score").map { $0 / 100 }, "score")
  }

  @Test func placesValuesBetweenGrades() throws {
    let triangles = try Reference.object("mcdm/fuzzy_comprehensive.json").object(
      "membership_triangular")
    let values = try triangles.objects("values")
    let grades = try triangles.numbers("centres").enumerated().map {
      "grade g\($0 + 1) points \($1)"
    }
    let run = try ModelRun(
      "scale Level worst first { \(grades.joined(separator: " ")) }\n"
        + ModelText.table(try values.map { try $0.numbers("x") })
        + "let m = triangular_membership(t.x1, into: Level)\n")
    let got = try run.cells("m")
    for (position, value) in values.enumerated() {
      let want = try value.numbers("mu")
      let own = try want.indices.map { grade in
        try run.codes("m").count == want.count
          ? got[position * want.count + grade] : got[grade * values.count + position]
      }
      compare(own, want, "\(value["x"] ?? "")")
    }
  }
}
