/// Coefficients of (atan(t)/t - 1) / t² in t², for |t| ≤ 1/8; the error is below 2e-17.
private enum Coefficient {
  static let c0 = -0x1.5555555555555p-2
  static let c1 = 0x1.9999999999998p-3
  static let c2 = -0x1.2492492491b63p-3
  static let c3 = 0x1.c71c71c4d924ap-4
  static let c4 = -0x1.745d1514b56fcp-4
  static let c5 = 0x1.3b1289bd9300fp-4
  static let c6 = -0x1.10baa8d3caf23p-4
  static let c7 = 0x1.c76aa61dede21p-5
}

extension Elementary {
  /// π/2.
  private static let quarter = Extended(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
  /// π.
  private static let half = Extended(0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53)

  /// Returns the arctangent of a sum from 0 to 1, to about 60 bits.
  ///
  /// atan(t) = atan(c) + atan((t - c) / (1 + c t)) with c the nearest multiple of 1/64.
  private static func atanUnit(_ t: Extended) -> Extended {
    typealias C = Coefficient
    var z = t.high
    var low = t.low
    var index = 0
    if t.high >= 0.125 {
      index = Int(t.high * 64 + 0.5)
      let c = Double(index) * 0x1p-6
      z = ((t.high - c) + t.low) / (1 + c * t.high)
      low = 0
    }
    let z2 = z * z
    let z4 = z2 * z2
    let upper = (C.c4 + C.c5 * z2) + (C.c6 + C.c7 * z2) * z4
    let series = ((C.c0 + C.c1 * z2) + (C.c2 + C.c3 * z2) * z4) + upper * (z4 * z4)
    let tail = z * z2 * series + low
    let table = ArctangentTable.tabulated
    let sum = Extended(ordered: table[2 * index], z)
    return Extended(ordered: sum.high, sum.low + (table[2 * index + 1] + tail))
  }

  /// Returns n / d to about 100 bits, for positive arguments near 1 in size.
  private static func quotient(_ n: Double, _ d: Double) -> Extended {
    let q = n / d
    let product = Extended(product: q, d)
    return Extended(q, ((n - product.high) - product.low) / d)
  }

  /// Returns `whole` less `part`, rounded.
  private static func difference(_ whole: Extended, _ part: Extended) -> Double {
    let d = Extended(sum: whole.high, -part.high)
    return d.high + (d.low + (whole.low - part.low))
  }

  /// Returns the angle from -π/2 to π/2 whose tangent is `x`, within 0.6 ulp.
  public static func atan(_ x: Double) -> Double {
    let size = x.magnitude
    if size < 0x1p-27 || x.isNaN { return x }
    let value: Double
    if size <= 1 {
      let angle = atanUnit(Extended(size, 0))
      value = angle.high + angle.low
    } else if size > 0x1p60 {
      value = quarter.high
    } else {
      value = difference(quarter, atanUnit(quotient(1, size)))
    }
    return x < 0 ? -value : value
  }

  /// Returns the angle from -π to π of the point (x, y), within 0.6 ulp, signed zeros as in IEEE.
  public static func atan2(_ y: Double, _ x: Double) -> Double {
    if y.isNaN || x.isNaN { return .nan }
    let value = angle(y.magnitude, x.magnitude, left: x.sign == .minus)
    return y.sign == .minus ? -value : value
  }

  /// Returns the angle of a point of the upper half, given without signs.
  private static func angle(_ y: Double, _ x: Double, left: Bool) -> Double {
    if y == 0 { return left ? half.high : 0 }
    if x == 0 { return quarter.high }
    if x.isInfinite || y.isInfinite {
      if x != y { return x.isInfinite ? (left ? half.high : 0) : quarter.high }
      return left ? 0x1.2d97c7f3321d2p+1 : 0x1.921fb54442d18p-1
    }
    let ratio = y / x
    if ratio > 0x1p60 { return quarter.high }
    if ratio < 0x1p-30 {
      if !left { return ratio }
      return difference(half, Extended(ratio, 0))
    }
    // Both to a size near 1: the quotient is at most 2^60, so that nothing underflows.
    let shift = -x.exponent
    let (n, d) = (scaled(y, by: Int(shift)), scaled(x, by: Int(shift)))
    let unit = n <= d ? atanUnit(quotient(n, d)) : atanUnit(quotient(d, n))
    if n <= d { return left ? difference(half, unit) : unit.high + unit.low }
    return difference(quarter, left ? Extended(-unit.high, -unit.low) : unit)
  }

  /// Returns x · 2^k, exactly where the result is normal.
  private static func scaled(_ x: Double, by k: Int) -> Double {
    let first = k / 2
    let second = k - first
    return x * power(ofTwo: first) * power(ofTwo: second)
  }
}
