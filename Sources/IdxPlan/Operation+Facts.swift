extension ReductionOperator {
  /// `true` iff the reduction of nothing is a value.
  package var hasNeutral: Bool {
    switch self {
    case .sum, .product, .count, .any, .all: true
    default: false
    }
  }

  /// `true` iff the first input is a value to reduce.
  package var takesValue: Bool {
    switch self {
    case .count, .first, .last: false
    default: true
    }
  }

  /// `true` iff there is a second operand, which is not reduced.
  package var takesExtra: Bool {
    switch self {
    case .nth, .quantile: true
    default: false
    }
  }
}

extension Operation {
  /// `true` iff each cell of the result depends only on the cells at its own place.
  package var isElementwise: Bool {
    switch self {
    case .unary, .binary, .select, .demand: true
    default: false
    }
  }
}
