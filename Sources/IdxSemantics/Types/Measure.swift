/// A measure of a value: a product of powers of base measures with a factor.
///
/// A value over an axis of indicators may have a measure for each of them: that is one more base,
/// which cancels like any other and must be gone before values are added up along the axis.
public struct Measure: Hashable, Sendable {
  /// A base of measures.
  public enum Base: Hashable, Comparable, Sendable {
    /// The measure declared as `name` in a module: another module's of the same name is another one.
    case named(String, module: Int)
    /// "Each element of this axis has its own."
    case ofElements(Int32)
  }

  /// The powers, none 0.
  public private(set) var powers: [Base: Double]
  /// How many of the product of bases one of this measure is: 1000 for `thousand * person`.
  public var factor: Double
  /// `true` iff the measure is not known, as inside a method; it agrees with every other.
  public var isUnknown: Bool
  /// The name that the model gives it; not part of what it is.
  var name: String?

  /// Creates a product of powers.
  public init(_ powers: [Base: Double] = [:], factor: Double = 1) {
    self.powers = powers.isEmpty ? powers : powers.filter { $0.value != 0 }
    self.factor = factor
    isUnknown = false
  }

  /// Measures are equal whatever they are called.
  public static func == (a: Measure, b: Measure) -> Bool {
    a.powers == b.powers && a.factor == b.factor && a.isUnknown == b.isUnknown
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(powers)
    hasher.combine(factor)
    hasher.combine(isUnknown)
  }

  /// Plain numbers.
  public static let none = Measure()
  /// A measure that is not known.
  public static let unknown: Measure = {
    var result = Measure()
    result.isUnknown = true
    return result
  }()

  /// `true` iff values are plain numbers.
  public var isNone: Bool { powers.isEmpty && factor == 1 && !isUnknown }

  /// `true` iff `self` and `other` measure the same thing, in whatever multiples.
  public func agrees(with other: Measure) -> Bool {
    isUnknown || other.isUnknown || powers == other.powers
  }

  /// Returns the measure of the product.
  public static func * (a: Measure, b: Measure) -> Measure {
    if a.isUnknown || b.isUnknown { return .unknown }
    if a.powers.isEmpty, b.powers.isEmpty { return Measure(factor: a.factor * b.factor) }
    return Measure(a.powers.merging(b.powers, uniquingKeysWith: +), factor: a.factor * b.factor)
  }

  /// Returns the measure of the `exponent`-th power.
  public func raised(to exponent: Double, factor newFactor: Double) -> Measure {
    isUnknown ? .unknown : Measure(powers.mapValues { $0 * exponent }, factor: newFactor)
  }

  /// Returns the measure of the quotient.
  public static func / (a: Measure, b: Measure) -> Measure {
    a * b.raised(to: -1, factor: 1 / b.factor)
  }

  /// The axis each of whose elements has its own measure, if there is one; the first of several.
  public var elementAxis: Int32? {
    powers.keys.compactMap { base -> Int32? in
      if case .ofElements(let axis) = base { axis } else { nil }
    }.min()
  }

  /// Returns the measure with `measure` in place of "each element its own" of `axis`.
  public func replacing(elementsOf axis: Int32, by measure: Measure) -> Measure {
    guard let power = powers[.ofElements(axis)] else { return self }
    var rest = powers
    rest[.ofElements(axis)] = nil
    var scaled = 1.0
    // Only whole powers carry a factor exactly; others are left without one.
    if power == power.rounded(), abs(power) <= 8 {
      for _ in 0..<Int(abs(power)) { scaled *= power > 0 ? measure.factor : 1 / measure.factor }
    }
    return Measure(rest, factor: factor) * measure.raised(to: power, factor: scaled)
  }

  /// Returns the measure with axis `old` called `new`.
  public func renaming(elementsOf old: Int32, to new: Int32) -> Measure {
    guard let power = powers[.ofElements(old)] else { return self }
    var changed = powers
    changed[.ofElements(old)] = nil
    changed[.ofElements(new)] = power
    return Measure(changed, factor: factor)
  }
}

extension Measure: CustomStringConvertible {
  /// The measure as the language writes it.
  public var description: String {
    if isUnknown { return "an unknown measure" }
    if let name { return name }
    var parts = factor == 1 ? [] : [Interval.text(factor)]
    for (base, power) in powers.sorted(by: { $0.key < $1.key }) {
      var word =
        switch base {
        case .named(let name, _): name
        case .ofElements: "its own measure"
        }
      if power != 1 { word += "^" + Interval.text(power) }
      parts.append(word)
    }
    return parts.isEmpty ? "a plain number" : parts.joined(separator: "*")
  }
}
