public import IdxPlan

/// What is known of an array before any data is read.
public struct ValueType: Hashable, Sendable {
  /// What the cells are.
  public var element: ElementType
  /// The axes, in canonical order.
  public var axes: [Axis]
  /// `true` iff cells may be missing.
  public var isOptional: Bool
  /// The measure of the numbers.
  public var measure: Measure
  /// The range of the numbers; of truth values, whether they are known.
  public var range: Interval
  /// `true` iff more is better in every cell, whatever the direction of the indicator.
  public var isOriented: Bool
  /// The axis along which the numbers sum to one.
  public var sharesAlong: Axis?

  /// Creates a type.
  public init(
    _ element: ElementType = .real, axes: [Axis] = [], isOptional: Bool = false,
    measure: Measure = .none, range: Interval = .all, isOriented: Bool = false,
    sharesAlong: Axis? = nil
  ) {
    self.element = element
    self.axes = axes
    self.isOptional = isOptional
    self.measure = measure
    self.range = range
    self.isOriented = isOriented
    self.sharesAlong = sharesAlong
  }

  /// The type of `missing`: it goes with every other.
  static let nothing = ValueType(
    .real, isOptional: true, measure: .unknown, range: Interval(.infinity, -.infinity))

  /// `true` iff it is the type of `missing`.
  var isNothing: Bool { range.lower > range.upper }

  /// `true` iff the cells are truth values that are known to be true everywhere.
  var isSurelyTrue: Bool { element == .boolean && !isOptional && range.single == 1 }

  /// `true` iff the cells are truth values that are known to be false everywhere.
  var isSurelyFalse: Bool { element == .boolean && !isOptional && range.single == 0 }

  /// `true` iff the cells are numbers.
  public var isNumeric: Bool { element == .real || element == .integer }
}
