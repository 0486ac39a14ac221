import IdxDiagnostics

/// Turns offsets into spans and lines.
enum Places {
  /// Returns the span `start ..< end`, clamped to the 4 GiB that spans reach.
  static func span(_ file: FileID, _ start: Int, _ end: Int) -> Span {
    let most = Int(UInt32.max)
    return Span(file, min(start, most), min(max(start, end), most))
  }

  /// Returns the line, from 1, of the byte at `offset`, as `LineIndex` counts.
  static func line(_ bytes: TableBytes, at offset: Int) -> Int {
    1 + lineEnds(bytes, 0..<min(offset, bytes.count))
  }

  /// Returns how many lines end in `range`: at LF, CRLF or a lone CR.
  static func lineEnds(_ bytes: TableBytes, _ range: Range<Int>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var feeds = 0
    var returns = 0
    for i in range {
      feeds &+= base[i] == .lineFeed ? 1 : 0
      returns &+= base[i] == .carriageReturn ? 1 : 0
    }
    if returns > 0 {
      for i in range where base[i] == .carriageReturn {
        if i + 1 < bytes.count, base[i + 1] == .lineFeed { returns -= 1 }
      }
    }
    return feeds + returns
  }
}

/// Counts lines up to places that are asked for in ascending order, each byte once.
struct LineCounter {
  private let bytes: TableBytes
  private var offset = 0
  private var line = 1

  /// Creates the counter at the beginning of `bytes`.
  init(_ bytes: TableBytes) { self.bytes = bytes }

  /// Returns the line of `target`, which is not below the target before.
  mutating func line(at target: Int) -> Int {
    let target = min(max(target, offset), bytes.count)
    line += Places.lineEnds(bytes, offset..<target)
    offset = target
    return line
  }
}
