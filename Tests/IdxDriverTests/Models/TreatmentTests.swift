import Testing

/// Winsorising and what follows where it does not suffice.
@Suite struct TreatmentTests {
  /// Values 1 to 55 and as many far above as `count`, each a little higher than the other.
  static func values(outliers count: Int, sign: Double = 1) -> [Double] {
    ((1...55).map { Double($0) } + (0..<count).map { Double(1000 + $0) }).map { sign * $0 }
  }

  /// How many outliers there are, and how many values may be moved.
  @Test(arguments: [(1, 5), (3, 5), (5, 5), (5, 6), (2, 2)]) func movesAsManyAsAllowed(
    _ count: Int, _ most: Int
  ) throws {
    for sign in [1.0, -1.0] {
      let values = Self.values(outliers: count, sign: sign)
      let want = values.map { abs($0) >= 1000 ? sign * 55 : $0 }
      #expect(try treated(values, most) == want)
    }
  }

  @Test(arguments: [(6, 5), (3, 2)]) func takesLogarithmsWhereThatIsNotEnough(
    _ count: Int, _ most: Int
  ) throws {
    let values = Self.values(outliers: count)
    let span = 1000 + Double(count - 1) - 1
    let want: [Double?] = try logarithms(values.map { $0 - 1 + 0.01 * span })
    #expect(Reference.distance(try treated(values, most), want) <= Reference.formulaTolerance)
  }

  @Test func leavesWhatIsAlikeAlone() throws {
    #expect(
      try treated([Double](repeating: 0.1, count: 7), 5) == [Double](repeating: 0.1, count: 7))
    #expect(try treated([1, 2, 900], 5) == [1, 2, 900])
  }

  private func treated(_ values: [Double], _ most: Int) throws -> [Double?] {
    let run = try ModelRun(
      ModelText.table(values.map { [$0] }) + "let y = treat_outliers(t.x1, most: \(most))\n")
    return try run.cells("y")
  }

  private func logarithms(_ values: [Double]) throws -> [Double?] {
    try ModelRun(ModelText.table(values.map { [$0] }) + "let y = ln(t.x1)\n").cells("y")
  }
}
