import IdxTestSupport
import Testing

extension ExampleTests {
  /// Returns the table `t` of `rows` and the index `Index` of as many indicators, by their signs.
  static func units(_ rows: [[Double]], _ signs: String, weights: [Double] = []) -> String {
    let directions = signs.filter { $0 != " " }.map { $0 == "-" ? "cost" : "benefit" }
    return ModelText.table(rows) + ModelText.index(directions, weights: weights)
  }

  /// Returns the axis `Thing` of `e1`, `e2`, … and `name`, values of its things.
  static func list(_ name: String, _ numbers: [Double], declaresAxis: Bool = true) -> String {
    let codes = ModelText.codes(numbers.count)
    let axis = declaresAxis ? "axis Thing { \(codes.joined(separator: ", ")) }\n" : ""
    let parts = zip(codes, numbers).map { "\($0): \($1)" }.joined(separator: ", ")
    return axis + "let \(name) = Thing(\(parts))\n"
  }

  /// Returns the table `r` of the memberships of items in the grades `g1`, `g2`, … of `Level`.
  static func memberships(_ rows: [[Double]], _ weights: [Double], points: [Double]) -> String {
    let grades = points.enumerated().map { "grade g\($0 + 1) points \($1)" }
    let codes = points.indices.map { "g\($0 + 1)" }.joined(separator: " | ")
    let lines = zip(rows, weights).enumerated().map {
      "| o\($0 + 1) | " + ($1.0 + [$1.1]).map { "\($0)" }.joined(separator: " | ") + " |\n"
    }
    return """
      scale Level best first { \(grades.joined(separator: " ")) }
      data r {
        key o defines Item
        category {g} of Level
        column m from "{g}"
        column w
        | o | \(codes) | w |
      \(lines.joined())
      }

      """
  }

  /// Examples made for this project, and others of synthesis.
  static let constructions = [
    Example(
      file: "constructed_ahm_4",
      results: [("w_beta2", ["two.weights"]), ("w_beta1", ["one.weights"])],
      text: { inputs in
        try ModelText.judgement(ratios(inputs["K"]), on: "Thing") + """
          let two = ahm(J)
          let one = ahm(J, beta: 1)
          """
      }),
    Example(
      file: "constructed_bod", results: [("score", ["score"])],
      text: { inputs in
        try ModelText.table(inputs.rows("I")) + """
          axis Part { a, b, c }
          let score = benefit_of_the_doubt[I = Part](Part(a: t.x1, b: t.x2, c: t.x3))
          """
      }),
    Example(
      file: "constructed_fuzzy_consistent_weights",
      results: [
        ("R", ["r"]), ("w_a", ["lu"]), ("w_xu", ["xu"]), ("w_rowsum", ["sums"]),
      ],
      text: { inputs in
        let cells = try ratios(inputs["F"])
        let codes = ModelText.codes(cells.count)
        return """
          axis Thing { \(codes.joined(separator: ", ")) }
          data f {
            key a of Thing
            key b of Thing'
            column d
            | a | b | d |
          \(zip(codes, cells).map { code, row in
            zip(codes, row).map { "  | \(code) | \($0) | \($1) |\n" }.joined()
          }.joined())
          }
          let r = consistent_complement(f.d)
          let lu = complementary_weights(r, how: lu)
          let xu = complementary_weights(f.d)
          let sums = complementary_weights(r, how: sums)
          """
      }),
    Example(
      file: "constructed_grey_whitenization",
      results: [("R", ["r"]), ("B", ["b"]), ("Z", ["z.score"])],
      text: { inputs in
        let points = try inputs.numbers("classes")
        let grades = points.enumerated().map { "grade g\($0 + 1) points \($1)" }
        let marks = try inputs.rows("scores").enumerated().flatMap { item, row in
          row.enumerated().map { "  | e\(item + 1) | r\($0 + 1) | \($1) |\n" }
        }
        return try list("w", inputs.numbers("w")) + """
          scale Class best first { \(grades.joined(separator: " ")) }
          data marks {
            key item of Thing
            rater expert defines Expert
            column mark
            | item | expert | mark |
          \(marks.joined())
          }
          let r = grey_membership(marks.mark, into: Class)
          let b = fuzzy_synthesis[I = Thing](r, w)
          let z = greatest_membership(b)
          """
      }),
    Example(
      file: "constructed_spillover",
      results: [("inv", ["inv"]), ("inv2", ["inv2"]), ("rowstd", ["shares"])],
      text: { inputs in
        let pairs = try inputs.rows("distance").enumerated().flatMap { row, cells in
          cells.enumerated().map { "  | o\(row + 1) | o\($0 + 1) | \($1) |\n" }
        }
        return try ModelText.table(inputs.numbers("K").map { [$0] }) + """
          data far {
            key a of Object
            key b of Object'
            column d
            | a | b | d |
          \(pairs.joined())
          }
          let inv = spillover(t.x1, far.d, kernel: inverse, rows: plain)
          let inv2 = spillover(t.x1, far.d, kernel: squared, rows: plain)
          let shares = spillover(t.x1, far.d, kernel: inverse, rows: shares)
          """
      }),
    Example(
      file: "constructed_swot_quadrilateral",
      results: [
        ("vertex_mean", ["q.x", "q.y"]), ("area_centroid", ["r.x", "r.y"]), ("area", ["q.area"]),
        ("theta_deg", ["q.angle"]), ("rho", ["q.strength"]),
      ],
      text: { inputs in
        let forces = try ["S", "W", "O", "T"].map { try #require(inputs[$0] as? String) }
        let list = forces.joined(separator: ", ")
        return """
          let q = swot_quadrilateral(\(list))
          let r = swot_quadrilateral(\(list), point: area)
          """
      }),
    Example(
      file: "constructed_unascertained_two_level",
      results: [
        ("U", ["u"]), ("grade_06", ["six"]), ("grade_07", ["seven"]), ("index", ["score"]),
      ],
      text: unascertained),
    Example(
      file: "fce_staff_single",
      results: [("B", ["b"]), ("grade", ["best.grade"])],
      words: ["优秀", "良好", "一般", "较差", "差"],
      text: { inputs in
        let votes = try inputs.rows("R")
        let points = votes[0].indices.map { Double(votes[0].count - $0) }
        return try memberships(votes, inputs.numbers("w"), points: points) + """
          let b = fuzzy_synthesis[I = Item](r.m, r.w)
          let best = greatest_membership(b)
          """
      }),
    Example(
      file: "fce_operators_clothes",
      results: [("mu", ["b"]), ("maxm", ["most"]), ("weighted", ["best.score"])],
      text: { inputs in
        try memberships(
          inputs.rows("R"), inputs.numbers("w"), points: inputs.numbers("scores")) + """
            let b = fuzzy_synthesis[I = Item](r.m, r.w)
            let best = greatest_membership(b)
            let most = Level.points[best.grade]
            """
      }),
    Example(
      file: "membership_synthesis_slope",
      // D of grade III does not follow from what is printed.
      results: [("D", ["d"]), ("grade", ["best"])], words: ["I", "II", "III", "IV", "V"],
      text: { inputs in
        let rows = try inputs.rows("mu")
        let turned = rows[0].indices.map { column in rows.map { $0[column] } }
        return try memberships(turned, inputs.numbers("w"), points: [1, 2, 3, 4, 5].reversed())
          + """
          let d = sum(r.w * r.m, over Item)
          let best = argmax(d, over Level)
          """
      }),
    Example(
      file: "membership_trapezoid_so2",
      results: [("trap", ["trap"]), ("so2", ["air"])],
      text: { inputs in
        let ends = try inputs.numbers("trap_params").map { "\($0)" }.joined(separator: ", ")
        let grades = try inputs.numbers("so2_thresholds").enumerated().map {
          "grade g\($0 + 1) points \($1)"
        }
        return try ModelText.table(inputs.numbers("x").map { [$0] }) + """
          scale Air best first { \(grades.joined(separator: " ")) }
          let trap = trapezoid_degree(t.x1, \(ends))
          let air = triangular_membership(\(inputs.numbers("so2")[0]), into: Air)
          """
      }),
    Example(
      file: "moran_lattice3x3_variance",
      results: [("VI_norm", ["normal.variance"]), ("VI_rand", ["random.variance"])],
      text: { inputs in
        let pairs = try inputs.rows("W").enumerated().flatMap { row, cells in
          cells.enumerated().map { "  | o\(row + 1) | o\($0 + 1) | \($1) |\n" }
        }
        return try ModelText.table(inputs.numbers("y").map { [$0] }) + """
          data near {
            key a of Object
            key b of Object'
            column d
            | a | b | d |
          \(pairs.joined())
          }
          let normal = moran(t.x1, near.d)
          let random = moran(t.x1, near.d, variance: randomisation)
          """
      }),
  ]

  @Sendable private static func unascertained(_ inputs: [String: Any]) throws -> String {
    let names = ["A1", "A2", "B1", "B2"]
    let values = try inputs.object("values")
    let points = try inputs.object("grade_points")
    let weights = try inputs.object("weights")
    let scores = try inputs.numbers("scores")
    func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "" }
    func weight(_ key: String, _ place: Int) throws -> String {
      try #require(weights[key] as? [String])[place]
    }
    let grades = scores.enumerated().map { "grade g\($0 + 1) points \($1)" }
    let steps = try names.map { name in
      let list = try #require(points[name] as? [Any]).enumerated().map { "g\($0 + 1): \(text($1))" }
      return "at \(name) { membership unascertained_measure(into: Class, "
        + "points: Class(\(list.joined(separator: ", ")))) }\n"
    }
    func evaluation(_ name: String, _ confidence: String) -> String {
      """
      evaluation \(name) of Ability on county {
        membership unascertained_measure(into: Class)
      \(steps.joined())
        weights given
        aggregate fuzzy_synthesis
        identify confidence_grade(confidence: \(confidence))
      }

      """
    }
    return """
      scale Class best first { \(grades.joined(separator: " ")) }
      data county {
        key county defines County
        | county | \(names.joined(separator: " | ")) |
        | "X" | \(names.map { text(values[$0]) }.joined(separator: " | ")) |
      }
      index Ability {
        group A weight \(try weight("top", 0)) {
          indicator A1 benefit weight \(try weight("A", 0))
          indicator A2 benefit weight \(try weight("A", 1))
        }
        group B weight \(try weight("top", 1)) {
          indicator B1 cost weight \(try weight("B", 0))
          indicator B2 benefit weight \(try weight("B", 1))
        }
      }
      \(evaluation("e", "0.6"))
      \(evaluation("f", "0.7"))
      let u = e.membership
      let six = 1 + count(over Class where Class.points > Class.points[e.grade])
      let seven = 1 + count(over Class where Class.points > Class.points[f.grade])
      let score = e.score
      """
  }
}
