import IdxNumerics
import Testing

/// Concordance of two orders.
@Suite struct ConcordanceTests {
  /// Counts and τ agree with counting pair by pair.
  @Test func agreesWithReference() throws {
    let lines = try goldenNumbers("concordance")
    #expect(lines.count > 12)
    for line in lines {
      let n = Int(line[0])
      let (x, y) = (Array(line[1..<(1 + n)]), Array(line[(1 + n)..<(1 + 2 * n)]))
      let expected = Array(line[(1 + 2 * n)...])
      for (c, firsts) in [(try Concordance(x, y), (1, 2)), (try Concordance(y, x), (2, 1))] {
        let counts = [c.pairs, c.tiedInFirst, c.tiedInSecond, c.tiedInBoth, c.discordant]
        let order = [0, firsts.0, firsts.1, 3, 4]
        #expect(counts.map(Double.init) == order.map { expected[$0] })
        let tau = try #require(c.tau)
        #expect((tau - expected[5]).magnitude <= 4e-16)
      }
      let reversed = try Concordance(x, y.map { -$0 })
      #expect(reversed.discordant == (try Concordance(x, y)).concordant)
    }
  }

  /// The ends of the scale are exact; what orders nothing has no τ.
  @Test func corners() throws {
    #expect(try Concordance([1, 2, 3, 3], [5, 6, 9, 9]).tau == 1)
    #expect(try Concordance([1, 2, 3], [3, 2, 1]).tau == -1)
    #expect(try Concordance([1, 1], [1, 2]).tau == nil)
    #expect(try Concordance([], []).tau == nil)
    #expect(try Concordance([-0.0, 1], [0, 0.0]).tiedInSecond == 1)
    #expect(throws: NumericError.dimensionMismatch(expected: 1, found: 0)) {
      try Concordance([1], [])
    }
    #expect(throws: NumericError.self) { try Concordance([1, .nan], [1, 2]) }
  }
}
