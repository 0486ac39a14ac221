/// Powers of ten and products with them.
enum PowersOfTen {
  /// The powers that are exact doubles.
  static let exact: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The exponents of the table.
  private static let range = -342...308

  /// The 128 leading bits of the powers of five: for negative exponents rounded up, else down.
  private static let table: [(high: UInt64, low: UInt64)] = {
    var reciprocals: [(high: UInt64, low: UInt64)] = []
    var reciprocal = Natural(1)
    reciprocal.shiftLeft(64 * 16)
    for _ in 0..<(-range.lowerBound) {
      reciprocal.divide(by: 5)
      let (high, low) = reciprocal.leading128
      let (next, carries) = low.addingReportingOverflow(1)
      reciprocals.append((carries ? high + 1 : high, next))
    }
    var powers: [(high: UInt64, low: UInt64)] = []
    var power = Natural(1)
    for _ in 0...range.upperBound {
      powers.append(power.leading128)
      power.multiply(by: 5, adding: 0)
    }
    return reciprocals.reversed() + powers
  }()

  /// Returns w · 10^q correctly rounded for w ≠ 0, or `nil` in the rare case that it takes more
  /// bits to tell.
  ///
  /// D. Lemire, "Number parsing at a gigabyte per second", 2021.
  static func scaled(_ w: UInt64, _ q: Int) -> Double? {
    if q < range.lowerBound { return 0 }
    if q > range.upperBound { return .infinity }
    let zeros = w.leadingZeroBitCount
    let (high, low) = product(w << UInt64(zeros), table[q - range.lowerBound])
    if low == .max, q < -27 || q > 55 { return nil }
    let upper = Int(high >> 63)
    var mantissa = high >> UInt64(upper + 9)
    let exponent = ((217_706 * q) >> 16) + 63 + upper - zeros + 1023
    if exponent <= 0 {
      if exponent < -62 { return 0 }
      mantissa >>= UInt64(1 - exponent)
      // A carry into the lowest bit of the exponent gives the least normal number.
      return Double(bitPattern: (mantissa + (mantissa & 1)) >> 1)
    }
    // Only here can the product be exact and half way; then the even neighbour is the one below.
    if low <= 1, q >= -4, q <= 23, mantissa & 3 == 1, mantissa << UInt64(upper + 9) == high {
      mantissa -= 1
    }
    mantissa = (mantissa + (mantissa & 1)) >> 1
    // The leading bit adds 1 to the exponent, and so does a carry beyond it.
    let bits = UInt64(exponent - 1) << 52 + mantissa
    return bits >= Double.infinity.bitPattern ? .infinity : Double(bitPattern: bits)
  }

  /// Returns the 128 leading bits of the product with a power, exact enough for 55 of them.
  private static func product(
    _ w: UInt64, _ power: (high: UInt64, low: UInt64)
  ) -> (high: UInt64, low: UInt64) {
    let first = w.multipliedFullWidth(by: power.high)
    guard first.high & 0x1ff == 0x1ff else { return (first.high, first.low) }
    let second = w.multipliedFullWidth(by: power.low)
    let (low, carries) = first.low.addingReportingOverflow(second.high)
    return (carries ? first.high + 1 : first.high, low)
  }
}
