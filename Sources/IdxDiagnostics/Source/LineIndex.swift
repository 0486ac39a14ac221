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
  public let starts: [Int]
  private let bytes: [UInt8]

  /// Creates the index of `source`. Lines end with LF, CRLF or a lone CR. Complexity: O(bytes).
  public init(_ source: SourceText) {
    bytes = source.bytes
    var starts = [0]
    for (i, byte) in bytes.enumerated() {
      let lone = byte == 0x0D && (i + 1 == bytes.count || bytes[i + 1] != 0x0A)
      if byte == 0x0A || lone { starts.append(i + 1) }
    }
    self.starts = starts
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
