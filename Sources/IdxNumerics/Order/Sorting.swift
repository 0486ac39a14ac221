/// The direction of an order.
public enum Direction: Sendable {
  /// From the least to the greatest.
  case ascending
  /// From the greatest to the least.
  case descending
}

/// Sorting, ranking and selecting of values that are present.
///
/// No value may be NaN; -0 and 0 are equal. What takes long asks a checkpoint whether to go on.
public enum Order {
  /// Returns the indices of `values` in order; equal values keep the order that they have.
  ///
  /// A merge sort from the bottom up: O(n log n) steps, O(n) memory; a sort by digits, O(n), where
  /// there are many.
  public static func sortedIndices<Failure>(
    of values: [Double], _ direction: Direction = .ascending,
    asking checkpoint: Checkpoint<Failure> = Checkpoint.none
  ) throws(Failure) -> [Int] {
    let keys = try [Int64](unsafeUninitializedCapacity: values.count) {
      (keys, count) throws(Failure) in
      try checkpoint.forEachBlock(of: values.count) { block in
        for i in block { keys.initializeElement(at: i, to: key(values[i], direction)) }
      }
      count = values.count
    }
    if keys.count < leastForDigits { return merged(keys) }
    return try sortedByDigits(keys, asking: checkpoint)
  }

  /// Returns the indices of `keys` in order, by merging.
  private static func merged(_ keys: [Int64]) -> [Int] {
    var indices = Array(keys.indices)
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
  public static func sorted<Failure>(
    _ values: [Double], _ direction: Direction = .ascending,
    asking checkpoint: Checkpoint<Failure> = Checkpoint.none
  ) throws(Failure) -> [Double] {
    let indices = try sortedIndices(of: values, direction, asking: checkpoint)
    return try [Double](unsafeUninitializedCapacity: values.count) {
      (sorted, count) throws(Failure) in
      try checkpoint.forEachBlock(of: values.count) { block in
        for i in block { sorted.initializeElement(at: i, to: values[indices[i]]) }
      }
      count = values.count
    }
  }
}
