/// Sums whose order is fixed, whoever computes the parts and when.
///
/// A column is cut into blocks of `blockLength`. A block is summed in eight interleaved lanes,
/// folded in a fixed tree, and the sums of blocks are added by halving. The error is bounded by
/// about (blockLength / 8 + 3 + log₂ of the number of blocks) · 2^-53 · Σ|x|. O(n).
public enum Summation {
  /// The number of elements of a block; the last of a column may be shorter.
  public static let blockLength = 4096

  /// Eight partial sums.
  private struct Lanes {
    var l0 = 0.0
    var l1 = 0.0
    var l2 = 0.0
    var l3 = 0.0
    var l4 = 0.0
    var l5 = 0.0
    var l6 = 0.0
    var l7 = 0.0

    /// Adds eight terms to the eight lanes.
    @inline(__always)
    mutating func add(_ term: (Int) -> Double) {
      l0 += term(0)
      l1 += term(1)
      l2 += term(2)
      l3 += term(3)
      l4 += term(4)
      l5 += term(5)
      l6 += term(6)
      l7 += term(7)
    }

    /// The sum of the lanes in a fixed tree.
    var total: Double { ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7)) }
  }

  /// Returns the sum of `count` terms in lanes; the lanes of an incomplete last group get zeros.
  @inline(__always)
  private static func lanes(_ count: Int, _ term: (Int) -> Double) -> Double {
    var lanes = Lanes()
    var i = 0
    while i &+ 8 <= count {
      lanes.add { term(i &+ $0) }
      i &+= 8
    }
    if i < count { lanes.add { i &+ $0 < count ? term(i &+ $0) : 0 } }
    return lanes.total
  }

  /// Returns the sum of a block of `count` values; 0 where there is none.
  public static func sum(of values: UnsafePointer<Double>, count: Int) -> Double {
    lanes(count) { values[$0] }
  }

  /// Returns the sum of a block of `count` values, where one under a zero of `mask` counts as 0.
  public static func sum(
    of values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>, count: Int
  ) -> Double {
    lanes(count) { mask[$0] == 0 ? 0 : values[$0] }
  }

  /// Returns the sum of the products of two blocks, each product rounded.
  public static func sumOfProducts(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, count: Int
  ) -> Double {
    lanes(count) { left[$0] * right[$0] }
  }

  /// Returns the sum of the sums of blocks, added by halving.
  public static func combine(_ partials: [Double]) -> Double {
    partials.withUnsafeBufferPointer { halved($0[...]) }
  }

  /// Returns the sum of a run: the sum of its first half, the larger if odd, plus the second's.
  private static func halved(_ run: Slice<UnsafeBufferPointer<Double>>) -> Double {
    switch run.count {
    case 0: return 0
    case 1: return run[run.startIndex]
    default:
      let middle = run.startIndex + (run.count + 1) / 2
      return halved(run[..<middle]) + halved(run[middle...])
    }
  }

  /// Returns the sum of any number of values: that of its blocks, combined.
  ///
  /// - Parameter mask: A byte a value, 0 where the value counts as 0; `nil` where all count.
  public static func total(
    of values: UnsafePointer<Double>, mask: UnsafePointer<UInt8>? = nil, count: Int
  ) -> Double {
    let partials = stride(from: 0, to: count, by: blockLength).map { start in
      let length = min(blockLength, count - start)
      guard let mask else { return sum(of: values + start, count: length) }
      return sum(of: values + start, mask: mask + start, count: length)
    }
    return combine(partials)
  }
}
