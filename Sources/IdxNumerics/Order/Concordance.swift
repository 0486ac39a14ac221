/// How far two variables order the same objects alike.
///
/// M. G. Kendall, "The treatment of ties in ranking problems", 1945.
public struct Concordance: Equatable, Sendable {
  /// The number of pairs of objects.
  public let pairs: Int
  /// How many pairs are equal in the first variable, in the second, and in both.
  public let tiedInFirst: Int
  public let tiedInSecond: Int
  public let tiedInBoth: Int
  /// How many pairs the two variables order against each other.
  public let discordant: Int

  /// How many pairs they order alike.
  public var concordant: Int { pairs - tiedInFirst - tiedInSecond + tiedInBoth - discordant }

  /// Kendall's τ-b; `nil` where a variable orders no pair.
  public var tau: Double? {
    let (first, second) = (pairs - tiedInFirst, pairs - tiedInSecond)
    guard first > 0, second > 0 else { return nil }
    let root = Double(first).squareRoot() * Double(second).squareRoot()
    // One root is exact where both numbers are the same.
    let scale = first == second ? Double(first) : root
    return Double(concordant - discordant) / scale
  }

  /// Creates the concordance of `first` and `second`, values of the same objects, none of them NaN.
  ///
  /// O(n log n): discordant pairs are those that merging exchanges (W. R. Knight, "A computer method
  /// for calculating Kendall's tau with ungrouped data", 1966).
  public init(_ first: [Double], _ second: [Double]) throws(NumericError) {
    guard first.count == second.count else {
      throw .dimensionMismatch(expected: first.count, found: second.count)
    }
    if let wrong = (first + second).first(where: \.isNaN) { throw .outsideDomain(wrong) }
    // By the first variable, and by the second where that is equal: both sorts keep what is equal.
    let bySecond = Order.sortedIndices(of: second)
    let byFirst = Order.sortedIndices(of: bySecond.map { first[$0] })
    let order = byFirst.map { bySecond[$0] }
    var values = order.map { second[$0] }
    pairs = first.count * (first.count - 1) / 2
    tiedInFirst = Self.tied(order) { first[$0] == first[$1] }
    tiedInBoth = Self.tied(order) { first[$0] == first[$1] && second[$0] == second[$1] }
    tiedInSecond = Self.tied(bySecond) { second[$0] == second[$1] }
    discordant = Self.exchanges(&values)
  }

  /// Returns the number of pairs among neighbours in `order` that are equal.
  private static func tied(_ order: [Int], _ isEqual: (Int, Int) -> Bool) -> Int {
    var (pairs, run) = (0, 0)
    for (previous, next) in zip(order, order.dropFirst()) {
      run = isEqual(previous, next) ? run + 1 : 0
      pairs += run
    }
    return pairs
  }

  /// Sorts `values` by merging, and returns the number of pairs that stood in the wrong order.
  private static func exchanges(_ values: inout [Double]) -> Int {
    var target = values
    var (count, width) = (0, 1)
    while width < values.count {
      for start in stride(from: 0, to: values.count, by: 2 * width) {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (i, j) = (start, middle)
        for k in start..<end {
          if j == end || i < middle && values[i] <= values[j] {
            target[k] = values[i]
            i += 1
          } else {
            target[k] = values[j]
            j += 1
            count += middle - i
          }
        }
      }
      swap(&values, &target)
      width *= 2
    }
    return count
  }
}
