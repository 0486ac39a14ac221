internal import IdxNumerics
import IdxPlan

/// Loops of element-wise operators over runs of cells, written so that the compiler vectorises them.
enum Kernels {
  /// A run that is written.
  typealias Target = UnsafeMutablePointer<Double>

  @inline(__always) private static func map(
    _ x: Operand, _ target: Target, _ count: Int, _ body: (Double) -> Double
  ) {
    let values = x.values
    for i in 0..<count { target[i] = body(values[i]) }
  }

  @inline(__always) private static func map(
    _ x: Operand, _ y: Operand, _ target: Target, _ count: Int,
    _ body: (Double, Double) -> Double
  ) {
    let a = x.values
    let b = y.values
    switch (x.isUniform, y.isUniform) {
    case (false, false): for i in 0..<count { target[i] = body(a[i], b[i]) }
    case (false, true):
      let uniform = b[0]
      for i in 0..<count { target[i] = body(a[i], uniform) }
    case (true, false):
      let uniform = a[0]
      for i in 0..<count { target[i] = body(uniform, b[i]) }
    case (true, true): target[0] = body(a[0], b[0])
    }
  }

  /// Writes what `operation` gives for `count` cells of `x` to `target`.
  static func apply(_ operation: UnaryOperator, _ x: Operand, _ target: Target, _ count: Int) {
    switch operation {
    case .negate: map(x, target, count) { Elementwise.apply(.negate, $0) }
    case .not: map(x, target, count) { Elementwise.apply(.not, $0) }
    case .abs: map(x, target, count) { Elementwise.apply(.abs, $0) }
    case .sqrt: map(x, target, count) { Elementwise.apply(.sqrt, $0) }
    case .exp:
      Elementary.exp(x.values, into: target, count: count)
      map(Operand(target, mask: nil), target, count) { Elementwise.checked($0) }
    case .ln:
      Elementary.ln(x.values, into: target, count: count)
      map(Operand(target, mask: nil), target, count) { Elementwise.checked($0) }
    case .log10: map(x, target, count) { Elementwise.apply(.log10, $0) }
    case .sin: map(x, target, count) { Elementwise.apply(.sin, $0) }
    case .cos: map(x, target, count) { Elementwise.apply(.cos, $0) }
    case .atan: map(x, target, count) { Elementwise.apply(.atan, $0) }
    case .normalQuantile: map(x, target, count) { Elementwise.apply(.normalQuantile, $0) }
    case .floor: map(x, target, count) { Elementwise.apply(.floor, $0) }
    case .present: map(x, target, count) { _ in 1 }
    }
  }

  /// Writes what `operation` gives for `count` cells of `x` and `y` to `target`.
  static func apply(
    _ operation: BinaryOperator, _ x: Operand, _ y: Operand, _ target: Target, _ count: Int
  ) {
    switch operation {
    case .add: map(x, y, target, count) { Elementwise.apply(.add, $0, $1) }
    case .subtract: map(x, y, target, count) { Elementwise.apply(.subtract, $0, $1) }
    case .multiply: map(x, y, target, count) { Elementwise.apply(.multiply, $0, $1) }
    case .divide: map(x, y, target, count) { Elementwise.apply(.divide, $0, $1) }
    case .power: power(x, y, target, count)
    case .minimum: map(x, y, target, count) { Elementwise.apply(.minimum, $0, $1) }
    case .maximum: map(x, y, target, count) { Elementwise.apply(.maximum, $0, $1) }
    case .atan2: map(x, y, target, count) { Elementwise.apply(.atan2, $0, $1) }
    case .equal: map(x, y, target, count) { Elementwise.apply(.equal, $0, $1) }
    case .notEqual: map(x, y, target, count) { Elementwise.apply(.notEqual, $0, $1) }
    case .less: map(x, y, target, count) { Elementwise.apply(.less, $0, $1) }
    case .lessEqual: map(x, y, target, count) { Elementwise.apply(.lessEqual, $0, $1) }
    case .greater: map(x, y, target, count) { Elementwise.apply(.greater, $0, $1) }
    case .greaterEqual: map(x, y, target, count) { Elementwise.apply(.greaterEqual, $0, $1) }
    case .and: map(x, y, target, count) { Elementwise.apply(.and, $0, $1) }
    case .or: map(x, y, target, count) { Elementwise.apply(.or, $0, $1) }
    case .round: map(x, y, target, count) { Elementwise.apply(.round, $0, $1) }
    case .otherwise: map(x, y, target, count) { a, _ in a }
    }
  }

  private static func power(_ x: Operand, _ y: Operand, _ target: Target, _ count: Int) {
    guard y.isUniform && !x.isUniform else {
      return map(x, y, target, count) { Elementwise.apply(.power, $0, $1) }
    }
    // The block form knows that the exponent is the same for all.
    let exponent = y.values[0]
    Elementary.pow(x.values, exponent, into: target, count: count)
    map(Operand(target, mask: nil), x, target, count) {
      Elementwise.checked($0 + $1 * 0 + exponent * 0)
    }
  }
}
