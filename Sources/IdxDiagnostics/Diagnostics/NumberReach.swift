/// How a number that is written lies beyond those that 64 bits hold.
public enum NumberReach: Sendable {
  /// Above about 1.8e308 in size.
  case huge
  /// Not zero, but nearer to it than about 5e-324.
  case tiny

  /// Returns how the decimal number `text`, with `_` between its digits or not, lies beyond those that
  /// can be held; `nil` if it does not, or is no number.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Returns the same of `text`, which need not be copied.
  public init?(_ text: String) {
    // Only a power of ten, or hundreds of digits, leads so far.
    let bytes = text.utf8
    guard bytes.count > 300 || bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      let value = Double(String(text.filter { $0 != "_" && $0 != " " }))
    else { return nil }
    if value.isInfinite {
      self = .huge
    } else if value == 0, Self.hasDigits(text) {
      self = .tiny
    } else {
      return nil
    }
  }

  /// `true` iff a digit other than 0 stands before the power of ten of `text`.
  private static func hasDigits(_ text: String) -> Bool {
    text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains {
      $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
    }
  }

  /// What is said of it after the number.
  var words: String {
    switch self {
    case .huge: "which is too large"
    case .tiny: "which is too small to be told from 0"
    }
  }

  /// What can be done.
  var hint: String {
    switch self {
    case .huge: "numbers reach to about 1.8e308; check the power of ten"
    case .tiny: "numbers reach down to about 5e-324; write `0`, or check the power of ten"
    }
  }
}
