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
    ordinary: Ordinary, core: (Double) -> Double, full: (Double) -> Double
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk) { buffer in
      guard let results = buffer.baseAddress else { return }
      var start = 0
      while start < count {
        let length = min(chunk, count &- start)
        let arguments = source + start
        apply(core, to: arguments, into: results, length)
        if hasSpecial(arguments, length, ordinary) {
          for i in 0..<length where !ordinary.contains(arguments[i]) {
            results[i] = full(arguments[i])
          }
        }
        (target + start).update(from: results, count: length)
        start &+= length
      }
    }
  }

  /// Writes the results of `core`, ordinary or not, without a branch.
  @inline(__always)
  private static func apply(
    _ core: (Double) -> Double, to arguments: UnsafePointer<Double>,
    into results: UnsafeMutablePointer<Double>, _ length: Int
  ) {
    var i = 0
    while i < length {
      (results + i).initialize(to: core(arguments[i]))
      i &+= 1
    }
  }

  /// `true` iff an argument is not ordinary.
  @inline(__always)
  private static func hasSpecial(
    _ arguments: UnsafePointer<Double>, _ length: Int, _ ordinary: Ordinary
  ) -> Bool {
    var signs: UInt64 = 0
    var i = 0
    while i < length {
      signs |= ordinary.excess(arguments[i])
      i &+= 1
    }
    return signs >> 63 == 1
  }

  /// A range of arguments, told by their bits so that a test needs no branch.
  struct Ordinary {
    /// The bits of the least argument.
    let least: UInt64
    /// The bits of the greatest argument.
    let greatest: UInt64
    /// The bits of an argument that count: all, or all but the sign.
    let mask: UInt64

    /// The positive, normal and finite arguments.
    static var positiveNormal: Ordinary {
      Ordinary(from: .leastNormalMagnitude, through: .greatestFiniteMagnitude)
    }

    /// Creates the range from one positive number to another.
    @inline(__always)
    init(from least: Double, through greatest: Double) {
      (self.least, self.greatest) = (least.bitPattern, greatest.bitPattern)
      mask = .max
    }

    /// Creates the range of the arguments of either sign up to a size.
    @inline(__always)
    init(magnitudeThrough greatest: Double) {
      (least, self.greatest) = (0, greatest.bitPattern)
      mask = 0x7fff_ffff_ffff_ffff
    }

    /// Returns bits whose highest is set iff `x` is outside.
    @inline(__always)
    func excess(_ x: Double) -> UInt64 {
      let bits = x.bitPattern & mask
      return (bits &- least) | (greatest &- bits)
    }

    /// `true` iff `x` is inside.
    @inline(__always)
    func contains(_ x: Double) -> Bool { excess(x) >> 63 == 0 }
  }
}
