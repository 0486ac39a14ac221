import IdxDiagnostics

/// A text and a cursor in it, which stands between two characters as readers see them.
///
/// All places are offsets in the UTF-8 of the text. The only line end is a line feed, and there are no
/// other control characters but tabs.
struct EditText: Hashable, Sendable {
  private(set) var text: String
  private(set) var cursor: Int

  /// Creates the text with the cursor at `cursor`, or at its end.
  init(_ text: String = "", cursor: Int? = nil) {
    self.text = Self.cleaned(text)
    self.text.makeContiguousUTF8()
    self.cursor = 0
    self.cursor = boundary(cursor ?? self.text.utf8.count)
  }

  /// The offset of the end.
  var end: Int { text.utf8.count }
  /// `true` iff nothing is written.
  var isEmpty: Bool { text.isEmpty }

  /// Returns `text` with line feeds for all line ends and without controls that terminals act on.
  static func cleaned(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
    if isClean { return text }
    var result = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A: if !wasReturn { result.append("\n") }
      case 0x09: result.append(scalar)
      case 0x85, 0x2028, 0x2029: result.append("\n")
      case 0..<0x20, 0x7F..<0xA0: break
      default: result.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    return String(result)
  }

  // MARK: Places

  private func index(_ offset: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: min(max(0, offset), end))
  }

  private func offset(_ index: String.Index) -> Int {
    text.utf8.distance(from: text.startIndex, to: index)
  }

  /// Returns the first offset from `offset` on that lies between two characters.
  func boundary(_ offset: Int) -> Int {
    if offset <= 0 { return 0 }
    if offset >= end { return end }
    var place = index(lineStart(offset))
    let target = index(offset)
    while place < target { place = text.index(after: place) }
    return self.offset(place)
  }

  /// The offset behind the character that begins at `place`, which is the end at the end.
  func after(_ place: Int) -> Int { place >= end ? end : offset(text.index(after: index(place))) }

  /// The offset of the character that ends at `place`, which is the beginning there.
  func before(_ place: Int) -> Int { place <= 0 ? 0 : offset(text.index(before: index(place))) }

  /// The character that begins at `place`.
  func character(at place: Int) -> Character? { place >= end ? nil : text[index(place)] }

  /// The text of `range`.
  subscript(range: Range<Int>) -> String {
    String(text[index(range.lowerBound)..<index(range.upperBound)])
  }

  /// Returns where the line of `place` begins.
  func lineStart(_ place: Int) -> Int {
    let before = text.utf8[..<index(place)]
    return before.lastIndex(of: 0x0A).map { offset($0) + 1 } ?? 0
  }

  /// Returns where the line of `place` ends, before its line feed.
  func lineEnd(_ place: Int) -> Int {
    text.utf8[index(place)...].firstIndex(of: 0x0A).map { offset($0) } ?? end
  }

  /// `true` iff only white space stands before the cursor on its line.
  var isLineBlankBeforeCursor: Bool {
    self[lineStart(cursor)..<cursor].allSatisfy { $0 == " " || $0 == "\t" }
  }

  // MARK: Changes

  /// Puts the cursor at `place`, or behind the character that it lies in.
  mutating func move(to place: Int) { cursor = boundary(place) }

  /// Puts `replacement` in the place of `range` and the cursor behind it.
  mutating func replace(_ range: Range<Int>, with replacement: String) {
    let start = min(max(0, range.lowerBound), end)
    let range = index(start)..<index(max(start, range.upperBound))
    let cleaned = Self.cleaned(replacement)
    text.replaceSubrange(range, with: cleaned)
    text.makeContiguousUTF8()
    cursor = boundary(start + cleaned.utf8.count)
  }

  /// Writes `inserted` at the cursor.
  mutating func insert(_ inserted: String) { replace(cursor..<cursor, with: inserted) }

  /// Removes `range` and returns what stood there.
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = self[range]
    replace(range, with: "")
    return removed
  }
}
