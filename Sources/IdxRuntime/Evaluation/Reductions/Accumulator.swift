import IdxPlan

/// What a reduction has seen so far of one slice.
struct Accumulator {
  /// The sum, product, least or greatest so far.
  var value: Double
  /// What rounding has taken from the sum (Neumaier 1974).
  var compensation = 0.0
  /// How many cells have counted.
  var count = 0
  /// The position of the cell that was chosen.
  var position = 0
  /// `true` iff a cell that counts was missing.
  var isMissing = false

  /// Creates the accumulator of nothing.
  init(_ operation: ReductionOperator) { value = operation.start }

  /// Adds `x` to the sum, keeping what rounding takes.
  @inline(__always) mutating func add(_ x: Double) {
    let sum = value + x
    compensation += abs(value) >= abs(x) ? (value - sum) + x : (x - sum) + value
    value = sum
  }

  /// Takes the cell `x` at `position`, the next in axis order, into account.
  mutating func take(_ operation: ReductionOperator, _ x: Double, at position: Int) {
    defer { count += 1 }
    switch operation {
    case .sum, .mean, .count: add(x)
    case .product: value *= x
    case .minimum, .all: value = x < value || x.isNaN ? x : value
    case .maximum, .any: value = x > value || x.isNaN ? x : value
    case .first:
      if count == 0 { self.position = position }
      value += x * 0
    case .last:
      self.position = position
      value += x * 0
    case .argmin, .argmax:
      let isBetter = operation == .argmin ? x < value : x > value
      if isBetter || count == 0 { self.position = position }
      if isBetter || x.isNaN { value = x }
    case .nth, .quantile: break
    }
  }

  /// Joins what `next` has seen after `self`.
  mutating func join(_ operation: ReductionOperator, _ next: Accumulator) {
    count += next.count
    isMissing = isMissing || next.isMissing
    switch operation {
    case .sum, .mean, .count:
      add(next.value)
      compensation += next.compensation
    case .product: value *= next.value
    case .minimum, .all: value = next.value < value || next.value.isNaN ? next.value : value
    case .maximum, .any: value = next.value > value || next.value.isNaN ? next.value : value
    case .first, .last, .argmin, .argmax, .nth, .quantile: break
    }
  }

  /// Returns the result of `operation`; `nil` if it is missing.
  func result(_ operation: ReductionOperator) -> Double? {
    if isMissing || (count == 0 && !operation.hasNeutral && !value.isNaN) { return nil }
    switch operation {
    case .sum, .count: return Elementwise.checked(value + compensation)
    case .mean: return Elementwise.checked((value + compensation) / Double(count))
    case .product, .minimum, .maximum, .any, .all: return Elementwise.checked(value)
    case .first, .last, .argmin, .argmax: return value.isNaN ? .nan : Double(position)
    case .nth, .quantile: return .nan
    }
  }
}

extension ReductionOperator {
  /// What the reduction begins with, and what a cell that does not count adds.
  var start: Double {
    switch self {
    case .sum, .mean, .count, .any, .first, .last, .nth, .quantile: 0
    case .product, .all: 1
    case .minimum, .argmin: .infinity
    case .maximum, .argmax: -.infinity
    }
  }

  /// `true` iff partial results can be joined, and cells that do not count replaced by `start`.
  var isFoldable: Bool {
    switch self {
    case .sum, .mean, .count, .product, .minimum, .maximum, .any, .all: true
    case .first, .last, .argmin, .argmax, .nth, .quantile: false
    }
  }
}
