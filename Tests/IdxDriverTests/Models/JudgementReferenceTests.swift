import IdxTestSupport
import Testing

/// The analytic hierarchy process against exact arithmetic and worked examples.
@Suite struct JudgementReferenceTests {
  /// The names of the cases in the file of exact results. One thing alone cannot be compared.
  static let names = [
    "classic_3x3", "saaty_brightness_4x4_trial1", "saaty_brightness_4x4_trial2",
    "cyclic_inconsistent_3x3", "consistent_4x4", "order_2",
  ]

  @Test(arguments: names) func followsTheFormulas(_ name: String) throws {
    let cases = try Reference.object("mcdm/ahp.json").objects("cases")
    #expect(cases.count == Self.names.count + 1)
    let found = try #require(cases.first { $0["name"] as? String == name })
    let input = try found.object("input")
    let exact = try #require(input["matrix_exact"] as? [[String]])
    let largest = try input.rows("matrix").joined().reduce(0) { max($0, abs($1)) }
    let run = try ModelRun(ModelText.judgement(exact, on: "Thing") + Self.values)
    let expected = try found.object("expected")
    let ratios = try expected.object("CR")
    let pairs: [(got: String, want: [Double])] = [
      ("eigen.weights", try expected.numbers("eigen")),
      ("eigen.lambda", try expected.numbers("lambda_max")),
      ("eigen.ci", try expected.numbers("CI")),
      ("eigen.cr", try ratios.numbers("saaty1980")),
      ("tran.cr", try ratios.numbers("saaty2005_ahpy")),
      ("donegan.cr", try ratios.numbers("donegan_dodd1991_ahpy")),
      ("geometric.weights", try expected.numbers("geometric")),
      ("geometric.lambda", try expected.numbers("lambda_from_geometric")),
      ("columns.weights", try expected.numbers("arithmetic")),
      ("columns.lambda", try expected.numbers("lambda_from_arithmetic")),
      ("gci", try expected.numbers("GCI")),
    ]
    for (got, want) in pairs {
      // The index is not defined for two things.
      if got == "gci", exact.count < 3 { continue }
      let distance = try Reference.distance(run.cells(got), want, largest: largest)
      #expect(distance <= Reference.formulaTolerance, "\(got)")
    }
  }

  private static let values = """
    let eigen = ahp(J)
    let tran = ahp(J, index: saaty_tran)
    let donegan = ahp(J, index: donegan_dodd)
    let geometric = ahp(J, how: geometric)
    let columns = ahp(J, how: columns)
    let gci = if count(over Thing) > 2 then geometric_consistency(J) else 0
    """

  /// A worked example: how its matrix is called, what is asked, and the results by their keys.
  struct Example: Sendable, CustomTestStringConvertible {
    let file: String
    let matrix: String
    let call: String
    let results: [String: String]
    var testDescription: String { file }
  }

  static let examples = [
    Example(
      file: "ahp_saaty_drinks", matrix: "matrix", call: "ahp(J, index: saaty_tran)",
      results: ["weights": "weights", "cr": "CR"]),
    Example(
      file: "ahp_saaty_drinks", matrix: "matrix", call: "ahp(J, index: donegan_dodd)",
      results: ["weights": "weights", "cr": "CR_dd"]),
    Example(
      file: "ahp_column_normalised", matrix: "A", call: "ahp(J, how: columns)",
      results: ["weights": "weights"]),
    Example(
      file: "ahp_geometric_fuzzyahp", matrix: "A",
      call: "ahp(J, how: geometric, index: saaty_tran)",
      results: ["weights": "weights"]),
  ]

  @Test(arguments: examples) func reproducesExamples(_ example: Example) throws {
    let file = try Reference.object("examples/\(example.file).json")
    let matrix = try file.object("inputs").rows(example.matrix)
    let texts = matrix.map { $0.map(ModelText.ratio) }
    let run = try ModelRun(
      ModelText.judgement(texts, on: "Thing") + "let result = \(example.call)\n")
    let recomputed = try file.object("recomputed")
    for (field, key) in example.results.sorted(by: { $0.key < $1.key }) {
      let distance = try Reference.distance(
        run.cells("result.\(field)"), recomputed.numbers(key))
      #expect(distance <= Reference.formulaTolerance, "\(field)")
    }
  }

  /// Two levels: criteria, then the alternatives under each criterion.
  @Test(arguments: [
    ("ahp_saaty_cities", "city_matrices", "target4"),
    ("ahp_leader_hierarchy", "alternative_matrices", "target"),
  ])
  func joinsJudgementsOnTwoLevels(_ name: String, _ matrices: String, _ result: String) throws {
    let file = try Reference.object("examples/\(name).json")
    let inputs = try file.object("inputs")
    let criteria = try #require(inputs["criteria"] as? [String])
    var text = ModelText.judgement(
      try inputs.rows("criteria_matrix").map { $0.map(ModelText.ratio) }, on: "Criterion")
    let below = try inputs.object(matrices)
    for (position, criterion) in criteria.enumerated() {
      let matrix = try below.rows(criterion).map { $0.map(ModelText.ratio) }
      text += ModelText.judgement(
        matrix, named: "J\(position + 1)", on: "Alternative", declaringAxis: position == 0)
    }
    let parts = criteria.indices.map { "e\($0 + 1): ahp(J\($0 + 1)).weights" }
    text += "let local = Criterion(\(parts.joined(separator: ", ")))\n"
    text += "let total = sum(ahp(J).weights * local, over Criterion)\n"
    let run = try ModelRun(text)
    let want = try file.object("recomputed").numbers(result)
    #expect(try Reference.distance(run.cells("total"), want) <= Reference.formulaTolerance)
  }

  /// A judgement on an index of which only some branches go further down: which car to buy.
  @Test func weighsRaggedHierarchies() throws {
    let file = try Reference.object("examples/ahp_vehicle_ragged_hierarchy.json")
    let inputs = try file.object("inputs")
    let run = try ModelRun(
      ModelText.table([[1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1]]) + """
        index Car {
          group e1 { indicator x1 benefit indicator x2 benefit indicator x3 benefit indicator x4 benefit }
          indicator e2 benefit from x5
          indicator e3 benefit from x6
          group e4 { indicator x7 benefit indicator x8 benefit }
        }
        judgement J on Car {
        \(ModelText.pairs(try Self.ratios(inputs, "criteria_matrix")) { "e\($0)" })
          at e1 { \(ModelText.pairs(try Self.ratios(inputs, "cost_matrix")) { "x\($0)" }) }
          at e4 { \(ModelText.pairs(try Self.ratios(inputs, "capacity_matrix")) { "x\($0 + 6)" }) }
        }
        evaluation e of Car on t {
          normalise minmax
          weights ahp(J, index: donegan_dodd)
          aggregate arithmetic_mean
        }
        """)
    let recomputed = try file.object("recomputed")
    let weights = try (1...4).flatMap { try run.cells("e.e\($0).weight") }
    let distance = try Reference.distance(weights, recomputed.numbers("criteria"))
    #expect(distance <= Reference.formulaTolerance)
    let ratio = try Reference.distance(
      run.cells("e.Car.weights.cr"), recomputed.numbers("criteria_CR"))
    #expect(ratio <= Reference.formulaTolerance)
    let inner = try [1, 2, 3, 4].flatMap { try run.cells("e.x\($0).weight") }
    #expect(abs(inner.reduce(0) { $0 + ($1 ?? 0) } - 1) < 1e-15)
  }

  private static func ratios(_ inputs: [String: Any], _ key: String) throws -> [[String]] {
    try inputs.rows(key).map { $0.map(ModelText.ratio) }
  }
}
