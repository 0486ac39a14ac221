import IdxDiagnostics

/// Decides where lines end, and writes them.
struct Renderer {
  /// A finished line.
  struct Line {
    var text: String
    var width: Int
    /// The comment behind it.
    var comment: String?
  }

  /// The lines that are finished.
  var lines: [Line] = []
  /// The current line, without its indentation as long as nothing stands on it.
  private var current = ""
  /// The cells up to the current place.
  private(set) var column = 0
  private var comment: String?
  /// `true` iff a comment ends the current line.
  private(set) var isClosed = false
  /// `true` iff a blank line follows the current line.
  private var isApartBelow = false

  /// `true` iff nothing stands on the current line.
  var isAtLineStart: Bool { current.isEmpty }

  /// Ends the current line and indents the next by `indent`.
  mutating func newLine(_ indent: Int) {
    while current.last == " " {
      current.removeLast()
      column -= 1
    }
    lines.append(Line(text: current, width: column, comment: comment))
    if isApartBelow { lines.append(Line(text: "", width: 0)) }
    current = ""
    comment = nil
    isClosed = false
    isApartBelow = false
    column = indent
  }

  /// Writes `text`, which takes `width` cells, on this line or, behind a comment, on the next.
  mutating func write(_ text: String, _ width: Int, _ indent: Int) {
    if isClosed { newLine(indent) }
    if current.isEmpty { current = String(repeating: " ", count: column) }
    current += text
    column += width
  }

  /// Writes `count` blanks.
  mutating func pad(_ count: Int, _ indent: Int) {
    if count > 0 { write(String(repeating: " ", count: count), count, indent) }
  }

  /// `true` iff `width` more cells fit on the current line.
  func fits(_ width: Int) -> Bool { !isClosed && column + width <= SourceLayout.lineWidth }

  /// Writes `document`; `tail` cells of what follows it must stand on its last line.
  mutating func write(_ document: Document, _ indent: Int, flat: Bool = false, tail: Int = 0) {
    switch document.shape {
    case .nothing: break
    case .text(let text): write(text, document.lead, indent)
    case .line(let text): if flat { write(text, text.utf8.count, indent) } else { newLine(indent) }
    case .comment(let text):
      comment = text
      isClosed = true
    case .ownComment(let text): write(own: text, indent)
    case .sequence(let parts): write(sequence: parts, indent, flat, tail)
    case .nested(let depth, let inner): write(inner, indent + depth, flat: flat, tail: tail)
    case .group(let inner):
      let isFlat = flat || inner.flat.map { fits($0 + tail) } ?? false
      write(inner, indent, flat: isFlat, tail: tail)
    case .fill(let parts): write(fill: parts, indent, flat, tail, isList: false)
    case .list(let parts): write(fill: parts, indent, flat, tail, isList: true)
    case .value(let inner, let kind): write(value: inner, kind, indent, flat, tail)
    case .bracket(let open, let body, let close):
      let isFlat = flat || document.flat.map { fits($0 + tail) } ?? false
      write(open, body, close, indent, isFlat, tail)
    case .rows(let rows): write(rows: rows, indent, flat, tail)
    case .block(let block):
      let isFlat = flat || document.flat.map { fits($0 + tail) } ?? false
      write(block: block, indent, isFlat)
    }
  }

  private mutating func write(own text: Comment, _ indent: Int) {
    if isClosed || !isAtLineStart { newLine(indent) }
    write(text.text, DisplayWidth.cells(text.text), indent)
    isClosed = true
    isApartBelow = text.isApartBelow
  }

  private mutating func write(sequence parts: [Document], _ indent: Int, _ flat: Bool, _ tail: Int)
  {
    // What must stand on the line on which a part ends.
    var tails = [Int](repeating: tail, count: parts.count)
    var next = tail
    for place in parts.indices.reversed() {
      tails[place] = next
      next = parts[place].leadEnds ? parts[place].lead : parts[place].lead + next
    }
    for (part, tail) in zip(parts, tails) { write(part, indent, flat: flat, tail: tail) }
  }

  private mutating func write(
    fill parts: [Document], _ indent: Int, _ flat: Bool, _ tail: Int, isList: Bool
  ) {
    var isBroken = false
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      let after = isLast ? tail : 0
      if place > 0 {
        if flat || !isBroken && part.flat.map({ fits($0 + 1 + after) }) ?? false {
          write(" ", 1, indent)
          write(part, indent, flat: true)
          continue
        }
        newLine(indent)
      }
      let isFlat = flat || part.flat.map { fits($0 + after) } ?? false
      let line = lines.count
      write(part, indent, flat: isFlat, tail: after)
      isBroken = isList && lines.count > line
    }
  }

  private mutating func write(
    value: Document, _ kind: ValueKind, _ indent: Int, _ flat: Bool, _ tail: Int
  ) {
    if flat || value.flat.map({ fits($0 + tail) }) ?? false {
      write(value, indent, flat: true)
      return
    }
    let next = indent + SourceLayout.indentation
    let fitsBelow = value.flat.map { next + $0 + tail <= SourceLayout.lineWidth } ?? false
    switch kind {
    case .bracket where fitsBelow, .other:
      newLine(next)
      write(value, next, flat: fitsBelow, tail: tail)
    case .block, .bracket: write(value, indent, tail: tail)
    }
  }

  /// Writes `body` in brackets. Where the bracket begins a line, what is in it hangs from it; elsewhere
  /// it begins on the next line.
  private mutating func write(
    _ open: Document, _ body: Document, _ close: Document, _ indent: Int, _ flat: Bool, _ tail: Int
  ) {
    let hangs = isAtLineStart && !isClosed
    write(open, indent, flat: flat)
    let inner = hangs ? column : indent + SourceLayout.indentation
    if !flat, !hangs { newLine(inner) }
    write(body, inner, flat: flat, tail: tail + close.lead)
    write(close, inner, flat: flat, tail: tail)
  }

  private mutating func write(block: Block, _ indent: Int, _ flat: Bool) {
    write(block.open, indent, flat: flat)
    if flat {
      if !block.rows.isEmpty { write(" ", 1, indent) }
      for (place, row) in block.rows.enumerated() {
        if place > 0 { write(block.separator, block.separator.utf8.count, indent) }
        write(flat: row, indent)
      }
      if !block.rows.isEmpty { write(" ", 1, indent) }
    } else {
      let inner = indent + SourceLayout.indentation
      if !block.rows.isEmpty {
        newLine(inner)
        write(rows: block.rows, inner, false, 0)
      }
      newLine(indent)
    }
    write(block.close, indent, flat: flat)
  }

  /// The text of all lines, comments behind lines that follow each other under each other.
  var text: String {
    var result = ""
    var place = 0
    while place < lines.count {
      var end = place
      while end < lines.count, lines[end].comment != nil { end += 1 }
      let width = lines[place..<end].map(\.width).max() ?? 0
      for line in lines[place..<end] {
        let gap = String(repeating: " ", count: width - line.width + 1)
        result += line.text + gap + (line.comment ?? "") + "\n"
      }
      if end < lines.count { result += lines[end].text + "\n" }
      place = end + 1
    }
    return result
  }
}
