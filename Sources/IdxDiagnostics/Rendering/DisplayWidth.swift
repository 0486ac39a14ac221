/// How many cells of a terminal a text takes.
public enum DisplayWidth {
  /// Returns the number of cells of `scalar`: 2 if it is wide, 0 if it joins the one before it or does
  /// not show, else 1.
  public static func cells(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    if contains(zero, scalar.value) { return 0 }
    return contains(wide, scalar.value) ? 2 : 1
  }

  /// Returns the number of cells of `text`, which holds no tabs or line ends.
  public static func cells(_ text: some StringProtocol) -> Int {
    // Of most texts each byte is a cell.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + cells($1) }
  }

  /// Returns `text`, or as much of its beginning as fits into `width` cells together with "…".
  public static func cut(_ text: String, to width: Int) -> String {
    if cells(text) <= width { return text }
    var kept = String.UnicodeScalarView()
    var used = 1
    for scalar in text.unicodeScalars {
      used += cells(scalar)
      if used > width { break }
      kept.append(scalar)
    }
    return width < 1 ? "" : String(kept) + "…"
  }

  /// Returns `text` with spaces after it, or before it, so that it fills `width` cells.
  public static func padded(_ text: String, to width: Int, onTheLeft: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - cells(text)))
    return onTheLeft ? space + text : text + space
  }

  /// `true` iff `value` lies in one of `ranges`, which are pairs of first and last values, in order.
  private static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if ranges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return 2 * low < ranges.count && ranges[2 * low] <= value
  }
}
