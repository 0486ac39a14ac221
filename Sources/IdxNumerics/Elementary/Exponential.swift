/// Coefficients of (exp(r) - 1 - r) / r² for |r| ≤ ln(2) / 2; the error is below 3e-18.
private enum Coefficient {
  static let c0 = 0.5
  static let c1 = 0x1.5555555555557p-3
  static let c2 = 0x1.5555555555556p-5
  static let c3 = 0x1.11111111100bep-7
  static let c4 = 0x1.6c16c16c162c3p-10
  static let c5 = 0x1.a01a01abf85abp-13
  static let c6 = 0x1.a01a01a6e1e45p-16
  static let c7 = 0x1.71de01fdbf9cap-19
  static let c8 = 0x1.27e4db46ca5f8p-22
  static let c9 = 0x1.af4e554377204p-26
  static let c10 = 0x1.1f7340e109156p-29
}

/// An argument of the exponential function reduced to 2^k · exp(r), |r| ≤ ln(2) / 2.
private struct Reduced {
  /// k + 1.5 · 2^52, whose lowest bits are those of k.
  let shifted: Double
  /// r to double precision.
  let r: Double
  /// What r lacks.
  let lost: Double
  /// exp(r) - 1 - r, with what r lacks.
  let rest: Double

  /// Creates the reduction of `x + low`.
  @inline(__always)
  init(_ x: Double, _ low: Double) {
    shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = shifted - 0x1.8p52
    let a = x - k * 0x1.62e42fefa3800p-1
    let b = k * 0x1.ef35793c76730p-45 - low
    r = a - b
    lost = (a - r) - b
    typealias C = Coefficient
    let r2 = r * r
    let r4 = r2 * r2
    let p01 = C.c0 + C.c1 * r
    let p23 = C.c2 + C.c3 * r
    let p45 = C.c4 + C.c5 * r
    let p67 = C.c6 + C.c7 * r
    let p8 = (C.c8 + C.c9 * r) + C.c10 * r2
    let upper = (p45 + p67 * r2) + p8 * r4
    rest = r2 * ((p01 + p23 * r2) + upper * r4) + lost
  }

  /// exp(r), rounded.
  @inline(__always)
  var mantissa: Double {
    let sum = 1 + r
    return sum + (((1 - sum) + r) + rest)
  }

  /// (exp(r) - 1 - r - r²/2) / r³.
  var cubic: Double {
    typealias C = Coefficient
    var sum = C.c10
    for c in [C.c9, C.c8, C.c7, C.c6, C.c5, C.c4, C.c3, C.c2, C.c1] { sum = sum * r + c }
    return sum
  }

  /// k.
  @inline(__always)
  var exponent: Int { Int(truncatingIfNeeded: shifted.bitPattern &<< 12) &>> 12 }
}

extension Elementary {
  /// `true` iff the exponential of `x` is normal, and not near the ends of the range.
  @inline(__always)
  static func isExponentOrdinary(_ x: Double) -> Bool { x.magnitude <= 708 }

  /// Returns exp(x + low) for an ordinary `x`, by a polynomial, without a branch.
  @inline(__always)
  static func expCore(_ x: Double, _ low: Double) -> Double {
    let reduced = Reduced(x, low)
    let scale = (reduced.shifted.bitPattern &+ 1023) &<< 52
    return reduced.mantissa * Double(bitPattern: scale)
  }

  /// Returns exp(x + low) for every `x`.
  @inline(__always)
  static func expFull(_ x: Double, _ low: Double) -> Double {
    isExponentOrdinary(x) ? expCore(x, low) : expAtEnds(x, low)
  }

  /// Returns exp(x + low) where it may overflow or be subnormal, or where `x` is no number.
  @inline(never)
  static func expAtEnds(_ x: Double, _ low: Double) -> Double {
    if x.isNaN { return x }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    let reduced = Reduced(x, low)
    let half = reduced.exponent / 2
    return reduced.mantissa * power(ofTwo: half) * power(ofTwo: reduced.exponent - half)
  }

  /// Returns 2^k for an exponent of a normal double.
  @inline(__always)
  static func power(ofTwo k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k &+ 1023) &<< 52)
  }

  /// Returns e to the power of `x`, within 0.8 ulp.
  public static func exp(_ x: Double) -> Double { expFull(x, 0) }

  /// Writes e to the power of each of `count` elements of `source` into `target`.
  public static func exp(
    _ source: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int
  ) {
    map(
      source, into: target, count: count, ordinary: Ordinary(magnitudeThrough: 708),
      core: { expCore($0, 0) }, full: { exp($0) })
  }

  /// Returns exp(x) - 1 without cancellation for small `x`, within 0.8 ulp.
  public static func expm1(_ x: Double) -> Double {
    if x.magnitude < 0x1p-54 || x.isNaN { return x }
    if x > 708 { return exp(x) }
    if x < -40 { return -1 }
    let reduced = Reduced(x, 0)
    let square = Extended(product: reduced.r, reduced.r)
    let small = reduced.r * square.high * reduced.cubic + 0.5 * square.low + reduced.lost
    // 2^k (1 + r + r²/2 + small) - 1, from the largest part to the smallest.
    let scale = power(ofTwo: reduced.exponent)
    let whole = Extended(sum: scale, -1)
    let linear = Extended(sum: whole.high, scale * reduced.r)
    let quadratic = Extended(sum: linear.high, scale * (0.5 * square.high))
    let low = (quadratic.low + linear.low) + whole.low
    return quadratic.high + (low + scale * small)
  }
}
