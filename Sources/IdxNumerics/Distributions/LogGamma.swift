/// The logarithm of the gamma function, and what Stirling's formula lacks.
enum LogGamma {
  /// Chebyshev coefficients of ln Γ(2 + t) / (t (1 + t)) for |t| ≤ 1.
  private static let quotient: [Double] = [
    0x1.c415b2f77d216p-2, -0x1.c775402458f9ap-4, 0x1.3fa8c04d6ff67p-6,
    -0x1.010ffbb4197b6p-8, 0x1.bc8b1371eaccbp-11, -0x1.91af7a54a9a64p-13,
    0x1.75ab04d1df215p-15, -0x1.62c44ca024f08p-17, 0x1.55e927ae8795fp-19,
    -0x1.4d5177a7d60b9p-21, 0x1.47e471139787bp-23, -0x1.44ed14f25b644p-25,
    0x1.43f273ad94382p-27, -0x1.44a179f50c1b4p-29, 0x1.46bfea7d6632ap-31,
    -0x1.4a246834853afp-33, 0x1.4eb16ce023178p-35, -0x1.5452009c24af3p-37,
    0x1.5af787a242489p-39, -0x1.629841b59e381p-41, 0x1.6b2e3df5629bfp-43,
    -0x1.74b69ccd76d6bp-45, 0x1.7f31077ff8c5cp-47, -0x1.8a9f4d3a81e40p-49,
    0x1.97051afff88bcp-51, -0x1.a467c71e3093cp-53, 0x1.b2ce2b26c6f85p-55,
    -0x1.c24088e35be62p-57, 0x1.d2c877c28febbp-59,
  ]

  /// ln(2 π) / 2.
  static let halfLogTwoPi = 0x1.d67f1c864beb5p-1

  /// Returns ln Γ(x) for x > 0.
  static func value(_ x: Double) -> Double {
    if x < 1 { return near(x - 1, times: x) - Elementary.ln(x) }
    if x <= 3 { return near(x - 2, times: x - 1) }
    if x < 12 { return shifted(x) }
    return (x - 0.5) * Elementary.ln(x) - x + halfLogTwoPi + series(x)
  }

  /// Returns ln Γ(2 + t), given t and 1 + t.
  private static func near(_ t: Double, times next: Double) -> Double {
    next * t * Chebyshev.sum(quotient, at: t)
  }

  /// Returns ln Γ(x) for 3 < x < 12 by Γ(x) = (x - 1) Γ(x - 1).
  private static func shifted(_ x: Double) -> Double {
    var product = 1.0
    var rest = x
    while rest > 3 {
      rest -= 1
      product *= rest
    }
    return Elementary.ln(product) + near(rest - 2, times: rest - 1)
  }

  /// Returns the rest of Stirling's series for ln Γ(x), x ≥ 12.
  private static func series(_ x: Double) -> Double {
    let y = 1 / (x * x)
    var sum = 1.0 / 156
    for c in [-691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360] {
      sum = sum * y + c
    }
    return (sum * y + 1.0 / 12) / x
  }

  /// Returns ln Γ(n + 1) less Stirling's (n + 1/2) ln(n) - n + ln(2 π) / 2, for n > 0.
  static func stirlingError(_ n: Double) -> Double {
    if n >= 12 { return series(n) }
    return value(n + 1) - (n + 0.5) * Elementary.ln(n) + n - halfLogTwoPi
  }
}
