import IdxNumerics
import Testing

/// Long computations ask whether to go on, and end where they shall not.
@Suite struct CheckpointTests {
  /// A request to end.
  private struct Ended: Error {}

  /// What asks: how often it was asked, and after how many times it ends the computation.
  private final class Asked {
    var count = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var checkpoint: Checkpoint<Ended> {
      Checkpoint { [self] () throws(Ended) in
        count += 1
        if count > limit { throw Ended() }
      }
    }
  }

  /// Computations over all values.
  enum Computation: String, CaseIterable {
    case sort, indices, ranks, nth, quantile
  }

  private func perform(
    _ computation: Computation, _ values: [Double], _ asked: Asked
  ) throws(Ended) {
    let checkpoint = asked.checkpoint
    switch computation {
    case .sort: _ = try Order.sorted(values, asking: checkpoint)
    case .indices: _ = try Order.sortedIndices(of: values, .descending, asking: checkpoint)
    case .ranks: _ = try Order.ranks(of: values, ties: .average, asking: checkpoint)
    case .nth: _ = try Order.nth(values.count / 3, of: values, asking: checkpoint)
    case .quantile: _ = try Order.quantile(0.3, of: values, asking: checkpoint)
    }
  }

  /// Of ten million values no more are worked on after the request than until the next question,
  /// wherever the request comes.
  @Test(arguments: Computation.allCases, [0, 1, 5])
  func endsSoon(_ computation: Computation, _ limit: Int) {
    let values = [Double](repeating: 1.5, count: 10_000_000)
    let asked = Asked(limit: limit)
    #expect(throws: Ended.self) { try perform(computation, values, asked) }
    #expect(asked.count == limit + 1, "\(computation) went on after the request")
  }

  /// Each pass asks before each block, so that no pass is without questions.
  @Test func asksInEachPass() throws {
    var generator = Generator(5)
    let count = 200_000
    let values = generator.numbers(count)
    let blocks = (count + Checkpoint<Ended>.interval - 1) / Checkpoint<Ended>.interval
    // Keys, entries twice, six digits counted and placed, indices; then values or ranks.
    for (computation, passes) in [Computation.indices: 16, .sort: 17, .ranks: 17] {
      let asked = Asked(limit: .max)
      try perform(computation, values, asked)
      #expect(asked.count == passes * blocks, "\(computation)")
    }
    // A copy, and two to four passes of selecting.
    for computation in [Computation.nth, .quantile] {
      let asked = Asked(limit: .max)
      try perform(computation, values, asked)
      #expect(asked.count >= 2 * blocks, "\(computation)")
      #expect(asked.count <= 6 * blocks, "\(computation)")
    }
  }

  /// Selecting that is interrupted for questions finds what sorting finds.
  @Test(
    arguments: [[1.0], [2, 1], Array(repeating: 3, count: 150_000)]
      + [1, 2, 3].map { seed in
        var generator = Generator(UInt64(seed))
        return generator.numbers(150_000).map { seed == 3 ? ($0 * 10).rounded() : $0 }
      })
  func selectsAcrossQuestions(_ values: [Double]) {
    let sorted = Order.sorted(values)
    for ordered in [values, sorted, sorted.reversed()] {
      for k in [0, values.count / 4, values.count / 2, values.count - 1] {
        #expect(Order.nth(k, of: ordered) == sorted[k])
      }
    }
  }
}
