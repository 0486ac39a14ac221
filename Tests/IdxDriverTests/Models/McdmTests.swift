import IdxTestSupport
import Testing

/// All of what is expected of the methods in `mcdm`, against formulas in 60-digit arithmetic.
@Suite struct McdmTests {
  /// What is not compared: the ideas of libraries and what a word says, each with its reason.
  static let skipped: [String: String] = [
    "variant": "a description", "note": "a description", "sign_rule": "a description",
    "weights_exact": "the same as `weights`", "iterations": "of another algorithm",
  ]

  @Test(arguments: models) func givesAllThatIsExpected(_ model: Model) throws {
    let file = try Reference.object("mcdm/\(model.file).json")
    let cases = file["cases"] == nil ? [file] : try file.objects("cases")
    for found in cases {
      if model.only.map({ $0 != found["name"] as? String }) ?? false { continue }
      let text = try model.text(found)
      let run = try ModelRun(text)
      if let error = (found["name"] as? String).flatMap({ model.refused[$0] }) {
        #expect(run.messages.hasPrefix(error), "\(run.messages)")
        continue
      }
      let largest = leaves(found["input"] as Any, "").reduce(0) { max($0, abs($1.number ?? 0)) }
      var left = leaves(try #require(found["expected"]), "")
      for (got, path) in model.results {
        let want = left.filter { isBelow($0.path, path) }
        #expect(!want.isEmpty, "nothing is expected under \(path)")
        left.removeAll { leaf in want.contains { $0.path == leaf.path } }
        let cells = try values(got, of: run)
        // Zeros alone have no size of their own.
        let isZero = want.allSatisfy { $0.number == 0 }
        let distance = Reference.distance(
          cells, want.map(\.number), largest: isZero ? largest : 0)
        #expect(distance <= Reference.formulaTolerance, "\(path): \(cells)")
      }
      let rest = left.map(\.path).filter { path in
        !path.split(separator: ".").contains { Self.skipped[String($0)] != nil }
      }
      #expect(rest == [], "not compared")
    }
  }

  /// The memberships at the end of the file of fuzzy evaluation.
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
      #expect(Reference.distance(own, want) <= Reference.formulaTolerance, "\(value["x"] ?? "")")
    }
  }

  /// No file of results is left out.
  @Test func usesAllFiles() throws {
    for (folder, used) in [
      ("mcdm", Set(Self.models.map(\.file))),
      (
        "examples",
        Set(ExampleTests.examples.map(\.file))
          .union(["weights_not_summing_xinjiang", "asem_composite_pipeline"])
      ),
      ("nist", Set(NistTests.univariate.map(\.name) + NistTests.regressions.map(\.name))),
    ] {
      #expect(try Reference.names(folder) == used)
    }
  }

  /// Returns the cells of the result `name`; `*` in it stands for each of the columns in turn, whose
  /// cells then go row by row.
  private func values(_ name: String, of run: ModelRun) throws -> [Double?] {
    let parts = name.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return try run.cells(name) }
    let columns = try (1...6).map { try run.cells("\(parts[0])x\($0)\(parts[1])") }
    return columns[0].indices.flatMap { row in columns.map { $0[row] } }
  }

  /// `true` iff `path` is `other` or below it, in which `*` is any one key.
  private func isBelow(_ path: String, _ other: String) -> Bool {
    let parts = path.split(separator: ".")
    let others = other.split(separator: ".")
    return parts.count >= others.count
      && zip(parts, others).allSatisfy { $1 == "*" || $0 == $1 }
  }

  /// Returns the numbers in `value`, by their paths, in the order of lists and of the keys.
  private func leaves(_ value: Any, _ path: String) -> [(path: String, number: Double?)] {
    func below(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    if let object = value as? [String: Any] {
      return object.keys.sorted().flatMap { leaves(object[$0] as Any, below($0)) }
    }
    if let list = value as? [Any] {
      return list.enumerated().flatMap { leaves($1, below("\($0)")) }
    }
    let number = value as? Double ?? (value as? String).flatMap(Double.init)
    return [(path, number ?? (value as? Bool).map { $0 ? 1 : 0 })]
  }
}
