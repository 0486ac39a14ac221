/// The words of the scale from 1 to 9 (Saaty, The analytic hierarchy process, 1980).
enum SaatyScale {
  /// Returns what `ratio` means; `nil` where it is off the scale.
  static func words(for ratio: Double) -> String? {
    guard ratio > 0, ratio.isFinite else { return nil }
    let size = ratio >= 1 ? ratio : 1 / ratio
    let nearest = size.rounded()
    guard nearest >= 1, nearest <= 9, abs(size - nearest) < 1e-6 else { return nil }
    return words[Int(nearest) - 1]
  }

  private static let words = [
    "equally important", "between equally and moderately more important",
    "moderately more important", "between moderately and strongly more important",
    "strongly more important", "between strongly and very strongly more important",
    "very strongly more important", "between very strongly and extremely more important",
    "extremely more important",
  ]
}
