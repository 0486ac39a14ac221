internal import IdxNumerics
import IdxPlan

/// What the element-wise operators give, cell by cell.
///
/// Operands are finite or NaN, and so are results: what overflows is NaN. No result is a negative
/// zero, so that equal results have equal bits.
enum Elementwise {
  /// Returns `x`, or NaN if it is not finite.
  @inline(__always) static func checked(_ x: Double) -> Double {
    Swift.abs(x) < .infinity ? x + 0 : .nan
  }

  /// Returns 1 or 0 for `flag`, a comparison of `a` and `b`; NaN if either is NaN.
  @inline(__always) static func flag(_ flag: Bool, _ a: Double, _ b: Double) -> Double {
    (flag ? 1 : 0) + a * 0 + b * 0
  }

  /// Returns the greatest whole number that is not above `x`.
  @inline(__always) static func floor(_ x: Double) -> Double {
    // From 2^52 on every number is whole.
    guard Swift.abs(x) < 4_503_599_627_370_496 else { return x }
    let whole = Double(Int64(x))
    return whole > x ? whole - 1 : whole
  }

  /// Returns `x` rounded to `digits` decimals, halves away from zero.
  static func round(_ x: Double, _ digits: Double) -> Double {
    guard Swift.abs(x) < .infinity, Swift.abs(digits) <= 300 else { return .nan }
    let places = Int(floor(digits))
    var scale = 1.0
    for _ in 0..<Swift.abs(places) { scale *= 10 }
    let scaled = Swift.abs(places < 0 ? x / scale : x * scale)
    guard scaled < 4_503_599_627_370_496 else { return x }
    let whole = floor(scaled)
    let rounded = scaled - whole >= 0.5 ? whole + 1 : whole
    let result = places < 0 ? rounded * scale : rounded / scale
    return checked(x < 0 ? -result : result)
  }

  /// Returns `x` to the power of `y`.
  static func power(_ x: Double, _ y: Double) -> Double {
    if x == 0 && y < 0 { return .nan }
    if x < 0 && y != floor(y) { return .nan }
    return checked(Elementary.pow(x, y) + x * 0 + y * 0)
  }

  /// Returns what `operation` gives for `x`; `present` is the caller's.
  @inline(__always) static func apply(_ operation: UnaryOperator, _ x: Double) -> Double {
    switch operation {
    case .negate: 0 - x
    case .not: 1 - x
    case .abs: Swift.abs(x)
    case .sqrt: x.squareRoot()
    case .exp: checked(Elementary.exp(x))
    case .ln: checked(Elementary.ln(x))
    case .log10: checked(Elementary.log10(x))
    case .sin: checked(Elementary.sin(x))
    case .cos: checked(Elementary.cos(x))
    case .atan: checked(Elementary.atan(x))
    case .normalQuantile: checked(NormalDistribution.quantile(x))
    case .floor: floor(x)
    case .present: 1
    }
  }

  /// Returns what `operation` gives for `a` and `b`, both present.
  @inline(__always) static func apply(
    _ operation: BinaryOperator, _ a: Double, _ b: Double
  ) -> Double {
    switch operation {
    case .add: checked(a + b)
    case .subtract: checked(a - b)
    case .multiply: checked(a * b)
    case .divide: checked(a / b)
    case .power: power(a, b)
    case .minimum: b < a || b.isNaN ? b : a
    case .maximum: b > a || b.isNaN ? b : a
    case .atan2: checked(Elementary.atan2(a, b))
    case .equal: flag(a == b, a, b)
    case .notEqual: flag(a != b, a, b)
    case .less: flag(a < b, a, b)
    case .lessEqual: flag(a <= b, a, b)
    case .greater: flag(a > b, a, b)
    case .greaterEqual: flag(a >= b, a, b)
    case .and: a * b
    case .or: a + b - a * b
    case .round: round(a, b)
    case .otherwise: a
    }
  }
}
