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
  static func sortedByDigits<Failure>(
    _ keys: [Int64], asking checkpoint: Checkpoint<Failure>
  ) throws(Failure) -> [Int] {
    let size = keys.count
    var source = try [Entry](unsafeUninitializedCapacity: size) {
      (entries, count) throws(Failure) in
      try checkpoint.forEachBlock(of: size) { block in
        for i in block {
          // Without its sign turned, a negative key would come last.
          let key = UInt64(bitPattern: keys[i]) ^ (1 << 63)
          entries.initializeElement(at: i, to: Entry(key: key, index: i))
        }
      }
      count = size
    }
    var target = try [Entry](unsafeUninitializedCapacity: size) {
      (entries, count) throws(Failure) in
      try checkpoint.forEachBlock(of: size) { block in
        for i in block { entries.initializeElement(at: i, to: source[i]) }
      }
      count = size
    }
    for shift in stride(from: 0, to: 64, by: digitBits) {
      var starts = [Int](repeating: 0, count: 1 << digitBits)
      try checkpoint.forEachBlock(of: size) { count(source, $0, shift, into: &starts) }
      if starts.contains(size) { continue }
      var sum = 0
      for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
      try checkpoint.forEachBlock(of: size) {
        place(source, $0, shift, into: &target, at: &starts)
      }
      swap(&source, &target)
    }
    return try [Int](unsafeUninitializedCapacity: size) { (indices, count) throws(Failure) in
      try checkpoint.forEachBlock(of: size) { block in
        for i in block { indices.initializeElement(at: i, to: source[i].index) }
      }
      count = size
    }
  }

  /// A key with the place that it had.
  private struct Entry {
    var key: UInt64
    var index: Int
  }

  /// Returns the digit of `key` at `shift`.
  @inline(__always)
  private static func digit(_ key: UInt64, _ shift: Int) -> Int {
    Int(key >> UInt64(shift) & (UInt64(1) << UInt64(digitBits) - 1))
  }

  /// Adds the digits at `shift` of a block of `source` to their counts.
  private static func count(
    _ source: [Entry], _ block: Range<Int>, _ shift: Int, into counts: inout [Int]
  ) {
    source.withUnsafeBufferPointer { source in
      counts.withUnsafeMutableBufferPointer { counts in
        for i in block { counts[digit(source[i].key, shift)] += 1 }
      }
    }
  }

  /// Writes a block of `source` into `target`, each entry where the next one of its digit belongs.
  private static func place(
    _ source: [Entry], _ block: Range<Int>, _ shift: Int, into target: inout [Entry],
    at starts: inout [Int]
  ) {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        starts.withUnsafeMutableBufferPointer { starts in
          for i in block {
            let digit = digit(source[i].key, shift)
            target[starts[digit]] = source[i]
            starts[digit] += 1
          }
        }
      }
    }
  }
}
