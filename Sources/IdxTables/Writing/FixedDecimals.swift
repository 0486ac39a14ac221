/// Writes numbers with a fixed number of decimals, rounded correctly.
enum FixedDecimals {
  /// Appends `value`, which is finite, with `decimals` digits behind the point to `bytes`.
  ///
  /// A double is m · 2ᵉ, so that its digits are those of the integer m · 2ᵉ · 10ᵈ: up to 128 bits
  /// it is computed at once, else digit by digit.
  static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
    var mantissa = value.significandBitPattern
    var exponent = -1074
    if value.exponentBitPattern > 0 {
      mantissa |= 1 << 52
      exponent = Int(value.exponentBitPattern) - 1075
    }
    var digits =
      small(mantissa, exponent, decimals) ?? large(mantissa, exponent, decimals)
    // Lowest digit first, at least one of them before the point.
    while digits.count <= decimals { digits.append(0) }
    if value < 0, digits.contains(where: { $0 != 0 }) { bytes.append(.minus) }
    for i in digits.indices.reversed() {
      bytes.append(.zero + digits[i])
      if i == decimals, decimals > 0 { bytes.append(.point) }
    }
  }

  /// Returns the digits of m · 2ᵉ · 10ᵈ, the lowest first; `nil` where it exceeds 128 bits.
  private static func small(_ mantissa: UInt64, _ exponent: Int, _ decimals: Int) -> [UInt8]? {
    guard decimals <= 22, exponent <= 0 else { return nil }
    var number = UInt128(mantissa)
    for _ in 0..<decimals { number *= 10 }
    let shift = -exponent
    if shift >= 128 {
      number = 0
    } else if shift > 0 {
      let rest = number & ((1 << shift) - 1)
      let half: UInt128 = 1 << (shift - 1)
      number >>= shift
      if rest > half || (rest == half && number & 1 == 1) { number += 1 }
    }
    var digits: [UInt8] = []
    while number > UInt128(UInt64.max) {
      let (quotient, remainder) = number.quotientAndRemainder(dividingBy: 10)
      digits.append(UInt8(truncatingIfNeeded: remainder))
      number = quotient
    }
    var rest = UInt64(truncatingIfNeeded: number)
    while rest > 0 {
      digits.append(UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    return digits
  }

  /// Returns the digits of m · 2ᵉ · 10ᵈ, the lowest first, for any size.
  private static func large(_ mantissa: UInt64, _ exponent: Int, _ decimals: Int) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = mantissa
    while rest > 0 {
      digits.append(UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    for _ in 0..<max(exponent, 0) { multiply(&digits, by: 2) }
    guard exponent < 0 else { return [UInt8](repeating: 0, count: decimals) + digits }
    // m · 2⁻ᵏ has exactly k decimals, those of m · 5ᵏ: all beyond d are rounded away.
    for _ in 0..<(-exponent) { multiply(&digits, by: 5) }
    let cut = -exponent - decimals
    if cut <= 0 { return [UInt8](repeating: 0, count: -cut) + digits }
    return rounded(digits, cut)
  }

  private static func multiply(_ digits: inout [UInt8], by factor: UInt8) {
    var carry: UInt8 = 0
    for i in digits.indices {
      let product = digits[i] * factor + carry
      digits[i] = product % 10
      carry = product / 10
    }
    if carry > 0 { digits.append(carry) }
  }

  /// Returns `digits` without the lowest `cut`, rounded half to even.
  private static func rounded(_ digits: [UInt8], _ cut: Int) -> [UInt8] {
    guard cut <= digits.count else { return [] }
    var kept = Array(digits[cut...])
    let first = digits[cut - 1]
    let isHalf = first == 5 && digits[..<(cut - 1)].allSatisfy { $0 == 0 }
    guard first > 5 || first == 5 && (!isHalf || (kept.first ?? 0) % 2 == 1) else { return kept }
    var i = 0
    while i < kept.count, kept[i] == 9 {
      kept[i] = 0
      i += 1
    }
    if i < kept.count { kept[i] += 1 } else { kept.append(1) }
    return kept
  }
}
