import IdxDiagnostics

/// Where words end and what stands above and below.
extension EditText {
  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Returns the end of the first word that ends behind `place`.
  func wordEnd(after place: Int) -> Int {
    skip(while: Self.isWord, from: skip(while: { !Self.isWord($0) }, from: place))
  }

  /// Returns the beginning of the last word that begins before `place`.
  func wordStart(before place: Int) -> Int {
    skipBack(while: Self.isWord, from: skipBack(while: { !Self.isWord($0) }, from: place))
  }

  /// Returns the beginning of what stands before `place` up to white space.
  func chunkStart(before place: Int) -> Int {
    let end = skipBack(while: \.isWhitespace, from: place)
    return skipBack(while: { !$0.isWhitespace }, from: end)
  }

  private func skip(while holds: (Character) -> Bool, from place: Int) -> Int {
    var place = place
    while let next = character(at: place), holds(next) { place = after(place) }
    return place
  }

  private func skipBack(while holds: (Character) -> Bool, from place: Int) -> Int {
    var place = place
    while place > 0 {
      let start = before(place)
      guard let next = character(at: start), holds(next) else { break }
      place = start
    }
    return place
  }

  /// The cells from the beginning of the line to the cursor.
  var column: Int { DisplayWidth.cells(self[lineStart(cursor)..<cursor]) }

  /// Returns the place of `column` on the line above the cursor; `nil` if there is none.
  func placeAbove(_ column: Int) -> Int? {
    let start = lineStart(cursor)
    return start == 0 ? nil : place(of: column, from: lineStart(start - 1))
  }

  /// Returns the place of `column` on the line below the cursor; `nil` if there is none.
  func placeBelow(_ column: Int) -> Int? {
    let end = lineEnd(cursor)
    return end == self.end ? nil : place(of: column, from: end + 1)
  }

  private func place(of column: Int, from start: Int) -> Int {
    let lineEnd = lineEnd(start)
    var place = start
    var cells = 0
    while place < lineEnd, let next = character(at: place) {
      cells += DisplayWidth.cells(String(next))
      if cells > column { break }
      place = after(place)
    }
    return place
  }

  /// Exchanges the characters before and behind the cursor, or the last two at the end of the line.
  mutating func transposeCharacters() {
    let start = lineStart(cursor)
    let isAtEnd = cursor == lineEnd(cursor)
    let middle = isAtEnd ? before(cursor) : cursor
    guard cursor > start, middle > start else { return }
    let range = before(middle)..<after(middle)
    replace(range, with: self[middle..<range.upperBound] + self[range.lowerBound..<middle])
  }

  /// Exchanges the word before the cursor and that behind it, or the last two words.
  mutating func transposeWords() {
    var second = wordEnd(after: cursor)
    if wordStart(before: second) < cursor, second == end || cursor == end {
      second = skipBack(while: { !Self.isWord($0) }, from: end)
    }
    let secondStart = wordStart(before: second)
    let firstStart = wordStart(before: secondStart)
    let firstEnd = wordEnd(after: firstStart)
    guard firstStart < firstEnd, firstEnd <= secondStart, secondStart < second else { return }
    let moved =
      self[secondStart..<second] + self[firstEnd..<secondStart] + self[firstStart..<firstEnd]
    replace(firstStart..<second, with: moved)
  }

  /// Replaces what stands up to the end of the word by `changed` of it.
  mutating func changeWord(_ changed: (String) -> String) {
    let range = cursor..<wordEnd(after: cursor)
    replace(range, with: changed(self[range]))
  }
}
