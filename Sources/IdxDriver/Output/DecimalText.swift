import IdxDiagnostics

/// Numbers as people and programs read them.
public enum DecimalText {
  /// Returns `value` with `decimals` digits after the point, or with an exponent if it is too large or
  /// too small to be read so.
  ///
  /// The shortest decimal that reads as `value` is rounded, halves away from zero: 0.00005 becomes
  /// 0.0001 whatever the last bit of its binary form. No result is "-0".
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "-∞" : "∞" }
    let size = abs(value)
    if size >= 1e16 { return JSONValue.shortest(value) }
    var (digits, point) = digits(of: size)
    round(&digits, &point, to: decimals)
    let isZero = digits.allSatisfy { $0 == 0 }
    let whole = point <= 0 ? [0] : Array(digits.prefix(point))
    let leading = Array(repeating: UInt8(0), count: min(decimals, max(0, -point)))
    var fraction = leading + digits.dropFirst(max(0, point)).prefix(decimals - leading.count)
    fraction += Array(repeating: 0, count: decimals - fraction.count)
    let sign = value < 0 && !isZero ? "-" : ""
    return sign + text(whole) + (decimals > 0 ? "." + text(fraction) : "")
  }

  /// Returns `number` as judgements say it: 3, 1/3, or with three decimals.
  static func ratio(_ number: Double) -> String {
    let inverse = 1 / number
    if number < 1, abs(inverse - inverse.rounded()) < 1e-9 {
      return "1/\(fixed(inverse, decimals: 0))"
    }
    return fixed(number, decimals: number == number.rounded() ? 0 : 3)
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }

  /// Returns the digits of the shortest decimal for `size`, and how many of them stand before the
  /// point (negative: how many zeros follow it first).
  private static func digits(of size: Double) -> (digits: [UInt8], point: Int) {
    let parts = size.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var digits = mantissa.joined().utf8.map { $0 - 0x30 }
    var point = mantissa[0].utf8.count + exponent
    while digits.count > 1, digits[0] == 0 {
      digits.removeFirst()
      point -= 1
    }
    // Zeros that the exponent stands for.
    if point > digits.count { digits += Array(repeating: 0, count: point - digits.count) }
    return (digits, point)
  }

  private static func round(_ digits: inout [UInt8], _ point: inout Int, to decimals: Int) {
    let kept = point + decimals
    guard kept < digits.count else { return }
    let isUp = kept >= 0 && digits[kept] >= 5
    digits = kept > 0 ? Array(digits.prefix(kept)) : []
    guard isUp else { return }
    var i = digits.count - 1
    while i >= 0, digits[i] == 9 {
      digits[i] = 0
      i -= 1
    }
    if i >= 0 {
      digits[i] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }
}
