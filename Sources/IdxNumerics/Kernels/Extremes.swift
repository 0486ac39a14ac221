/// Passes over blocks that find extremes, and values that are no finite numbers. O(n).
public enum Extremes {
  /// Returns the least of `count` values, none of them NaN; infinity where there is none.
  public static func minimum(of values: UnsafePointer<Double>, count: Int) -> Double {
    fold(count, from: .infinity, { values[$0] }) { $1 < $0 ? $1 : $0 }
  }

  /// Returns the greatest of `count` values, none of them NaN; minus infinity where there is none.
  public static func maximum(of values: UnsafePointer<Double>, count: Int) -> Double {
    fold(count, from: -.infinity, { values[$0] }) { $1 > $0 ? $1 : $0 }
  }

  /// Returns the least value whose byte of `mask` is not 0; infinity where there is none.
  public static func minimum(
    of values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>, count: Int
  ) -> Double {
    fold(count, from: .infinity, { mask[$0] == 0 ? .infinity : values[$0] }) { $1 < $0 ? $1 : $0 }
  }

  /// Returns the greatest value whose byte of `mask` is not 0; minus infinity where there is none.
  public static func maximum(
    of values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>, count: Int
  ) -> Double {
    fold(count, from: -.infinity, { mask[$0] == 0 ? -.infinity : values[$0] }) { $1 > $0 ? $1 : $0 }
  }

  /// Folds `count` values in four lanes, then the lanes.
  @inline(__always)
  private static func fold(
    _ count: Int, from start: Double, _ value: (Int) -> Double,
    _ better: (Double, Double) -> Double
  ) -> Double {
    var (a, b, c, d) = (start, start, start, start)
    var i = 0
    while i &+ 4 <= count {
      a = better(a, value(i))
      b = better(b, value(i &+ 1))
      c = better(c, value(i &+ 2))
      d = better(d, value(i &+ 3))
      i &+= 4
    }
    while i < count {
      a = better(a, value(i))
      i &+= 1
    }
    return better(better(a, c), better(b, d))
  }

  /// `true` iff one of `count` values is infinite or NaN.
  public static func hasNonFinite(_ values: UnsafePointer<Double>, count: Int) -> Bool {
    var signs: UInt64 = 0
    var i = 0
    while i < count {
      signs |= exponentOverflow(values[i])
      i &+= 1
    }
    return signs >> 63 == 1
  }

  /// `true` iff a value whose byte of `mask` is not 0 is infinite or NaN.
  public static func hasNonFinite(
    _ values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    var signs: UInt64 = 0
    var i = 0
    while i < count {
      signs |= mask[i] == 0 ? 0 : exponentOverflow(values[i])
      i &+= 1
    }
    return signs >> 63 == 1
  }

  /// Returns bits whose highest is set iff the exponent of `x` is the one of infinity and NaN.
  @inline(__always)
  private static func exponentOverflow(_ x: Double) -> UInt64 {
    (x.bitPattern & 0x7fff_ffff_ffff_ffff) &+ 0x0010_0000_0000_0000
  }
}
