/// Reading of decimal numbers, correctly rounded.
///
/// A number is `[+-]digits[.digits][(e|E)[+-]digits]` and nothing else: no blanks, no hexadecimal
/// digits, no infinity. The result is the double nearest to the number, the even one of two as
/// near; a number too large is infinite. O(length); a few nanoseconds for the usual texts.
public enum DecimalParser {
  /// Returns the double that `bytes` spell in UTF-8, or `nil` where they spell no number.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let scanned = ScannedDecimal(bytes) else { return nil }
    let magnitude = scanned.magnitude(bytes)
    return scanned.isNegative ? -magnitude : magnitude
  }
}

/// The parts of a decimal number, as far as they fit.
struct ScannedDecimal {
  /// `true` iff there is a minus sign.
  private(set) var isNegative = false
  /// The first 19 digits from the first that is not 0.
  private(set) var significand: UInt64 = 0
  /// The power of ten that the significand is to be multiplied by.
  private(set) var exponent = 0
  /// `true` iff a digit other than 0 follows the first 19.
  private(set) var isTruncated = false
  /// Where the digits before and after the point are.
  private(set) var digits: Range<Int>
  /// The exponent that is written.
  private var written = 0

  /// Creates the parts of the number that `bytes` spell, or `nil` where they spell none.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    if i < bytes.count, bytes[i] == 0x2d || bytes[i] == 0x2b {
      isNegative = bytes[i] == 0x2d
      i = 1
    }
    let start = i
    while i < bytes.count, bytes[i] &- 0x30 < 10 {
      significand = significand &* 10 &+ UInt64(bytes[i] &- 0x30)
      i &+= 1
    }
    guard i > start else { return nil }
    var count = i &- start
    if i < bytes.count, bytes[i] == 0x2e {
      i &+= 1
      let point = i
      while i < bytes.count, bytes[i] &- 0x30 < 10 {
        significand = significand &* 10 &+ UInt64(bytes[i] &- 0x30)
        i &+= 1
      }
      guard i > point else { return nil }
      exponent = point &- i
      count &+= i &- point
    }
    digits = start..<i
    if i < bytes.count {
      guard let exponent = ScannedDecimal.exponent(bytes, from: i) else { return nil }
      written = exponent
    }
    // Up to 19 digits cannot have overflowed.
    if count > 19 { rescan(bytes) }
    exponent &+= written
  }

  /// Returns the exponent that is written from `start` to the end, or `nil` where there is none.
  ///
  /// It is cut off far beyond what any text in memory can make up for with zeros.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard bytes[start] | 0x20 == 0x65 else { return nil }
    var i = start + 1
    var isNegative = false
    if i < bytes.count, bytes[i] == 0x2d || bytes[i] == 0x2b {
      isNegative = bytes[i] == 0x2d
      i += 1
    }
    guard i < bytes.count else { return nil }
    var value = 0
    while i < bytes.count {
      guard bytes[i] &- 0x30 < 10 else { return nil }
      value = min(value * 10 + Int(bytes[i] - 0x30), 1_000_000_000_000_000)
      i += 1
    }
    return isNegative ? -value : value
  }

  /// Takes the first 19 significant digits of a long number.
  @inline(never)
  private mutating func rescan(_ bytes: UnsafeBufferPointer<UInt8>) {
    significand = 0
    exponent = 0
    var taken = 0
    var afterPoint = false
    for i in digits {
      if bytes[i] == 0x2e {
        afterPoint = true
        continue
      }
      let digit = UInt64(bytes[i] - 0x30)
      if taken < 19 {
        significand = significand * 10 + digit
        if significand != 0 { taken += 1 }
        if afterPoint { exponent -= 1 }
      } else {
        if digit != 0 { isTruncated = true }
        if !afterPoint { exponent += 1 }
      }
    }
  }

  /// Returns the size of the number that was scanned from `bytes`.
  @inline(__always)
  func magnitude(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    // Both operands are exact doubles, so that the one operation rounds correctly; W. D. Clinger,
    // "How to read floating point numbers accurately", 1990.
    if !isTruncated, significand <= 1 << 53, exponent.magnitude <= 22 {
      let value = Double(significand)
      return exponent < 0
        ? value / PowersOfTen.exact[-exponent] : value * PowersOfTen.exact[exponent]
    }
    return general(bytes)
  }

  /// Returns the size of the number where one operation does not do.
  @inline(never)
  private func general(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    if significand == 0 { return 0 }
    if let value = PowersOfTen.scaled(significand, exponent) {
      if !isTruncated || value == PowersOfTen.scaled(significand + 1, exponent) { return value }
    }
    return ExactDecimal(bytes, self).value
  }
}
