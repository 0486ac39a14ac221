import IdxPlan

/// Loops that reduce runs of cells, in an order that depends on nothing but the run's length.
enum ReductionKernels {
  private typealias Lanes = SIMD8<Double>

  /// Returns the reduction of `count` cells: eight lanes side by side, joined pair by pair.
  static func fold(
    _ operation: ReductionOperator, _ cells: UnsafePointer<Double>, _ count: Int
  ) -> Double {
    switch operation {
    case .product: fold(cells, count, 1, { $0 * $1 }, { $0 * $1 })
    case .minimum, .all:
      fold(
        cells, count, operation.start,
        { $0.replacing(with: $1, where: ($1 .< $0) .| ($1 .!= $1)) },
        { $1 < $0 || $1.isNaN ? $1 : $0 })
    case .maximum, .any:
      fold(
        cells, count, operation.start,
        { $0.replacing(with: $1, where: ($1 .> $0) .| ($1 .!= $1)) },
        { $1 > $0 || $1.isNaN ? $1 : $0 })
    default: fold(cells, count, 0, { $0 + $1 }, { $0 + $1 })
    }
  }

  /// Returns the sum of `count` cells, and what rounding has taken from it: eight lanes side by side,
  /// each with its errors (Knuth 1969), joined in order.
  static func sum(_ cells: UnsafePointer<Double>, _ count: Int) -> Accumulator {
    var sums = Lanes(repeating: 0)
    var errors = Lanes(repeating: 0)
    let raw = UnsafeRawPointer(cells)
    var i = 0
    while i + 8 <= count {
      add(raw.loadUnaligned(fromByteOffset: i * 8, as: Lanes.self), &sums, &errors)
      i += 8
    }
    var rest = Lanes(repeating: 0)
    for lane in 0..<(count - i) { rest[lane] = cells[i + lane] }
    if i < count { add(rest, &sums, &errors) }
    var total = Accumulator(.sum)
    for lane in 0..<8 {
      total.add(sums[lane])
      total.compensation += errors[lane]
    }
    return total
  }

  @inline(__always) private static func add(
    _ x: Lanes, _ sums: inout Lanes, _ errors: inout Lanes
  ) {
    let next = sums + x
    let part = next - sums
    errors += (sums - (next - part)) + (x - part)
    sums = next
  }

  @inline(__always) private static func fold(
    _ cells: UnsafePointer<Double>, _ count: Int, _ start: Double,
    _ lanes: (Lanes, Lanes) -> Lanes, _ pair: (Double, Double) -> Double
  ) -> Double {
    var sums = Lanes(repeating: start)
    let raw = UnsafeRawPointer(cells)
    var i = 0
    while i + 8 <= count {
      sums = lanes(sums, raw.loadUnaligned(fromByteOffset: i * 8, as: Lanes.self))
      i += 8
    }
    var rest = Lanes(repeating: start)
    for lane in 0..<(count - i) { rest[lane] = cells[i + lane] }
    if i < count { sums = lanes(sums, rest) }
    let low = pair(pair(sums[0], sums[4]), pair(sums[2], sums[6]))
    let high = pair(pair(sums[1], sums[5]), pair(sums[3], sums[7]))
    return pair(low, high)
  }

  /// Takes `count` cells of `x` into the accumulators at `target`, cell by cell.
  static func accumulate(
    _ operation: ReductionOperator, _ x: Operand, into target: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    switch operation {
    case .product: accumulate(x, target, count) { $0 * $1 }
    case .minimum, .all: accumulate(x, target, count) { $1 < $0 || $1.isNaN ? $1 : $0 }
    case .maximum, .any: accumulate(x, target, count) { $1 > $0 || $1.isNaN ? $1 : $0 }
    default: accumulate(x, target, count) { $0 + $1 }
    }
  }

  @inline(__always) private static func accumulate(
    _ x: Operand, _ target: UnsafeMutablePointer<Double>, _ count: Int,
    _ pair: (Double, Double) -> Double
  ) {
    let values = x.values
    if x.isUniform {
      let value = values[0]
      for i in 0..<count { target[i] = pair(target[i], value) }
    } else {
      for i in 0..<count { target[i] = pair(target[i], values[i]) }
    }
  }
}
