/// Student's t distribution. Probabilities are within 2e-13 of themselves up to 10^4 degrees.
public enum StudentDistribution {
  /// Returns the probability of a value up to `t`; NaN unless `degrees` > 0.
  public static func cdf(_ t: Double, degrees: Double) -> Double { tail(-t, degrees: degrees) }

  /// Returns the probability of a value above `t`; NaN unless `degrees` > 0.
  public static func tail(_ t: Double, degrees: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    let (x, y) = Share.of(degrees, t.magnitude, t.magnitude)
    let half = 0.5 * SpecialFunctions.beta(degrees / 2, 0.5, x, complement: y)
    return t < 0 ? 1 - half : half
  }
}

/// Fisher's F distribution. Probabilities are within 2e-13 of themselves up to 10^4 degrees.
public enum FisherDistribution {
  /// Returns the probability of a value up to `f`; NaN unless both degrees are positive.
  public static func cdf(_ f: Double, numerator: Double, denominator: Double) -> Double {
    guard numerator > 0, denominator > 0, !f.isNaN else { return .nan }
    if f <= 0 { return 0 }
    let (x, y) = Share.of(denominator, numerator, f)
    return SpecialFunctions.beta(numerator / 2, denominator / 2, y, complement: x)
  }

  /// Returns the probability of a value above `f`; NaN unless both degrees are positive.
  public static func tail(_ f: Double, numerator: Double, denominator: Double) -> Double {
    guard numerator > 0, denominator > 0, !f.isNaN else { return .nan }
    if f <= 0 { return 1 }
    let (x, y) = Share.of(denominator, numerator, f)
    return SpecialFunctions.beta(denominator / 2, numerator / 2, x, complement: y)
  }
}

/// The chi-square distribution. Probabilities are within 2e-13 of themselves up to 10^4 degrees.
public enum ChiSquareDistribution {
  /// Returns the probability of a value up to `x`; NaN unless `degrees` > 0.
  public static func cdf(_ x: Double, degrees: Double) -> Double {
    x <= 0 && degrees > 0 ? 0 : SpecialFunctions.lowerGamma(degrees / 2, x / 2)
  }

  /// Returns the probability of a value above `x`; NaN unless `degrees` > 0.
  public static func tail(_ x: Double, degrees: Double) -> Double {
    x <= 0 && degrees > 0 ? 1 : SpecialFunctions.upperGamma(degrees / 2, x / 2)
  }
}

/// The shares of two numbers in their sum.
private enum Share {
  /// Returns a / (a + b c) and b c / (a + b c), for a > 0 and b, c ≥ 0.
  static func of(_ a: Double, _ b: Double, _ c: Double) -> (Double, Double) {
    let product = b * c
    if product == .infinity { return (0, 1) }
    let sum = a + product
    return (a / sum, product / sum)
  }
}
