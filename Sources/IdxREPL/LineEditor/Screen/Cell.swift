import IdxDiagnostics

/// A character on the screen.
struct Cell: Hashable, Sendable {
  let text: String
  /// The columns that it takes.
  let width: Int
  let style: TextStyle

  init(text: String, width: Int, style: TextStyle) {
    self.text = text
    self.width = width
    self.style = style
  }

  /// `true` iff terminals do not agree about the columns that it takes.
  var isUncertain: Bool { text.unicodeScalars.count > 1 && Self.isUncertain(text) }

  private static func isUncertain(_ text: String) -> Bool {
    var shown = 0
    for scalar in text.unicodeScalars {
      if scalar == "\u{FE0F}" || scalar == "\u{200D}" { return true }
      if DisplayWidth.cells(scalar) > 0 { shown += 1 }
    }
    return shown > 1
  }

  /// Returns the cells that show `text` in one line of at most `limit` columns, with tabs counted from the
  /// column `start` and what a terminal would act on shown as escapes.
  static func cells(
    of text: String, _ style: TextStyle, limit: Int, from start: Int = 0
  ) -> [Cell] {
    var column = start
    return text.flatMap { character in
      let cells = cells(of: character, style, limit: limit, at: column)
      column += cells.reduce(0) { $0 + $1.width }
      return cells
    }
  }

  /// Returns the cells that show `character` in the column `column` of a line.
  static func cells(
    of character: Character, _ style: TextStyle, limit: Int, at column: Int
  ) -> [Cell] {
    if let cell = Cell(plain: character, style) { return [cell] }
    if character == "\t" {
      let space = Cell(text: " ", width: 1, style: style)
      return Array(repeating: space, count: tabWidth - column % tabWidth)
    }
    let text = String(character)
    let shown = PrintableText.shown(text)
    if shown != text {
      return shown.map { Cell(text: String($0), width: 1, style: .faint) }
    }
    var width = DisplayWidth.cells(text)
    if width == 0 {
      guard isMark(text) else {
        let escape = text.unicodeScalars.map { "\\u{\(String($0.value, radix: 16))}" }.joined()
        return escape.map { Cell(text: String($0), width: 1, style: .faint) }
      }
      // A mark that has nothing to stand on is given something.
      return [Cell(text: "\u{25CC}" + text, width: 1, style: style)]
    }
    // An emoji of one column is drawn in two if it is told to be one.
    if width == 1, text.unicodeScalars.contains("\u{FE0F}") { width = 2 }
    if width > limit { return [Cell(text: "?", width: 1, style: .faint)] }
    return [Cell(text: text, width: width, style: style)]
  }

  /// Creates the cell of `character`; `nil` where it is more than a character of ASCII to show.
  init?(plain character: Character, _ style: TextStyle) {
    guard let byte = character.asciiValue, 0x20..<0x7F ~= byte else { return nil }
    self.init(text: String(character), width: 1, style: style)
  }

  private static let tabWidth = 4

  private static func isMark(_ text: String) -> Bool {
    switch text.unicodeScalars.first?.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}

extension [Cell] {
  /// The columns that the cells take together.
  var columns: Int { reduce(0) { $0 + $1.width } }

  /// Returns the cells, or as many of the first as fit into `width` columns together with "…".
  func cut(to width: Int) -> [Cell] {
    guard columns > width, width > 0 else { return width > 0 ? self : [] }
    var used = 1
    var kept = Array(
      prefix { cell in
        used += cell.width
        return used <= width
      })
    kept.append(Cell(text: "…", width: 1, style: kept.last?.style ?? .plain))
    return kept
  }
}
