import IdxDriver

/// Numbers as an editor shows them beside the text.
enum NumberText {
  /// Returns `value` with as many digits as say something: at most four that count.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return DecimalText.fixed(value, decimals: 0) }
    let size = abs(value)
    if value == value.rounded(), size < 1e15 { return DecimalText.fixed(value, decimals: 0) }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4
    if size < 0.001 { return "\(Float(value))" }
    var text = DecimalText.fixed(value, decimals: decimals)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// Returns a weight: three digits after the point.
  static func weight(_ value: Double) -> String { DecimalText.fixed(value, decimals: 3) }
}
