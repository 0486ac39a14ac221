import IdxDiagnostics

/// The word that is being typed, and what the cursor stands in as far as its line tells.
struct CursorWord {
  /// What is around the cursor.
  enum Surroundings {
    /// The language itself.
    case code
    /// A text, after its quote.
    case text
    /// A name after its backquote.
    case quotedName
    /// A number: there is nothing to complete.
    case number
    case comment
  }

  /// From the beginning of the word, of the text or of the backquotes to the cursor.
  let range: Range<Int>
  /// The whole word, which may go on behind the cursor.
  let whole: Range<Int>
  /// What is around the cursor.
  let surroundings: Surroundings

  /// Returns what stands at `offset` of `document`.
  init(_ document: Document, at offset: Int) {
    let bytes = document.bytes
    let offset = min(max(offset, 0), bytes.count)
    let line = document.lines.range(ofLine: document.lines.line(at: offset))
    var place = min(line.lowerBound, offset)
    var opened: (at: Int, by: UInt8)?
    while place < offset {
      let byte = bytes[place]
      if let open = opened {
        if byte == UInt8(ascii: "\\"), open.by == UInt8(ascii: "\"") { place += 1 }
        if byte == open.by { opened = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        opened = (place, byte)
      } else if byte == UInt8(ascii: "/"), place + 1 < offset, bytes[place + 1] == byte {
        (range, whole, surroundings) = (offset..<offset, offset..<offset, .comment)
        return
      }
      place += 1
    }
    if let opened {
      let isText = opened.by == UInt8(ascii: "\"")
      let start = isText ? opened.at + 1 : opened.at
      // A text that goes on to the end of the line has lost its second quote.
      let limit = max(offset, line.upperBound)
      var end = bytes[offset..<limit].firstIndex(of: opened.by) ?? offset
      if !isText, end > offset || end < limit && bytes[end] == opened.by { end += 1 }
      range = min(start, offset)..<offset
      whole = min(start, offset)..<max(offset, end)
      surroundings = isText ? .text : .quotedName
      return
    }
    var start = offset
    while start > line.lowerBound, Self.isWord(bytes[start - 1]) { start -= 1 }
    var end = offset
    while end < line.upperBound, Self.isWord(bytes[end]) { end += 1 }
    range = start..<offset
    whole = start..<end
    let isNumber = start < offset && bytes[start] >= 0x30 && bytes[start] <= 0x39
    surroundings = isNumber ? .number : .code
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }
}
