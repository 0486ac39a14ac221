import IdxNumerics
import Testing

/// Reading decimal numbers.
@Suite struct DecimalTests {
  private func parse(_ text: String) -> Double? {
    var copy = text
    return copy.withUTF8 { DecimalParser.parse($0) }
  }

  private func expectSame(_ text: String) {
    let expected = Double(text)
    #expect(parse(text)?.bitPattern == expected?.bitPattern, "\(text)")
  }

  /// Doubles of all sizes come back from their shortest texts.
  @Test(arguments: 0..<4)
  func roundTrips(_ seed: UInt64) {
    var generator = Generator(seed)
    var wrong: [String] = []
    for _ in 0..<50_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = value.description
      if parse(text)?.bitPattern != value.bitPattern { wrong.append(text) }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  /// Random texts of up to 40 digits give what the standard library gives.
  @Test func agreesOnRandomTexts() {
    var generator = Generator(9)
    for i in 0..<20_000 {
      var text = i % 3 == 0 ? "-" : ""
      for _ in 0...Int.random(in: 0...20, using: &generator) {
        text += String(Int.random(in: 0...9, using: &generator))
      }
      if i % 2 == 0 { text += ".\(generator.next())" }
      if i % 5 == 0 { text += "e\(Int.random(in: -345...320, using: &generator))" }
      let same = parse(text)?.bitPattern == Double(text)?.bitPattern
      if !same { Issue.record("\(text)") }
    }
  }

  /// The exact decimal text of the middle between two doubles, and what lies beside it.
  @Test func roundsHalfWayToEven() {
    var generator = Generator(3)
    for i in 0..<300 {
      let exponent = UInt64(i % 3 == 0 ? 0 : Int.random(in: 1...2046, using: &generator))
      let bits = exponent << 52 | generator.next() >> 12
      let middle = exactMiddle(above: bits)
      for text in [middle, middle + "0001", lowered(middle), middle + "e0"] { expectSame(text) }
    }
  }

  /// Returns the decimal text of the number half way from a double to the next.
  private func exactMiddle(above bits: UInt64) -> String {
    let exponent = max(Int(bits >> 52), 1) - 1076
    let significand = bits & ((1 << 52) - 1) | (bits >> 52 == 0 ? 0 : 1 << 52)
    // Digits to base ten, the lowest first, of (2 significand + 1) 2^exponent, or of 5^-exponent
    // times as much with the point moved.
    var digits = String(2 * significand + 1).reversed().map { Int(String($0)) ?? 0 }
    for _ in 0..<abs(exponent) {
      var carry = 0
      for i in digits.indices {
        let v = digits[i] * (exponent < 0 ? 5 : 2) + carry
        (digits[i], carry) = (v % 10, v / 10)
      }
      if carry > 0 { digits.append(carry) }
    }
    if exponent >= 0 { return digits.reversed().map(String.init).joined() + ".0" }
    while digits.count <= -exponent { digits.append(0) }
    let text = digits.reversed().map(String.init).joined()
    let point = text.index(text.endIndex, offsetBy: exponent)
    return text[..<point] + "." + text[point...]
  }

  /// Returns a text of a number a little less.
  private func lowered(_ text: String) -> String {
    guard let i = text.lastIndex(where: { $0 != "0" && $0 != "." }) else { return text }
    let digit = Int(String(text[i])) ?? 1
    let rest = text[text.index(after: i)...].map { $0 == "0" ? "9" : $0 }
    return text[..<i] + String(digit - 1) + "9" + String(rest)
  }

  /// Limits, ties, and texts with many digits or zeros.
  @Test(arguments: [
    "0", "-0", "+0.0", "1", "+1", "-1.5", "0.1", "1e5", "1E+5", "1e-5",
    "123456789012345678901234567890", "9007199254740993", "9007199254740992.5", "1e23", "8.5e22",
    "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "4.9e-324",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
    "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "-1e400", "1e-400",
    "0e999999999999999999999", "1e999999999999999999999", "1e-999999999999999999999",
    "0.000000000000000000000000000000000000001e39", "1" + String(repeating: "0", count: 400),
    "0." + String(repeating: "0", count: 400) + "1", String(repeating: "7", count: 400) + "e-400",
    "0." + String(repeating: "3", count: 400), "1" + String(repeating: "0", count: 400) + "e-400",
    "0." + String(repeating: "0", count: 400) + "1e401",
    String(repeating: "9", count: 1000) + "e-700",
    "9007199254740993" + String(repeating: "0", count: 900) + "1e-901",
    "00000000000000000000000001.5", "6.9294956446009195e15", "7.2057594037927933e16",
    "3.7455744005952583e15",
  ])
  func agreesWithStandardLibrary(_ text: String) { expectSame(text) }

  /// Whatever the grammar does not cover is no number.
  @Test(arguments: [
    "", "+", "-", ".", ".5", "5.", "1.e5", "e5", "1e", "1e+", "1e5.0", " 1", "1 ", "1,5", "0x10",
    "inf", "nan", "infinity", "--1", "+-1", "1_000", "1.2.3", "1e5e5", "１", "1\u{0}", "1e5x",
    "1f", "1E+-5",
  ])
  func rejects(_ text: String) { #expect(parse(text) == nil) }
}
