extension Order {
  /// The number of values from which sorting by digits is faster than merging.
  static let leastForDigits = 4096

  /// The bits of a digit: its counts fit into the nearest cache.
  private static let digitBits = 11

  /// Returns the indices of `keys` in order; equal keys keep the order that they have.
  ///
  /// Sorts by the lowest digit first, each pass keeping the order of the one before (H. Hollerith's
  /// card sorter, 1887; D. E. Knuth, The Art of Computer Programming, vol. 3, 5.2.5, algorithm R).
  /// A digit that is the same in all keys takes no pass.
  static func sortedByDigits(_ keys: [Int64]) -> [Int] {
    // Without its sign turned, a negative key would come last.
    var source = keys.enumerated().map { Entry(key: UInt64(bitPattern: $1) ^ (1 << 63), index: $0) }
    var target = source
    for shift in stride(from: 0, to: 64, by: digitBits) {
      if pass(source, into: &target, shift) { swap(&source, &target) }
    }
    return source.map(\.index)
  }

  /// A key with the place that it had.
  private struct Entry {
    var key: UInt64
    var index: Int
  }

  /// Writes `source` into `target` in the order of the digit at `shift`. Returns `false` iff all have
  /// the same one, and `target` stays as it is.
  private static func pass(
    _ source: [Entry], into target: inout [Entry], _ shift: Int
  ) -> Bool {
    let mask = UInt64(1) << UInt64(digitBits) - 1
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for entry in source { starts[Int(entry.key >> UInt64(shift) & mask)] += 1 }
    if starts.contains(source.count) { return false }
    var sum = 0
    for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        for entry in source {
          let digit = Int(entry.key >> UInt64(shift) & mask)
          target[starts[digit]] = entry
          starts[digit] += 1
        }
      }
    }
    return true
  }
}
