/// The standard normal distribution.
public enum NormalDistribution {
  /// 1 / √(2 π).
  private static let height = 0x1.9884533d43651p-2

  /// Returns the density at `x`, within 5e-16 of it.
  public static func density(_ x: Double) -> Double {
    ErrorFunction.bell(x, factor: 0.5) * height
  }

  /// Returns the probability of a value up to `x`, within 1e-15 of it also where it is small.
  public static func cdf(_ x: Double) -> Double {
    // 1 / √2, applied to the well-conditioned factor only.
    let scaled = x.magnitude * 0x1.6a09e667f3bcdp-1
    let half = 0.5 * ErrorFunction.bell(x, factor: 0.5)
    let tail = half * ErrorFunction.scaledComplement(scaled)
    return x > 0 ? 1 - tail : tail
  }

  /// Returns the probability of a value above `x`, within 1e-15 of it also where it is small.
  public static func tail(_ x: Double) -> Double { cdf(-x) }

  /// Returns the value up to which the probability is `p`, within 1e-15 of it; NaN outside [0, 1].
  ///
  /// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", 1988.
  public static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(central, r)
    }
    let tail = q < 0 ? p : 1 - p
    if tail == 0 { return q < 0 ? -.infinity : .infinity }
    let r = (-Elementary.ln(tail)).squareRoot()
    let x = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5)
    return q < 0 ? -x : x
  }

  /// The coefficients of a quotient of polynomials, the highest first.
  private struct Quotient {
    let above: [Double]
    let below: [Double]
  }

  /// Returns the quotient at `r`.
  private static func ratio(_ quotient: Quotient, _ r: Double) -> Double {
    let value = { (c: [Double]) in c.dropFirst().reduce(c[0]) { $0 * r + $1 } }
    return value(quotient.above) / value(quotient.below)
  }

  /// For p from 0.075 to 0.925, in 0.180625 - (p - 1/2)².
  private static let central = Quotient(
    above: [
      2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
      4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
      1.3314166789178437745e2, 3.3871328727963666080,
    ],
    below: [
      5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
      2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
      4.2313330701600911252e1, 1,
    ])

  /// For √(-ln p) up to 5, less 1.6.
  private static let middle = Quotient(
    above: [
      7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
      1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550,
      4.63033784615654529590, 1.42343711074968357734,
    ],
    below: [
      1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
      1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940,
      2.05319162663775882187, 1,
    ])

  /// For √(-ln p) beyond, less 5.
  private static let far = Quotient(
    above: [
      2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
      2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580,
      5.46378491116411436990, 6.65790464350110377720,
    ],
    below: [
      2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
      7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
      5.99832206555887937690e-1, 1,
    ])
}
