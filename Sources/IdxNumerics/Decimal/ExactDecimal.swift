/// A decimal number as a fraction of natural numbers times a power of two.
struct ExactDecimal {
  /// The number above the line.
  private var numerator: Natural
  /// The number below the line.
  private var denominator: Natural
  /// The power of two.
  private var exponent: Int
  /// `true` iff the number is too large or too small for any double but infinity and 0.
  private let extreme: Double?

  /// The number of digits that can matter; what follows matters only by not being zero.
  ///
  /// The middle between two doubles has at most 767 significant digits.
  private static let digitLimit = 800

  /// Creates the number of the digits that were scanned, of which not all are zero.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ scanned: ScannedDecimal) {
    numerator = Natural(0)
    denominator = Natural(1)
    exponent = 0
    // The significand has its 19 digits whenever this is needed for a number of many.
    let size = scanned.exponent + 19
    extreme = size > 330 ? .infinity : size < -340 ? 0 : nil
    guard extreme == nil else { return }
    let power = read(bytes, scanned)
    exponent = power
    for _ in 0..<power.magnitude {
      if power > 0 {
        numerator.multiply(by: 5, adding: 0)
      } else {
        denominator.multiply(by: 5, adding: 0)
      }
    }
  }

  /// Reads the digits into the numerator, and returns the power of ten that belongs to them.
  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ scanned: ScannedDecimal
  ) -> Int {
    // The scanned exponent belongs to 19 significant digits, or to all where there are fewer.
    var power = scanned.exponent
    var taken = 0
    var isCut = false
    for i in scanned.digits where bytes[i] != 0x2e {
      let digit = UInt64(bytes[i] - 0x30)
      if taken == 0, digit == 0 { continue }
      if taken < ExactDecimal.digitLimit {
        numerator.multiply(by: 10, adding: digit)
        taken += 1
        if taken > 19 { power -= 1 }
      } else if digit != 0 {
        isCut = true
      }
    }
    if isCut {
      numerator.multiply(by: 10, adding: 1)
      power -= 1
    }
    return power
  }

  /// The nearest double, found by long division, 64 bits and what is left.
  var value: Double {
    if let extreme { return extreme }
    var rest = numerator
    var divisor = denominator
    // Now the quotient is from 1/2 to 2.
    let shift = rest.bitWidth - divisor.bitWidth
    if shift > 0 { divisor.shiftLeft(shift) } else { rest.shiftLeft(-shift) }
    var power = exponent + shift
    if rest < divisor {
      rest.shiftLeft(1)
      power -= 1
    }
    var quotient: UInt64 = 0
    for _ in 0..<64 {
      quotient <<= 1
      if !(rest < divisor) {
        rest.subtract(divisor)
        quotient |= 1
      }
      rest.shiftLeft(1)
    }
    return ExactDecimal.rounded(quotient, power, hasMore: !rest.isZero)
  }

  /// Returns the double nearest to quotient · 2^(power - 63), and a little more where `hasMore`.
  private static func rounded(_ quotient: UInt64, _ power: Int, hasMore: Bool) -> Double {
    if power > 1023 { return .infinity }
    if power < -1076 { return 0 }
    // Subnormal numbers have fewer bits.
    let dropped = UInt64(power < -1022 ? 11 + (-1022 - power) : 11)
    let kept = dropped >= 64 ? 0 : quotient >> dropped
    let half: UInt64 = dropped > 64 ? 0 : 1 << (dropped - 1)
    let rest = dropped >= 64 ? quotient : quotient & ((1 << dropped) - 1)
    let roundsUp = half != 0 && (rest > half || rest == half && (hasMore || kept & 1 == 1))
    let biased = UInt64(power < -1022 ? 0 : power + 1022)
    return Double(bitPattern: biased << 52 + kept + (roundsUp ? 1 : 0))
  }
}
