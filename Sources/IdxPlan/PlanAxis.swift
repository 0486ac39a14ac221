/// An axis of a plan's arrays: one of the plan's named axes, or a twin of it.
public struct Axis: Hashable, Sendable {
  /// The position in `Plan.axes`.
  public let base: Int32
  /// How many primes: 0 for the axis itself, 1 for its twin `I'`, 2 for `I''`.
  public let primes: UInt8

  /// Creates the axis `base` with `primes` primes.
  @inlinable public init(_ base: Int, primes: Int = 0) {
    self.base = Int32(truncatingIfNeeded: base)
    self.primes = UInt8(truncatingIfNeeded: primes)
  }

  /// Returns the axis with `count` primes more.
  public func twin(_ count: Int) -> Axis { Axis(Int(base), primes: min(Int(primes) + count, 255)) }

  /// The axis without primes.
  public var unprimed: Axis { Axis(Int(base)) }
}

/// Where the elements of an axis come from.
public enum AxisElements: Hashable, Sendable {
  /// They are written in the model: codes and the labels shown for them.
  case fixed(codes: [String], labels: [String])
  /// They are what a table defines: its key column, in the order of first appearance.
  case table(name: String)
  /// Those elements of `base` for which the Boolean node (over `base` alone) is true.
  case filtered(base: Axis, by: NodeIndex)
  /// All tuples of the elements of `axes`, the last varying fastest: what pooling binds.
  case product([Axis])
  /// Those of another axis under another name, as the components of `base`: codes `1`, `2`, ….
  case numbered(base: Axis)
}

/// A named axis of a plan.
public struct PlanAxis: Hashable, Sendable {
  /// The name that people see.
  public let name: String
  /// `true` iff it runs along memory: axes of objects do, so that columns are long.
  public let isInner: Bool
  /// Where its elements come from.
  public let elements: AxisElements

  /// Creates the axis `name`.
  public init(name: String, isInner: Bool, elements: AxisElements) {
    self.name = name
    self.isInner = isInner
    self.elements = elements
  }

  /// Hashes the name and what tells axes of one name apart; there may be many elements.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    switch elements {
    case .fixed(let codes, _):
      hasher.combine(codes.count)
      hasher.combine(codes.first)
    case .table(let name): hasher.combine(name)
    case .filtered(_, let condition): hasher.combine(condition)
    case .product(let factors): hasher.combine(factors)
    case .numbered(let base): hasher.combine(base)
    }
  }
}
