/// Validates UTF-8 as the Unicode standard defines it (table 3-7: no overlong form, no surrogate).
enum UTF8Check {
  /// Returns the offset of the first invalid byte of `range`, `nil` where all are valid.
  ///
  /// A scalar that begins in `range` may end behind it, and continuation bytes at its start belong
  /// to the scalar before: ranges that follow each other can so be checked independently.
  static func firstInvalid(_ bytes: TableBytes, _ range: Range<Int>) -> Int? {
    var i = scalarEnd(bytes, over: range.lowerBound)
    while i < range.upperBound {
      if bytes[i] < 0x80 {
        i += 1
      } else {
        let length = scalarLength(bytes, i)
        if length == 0 { return i }
        i += length
      }
    }
    return nil
  }

  /// Returns the end of the valid scalar that begins before `offset` and ends behind it, or else
  /// `offset`.
  private static func scalarEnd(_ bytes: TableBytes, over offset: Int) -> Int {
    for start in stride(from: offset - 1, through: max(0, offset - 3), by: -1)
    where !continues(bytes, start) {
      return max(offset, start + scalarLength(bytes, start))
    }
    return offset
  }

  private static func continues(_ bytes: TableBytes, _ i: Int) -> Bool {
    i < bytes.count && bytes[i] & 0xC0 == 0x80
  }

  /// Returns the length of the multi-byte scalar at `i`, 0 where there is none.
  private static func scalarLength(_ bytes: TableBytes, _ i: Int) -> Int {
    let lead = bytes[i]
    let second = i + 1 < bytes.count ? bytes[i + 1] : 0
    switch lead {
    case 0xC2...0xDF: return continues(bytes, i + 1) ? 2 : 0
    case 0xE0...0xEF:
      let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
      return (low...high).contains(second) && continues(bytes, i + 2) ? 3 : 0
    case 0xF0...0xF4:
      let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      let fits = (low...high).contains(second)
      return fits && continues(bytes, i + 2) && continues(bytes, i + 3) ? 4 : 0
    default: return 0
    }
  }
}
