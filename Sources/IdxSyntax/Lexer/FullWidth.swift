/// Full-width and typographic signs, as input methods for Chinese type them, and their ASCII forms.
enum FullWidth {
  /// Signs whose ASCII form has more than one character or lies outside the full-width block.
  static let signs: [Unicode.Scalar: String] = [
    "\u{2026}": "...", "\u{22EF}": "...", "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "!=",
    "\u{2192}": "->",
  ]

  private static let others: [Unicode.Scalar: UInt8] = [
    "\u{3000}": UInt8(ascii: " "), "\u{00A0}": UInt8(ascii: " "), "\u{201C}": UInt8(ascii: "\""),
    "\u{201D}": UInt8(ascii: "\""), "\u{2018}": UInt8(ascii: "'"), "\u{2019}": UInt8(ascii: "'"),
    "\u{2032}": UInt8(ascii: "'"), "\u{3001}": UInt8(ascii: ","), "\u{3002}": UInt8(ascii: "."),
    "\u{2212}": UInt8(ascii: "-"), "\u{2013}": UInt8(ascii: "-"), "\u{2014}": UInt8(ascii: "-"),
    "\u{00D7}": UInt8(ascii: "*"), "\u{00F7}": UInt8(ascii: "/"), "\u{3010}": UInt8(ascii: "["),
    "\u{3011}": UInt8(ascii: "]"),
  ]

  /// Returns the ASCII character that `scalar` stands for; for `signs`, the first of its form.
  static func ascii(_ scalar: Unicode.Scalar) -> UInt8? {
    if (0xFF01...0xFF5E).contains(scalar.value) { return UInt8(scalar.value - 0xFEE0) }
    return others[scalar] ?? signs[scalar]?.utf8.first
  }

  /// Returns `text` with every full-width character in its ASCII form.
  static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(ascii(scalar).map { Unicode.Scalar($0) } ?? scalar)
    }
    return result
  }

  /// `true` iff `scalar` is a quote that begins or ends text.
  static func isQuote(_ scalar: Unicode.Scalar) -> Bool { ascii(scalar) == UInt8(ascii: "\"") }
}
