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
  public static func ranks(
    of values: [Double], ties: Ties, _ direction: Direction = .ascending, tolerance: Double = 0
  ) -> [Double] {
    var order = sortedIndices(of: values, direction)
    let limit = tolerance == 0 ? 0 : tolerance * greatestSize(of: values)
    func isEqual(_ a: Double, _ b: Double) -> Bool { a == b || (a - b).magnitude <= limit }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    var group = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, isEqual(values[order[end]], values[order[end - 1]]) { end += 1 }
      group += 1
      // Equal values keep the order in which they stand, and not that of what rounding left of them.
      if ties == .order, limit > 0 { order[start..<end].sort() }
      for place in start..<end {
        ranks[order[place]] = rank(ties, place: place, among: start..<end, group: group)
      }
      start = end
    }
    return ranks
  }

  /// Returns the greatest size of the finite ones of `values`.
  private static func greatestSize(of values: [Double]) -> Double {
    values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// Returns the rank of the value at `place` among equal ones, the `group`th distinct value.
  private static func rank(
    _ ties: Ties, place: Int, among equal: Range<Int>, group: Int
  ) -> Double {
    switch ties {
    case .average: Double(equal.lowerBound + 1 + equal.upperBound) / 2
    case .minimum: Double(equal.lowerBound + 1)
    case .maximum: Double(equal.upperBound)
    case .dense: Double(group)
    case .order: Double(place + 1)
    }
  }
}
