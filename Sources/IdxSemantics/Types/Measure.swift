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

  /// What a measure is that is neither plain numbers nor unknown.
  private final class Product: Sendable {
    let powers: [Base: Double]
    let factor: Double
    let name: String?

    init(_ powers: [Base: Double], _ factor: Double, _ name: String?) {
      self.powers = powers
      self.factor = factor
      self.name = name
    }
  }

  /// Most values are plain numbers or in a measure of which nothing is known: these own no memory.
  private enum Content: Sendable {
    case plain, unknown
    case product(Product)
  }

  private let content: Content

  private init(_ content: Content) { self.content = content }

  /// Creates a product of powers.
  public init(_ powers: [Base: Double] = [:], factor: Double = 1) {
    self.init(powers, factor: factor, name: nil)
  }

  private init(_ powers: [Base: Double], factor: Double, name: String?) {
    let powers = powers.isEmpty ? powers : powers.filter { $0.value != 0 }
    let isPlain = powers.isEmpty && factor == 1 && name == nil
    content = isPlain ? .plain : .product(Product(powers, factor, name))
  }

  private var product: Product? { if case .product(let product) = content { product } else { nil } }

  /// The powers, none 0.
  public var powers: [Base: Double] { product?.powers ?? [:] }

  /// How many of the product of bases one of this measure is: 1000 for `thousand * person`.
  public var factor: Double { product?.factor ?? 1 }

  /// `true` iff the measure is not known, as inside a method; it agrees with every other.
  public var isUnknown: Bool { if case .unknown = content { true } else { false } }

  /// The name that the model gives it; not part of what it is.
  var name: String? { product?.name }

  /// Returns the measure under the `name` that the model gives it, or without one.
  func named(_ name: String?) -> Measure {
    switch content {
    case .unknown: self
    case .plain where name == nil: self
    case .product(let product) where product.name == name: self
    default: Measure(powers, factor: factor, name: name)
    }
  }

  /// Measures are equal whatever they are called.
  public static func == (a: Measure, b: Measure) -> Bool {
    switch (a.content, b.content) {
    case (.unknown, .unknown), (.plain, .plain): true
    case (.unknown, _), (_, .unknown): false
    case (.product(let a), .product(let b)) where a === b: true
    default: a.factor == b.factor && a.powers == b.powers
    }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(isUnknown)
    guard let product, !isNone else { return }
    hasher.combine(product.powers)
    hasher.combine(product.factor)
  }

  /// Plain numbers.
  public static var none: Measure { Measure(.plain) }
  /// A measure that is not known.
  public static var unknown: Measure { Measure(.unknown) }

  /// `true` iff values are plain numbers.
  public var isNone: Bool {
    switch content {
    case .plain: true
    case .unknown: false
    case .product(let product): product.factor == 1 && product.powers.isEmpty
    }
  }

  /// `true` iff `self` and `other` measure the same thing, in whatever multiples.
  public func agrees(with other: Measure) -> Bool {
    switch (content, other.content) {
    case (.unknown, _), (_, .unknown), (.plain, .plain): true
    case (.product(let a), .product(let b)) where a === b: true
    default: powers == other.powers
    }
  }

  /// Returns the measure of the product.
  public static func * (a: Measure, b: Measure) -> Measure {
    switch (a.content, b.content) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (_, .plain): return a.named(nil)
    case (.plain, _): return b.named(nil)
    default: break
    }
    return Measure(a.powers.merging(b.powers, uniquingKeysWith: +), factor: a.factor * b.factor)
  }

  /// Returns the measure of the `exponent`-th power.
  public func raised(to exponent: Double, factor newFactor: Double) -> Measure {
    switch content {
    case .unknown: self
    case .plain: Measure(factor: newFactor)
    case .product(let product):
      Measure(product.powers.mapValues { $0 * exponent }, factor: newFactor)
    }
  }

  /// Returns the measure of the quotient.
  public static func / (a: Measure, b: Measure) -> Measure {
    if case .plain = b.content { return a.named(nil) }
    return a * b.raised(to: -1, factor: 1 / b.factor)
  }

  /// The axis each of whose elements has its own measure, if there is one; the first of several.
  public var elementAxis: Int32? {
    guard let product else { return nil }
    var first: Int32?
    for case .ofElements(let axis) in product.powers.keys where axis < first ?? .max {
      first = axis
    }
    return first
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
