import IdxDiagnostics
import IdxSyntax
import IdxTestSupport

/// Makes random texts and random changes of them out of the texts of real models.
struct EditWriter {
  private let texts: [[UInt8]]
  /// What is typed or pasted.
  private let words: [[UInt8]]

  /// Creates the writer that knows `texts`.
  init(texts: [[UInt8]]) {
    self.texts = texts
    let signs = [
      "(", ")", "[", "]", "{", "}", ",", ".", "...", ":", ";", "=", "==", "!", "!=", "<", "<=", "-",
      "->", "*", "/", "^", "|", "||", "&&", "?", "'", "\"", "`", "\\", "#", "%", "//", "///", "/*",
      "*/", "§", "（", "，", "”", "０", "\u{3000}", "水", "é", "0.5", "12", "1e", "_", "x", "'a'",
      "\u{FEFF}", "\u{202E}", "\n", "\r", "\r\n", "\n\n", "\n  ", " ", "\t", "\n}\n",
      "\nlet a = 1\n",
    ]
    words = (signs + Keyword.allCases.map { $0.text + " " }).map { Array($0.utf8) }
  }

  /// Returns some lines of a text, or all of it.
  func text(_ random: inout SeededRandom) -> [UInt8] {
    let text = random.pick(texts)
    if text.count < 1000 || random.once(in: 50) { return text }
    let start = lineStart(in: text, from: Int.random(in: 0..<text.count, using: &random))
    let size = Int.random(in: 100...1500, using: &random)
    return Array(text[start...].prefix(size))
  }

  private func lineStart(in text: [UInt8], from offset: Int) -> Int {
    text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  /// Changes `bytes`, and returns how.
  func edit(_ bytes: inout [UInt8], _ random: inout SeededRandom) -> TextChange {
    let start = place(in: bytes, &random)
    let (length, text): (Int, [UInt8])
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: (length, text) = (0, random.pick(words))
    case 4...5: (length, text) = (Int.random(in: 1...3, using: &random), [])
    case 6: (length, text) = (Int.random(in: 1...80, using: &random), [])
    case 7...8: (length, text) = (Int.random(in: 1...10, using: &random), random.pick(words))
    case 9: (length, text) = (Int.random(in: 0...40, using: &random), part(&random))
    case 10: (length, text) = (1, [UInt8(Int.random(in: 32..<127, using: &random))])
    default: return editLine(&bytes, start, &random)
    }
    return replace(start..<min(start + length, bytes.count), by: text, in: &bytes)
  }

  /// Doubles or removes the line around `offset`.
  private func editLine(
    _ bytes: inout [UInt8], _ offset: Int, _ random: inout SeededRandom
  ) -> TextChange {
    let start = lineStart(in: bytes, from: offset)
    let end = bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    if random.once(in: 2) { return replace(start..<end, by: [], in: &bytes) }
    return replace(end..<end, by: Array(bytes[start..<end]), in: &bytes)
  }

  private func replace(
    _ range: Range<Int>, by text: [UInt8], in bytes: inout [UInt8]
  ) -> TextChange {
    bytes.replaceSubrange(range, with: text)
    return TextChange(range, by: text.count)
  }

  /// Returns an offset, rarely one inside of a character.
  private func place(in bytes: [UInt8], _ random: inout SeededRandom) -> Int {
    if random.once(in: 20) { return random.once(in: 2) ? 0 : bytes.count }
    var offset = Int.random(in: 0...bytes.count, using: &random)
    if random.once(in: 10) { return offset }
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Returns part of a text, cut anywhere.
  private func part(_ random: inout SeededRandom) -> [UInt8] {
    let text = random.pick(texts)
    return Array(
      text.dropFirst(Int.random(in: 0...text.count, using: &random))
        .prefix(Int.random(in: 1...120, using: &random)))
  }
}
