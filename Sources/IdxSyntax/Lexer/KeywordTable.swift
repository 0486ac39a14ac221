/// A hash table from the bytes of words to the kinds of tokens: one probe for most words.
struct KeywordTable: Sendable {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt32 = 0
    var kind: UInt8 = TokenKind.word.rawValue
  }

  private var slots = [Slot](repeating: Slot(), count: 512)

  /// The table of all keywords.
  static let shared = KeywordTable()

  /// Creates the table; no keyword is longer than twelve bytes.
  private init() {
    for keyword in Keyword.allCases {
      let (low, high) = KeywordTable.pack(keyword.text.utf8)
      var place = KeywordTable.hash(low, high)
      while slots[place].low != 0 { place = (place + 1) & 511 }
      slots[place] = Slot(low: low, high: high, kind: TokenKind(keyword).rawValue)
    }
  }

  /// Returns the kind of the word of `count` bytes whose packed bytes are `low` and `high`.
  @inline(__always) func kind(_ low: UInt64, _ high: UInt32) -> UInt8 {
    var place = KeywordTable.hash(low, high)
    while slots[place].low != 0 {
      if slots[place].low == low && slots[place].high == high { return slots[place].kind }
      place = (place + 1) & 511
    }
    return TokenKind.word.rawValue
  }

  /// Returns the first eight and the next four bytes of `word` as little-endian numbers.
  static func pack(_ word: some Sequence<UInt8>) -> (UInt64, UInt32) {
    var low: UInt64 = 0
    var high: UInt32 = 0
    for (i, byte) in word.enumerated() {
      if i < 8 { low |= UInt64(byte) << (8 * i) } else { high |= UInt32(byte) << (8 * (i - 8)) }
    }
    return (low, high)
  }

  @inline(__always) private static func hash(_ low: UInt64, _ high: UInt32) -> Int {
    let mixed = (low ^ (UInt64(high) &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 55)
  }
}
