/// A part of the rows that is read on its own.
struct Chunk {
  /// The bytes; a row belongs to the chunk that holds the line end before it.
  let range: Range<Int>
  /// `true` iff the chunk begins inside of quotes.
  var beginsInQuotes = false
  /// The number of the first row that belongs to the chunk.
  var firstRow = 0
}

/// Counts the rows of chunks before they are read, so that each knows where its rows go.
///
/// Whether a line end ends a row depends on the quotes before it. Each chunk is therefore counted
/// for both cases, and the cases are joined afterwards: chunks are scanned in any order.
struct ChunkScan {
  /// What one chunk holds.
  struct Summary {
    /// `true` iff the number of quotes is odd.
    var oddQuotes = false
    /// Line ends behind an even and behind an odd number of quotes.
    var lineEnds = (even: 0, odd: 0)
    /// The offset of the first zero byte.
    var firstZero: Int?
    /// The offset of the first byte that is not UTF-8.
    var firstInvalid: Int?
  }

  /// The whole file.
  let bytes: TableBytes
  /// The byte that ends rows.
  let lineEnd: UInt8
  /// `true` iff quotes hide line ends.
  let quoting: Bool

  /// Bytes that are counted together: sixteen eight-bit counters, which take up to 255 steps.
  private static let block = 512

  /// Returns what `range` holds.
  func summary(_ range: Range<Int>) -> Summary {
    var result = Summary()
    guard let base = bytes.baseAddress else { return result }
    var anyHigh = false
    var i = range.lowerBound
    while i < range.upperBound {
      let count = min(Self.block, range.upperBound - i)
      let (ends, flags) = count == Self.block ? countBlock(base + i) : (0, UInt8.max)
      let whole = count == Self.block
      if whole ? flags & 0x80 != 0 : (i..<i + count).contains(where: { base[$0] >= 0x80 }) {
        anyHigh = true
      }
      if flags & 2 != 0, result.firstZero == nil {
        result.firstZero = (i..<i + count).first { base[$0] == 0 }
      }
      if flags & 1 != 0 {
        countBytewise(base + i, count, &result)
      } else if result.oddQuotes {
        result.lineEnds.odd += ends
      } else {
        result.lineEnds.even += ends
      }
      i += count
    }
    if anyHigh { result.firstInvalid = UTF8Check.firstInvalid(bytes, range) }
    return result
  }

  /// Returns the line ends of a block, with bit 0 for quotes, 1 for zeros and 7 for non-ASCII.
  @inline(__always)
  private func countBlock(_ p: UnsafePointer<UInt8>) -> (Int, UInt8) {
    let raw = UnsafeRawPointer(p)
    let feed = SIMD16<UInt8>(repeating: lineEnd)
    let quote = SIMD16<UInt8>(repeating: .quote)
    // A vector: comparing with a scalar goes lane by lane.
    let none = SIMD16<UInt8>()
    var ends = SIMD16<UInt8>()
    var quotes = SIMD16<UInt8>()
    var zeros = SIMD16<UInt8>()
    var high = SIMD16<UInt8>()
    for k in stride(from: 0, to: Self.block, by: 16) {
      let bytes = raw.loadUnaligned(fromByteOffset: k, as: SIMD16<UInt8>.self)
      // A lane that is equal is -1.
      ends &-= lanes(bytes .== feed)
      quotes |= lanes(bytes .== quote)
      zeros |= lanes(bytes .== none)
      high |= bytes
    }
    let flags =
      (quoting && any(quotes) ? 1 : 0) | (any(zeros) ? 2 : 0)
      | (any(high & SIMD16(repeating: 0x80)) ? 0x80 : 0) as UInt8
    return (sum(ends), flags)
  }

  @inline(__always)
  private func lanes(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
    unsafeBitCast(mask, to: SIMD16<UInt8>.self)
  }

  /// Returns the sum of the lanes, each of which is at most 127.
  @inline(__always)
  private func sum(_ lanes: SIMD16<UInt8>) -> Int {
    let words = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    let bytes = words[0] &+ words[1]
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ ((bytes >> 8) & 0x00FF_00FF_00FF_00FF)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
  }

  /// `true` iff one of the lanes is not zero.
  @inline(__always)
  private func any(_ lanes: SIMD16<UInt8>) -> Bool {
    let words = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  private func countBytewise(
    _ p: UnsafePointer<UInt8>, _ count: Int, _ result: inout Summary
  ) {
    for k in 0..<count {
      if p[k] == .quote {
        if quoting { result.oddQuotes.toggle() }
      } else if p[k] == lineEnd {
        if result.oddQuotes { result.lineEnds.odd += 1 } else { result.lineEnds.even += 1 }
      }
    }
  }

  /// Returns the chunks of `body` that `summaries` describe, and the number of rows.
  static func join(_ ranges: [Range<Int>], _ summaries: [Summary]) -> (chunks: [Chunk], rows: Int) {
    var chunks: [Chunk] = []
    var rows = 1
    var inQuotes = false
    for (range, summary) in zip(ranges, summaries) {
      chunks.append(
        Chunk(range: range, beginsInQuotes: inQuotes, firstRow: chunks.isEmpty ? 0 : rows))
      rows += inQuotes ? summary.lineEnds.odd : summary.lineEnds.even
      if summary.oddQuotes { inQuotes.toggle() }
    }
    return (chunks, rows)
  }
}
