/// Values parted into classes that follow each other, with the least sum of squares within them.
///
/// W. D. Fisher, "On grouping for maximum homogeneity", 1958; used for maps since G. F. Jenks, "The
/// data model concept in statistical mapping", 1967.
public struct NaturalBreaks: Equatable, Sendable {
  /// The class of each value, from 0, the lowest.
  public let classes: [Int]
  /// The greatest value of each class.
  public let breaks: [Double]
  /// The sum of squared differences of the values from the mean of their class.
  public let squares: Double

  /// Creates the best partition of `values` into `count` classes; equal values share a class.
  ///
  /// It is exact but for rounding, by dynamic programming over the n distinct values: O(count · n ·
  /// log n) by halving, since a best break never moves back as values are added (X. Wu, "Optimal
  /// quantization by matrix searching", 1991). Of partitions that are as good, the one with the
  /// lowest last break is taken, and so on downwards.
  ///
  /// - Throws: `dimensionMismatch` where there are fewer distinct values than classes, or no classes;
  ///   `outsideDomain`.
  public init(_ values: [Double], into count: Int) throws(NumericError) {
    if let wrong = values.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
    let order = Order.sortedIndices(of: values)
    var groups = SortedGroups()
    for i in order { groups.append(values[i]) }
    let size = groups.values.count
    guard count >= 1 else { throw .dimensionMismatch(expected: 1, found: count) }
    guard size >= count else { throw .dimensionMismatch(expected: count, found: size) }
    groups.prepare()
    let table = PartitionTable(groups, count)
    let starts = table.starts(count)
    let ends = starts.dropFirst() + [size]
    breaks = ends.map { groups.values[$0 - 1] }
    squares = zip(starts, ends).reduce(0) { $0 + groups.exactCost($1.0, $1.1) }
    var classes = [Int](repeating: 0, count: values.count)
    var current = 0
    for i in order {
      while values[i] > breaks[current] { current += 1 }
      classes[i] = current
    }
    self.classes = classes
  }
}

/// The distinct values in order, with what tells the sum of squares of any run of them.
private struct SortedGroups {
  var values: [Double] = []
  private var counts: [Double] = []
  /// Sums of the counts, the values and their squares before each, the values taken from the middle.
  private var countSums: [Double] = [0]
  private var sums: [Double] = [0]
  private var squareSums: [Double] = [0]

  /// Adds a value that is not below the last.
  mutating func append(_ value: Double) {
    if let last = values.last, last == value {
      counts[counts.count - 1] += 1
    } else {
      values.append(value)
      counts.append(1)
    }
  }

  /// Adds up, with the median taken off so that less is lost in the differences.
  mutating func prepare() {
    let middle = values[values.count / 2]
    for (value, count) in zip(values, counts) {
      let shifted = value - middle
      countSums.append((countSums.last ?? 0) + count)
      sums.append((sums.last ?? 0) + count * shifted)
      squareSums.append((squareSums.last ?? 0) + count * shifted * shifted)
    }
  }

  /// Returns the sum of squares around their mean of the groups from `start` to before `end`.
  func cost(_ start: Int, _ end: Int) -> Double {
    if end - start < 2 { return 0 }
    let sum = sums[end] - sums[start]
    let count = countSums[end] - countSums[start]
    return max(0, squareSums[end] - squareSums[start] - sum * (sum / count))
  }

  /// Returns the same without loss by differences of sums.
  func exactCost(_ start: Int, _ end: Int) -> Double {
    let count = (start..<end).reduce(0) { $0 + counts[$1] }
    let mean =
      values[start] + (start..<end).reduce(0) { $0 + counts[$1] * (values[$1] - values[start]) }
      / count
    return (start..<end).reduce(0) {
      $0 + counts[$1] * (values[$1] - mean) * (values[$1] - mean)
    }
  }
}

/// For each number of classes and of groups the best place where the last class begins.
private struct PartitionTable {
  private let groups: SortedGroups
  /// The least cost of the groups before each position, in the classes so far.
  private var costs: [Double]
  private var next: [Double]
  /// For each number of classes above one, where the last begins.
  private var places: [[Int32]] = []

  init(_ groups: SortedGroups, _ count: Int) {
    self.groups = groups
    let size = groups.values.count
    costs = (0...size).map { groups.cost(0, $0) }
    next = costs
    for classes in 2..<max(count + 1, 2) {
      var row = [Int32](repeating: 0, count: size + 1)
      fill(&row, classes...size, (classes - 1)...(size - 1))
      places.append(row)
      swap(&costs, &next)
    }
  }

  /// Finds the best places for all ends in `ends`, which are among `starts`.
  private mutating func fill(
    _ row: inout [Int32], _ ends: ClosedRange<Int>, _ starts: ClosedRange<Int>
  ) {
    let end = (ends.lowerBound + ends.upperBound) / 2
    var (best, least) = (starts.lowerBound, Double.infinity)
    for start in starts.lowerBound...min(starts.upperBound, end - 1) {
      let cost = costs[start] + groups.cost(start, end)
      if cost < least { (best, least) = (start, cost) }
    }
    next[end] = least
    row[end] = Int32(truncatingIfNeeded: best)
    if ends.lowerBound < end {
      fill(&row, ends.lowerBound...(end - 1), starts.lowerBound...best)
    }
    if end < ends.upperBound { fill(&row, (end + 1)...ends.upperBound, best...starts.upperBound) }
  }

  /// Returns where each of `count` classes begins.
  func starts(_ count: Int) -> [Int] {
    var starts: [Int] = []
    var end = groups.values.count
    for row in places.reversed() {
      end = Int(row[end])
      starts.append(end)
    }
    return [0] + starts.reversed()
  }
}
