/// What equal values get for a rank.
public enum Ties: Sendable, CaseIterable {
  /// The mean of the ranks that they take up together.
  case average
  /// The least of the ranks that they take up together.
  case minimum
  /// The greatest of the ranks that they take up together.
  case maximum
  /// The same rank, and the next value the next one.
  case dense
  /// Ranks in the order in which they stand.
  case order
}

extension Order {
  /// Returns the rank of each value, the first in `direction` having rank 1, O(n log n).
  ///
  /// Values that follow each other in order are equal where they are no further apart than `tolerance`
  /// times the greatest size of a value, so that rounding does not make ranks. What is equal to the same
  /// neighbour is equal: a chain of neighbours shares its rank.
  public static func ranks<Failure>(
    of values: [Double], ties: Ties, _ direction: Direction = .ascending, tolerance: Double = 0,
    asking checkpoint: Checkpoint<Failure> = Checkpoint.none
  ) throws(Failure) -> [Double] {
    var order = try sortedIndices(of: values, direction, asking: checkpoint)
    let limit = tolerance == 0 ? 0 : tolerance * greatestSize(of: values)
    return try [Double](unsafeUninitializedCapacity: values.count) {
      (ranks, count) throws(Failure) in
      var walk = RankWalk(tolerance: limit)
      try checkpoint.untilDone {
        walk.advance(&order, values, ties, into: ranks, steps: Checkpoint<Failure>.interval)
      }
      count = values.count
    }
  }

  /// Returns the greatest size of the finite ones of `values`.
  private static func greatestSize(of values: [Double]) -> Double {
    values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }
}

/// A walk over ordered values that gives them their ranks, group after group of equal ones.
private struct RankWalk {
  /// How far equal values may be apart.
  private let tolerance: Double
  /// The group that the walk is in begins at `start` and ends at `end`, as far as it is known; what
  /// is before `ranked` has its rank.
  private var start = 0
  private var end = 0
  private var ranked = 0
  private var group = 0
  /// `true` iff `end` is known.
  private var isWhole = true

  init(tolerance: Double) { self.tolerance = tolerance }

  /// Goes on by about `steps` steps; `true` once all have their rank.
  mutating func advance(
    _ order: inout [Int], _ values: [Double], _ ties: Ties,
    into ranks: UnsafeMutableBufferPointer<Double>,
    steps: Int
  ) -> Bool {
    let last = ranked + steps
    while ranked < order.count, ranked < last {
      if ranked == end {
        (start, end, isWhole) = (ranked, ranked + 1, false)
        group += 1
      }
      if !isWhole {
        let limit = min(order.count, end + steps)
        while end < limit, isEqual(values[order[end - 1]], values[order[end]]) { end += 1 }
        if end == limit, end < order.count { return false }
        isWhole = true
        // Equal values keep the order in which they stand, and not that of what rounding left of them.
        if ties == .order, tolerance > 0 { order[start..<end].sort() }
      }
      let limit = min(end, last)
      for place in ranked..<limit {
        ranks.initializeElement(at: order[place], to: rank(ties, place))
      }
      ranked = limit
    }
    return ranked == order.count
  }

  @inline(__always)
  private func isEqual(_ a: Double, _ b: Double) -> Bool {
    a == b || (a - b).magnitude <= tolerance
  }

  /// Returns the rank of the value at `place`, which is in the group.
  @inline(__always)
  private func rank(_ ties: Ties, _ place: Int) -> Double {
    switch ties {
    case .average: Double(start + 1 + end) / 2
    case .minimum: Double(start + 1)
    case .maximum: Double(end)
    case .dense: Double(group)
    case .order: Double(place + 1)
    }
  }
}
