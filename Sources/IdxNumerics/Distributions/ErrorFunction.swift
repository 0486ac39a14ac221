/// The complementary error function.
enum ErrorFunction {
  /// Chebyshev coefficients of exp(x²) erfc(x) (1 + 2 x) in (x - 3.75) / (x + 3.75), x ≥ 0.
  ///
  /// J. L. Schonfelder, "Chebyshev expansions for the error and related functions", 1978.
  private static let complement: [Double] = [
    0x1.2d75d0246cee8p+0, -0x1.2cd0564f8c1b7p-8, -0x1.59159e8868995p-4,
    0x1.e50c3e7c7dccep-5, -0x1.b4c68f4569326p-6, 0x1.295e991a7d82dp-7,
    -0x1.3c4c54f8d419dp-9, 0x1.014ed1572209ap-11, -0x1.221e6f70130b5p-14,
    0x1.15c3f597f0492p-18, 0x1.9f8f03ca86fc1p-21, -0x1.d601c320c8f9cp-23,
    0x1.71e1efca86cf9p-27, 0x1.36bf2885524c9p-28, -0x1.aa4d7b1cdf20ap-31,
    -0x1.15df59ca6082bp-34, 0x1.f8af0a9aa6d31p-36, 0x1.b61b723941781p-43,
    -0x1.0fc16c00b50f2p-40, 0x1.24f6a772cbc36p-45, 0x1.2d8b49ab5f72bp-45,
    -0x1.0cb63a80de2c5p-49, -0x1.6884628ace07ap-50, 0x1.561b105822235p-54,
    0x1.d3744857e262bp-55, -0x1.4a219c71bb4d2p-59, -0x1.42cb7ae4cd5a0p-59,
  ]

  /// Returns exp(x²) erfc(x) for x ≥ 0, within about 5e-16 of it.
  static func scaledComplement(_ x: Double) -> Double {
    // Exactly half of a symmetric distribution lies below its middle.
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    return Chebyshev.sum(complement, at: (x - 3.75) / (x + 3.75)) / (1 + 2 * x)
  }

  /// Returns exp(-factor · x²) for a power of two as factor, as exact for large `x` as for small.
  static func bell(_ x: Double, factor: Double) -> Double {
    // Beyond this the result is 0 for the factors in use, and the square may overflow.
    guard x.magnitude < 60 else { return x.isNaN ? x : 0 }
    let square = Extended(product: x, x)
    return Elementary.expFull(-factor * square.high, -factor * square.low)
  }
}

/// Sums of Chebyshev polynomials.
enum Chebyshev {
  /// Returns the sum with `coefficients` at `t` from -1 to 1.
  ///
  /// C. W. Clenshaw, "A note on the summation of Chebyshev series", 1955.
  static func sum(_ coefficients: [Double], at t: Double) -> Double {
    var (next, afterNext) = (0.0, 0.0)
    for c in coefficients.dropFirst().reversed() {
      (next, afterNext) = (2 * t * next - afterNext + c, next)
    }
    return t * next - afterNext + (coefficients.first ?? 0)
  }
}
