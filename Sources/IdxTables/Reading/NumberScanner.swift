/// Reads the plain decimal numbers that nearly all cells are: a sign, digits, a mark, digits.
///
/// Everything else (powers of ten, many digits, blanks, the last bytes of a file) is left to
/// `DecimalText`. Up to eight digits are read at once: a word is cut behind its last digit and
/// folded in three multiplications (Lemire 2021, "Number parsing at a gigabyte per second").
struct NumberScanner {
  /// The byte of the decimal mark.
  let mark: UInt8
  /// The powers of ten from 0 to 22, which doubles hold exactly.
  let powers: UnsafePointer<Double>
  /// The powers of ten from 0 to 8.
  let smallPowers: UnsafePointer<UInt64>

  /// How many bytes must be readable from the start of a number.
  static let reach = 56

  /// Returns the byte behind the number at `start`, with its value; `nil` leaves it to others.
  @inline(__always)
  func scan(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> UnsafePointer<UInt8>? {
    guard end - start >= Self.reach else { return nil }
    var p = start
    let negative = p.pointee == .minus
    p += negative ? 1 : 0
    var mantissa: UInt64 = 0
    let first = p
    var step = digits(p, &mantissa)
    p += step
    if step == 8 {
      step = digits(p, &mantissa)
      p += step
      if step == 8 { return nil }
    }
    var count = p - first
    var fraction = 0
    if p.pointee == mark {
      p += 1
      let first = p
      repeat {
        step = digits(p, &mantissa)
        p += step
        fraction = p - first
        if fraction + count > 19 { return nil }
      } while step == 8
      count += fraction
    }
    guard count > 0, count <= 19 else { return nil }
    // Clinger (1990): an exact integer divided by an exact power of ten rounds once.
    guard mantissa <= 1 << 53 else { return scanLong(start, p, &value) }
    let size = Double(mantissa) / powers[fraction]
    value = negative ? -size : size
    return p
  }

  /// Reads the number `start ..< end`, which is too long for exact steps.
  @inline(never)
  private func scanLong(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ value: inout Double
  ) -> UnsafePointer<UInt8>? {
    let text = UnsafeBufferPointer(start: start, count: end - start)
    guard mark == .point, let rounded = DecimalText.value(text) else { return nil }
    value = rounded
    return end
  }

  /// Appends up to eight digits at `p` to `mantissa` and returns how many.
  @inline(__always)
  private func digits(_ p: UnsafePointer<UInt8>, _ mantissa: inout UInt64) -> Int {
    let word = UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
    let values = word ^ 0x3030_3030_3030_3030
    // A carry reaches only bytes behind the first that is no digit, which is all that counts.
    let others = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
    if others & 0x80 != 0 { return 0 }
    let count = others.trailingZeroBitCount >> 3
    var v = values &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    v = (v &* 10) &+ (v >> 8)
    v =
      ((v & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064)
      &+ (((v >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001)
    mantissa = mantissa &* smallPowers[count] &+ (v >> 32)
    return count
  }
}

/// The powers of ten that doubles hold exactly, in memory that hot loops read without checks.
final class PowerTable: @unchecked Sendable {
  /// 10⁰ to 10²².
  let powers: UnsafeMutablePointer<Double>
  /// 10⁰ to 10⁸.
  let smallPowers: UnsafeMutablePointer<UInt64>

  /// Creates the table.
  init() {
    powers = .allocate(capacity: 23)
    smallPowers = .allocate(capacity: 9)
    powers[0] = 1
    for i in 1..<23 { powers[i] = powers[i - 1] * 10 }
    smallPowers[0] = 1
    for i in 1..<9 { smallPowers[i] = smallPowers[i - 1] * 10 }
  }

  deinit {
    powers.deallocate()
    smallPowers.deallocate()
  }
}
