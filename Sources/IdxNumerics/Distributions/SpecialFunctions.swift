/// Functions that distributions are made of. Outside their domain they are NaN.
public enum SpecialFunctions {
  /// Returns the complementary error function of `x`, within 1e-15 of it.
  public static func erfc(_ x: Double) -> Double {
    let tail = ErrorFunction.bell(x, factor: 1) * ErrorFunction.scaledComplement(x.magnitude)
    return x < 0 ? 2 - tail : tail
  }

  /// Returns the logarithm of the gamma function of x > 0, within 1e-15 of it.
  public static func logGamma(_ x: Double) -> Double {
    if x == .infinity { return x }
    return x > 0 ? LogGamma.value(x) : x == 0 ? .infinity : .nan
  }

  /// Returns the regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0.
  ///
  /// Within 2e-13 of it for a up to 10^4. O(√a); a up to 10^10.
  public static func lowerGamma(_ a: Double, _ x: Double) -> Double {
    guard isGammaDomain(a, x) else { return .nan }
    if x < a + 1 { return IncompleteGamma.lowerSeries(a, x) }
    return 1 - IncompleteGamma.upperFraction(a, x)
  }

  /// Returns the regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).
  ///
  /// As exact as the lower one, also where it is small.
  public static func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard isGammaDomain(a, x) else { return .nan }
    if x < a + 1 { return 1 - IncompleteGamma.lowerSeries(a, x) }
    return IncompleteGamma.upperFraction(a, x)
  }

  private static func isGammaDomain(_ a: Double, _ x: Double) -> Bool {
    a > 0 && a <= 1e10 && x >= 0
  }

  /// Returns the regularised incomplete beta function of `x`, for a, b > 0 and x from 0 to 1.
  ///
  /// Within 2e-13 of it for a and b up to 10^4. O(√(a + b)); a and b up to 10^10.
  ///
  /// - Parameter complement: 1 - x, where the caller knows it better than the difference tells.
  public static func beta(
    _ a: Double, _ b: Double, _ x: Double, complement: Double? = nil
  ) -> Double {
    let y = complement ?? 1 - x
    guard a > 0, b > 0, a <= 1e10, b <= 1e10, x >= 0, x <= 1, y >= 0, y <= 1 else { return .nan }
    if x == 0 || y == 0 { return x == 0 ? 0 : 1 }
    if x * (b + 1) <= y * (a + 1) { return IncompleteBeta.fraction(a, b, x, y) }
    return 1 - IncompleteBeta.fraction(b, a, y, x)
  }
}
