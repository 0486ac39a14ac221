/// How a quantile is interpolated: the nine definitions of R. J. Hyndman and Y. Fan, "Sample
/// quantiles in statistical packages", 1996.
public enum QuantileDefinition: Int, Sendable, CaseIterable {
  /// The inverse of the empirical distribution function.
  case inverse = 1
  /// The same, averaged where it jumps.
  case averagedInverse
  /// The observation nearest to n p, the even one where two are.
  case nearestEven
  /// Linear interpolation of the empirical distribution function.
  case interpolatedInverse
  /// Linear between the middles of its steps.
  case midpoint
  /// Linear between expected order statistics of the uniform distribution.
  case expected
  /// Linear between modes of order statistics: the first is the minimum, the last the maximum.
  case mode
  /// Linear between approximate medians of order statistics.
  case medianUnbiased
  /// Approximately unbiased for the normal distribution.
  case normalUnbiased

  /// The constants a and b of the position a + p (n + 1 - a - b), and m for the steps.
  private var shift: (a: Double, b: Double) {
    switch self {
    case .inverse, .averagedInverse: (0, 1)
    case .nearestEven: (-0.5, 1.5)
    case .interpolatedInverse: (0, 1)
    case .midpoint: (0.5, 0.5)
    case .expected: (0, 0)
    case .mode: (1, 1)
    case .medianUnbiased: (1.0 / 3, 1.0 / 3)
    case .normalUnbiased: (3.0 / 8, 3.0 / 8)
    }
  }

  /// Returns where the quantile of `p` lies: the count of values up to it, and the part of the way
  /// to the next.
  func position(_ p: Double, of count: Int) -> (index: Int, part: Double) {
    let (a, b) = shift
    let place = a + p * (Double(count) + 1 - a - b)
    // What is whole but for rounding counts as whole, as in the authors' programs.
    let fuzz = 4 * Double.ulpOfOne
    let below = floor(place + fuzz)
    let part = place - Double(below)
    let fraction = part.magnitude < fuzz ? 0 : part
    switch self {
    case .inverse: return (below, fraction > 0 ? 1 : 0)
    case .averagedInverse: return (below, fraction > 0 ? 1 : 0.5)
    case .nearestEven: return (below, fraction == 0 && below % 2 == 0 ? 0 : 1)
    default: return (below, fraction)
    }
  }

  /// Returns the greatest integer up to `x`.
  private func floor(_ x: Double) -> Int {
    let truncated = Int(x)
    return Double(truncated) > x ? truncated - 1 : truncated
  }
}

extension Order {
  /// Returns the quantile of `p`, from 0 to 1, or `nil` where there are no values or p is outside.
  ///
  /// O(n) on average.
  public static func quantile<Failure>(
    _ p: Double, of values: [Double], _ definition: QuantileDefinition = .mode,
    asking checkpoint: Checkpoint<Failure> = Checkpoint.none
  ) throws(Failure) -> Double? {
    guard !values.isEmpty, p >= 0, p <= 1 else { return nil }
    let (index, part) = definition.position(p, of: values.count)
    var work = try checkpoint.copy(values)
    let lower = min(max(index - 1, 0), values.count - 1)
    let upper = min(max(index, 0), values.count - 1)
    try select(lower, in: &work, asking: checkpoint)
    let low = work[lower]
    if part == 0 || upper == lower { return low }
    // What follows the selected value is no less than it, so the next one is the least of that.
    var high = work[upper]
    try checkpoint.forEachBlock(of: work.count - upper) { block in
      for i in block where work[upper + i] < high { high = work[upper + i] }
    }
    return interpolated(low, high, part)
  }

  /// Returns the value a `part` of the way from one value to another, exact at both ends.
  private static func interpolated(_ low: Double, _ high: Double, _ part: Double) -> Double {
    if part == 0 || low == high { return low }
    return part == 1 ? high : low + part * (high - low)
  }

  /// Returns the median, the mean of the two in the middle where their number is even, or `nil`
  /// where there are no values.
  public static func median(_ values: [Double]) -> Double? { quantile(0.5, of: values) }
}
