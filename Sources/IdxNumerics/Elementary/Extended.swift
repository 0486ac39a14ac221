/// An unevaluated sum of two doubles, the second at most half an ulp of the first.
///
/// T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
struct Extended {
  /// The double nearest to the sum.
  var high: Double
  /// The rest.
  var low: Double

  /// Creates the sum of `high` and `low`, which need not be normalised afterwards.
  @inline(__always)
  init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// Creates the exact sum of `a` and `b`, where `a` is zero or at least as large as `b`.
  @inline(__always)
  init(ordered a: Double, _ b: Double) {
    high = a + b
    low = (a - high) + b
  }

  /// Creates the exact sum of `a` and `b`.
  @inline(__always)
  init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// Creates the exact product of `a` and `b`, where nothing overflows or underflows.
  @inline(__always)
  init(product a: Double, _ b: Double) {
    let (ah, al) = Extended.split(a)
    let (bh, bl) = Extended.split(b)
    high = a * b
    low = ((ah * bh - high) + ah * bl + al * bh) + al * bl
  }

  /// Returns the leading 26 bits of `x`, and the rest.
  @inline(__always)
  static func split(_ x: Double) -> (high: Double, low: Double) {
    let high = Double(bitPattern: x.bitPattern & 0xffff_ffff_f800_0000)
    return (high, x - high)
  }

  /// Returns the sum with `other`, to about 100 bits of the larger.
  @inline(__always)
  func adding(_ other: Extended) -> Extended {
    let sum = Extended(sum: high, other.high)
    return Extended(ordered: sum.high, sum.low + (low + other.low))
  }

  /// Returns the product with `other`, to about 100 bits.
  @inline(__always)
  func multiplied(by other: Extended) -> Extended {
    let exact = Extended(product: high, other.high)
    return Extended(ordered: exact.high, exact.low + (high * other.low + low * other.high))
  }
}
