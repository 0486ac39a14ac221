public import IdxDiagnostics

// A tree in ASCII, so that a text that never changes need not be parsed where it is used: the
// standard library brings the trees of its modules, as the parser has made them.
extension SyntaxTree {
  /// The tokens and nodes as digits; `nil` if something is wrong with the text.
  public var encoded: [UInt8]? {
    guard diagnostics.isEmpty, !isCancelled else { return nil }
    var digits = DigitWriter()
    digits.add(tokens.count)
    for token in 0...tokens.count {
      digits.add(Int(tokens.kinds[token]) << 1 | (tokens.isFirstOnLine(token) ? 1 : 0))
      if token < tokens.count { digits.add(tokens.start(token + 1) - tokens.start(token)) }
    }
    digits.add(records.count)
    var end: UInt32 = 0
    for record in records {
      digits.add(Int(record.kind.rawValue))
      // Nodes stand in the order of their ends.
      digits.add(Int(record.end - end))
      digits.add(Int(record.end - record.first))
      digits.add(Int(record.size))
      end = record.end
    }
    return digits.bytes
  }

  /// Returns the tree of `source` that was `encoded`; `nil` if it is that of another text.
  ///
  /// What the next parse of an edited text goes by is not kept. Complexity: O(tokens + nodes).
  public static func decode(_ encoded: [UInt8], of source: SourceText) -> SyntaxTree? {
    encoded.withUnsafeBufferPointer { bytes in
      var digits = DigitReader(bytes)
      guard let tokens = TokenArray(&digits, size: source.bytes.count),
        let records = Record.read(&digits, tokens: tokens.count), digits.isAtEnd
      else { return nil }
      return SyntaxTree(
        source: source, tokens: tokens, records: records, isCancelled: false, notes: ParseNotes())
    }
  }
}

extension TokenArray {
  /// Creates the tokens of a text of `size` bytes that `digits` say; `nil` if they are those of another text.
  fileprivate init?(_ digits: inout DigitReader, size: Int) {
    let count = digits.next()
    // A token has at least one byte.
    guard count <= size else { return nil }
    kinds.reserveCapacity(count + 1)
    places.reserveCapacity(count + 1)
    var place = 0
    for token in 0...count {
      let kind = digits.next()
      kinds.append(UInt8(truncatingIfNeeded: kind >> 1))
      places.append(
        UInt32(truncatingIfNeeded: place) | (kind & 1 == 1 ? TokenArray.firstOnLine : 0))
      if token < count { place &+= digits.next() }
      if place > size { return nil }
    }
    if place != size || kinds[count] != TokenKind.end.rawValue { return nil }
  }
}

extension SyntaxTree.Record {
  /// Returns the nodes of `tokens` tokens that `digits` say; `nil` if they say none.
  fileprivate static func read(
    _ digits: inout DigitReader, tokens: Int
  ) -> [SyntaxTree.Record]? {
    let count = digits.next()
    guard count > 0, count <= digits.rest else { return nil }
    var records: [SyntaxTree.Record] = []
    records.reserveCapacity(count)
    var end = 0
    for position in 0..<count {
      let kind = SyntaxKind(rawValue: UInt8(truncatingIfNeeded: digits.next()))
      end &+= digits.next()
      let (width, size) = (digits.next(), digits.next())
      guard let kind, end <= tokens, width <= end, size <= position + 1 else { return nil }
      records.append(
        SyntaxTree.Record(
          first: UInt32(truncatingIfNeeded: end - width), end: UInt32(truncatingIfNeeded: end),
          size: UInt32(truncatingIfNeeded: size), kind: kind))
    }
    return records
  }
}

/// Writes numbers as characters from `0` to `o`, each of which holds five bits, the lowest first, and says
/// whether another one follows. None of them means anything in a literal text without escapes.
private struct DigitWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    var rest = number
    repeat {
      let digit = UInt8(truncatingIfNeeded: rest & 31)
      rest >>= 5
      bytes.append(0x30 + digit + (rest > 0 ? 32 : 0))
    } while rest > 0
  }
}

/// Reads what `DigitWriter` wrote.
private struct DigitReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// How many characters were not read.
  var rest: Int { bytes.count - at }

  /// `true` iff all was read, and no number lacked.
  var isAtEnd: Bool { at == bytes.count }

  /// Reads a number; where none is there, zero, after which it is never at the end.
  @inline(__always) mutating func next() -> Int {
    if at < bytes.count {
      let digit = Int(bytes[at]) &- 0x30
      if digit < 32 {
        at &+= 1
        return digit & 31
      }
    }
    return longer()
  }

  /// Reads a number of several digits.
  private mutating func longer() -> Int {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 5) where at < bytes.count {
      let digit = Int(bytes[at]) &- 0x30
      at += 1
      number |= (digit & 31) << shift
      if digit < 32 { return number }
    }
    at = bytes.count + 1
    return 0
  }
}
