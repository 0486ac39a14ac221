/// Elementary functions whose results have the same bits on every platform.
///
/// They use only `+ - * /`, comparisons and bit operations on doubles, never a fused
/// multiply-add nor the system's mathematics library, so that a result depends on nothing but its
/// argument. Each is within 1 ulp of the true value, subnormal results included. The block forms
/// give the same bits as the scalar ones; source and target may be the same memory, but must not
/// overlap otherwise. All are O(1) for an element.
public enum Elementary {
  /// The number of elements that a block form works on at a time.
  private static let chunk = 256

  /// Applies a function to a block: `core` where the argument is ordinary, `full` elsewhere.
  ///
  /// Results go through a small buffer of their own, hence the compiler knows that writing one
  /// cannot change the next argument, and can work on several elements at once.
  @inline(__always)
  static func map(
    _ source: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int,
    ordinary: (Double) -> Bool, core: (Double) -> Double, full: (Double) -> Double
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk) { buffer in
      guard let results = buffer.baseAddress else { return }
      var start = 0
      while start < count {
        let length = min(chunk, count - start)
        let arguments = source + start
        var special: UInt64 = 0
        for i in 0..<length {
          let x = arguments[i]
          (results + i).initialize(to: core(x))
          special |= ordinary(x) ? 0 : 1
        }
        if special != 0 {
          for i in 0..<length where !ordinary(arguments[i]) { results[i] = full(arguments[i]) }
        }
        (target + start).update(from: results, count: length)
        start += length
      }
    }
  }

  /// `true` iff `x` is positive, normal and finite.
  @inline(__always)
  static func isPositiveNormal(_ x: Double) -> Bool {
    (x >= Double.leastNormalMagnitude) && (x <= Double.greatestFiniteMagnitude)
  }
}
