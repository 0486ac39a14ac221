/// Texts that differ only in how their characters are composed: they are the same, as names are.
///
/// Labels are told apart by their bytes. That is right unless one of them is not in the canonical form
/// (NFC), which a look at its characters nearly always rules out.
enum CanonicalTexts {
  /// Returns the column of `codes` into `labels`, in which canonically equal labels are one: the first.
  static func column(_ codes: [Int32], _ labels: [String]) -> TextColumn {
    guard labels.contains(where: mayDiffer) else { return TextColumn(codes: codes, labels: labels) }
    var numbers: [String: Int32] = [:]
    numbers.reserveCapacity(labels.count)
    var kept: [String] = []
    let renamed = labels.map { label -> Int32 in
      if let number = numbers[label] { return number }
      let number = Int32(truncatingIfNeeded: kept.count)
      numbers[label] = number
      kept.append(label)
      return number
    }
    if kept.count == labels.count { return TextColumn(codes: codes, labels: labels) }
    return TextColumn(codes: codes.map { $0 < 0 ? $0 : renamed[Int($0)] }, labels: kept)
  }

  /// `true` iff `text` may equal another one of other bytes. `false` for what consists of characters
  /// that are in the canonical form whatever stands beside them.
  static func mayDiffer(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
    return !text.unicodeScalars.allSatisfy { isSettled($0.value) }
  }

  /// `true` iff the character is in the canonical form and does not combine with another: of the blocks
  /// that most texts are written in, those parts that the Unicode Standard lists as `NFC_QC=Yes` without
  /// a combining class (Unicode Standard Annex 15).
  private static func isSettled(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x300, 0x0388...0x0482, 0x048A...0x052F, 0x05D0...0x05EA, 0x0621...0x064A,
      0x2010...0x2027, 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x9FFF,
      0xAC00...0xD7A3, 0xFF01...0xFFEF, 0x20000...0x2A6DF:
      true
    default: false
    }
  }
}
