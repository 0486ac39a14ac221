/// Coefficients of (sin(r)/r - 1) / r² in r², for |r| ≤ π/4.
private enum Sine {
  static let c0 = -0x1.5555555555555p-3
  static let c1 = 0x1.1111111111110p-7
  static let c2 = -0x1.a01a01a019926p-13
  static let c3 = 0x1.71de3a545e700p-19
  static let c4 = -0x1.ae64540f0ba18p-26
  static let c5 = 0x1.61217c1864fa1p-33
  static let c6 = -0x1.ab161757f0c63p-41
}

/// Coefficients of (cos(r) - 1 + r²/2) / r⁴ in r², for |r| ≤ π/4.
private enum Cosine {
  static let c0 = 0x1.5555555555555p-5
  static let c1 = -0x1.6c16c16c16c16p-10
  static let c2 = 0x1.a01a01a019d02p-16
  static let c3 = -0x1.27e4fb7711e1dp-22
  static let c4 = 0x1.1eed8de9ef73ep-29
  static let c5 = -0x1.9394b76d1f265p-37
  static let c6 = 0x1.ab76cf6e9b365p-45
}

extension Elementary {
  /// Returns the sine of r for |r| ≤ π/4.
  private static func sinNear(_ r: Extended) -> Double {
    typealias S = Sine
    let z = r.high * r.high
    let z2 = z * z
    let upper = (S.c4 + S.c5 * z) + S.c6 * z2
    let series = (S.c0 + S.c1 * z) + ((S.c2 + S.c3 * z) + upper * z2) * z2
    return r.high + (r.low * (1 - 0.5 * z) + r.high * z * series)
  }

  /// Returns the cosine of r for |r| ≤ π/4.
  private static func cosNear(_ r: Extended) -> Double {
    typealias C = Cosine
    let z = r.high * r.high
    let z2 = z * z
    let upper = (C.c4 + C.c5 * z) + C.c6 * z2
    let series = (C.c0 + C.c1 * z) + ((C.c2 + C.c3 * z) + upper * z2) * z2
    let half = 0.5 * z
    let most = 1 - half
    return most + (((1 - most) - half) + (z2 * series - r.high * r.low))
  }

  /// Returns the sine of an angle turned by so many quarters.
  private static func turned(_ r: Extended, quarters: Int) -> Double {
    let value = quarters & 1 == 0 ? sinNear(r) : cosNear(r)
    return quarters & 2 == 0 ? value : -value
  }

  /// Returns the sine of `x` radians, within 0.8 ulp for every finite `x`.
  public static func sin(_ x: Double) -> Double {
    // This keeps the sign of zero, and subnormal numbers as they are.
    if x.magnitude < 0x1p-27 { return x }
    guard x.isFinite else { return .nan }
    let angle = Angle(x)
    return turned(angle.rest, quarters: angle.quarters)
  }

  /// Returns the cosine of `x` radians, within 0.8 ulp for every finite `x`.
  public static func cos(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let angle = Angle(x)
    return turned(angle.rest, quarters: angle.quarters &+ 1)
  }
}
