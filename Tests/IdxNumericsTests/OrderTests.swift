import IdxNumerics
import Testing

/// Sorting, ranks and quantiles.
@Suite struct OrderTests {
  /// Sorting is stable, in both directions, at sizes around those where the method changes.
  @Test(arguments: [0, 1, 2, 11, 12, 13, 24, 25, 100, 1000, 5000])
  func sortIsStable(_ count: Int) {
    var generator = Generator(UInt64(count))
    let values = (0..<count).map { _ -> Double in
      let v = Double(Int.random(in: -20...20, using: &generator)) / 4
      return v == 0 && Bool.random(using: &generator) ? -0.0 : v
    }
    let up = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let down = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    #expect(Order.sortedIndices(of: values) == up)
    #expect(Order.sortedIndices(of: values, .descending) == down)
    for k in stride(from: 0, to: count, by: max(1, count / 20)) {
      #expect(Order.nth(k, of: values) == values[up[k]])
      #expect(Order.nth(k, of: values, .descending) == values[down[k]])
    }
    #expect(Order.nth(count, of: values) == nil)
    #expect(Order.nth(-1, of: values) == nil)
  }

  /// Infinities and values of all sizes are ordered as numbers are.
  @Test func sortOrdersAllSizes() {
    let ordered = [-.infinity, -1e300, -1, -0x1p-1074, 0, 0x1p-1074, 1, 1e300, .infinity]
    #expect(Order.sorted(ordered.reversed()) == ordered)
    #expect(Order.sorted(ordered, .descending) == ordered.reversed())
  }

  /// Ranks of 3, 1, 3, 2, 3, 1 by hand.
  @Test(
    arguments: zip(
      Ties.allCases,
      [
        [5, 1.5, 5, 3, 5, 1.5], [4, 1, 4, 3, 4, 1], [6, 2, 6, 3, 6, 2], [3, 1, 3, 2, 3, 1],
        [4, 1, 5, 3, 6, 2],
      ] as [[Double]]))
  func ranksTies(_ ties: Ties, _ expected: [Double]) {
    #expect(Order.ranks(of: [3, 1, 3, 2, 3, 1], ties: ties) == expected)
    #expect(Order.ranks(of: [], ties: ties).isEmpty)
    // What rounding has left makes no ranks: neighbours count as equal.
    let noisy = [0.3, 0.1, 0.1 + 0.2, 0.2, 0.3, 0.1 - 0x1p-57]
    #expect(Order.ranks(of: noisy, ties: ties, tolerance: 1e-12) == expected)
    let reversed = Order.ranks(of: [-3, -1, -3, -2, -3, -1], ties: ties, .descending)
    #expect(reversed == expected)
  }

  /// Quantiles agree with another program.
  @Test func quantilesAgreeWithReference() throws {
    let lines = try goldenNumbers("quantiles")
    #expect(lines.count == 540)
    for line in lines {
      let definition = try #require(QuantileDefinition(rawValue: Int(line[0])))
      let (p, values) = (line[1], Array(line[3..<(3 + Int(line[2]))]))
      let expected = try #require(line.last)
      let ours = try #require(Order.quantile(p, of: values, definition))
      #expect((ours - expected).magnitude <= 2e-14, "\(definition) \(p) \(values)")
    }
  }

  /// What has no quantile has none.
  @Test func quantileOfNothing() {
    #expect(Order.quantile(0.5, of: []) == nil)
    #expect(Order.quantile(1.5, of: [1]) == nil)
    #expect(Order.quantile(.nan, of: [1]) == nil)
    #expect(Order.median([4, 1, 3, 2]) == 2.5)
    #expect(Order.median([3, 1, 2]) == 2)
  }
}
