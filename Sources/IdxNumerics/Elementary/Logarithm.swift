/// Coefficients of (ln((1 + s) / (1 - s)) / s - 2) / s² in s², for |s| ≤ 0.1716.
private enum Quotient {
  static let c0 = 0x1.5555555555555p-1
  static let c1 = 0x1.9999999999a43p-2
  static let c2 = 0x1.249249247513dp-2
  static let c3 = 0x1.c71c7204621fep-3
  static let c4 = 0x1.745cf7c1d5dafp-3
  static let c5 = 0x1.3b1c79943fca2p-3
  static let c6 = 0x1.0fb77bcdefa76p-3
  static let c7 = 0x1.0c4d8297b1431p-3
}

/// Coefficients of (ln(1 + r) - r + r²/2) / r³ for |r| ≤ 2^-7; the error is below 3e-17.
private enum NearOne {
  static let c0 = 0x1.5555555555555p-2
  static let c1 = -0x1.000000000002dp-2
  static let c2 = 0x1.99999999999ebp-3
  static let c3 = -0x1.5555554a21e57p-3
  static let c4 = 0x1.2492491a6382ep-3
  static let c5 = -0x1.000599b0ef46fp-3
  static let c6 = 0x1.c726a07e95db1p-4
}

/// A positive normal double as m · 2^k with m from about √½ to √2.
private struct Scaled {
  /// k.
  let exponent: Double
  /// m.
  let mantissa: Double
  /// The bits that tell the segment of m.
  let segment: Int

  @inline(__always)
  init(_ x: Double) {
    let offset = x.bitPattern &- 0x3fe6_a000_0000_0000 &+ (1023 &<< 52)
    let biased = offset &>> 52
    exponent = Double(bitPattern: biased | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
    mantissa = Double(bitPattern: x.bitPattern &- ((biased &- 1023) &<< 52))
    segment = Int(truncatingIfNeeded: (offset &>> 45) & 127)
  }
}

extension Elementary {
  /// The leading 42 bits of ln(2), whose products with exponents are exact.
  private static let ln2High = 0x1.62e42fefa3800p-1
  /// The rest of ln(2).
  private static let ln2Low = 0x1.ef35793c76730p-45

  /// Returns ln(x) for a positive normal `x`, by ln(1 + f) = 2 artanh(f / (2 + f)).
  @inline(__always)
  static func lnCore(_ x: Double) -> Double {
    typealias Q = Quotient
    let scaled = Scaled(x)
    let k = scaled.exponent
    let f = scaled.mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let lower = (Q.c0 + Q.c1 * z) + (Q.c2 + Q.c3 * z) * z2
    let upper = (Q.c4 + Q.c5 * z) + (Q.c6 + Q.c7 * z) * z2
    let series = z * (lower + upper * (z2 * z2))
    let half = 0.5 * f * f
    return k * ln2High - ((half - (s * (half + series) + k * ln2Low)) - f)
  }

  /// Returns ln(x) to about 65 bits for a positive normal `x`.
  ///
  /// With c near x from a table, x/c - 1 is exact as two doubles; P. T. P. Tang, "Table-driven
  /// implementation of the logarithm function in IEEE floating-point arithmetic", 1990.
  @inline(__always)
  static func lnExtended(_ x: Double, _ table: UnsafeBufferPointer<Double>) -> Extended {
    typealias N = NearOne
    let scaled = Scaled(x)
    let m = scaled.mantissa
    let inverse = table[3 &* scaled.segment]
    let tableHigh = table[3 &* scaled.segment &+ 1]
    let tableLow = table[3 &* scaled.segment &+ 2]
    let leading = Double(bitPattern: m.bitPattern & 0xffff_ffff_ffe0_0000)
    let r = Extended(ordered: leading * inverse - 1, (m - leading) * inverse)
    let (rh, rl) = Extended.split(r.high)
    let square = 0.5 * rh * rh
    let squareLow = 0.5 * rl * (r.high + rh) + r.high * r.low
    let r1 = r.high
    let r2 = r1 * r1
    let upper = (N.c4 + N.c5 * r1) + N.c6 * r2
    let polynomial = (N.c0 + N.c1 * r1) + ((N.c2 + N.c3 * r1) + upper * r2) * r2
    let base = scaled.exponent * ln2High + tableHigh
    let first = Extended(ordered: base, r1)
    let second = Extended(ordered: first.high, -square)
    let tail = (scaled.exponent * ln2Low + tableLow) + r.low - squareLow + r1 * r2 * polynomial
    return Extended(ordered: second.high, (first.low + second.low) + tail)
  }

  /// Returns the extended logarithm of `x` > 0 and finite, which may be subnormal.
  @inline(__always)
  static func lnExtended(positive x: Double) -> Extended {
    LogarithmTable.segments.withUnsafeBufferPointer { table in
      if x >= Double.leastNormalMagnitude { return lnExtended(x, table) }
      let l = lnExtended(x * 0x1p54, table)
      let shifted = Extended(sum: l.high, -54 * ln2High)
      return Extended(ordered: shifted.high, shifted.low + (l.low - 54 * ln2Low))
    }
  }

  /// Returns the logarithm of what is not positive, normal and finite; `scaled` takes x · 2^54.
  @inline(__always)
  private static func edge(_ x: Double, subnormal: (Double) -> Double) -> Double {
    if x.isNaN { return x }
    if x == 0 { return -.infinity }
    if x < 0 { return .nan }
    return x == .infinity ? x : subnormal(x)
  }

  /// Returns the natural logarithm of `x`, within 0.8 ulp.
  public static func ln(_ x: Double) -> Double {
    if Ordinary.positiveNormal.contains(x) { return lnCore(x) }
    return edge(x) { tiny in
      let l = lnExtended(positive: tiny)
      return l.high + l.low
    }
  }

  /// Writes the natural logarithm of each of `count` elements of `source` into `target`.
  public static func ln(
    _ source: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int
  ) {
    map(
      source, into: target, count: count, ordinary: .positiveNormal, core: lnCore,
      full: { ln($0) })
  }

  /// Returns the logarithm of `x` to base 10, within 0.51 ulp; exact for powers of ten.
  public static func log10(_ x: Double) -> Double {
    logarithm(x, inverse: Extended(0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57))
  }

  /// Returns the logarithm of `x` to base 2, within 0.51 ulp; exact for powers of two.
  public static func log2(_ x: Double) -> Double {
    logarithm(x, inverse: Extended(0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56))
  }

  /// Returns ln(x) · `inverse`, where `inverse` is one over the logarithm of a base.
  @inline(__always)
  private static func logarithm(_ x: Double, inverse: Extended) -> Double {
    if x > 0, x < .infinity { return lnExtended(positive: x).multiplied(by: inverse).high }
    return edge(x) { $0 }
  }

  /// Returns ln(1 + x) without cancellation for small `x`, within 0.51 ulp.
  public static func log1p(_ x: Double) -> Double {
    if x.magnitude < 0x1p-54 || x.isNaN || x == .infinity { return x }
    if x <= -1 { return x == -1 ? -.infinity : .nan }
    let sum = Extended(sum: 1, x)
    let l = lnExtended(positive: sum.high)
    return l.high + (l.low + sum.low / sum.high)
  }
}
