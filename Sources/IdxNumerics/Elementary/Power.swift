/// How often an exponent occurs in two: whether it is an integer, and an odd one.
private enum Parity {
  case fraction, even, odd

  /// Creates the parity of a finite `y`.
  init(_ y: Double) {
    let size = y.magnitude
    if size >= 0x1p53 {
      self = .even
    } else if Double(UInt64(size)) != size {
      self = .fraction
    } else {
      self = UInt64(size) & 1 == 1 ? .odd : .even
    }
  }
}

extension Elementary {
  /// Returns y · ln(x) as two doubles, for a positive normal `x`.
  @inline(__always)
  private static func exponent(
    _ x: Double, _ y: Double, _ table: UnsafeBufferPointer<Double>
  ) -> Extended {
    let l = lnExtended(x, table)
    let product = Extended(product: y, l.high)
    return Extended(product.high, product.low + y * l.low)
  }

  /// Returns `x` to the power of `y` for a positive `x`, finite arguments and `y` ≠ 0.
  @inline(__always)
  private static func powPositive(_ x: Double, _ y: Double) -> Double {
    if y == 0.5 { return x.squareRoot() }
    if y == -1 { return 1 / x }
    let l = lnExtended(positive: x)
    let estimate = y * l.high
    // Beyond the range the exact product could overflow, and below 2^-60 it makes no difference.
    if estimate.magnitude > 800 { return estimate > 0 ? .infinity : 0 }
    if estimate.magnitude < 0x1p-60 { return 1 }
    let product = Extended(product: y, l.high)
    return expFull(product.high, product.low + y * l.low)
  }

  /// Returns `x` to the power of `y`, within 0.7 ulp, with the special cases of IEEE 754.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 1 { return x }
    if y == 2 { return x * x }
    if x > 0, x < .infinity, y.isFinite, y != 0 { return powPositive(x, y) }
    return powSpecial(x, y)
  }

  /// Returns the power where the base is not positive and finite, or the exponent 0 or not finite.
  @inline(never)
  private static func powSpecial(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    if y.isInfinite {
      if x == -1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let parity = Parity(y)
    let negates = x.sign == .minus && parity == .odd
    let size: Double
    if x == 0 || x.isInfinite {
      size = (x == 0) == (y < 0) ? .infinity : 0
    } else {
      if parity == .fraction { return .nan }
      size = powPositive(x.magnitude, y)
    }
    return negates ? -size : size
  }

  /// Writes each of `count` elements of `source` to the power of `y` into `target`.
  public static func pow(
    _ source: UnsafePointer<Double>, _ y: Double, into target: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    if y == 2 {
      map(
        source, into: target, count: count, ordinary: Ordinary(magnitudeThrough: .infinity),
        core: { $0 * $0 }, full: { $0 * $0 })
      return
    }
    // Roots and the like have shorter ways, and so have exponents of extreme size.
    let simple = y == 1 || y == 0.5 || y == -1
    guard !simple, y.magnitude < 0x1p200, y.magnitude > 0x1p-200 else {
      for i in 0..<count { target[i] = pow(source[i], y) }
      return
    }
    LogarithmTable.segments.withUnsafeBufferPointer { table in
      // Whether exp is ordinary depends on the logarithm, so the bound is on the argument.
      let reach = 700 / y.magnitude
      let low = reach < 700 ? exp(-reach) : 0x1p-1000
      let high = reach < 700 ? exp(reach) : 0x1p1000
      map(
        source, into: target, count: count,
        ordinary: Ordinary(from: low, through: high),
        core: { x in
          let product = exponent(x, y, table)
          return expCore(product.high, product.low)
        },
        full: { pow($0, y) })
    }
  }
}
