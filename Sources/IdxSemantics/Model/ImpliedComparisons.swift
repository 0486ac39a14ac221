internal import IdxNumerics

extension ComparisonMatrix {
  /// Returns what the other comparisons imply for a pair: the geometric mean of the ways over each third thing,
  /// which leaves the least inconsistency (Crawford and Williams 1985); `nil` where there is none.
  public func implied(_ row: Int, _ column: Int) -> Double? {
    let ways = codes.indices.compactMap { third -> Double? in
      guard third != row, third != column, let there = cells[row][third],
        let back = cells[third][column]
      else { return nil }
      return Elementary.ln(there * back)
    }
    return ways.isEmpty ? nil : Elementary.exp(ways.reduce(0, +) / Double(ways.count))
  }

  /// How many times the row outweighs the column, with what the comparisons imply where nothing is said: over
  /// one third thing, or over what this implies in turn; `nil` where nothing connects the two.
  var impliedPairs: [[Double?]] {
    var matrix = self
    while true {
      let found = matrix.missingPairs.compactMap { pair in
        matrix.implied(pair.row, pair.column).map { (pair, $0) }
      }
      if found.isEmpty { return matrix.cells }
      for (pair, value) in found {
        matrix.cells[pair.row][pair.column] = value
        matrix.cells[pair.column][pair.row] = 1 / value
      }
    }
  }
}
