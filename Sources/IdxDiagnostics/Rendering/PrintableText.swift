/// Text made safe for a terminal: controls and marks that reorder text are shown as escapes.
public enum PrintableText {
  /// The columns to which a tab is expanded.
  static let tabWidth = 4

  /// Returns what is shown for `scalar` where `column` cells stand before it.
  static func shown(_ scalar: Unicode.Scalar, at column: Int) -> String {
    if scalar == "\t" { return String(repeating: " ", count: tabWidth - column % tabWidth) }
    return isUnsafe(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }

  /// Returns `text` on one line, with every control but the tab shown as an escape.
  public static func shown(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    if !text.unicodeScalars.contains(where: { isUnsafe($0) || $0 == "\t" }) { return text }
    var column = 0
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      let piece = shown(scalar, at: column)
      column += DisplayWidth.cells(piece)
      result += piece
    }
  }

  /// `true` iff a terminal would act on `scalar` instead of showing it, or would show other text in
  /// another order.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20: scalar != "\t"
    case 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
