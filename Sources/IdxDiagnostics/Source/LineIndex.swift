/// A place in a file as people say it: line and column count from 1, columns in Unicode scalars.
public struct LineColumn: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
}

/// The starts of the lines of a file: turns byte offsets into lines and columns.
public struct LineIndex: Sendable {
  /// The byte offset at which each line begins; the first is 0.
  public private(set) var starts: [Int]
  /// The contents of the file.
  public private(set) var bytes: [UInt8]

  /// Creates the index of `source`. Lines end with LF, CRLF or a lone CR. Complexity: O(bytes), eight
  /// at a time where no line ends.
  public init(_ source: SourceText) {
    bytes = source.bytes
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    bytes.withUnsafeBytes { LineIndex.addStarts(in: $0, 0..<$0.count, to: &starts) }
    self.starts = starts
  }

  /// Creates the index of `source`, which became of the text of `old` by `change`. Complexity:
  /// O(lines + bytes of the change).
  public init(_ source: SourceText, reusing old: LineIndex, _ change: TextChange) {
    (starts, bytes) = (old.starts, source.bytes)
    follow(change)
  }

  /// Puts `new` in the place of the bytes `range`, where they are unless others hold the text too.
  public mutating func replace(_ range: Range<Int>, with new: [UInt8]) {
    // Room for what is typed next, instead of the twice as much that an array takes to grow.
    if bytes.capacity < bytes.count + new.count {
      bytes.reserveCapacity(bytes.count + new.count + LineIndex.room)
    }
    bytes.replaceSubrange(range, with: new)
    follow(TextChange(range, by: new.count))
  }

  private static let room = 4096

  /// Takes note of `change`, which was made to the bytes.
  private mutating func follow(_ change: TextChange) {
    let place = change.replaced
    let head = LineIndex.count(starts) { $0 < place.lowerBound }
    // Whether a line ends at a byte says the byte behind it too.
    let tail = LineIndex.count(starts) { $0 <= place.upperBound }
    var fresh = head == 0 ? [0] : []
    let looked = max(0, place.lowerBound - 1)..<change.newEnd
    bytes.withUnsafeBytes { LineIndex.addStarts(in: $0, looked, to: &fresh) }
    let shift = change.shift
    if shift != 0 {
      starts.withUnsafeMutableBufferPointer { starts in
        for index in tail..<starts.count { starts[index] += shift }
      }
    }
    starts.replaceSubrange(head..<tail, with: fresh)
  }

  /// Adds the starts of the lines that follow line ends at the bytes `range`.
  private static func addStarts(
    in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to starts: inout [Int]
  ) {
    func addStart(_ offset: Int) {
      let byte = bytes[offset]
      let isLone = byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
      if byte == 0x0A || isLone { starts.append(offset + 1) }
    }
    var at = range.lowerBound
    while at + 8 <= range.upperBound {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // The highest bit of each byte that is less than 16, and perhaps of some behind one: text has few
      // such bytes but line ends.
      var small = (word &- 0x1010_1010_1010_1010) & ~word & 0x8080_8080_8080_8080
      while small != 0 {
        addStart(at + small.trailingZeroBitCount / 8)
        small &= small - 1
      }
      at += 8
    }
    while at < range.upperBound {
      addStart(at)
      at += 1
    }
  }

  /// Returns how many of the first of `starts` are `small`, which the others are not.
  private static func count(_ starts: [Int], where small: (Int) -> Bool) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if small(starts[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the number, from 0, of the line that holds the byte at `offset`.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the line and column of the byte at `offset`.
  public func place(at offset: Int) -> LineColumn {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    // Continuation bytes do not begin a scalar.
    let column = bytes[starts[line]..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return LineColumn(line: line + 1, column: column + 1)
  }

  /// Returns the bytes of line `line` (from 0) without its line end.
  public func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
