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

extension Primitive {
  /// Returns those of the axes worked on that result number `result` keeps.
  package func kept(_ axes: [Axis], result: Int) -> [Axis] {
    switch self {
    case .principal: result == 0 ? [] : Array(axes.prefix(1))
    case .eigen: result == 0 ? [axes[2]] : [axes[0], axes[2]]
    }
  }

  /// Returns those of the axes worked on that the inputs are over.
  package func read(_ axes: [Axis]) -> [Axis] {
    switch self {
    case .principal, .eigen: Array(axes.prefix(2))
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
