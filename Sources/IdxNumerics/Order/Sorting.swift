/// The direction of an order.
public enum Direction: Sendable {
  /// From the least to the greatest.
  case ascending
  /// From the greatest to the least.
  case descending
}

/// Sorting, ranking and selecting of values that are present.
///
/// No value may be NaN; -0 and 0 are equal.
public enum Order {
  /// Returns the indices of `values` in order; equal values keep the order that they have.
  ///
  /// A merge sort from the bottom up: O(n log n) steps, O(n) memory; a sort by digits, O(n), where
  /// there are many.
  public static func sortedIndices(
    of values: [Double], _ direction: Direction = .ascending
  ) -> [Int] {
    let keys = values.map { key($0, direction) }
    if keys.count >= leastForDigits { return sortedByDigits(keys) }
    var indices = Array(values.indices)
    var scratch = indices
    keys.withUnsafeBufferPointer { keys in
      sortRuns(&indices, keys)
      var width = runLength
      while width < keys.count {
        merge(indices, into: &scratch, keys, width)
        swap(&indices, &scratch)
        width *= 2
      }
    }
    return indices
  }

  /// The length of the runs that insertion sorts before they are merged.
  private static let runLength = 12

  /// Returns an integer that is the less, the earlier the value comes.
  @inline(__always)
  private static func key(_ value: Double, _ direction: Direction) -> Int64 {
    // Adding 0 makes -0 equal to 0.
    let bits = Int64(bitPattern: ((direction == .ascending ? value : -value) + 0).bitPattern)
    return bits < 0 ? bits ^ .max : bits
  }

  /// Sorts each run of `runLength` indices by insertion.
  private static func sortRuns(_ indices: inout [Int], _ keys: UnsafeBufferPointer<Int64>) {
    for start in stride(from: 0, to: keys.count, by: runLength) {
      for i in start..<min(start + runLength, keys.count) {
        let moved = indices[i]
        var j = i
        while j > start, keys[indices[j - 1]] > keys[moved] {
          indices[j] = indices[j - 1]
          j -= 1
        }
        indices[j] = moved
      }
    }
  }

  /// Merges neighbouring sorted runs of length `width` from `source` into `target`.
  private static func merge(
    _ source: [Int], into target: inout [Int], _ keys: UnsafeBufferPointer<Int64>, _ width: Int
  ) {
    let count = source.count
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        for start in stride(from: 0, to: count, by: 2 * width) {
          let middle = min(start + width, count)
          let end = min(start + 2 * width, count)
          var (i, j) = (start, middle)
          for k in start..<end {
            let takesLeft = j == end || i < middle && keys[source[i]] <= keys[source[j]]
            target[k] = takesLeft ? source[i] : source[j]
            if takesLeft { i += 1 } else { j += 1 }
          }
        }
      }
    }
  }

  /// Returns `values` in order, O(n log n).
  public static func sorted(_ values: [Double], _ direction: Direction = .ascending) -> [Double] {
    sortedIndices(of: values, direction).map { values[$0] }
  }

  /// Returns the value that `count` values precede, or `nil` where there are no more than `count`.
  ///
  /// C. A. R. Hoare, "Algorithm 65: find", 1961, with the median of three as pivot: O(n) on
  /// average.
  public static func nth(
    _ count: Int, of values: [Double], _ direction: Direction = .ascending
  ) -> Double? {
    guard values.indices.contains(count) else { return nil }
    var work = values
    select(direction == .ascending ? count : values.count - 1 - count, in: &work)
    return work[direction == .ascending ? count : values.count - 1 - count]
  }

  /// Moves the values so that the one at `k` is where sorting would put it, none after it less.
  static func select(_ k: Int, in work: inout [Double]) {
    var (low, high) = (0, work.count - 1)
    while low < high {
      let (a, b, c) = (work[low], work[(low + high) / 2], work[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (i, j) = (low, high)
      while i <= j {
        while work[i] < pivot { i += 1 }
        while work[j] > pivot { j -= 1 }
        if i <= j {
          work.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if k <= j {
        high = j
      } else if k >= i {
        low = i
      } else {
        return
      }
    }
  }
}
