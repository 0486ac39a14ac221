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
  public static func ranks(
    of values: [Double], ties: Ties, _ direction: Direction = .ascending
  ) -> [Double] {
    let order = sortedIndices(of: values, direction)
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    var group = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      group += 1
      for place in start..<end {
        ranks[order[place]] = rank(ties, place: place, among: start..<end, group: group)
      }
      start = end
    }
    return ranks
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
