/// The bytes of a sequence behind its introducer, as xterm, rxvt, tmux and the Linux console send them.
struct KeySequence: Hashable, Sendable {
  /// What a byte has made of the sequence.
  enum Outcome: Hashable {
    case more
    case key(Key)
    /// A pasted text begins.
    case paste
    /// Three bytes about a mouse follow.
    case mouse
    /// It is complete, and stands for nothing that an editor of lines knows.
    case nothing
    /// The byte cannot belong to it.
    case broken
  }

  /// `true` iff it began with `ESC O`, `false` iff with `ESC [`.
  let isKeypad: Bool
  /// `true` iff an escape stood before it, which is how rxvt tells of Alt.
  let hasAlt: Bool
  private var bytes: [UInt8] = []

  init(isKeypad: Bool, hasAlt: Bool) {
    self.isKeypad = isKeypad
    self.hasAlt = hasAlt
  }

  /// `true` iff nothing followed the introducer.
  var isEmpty: Bool { bytes.isEmpty }

  /// Reads `byte`.
  mutating func append(_ byte: UInt8) -> Outcome {
    if bytes.count > 64 { return .broken }
    let isConsole = bytes == [UInt8(ascii: "[")]
    switch byte {
    case 0x1B, 0..<0x20, 0x7F...: return .broken
    case UInt8(ascii: "[") where !isKeypad && isEmpty:
      bytes.append(byte)
      return .more
    case _ where isConsole: return .nothing
    case UInt8(ascii: "$") where !isEmpty && bytes[0] != UInt8(ascii: "?"): break
    case 0x20..<0x40:
      bytes.append(byte)
      return .more
    default: break
    }
    return finished(with: byte)
  }

  private func finished(with final: UInt8) -> Outcome {
    // What begins with one of "<=>?" is a report.
    if let first = bytes.first, 0x3C..<0x40 ~= first { return .nothing }
    if !isKeypad, isEmpty, final == UInt8(ascii: "M") { return .mouse }
    let numbers = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    if final == UInt8(ascii: "~"), numbers == [200] { return .paste }
    guard let (code, held) = key(final, numbers) else { return .nothing }
    return .key(Key(code, hasAlt ? held.union(.alt) : held))
  }

  /// Returns what is held as terminals number it: one more than the bits.
  private func modifiers(_ number: Int?) -> Key.Modifiers {
    guard let number, number > 1, number <= 256 else { return [] }
    return Key.Modifiers(rawValue: (number - 1) & 7)
  }

  private func key(_ final: UInt8, _ numbers: [Int?]) -> (Key.Code, Key.Modifiers)? {
    let held = modifiers(numbers.count > 1 ? numbers[1] : nil)
    switch Unicode.Scalar(final) {
    case "A"..."D", "F", "H":
      // Some keypads send what is held as the only number.
      let only = isKeypad && numbers.count == 1 ? modifiers(numbers[0]) : held
      return Self.letters[final].map { ($0, only) }
    case "a"..."d":
      let code = Self.letters[final - 0x20]
      return code.map { ($0, isKeypad ? .control : .shift) }
    case "Z": return (.tab, .shift)
    case "M" where isKeypad: return (.enter, [])
    case "~" where numbers.first == 27 && numbers.count == 3:
      return numbers[2].flatMap { Self.character($0, held) }
    case "~": return numbers[0].flatMap { Self.numbers[$0] }.map { ($0, held) }
    case "^": return numbers[0].flatMap { Self.numbers[$0] }.map { ($0, .control) }
    case "$": return numbers[0].flatMap { Self.numbers[$0] }.map { ($0, .shift) }
    case "@":
      return numbers[0].flatMap { Self.numbers[$0] }.map { ($0, [.control, .shift]) }
    case "u": return numbers[0].flatMap { Self.character($0, held) }
    default: return nil
    }
  }

  /// Returns the key of the character `code`, told together with what is held.
  private static func character(
    _ code: Int, _ held: Key.Modifiers
  ) -> (Key.Code, Key.Modifiers)? {
    switch code {
    case 9: return (.tab, held)
    case 10, 13: return (.enter, held)
    case 27: return (.escape, held)
    case 8, 127: return (.backspace, held)
    default:
      guard code >= 0x20, let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value),
        !(0x80..<0xA0 ~= value)
      else { return nil }
      let rest = held.subtracting(.shift)
      guard held.contains(.control), ("A"..."Z").contains(scalar) else {
        return (.character(scalar), rest)
      }
      return (.character(Unicode.Scalar(UInt8(value) + 0x20)), rest)
    }
  }

  private static let letters: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home,
  ]

  private static let numbers: [Int: Key.Code] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]
}
