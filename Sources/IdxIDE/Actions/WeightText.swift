/// Weights as people write them.
enum WeightText {
  /// Returns `value` as a decimal number where nine digits behind the point say it, else as a quotient of small
  /// numbers, else with all of its digits.
  static func text(_ value: Double) -> String {
    if let decimal = decimal(value) { return decimal }
    for denominator in 2...mostDenominator {
      let numerator = (value * Double(denominator)).rounded()
      if numerator >= 1, numerator < 1e6, isNear(numerator / Double(denominator), value) {
        return "\(Int(numerator))/\(denominator)"
      }
    }
    return value.description
  }

  private static let mostDenominator = 1000

  private static func decimal(_ value: Double) -> String? {
    guard value >= 0, value < 1e6 else { return nil }
    var power = 1
    for _ in 0...9 {
      let count = (value * Double(power)).rounded()
      if isNear(count / Double(power), value) { return decimal(Int(count), per: power) }
      power *= 10
    }
    return nil
  }

  private static func decimal(_ count: Int, per power: Int) -> String {
    if power == 1 { return "\(count)" }
    let digits = String(power + count % power).dropFirst()
    return "\(count / power).\(digits)"
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-13 * max(abs(a), abs(b))
  }
}
