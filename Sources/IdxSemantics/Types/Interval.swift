/// The range of numbers that a value may have, as far as it is known before any data is read.
public struct Interval: Hashable, Sendable {
  /// The ends.
  public var lower: Double
  public var upper: Double
  /// `true` iff the end itself is excluded.
  public var excludesLower: Bool
  public var excludesUpper: Bool
  private var reached = Reached.nothing

  /// Most intervals have no number that is surely there, or are one number: these own no memory.
  private enum Reached: Hashable, Sendable {
    case nothing
    case one(Double)
    case several([Double])
  }

  /// Numbers that some cell surely has, as the 0 that min-max makes: rising, each once.
  public private(set) var touching: [Double] {
    get {
      switch reached {
      case .nothing: []
      case .one(let number): [number]
      case .several(let numbers): numbers
      }
    }
    set {
      switch newValue.count {
      case 0: reached = .nothing
      case 1: reached = .one(newValue[0])
      default: reached = .several(newValue)
      }
    }
  }

  /// Creates the interval from `lower` to `upper`.
  public init(
    _ lower: Double, _ upper: Double, excludesLower: Bool = false, excludesUpper: Bool = false
  ) {
    self.lower = lower
    self.upper = upper
    self.excludesLower = excludesLower
    self.excludesUpper = excludesUpper
  }

  /// All numbers.
  public static var all: Interval { Interval(-.infinity, .infinity) }
  /// The numbers that are not negative.
  public static var nonNegative: Interval { Interval(0, .infinity) }
  /// The numbers from 0 to 1.
  public static var unit: Interval { Interval(0, 1) }
  /// The numbers 0, 1, 2, …
  public static var counts: Interval { Interval(0, .infinity) }

  /// Returns the interval that holds `number` alone.
  public static func exactly(_ number: Double) -> Interval {
    var result = Interval(number, number)
    result.reached = .one(number)
    return result
  }

  /// The one number that the value can have.
  public var single: Double? { lower == upper ? lower : nil }

  /// Of truth values, what is surely true.
  public static var surelyTrue: Interval { exactly(1) }
  /// Of truth values, what is surely false.
  public static var surelyFalse: Interval { exactly(0) }

  /// `true` iff nothing is known.
  public var isAll: Bool { lower == -.infinity && upper == .infinity }

  /// `true` iff `number` may be a value.
  public func contains(_ number: Double) -> Bool {
    (excludesLower ? lower < number : lower <= number)
      && (excludesUpper ? number < upper : number <= upper)
  }

  /// `true` iff every value of `self` lies in `other`.
  public func isWithin(_ other: Interval) -> Bool {
    let low =
      lower > other.lower || lower == other.lower && (excludesLower || !other.excludesLower)
      || other.lower == -.infinity
    let high =
      upper < other.upper || upper == other.upper && (excludesUpper || !other.excludesUpper)
      || other.upper == .infinity
    return low && high
  }

  /// `true` iff no value of `self` lies in `other`, or one that `self` surely has does not.
  public func contradicts(_ other: Interval) -> Bool {
    switch reached {
    case .nothing: break
    case .one(let number): if !other.contains(number) { return true }
    case .several(let numbers): if !numbers.allSatisfy(other.contains) { return true }
    }
    if lower > other.upper || upper < other.lower { return true }
    if lower == other.upper, excludesLower || other.excludesUpper { return true }
    return upper == other.lower && (excludesUpper || other.excludesLower)
  }

  /// Returns the least interval that holds both.
  public func hull(_ other: Interval) -> Interval {
    var result = self
    if other.lower < lower || other.lower == lower && !other.excludesLower {
      (result.lower, result.excludesLower) = (other.lower, other.excludesLower)
    }
    if other.upper > upper || other.upper == upper && !other.excludesUpper {
      (result.upper, result.excludesUpper) = (other.upper, other.excludesUpper)
    }
    if reached != other.reached { result.touching = touching.filter(other.touching.contains) }
    return result
  }

  /// Returns what both allow; `self` where they exclude each other.
  public func intersection(_ other: Interval) -> Interval {
    if contradicts(Interval(other.lower, other.upper)) { return self }
    var result = self
    if other.lower > lower || other.lower == lower && other.excludesLower {
      (result.lower, result.excludesLower) = (other.lower, other.excludesLower)
    }
    if other.upper < upper || other.upper == upper && other.excludesUpper {
      (result.upper, result.excludesUpper) = (other.upper, other.excludesUpper)
    }
    if case .nothing = reached, case .nothing = other.reached { return result }
    result = result.touching(other.touching)
    result.touching = result.touching.filter(result.contains)
    return result
  }

  /// Returns the interval with `numbers` among what some cell surely has.
  public func touching(_ numbers: [Double]) -> Interval {
    var result = self
    for number in numbers where !result.touching.contains(number) {
      let place = result.touching.firstIndex { $0 > number } ?? result.touching.endIndex
      result.touching.insert(number, at: place)
    }
    return result
  }

  /// The interval without what surely happens: for values that may not be reached.
  public var untouched: Interval {
    var result = self
    result.reached = .nothing
    return result
  }
}

extension Interval: CustomStringConvertible {
  /// The interval as the language writes it: `0...1`, `> 0`.
  public var description: String {
    if let single { return Self.text(single) }
    if lower == -.infinity, upper == .infinity { return "any number" }
    if upper == .infinity { return (excludesLower ? "> " : ">= ") + Self.text(lower) }
    if lower == -.infinity { return (excludesUpper ? "< " : "<= ") + Self.text(upper) }
    if lower == upper { return Self.text(lower) }
    return "\(Self.text(lower))...\(Self.text(upper))"
  }

  /// Returns `number` without a needless fraction.
  public static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}

// MARK: - Arithmetic

extension Interval {
  /// `true` iff the value is always missing, so that it has no range, nor has what is made of it.
  private var isEmpty: Bool { lower > upper }

  /// Returns the range of the sums.
  public static func + (a: Interval, b: Interval) -> Interval {
    if a.isEmpty { return a }
    if b.isEmpty { return b }
    return Interval(
      a.lower + b.lower, a.upper + b.upper, excludesLower: a.excludesLower || b.excludesLower,
      excludesUpper: a.excludesUpper || b.excludesUpper)
  }

  /// Returns the range of the negatives.
  public static prefix func - (a: Interval) -> Interval {
    var result = Interval(
      -a.upper, -a.lower, excludesLower: a.excludesUpper, excludesUpper: a.excludesLower)
    switch a.reached {
    case .nothing: break
    case .one(let number): result.reached = .one(-number)
    case .several(let numbers): result.touching = numbers.reversed().map { -$0 }
    }
    return result
  }

  /// Returns the range of the differences.
  public static func - (a: Interval, b: Interval) -> Interval { a + (-b.untouched) }

  /// Returns the range of the products.
  public static func * (a: Interval, b: Interval) -> Interval {
    if a.isEmpty { return a }
    if b.isEmpty { return b }
    func times(_ x: Double, _ y: Double) -> Double { x == 0 || y == 0 ? 0 : x * y }
    let (ll, lu) = (times(a.lower, b.lower), times(a.lower, b.upper))
    let (ul, uu) = (times(a.upper, b.lower), times(a.upper, b.upper))
    let low = min(min(min(ll, lu), ul), uu)
    // Two positive ranges give a positive one; other open ends are not followed.
    let open = low == 0 && a.isPositive && b.isPositive
    return Interval(low, max(max(max(ll, lu), ul), uu), excludesLower: open)
  }

  /// Returns the range of the quotients, all numbers where the divisor may be 0 on the inside.
  public static func / (a: Interval, b: Interval) -> Interval {
    if a.isEmpty { return a }
    if b.isEmpty { return b }
    if b.lower < 0, b.upper > 0 { return .all }
    if b.lower == 0, b.upper == 0 { return .all }
    if b.upper <= 0 { return (-a) / (-b) }
    let inverse = Interval(
      1 / b.upper, b.lower == 0 ? .infinity : 1 / b.lower, excludesLower: b.upper == .infinity)
    return a.untouched * inverse
  }

  /// `true` iff every value is above 0.
  public var isPositive: Bool { lower > 0 || lower == 0 && excludesLower }

  /// Returns the range of a function that rises throughout.
  public func mapped(rising function: (Double) -> Double) -> Interval {
    Interval(
      function(lower), function(upper), excludesLower: excludesLower, excludesUpper: excludesUpper)
  }
}
