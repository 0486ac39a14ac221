/// The rows that an entry takes on a screen of some width, however high it is.
struct Layout {
  private(set) var rows: [[Cell]] = [[]]
  /// Where the cursor is.
  private(set) var cursor = (row: 0, column: 0)
  private let width: Int
  /// The columns that are taken in the last row.
  private var column = 0
  /// `true` iff the cursor stands before the next cell.
  private var awaitsCursor = false

  /// Lays out the entry of `picture` on rows of `width` columns, without what stands below it.
  init(_ picture: Picture, width: Int) {
    self.width = max(1, width)
    append(prompt: picture.prompt)
    var offset = 0
    var lineColumn = 0
    var styles = picture.styles[...]
    for character in picture.content.text {
      if offset == picture.content.cursor { awaitsCursor = true }
      let style = Self.style(at: offset, &styles)
      offset += character.utf8.count
      if character == "\n" {
        placeCursorAtEnd()
        newRow()
        append(prompt: picture.continuation)
        lineColumn = 0
        continue
      }
      if let cell = Cell(plain: character, style) {
        append(cell)
        lineColumn += 1
        continue
      }
      for cell in Cell.cells(of: character, style, limit: self.width, at: lineColumn) {
        append(cell)
        lineColumn += cell.width
      }
    }
    if offset == picture.content.cursor { awaitsCursor = true }
    placeCursorAtEnd()
  }

  private static func style(
    at offset: Int, _ styles: inout ArraySlice<StyledRange>
  ) -> TextStyle {
    while let first = styles.first, first.range.upperBound <= offset { styles.removeFirst() }
    guard let first = styles.first, first.range.contains(offset) else { return .plain }
    return first.style
  }

  private mutating func append(prompt: String) {
    for cell in Cell.cells(of: prompt, .prompt, limit: width) { append(cell) }
  }

  private mutating func append(_ cell: Cell) {
    if column + cell.width > width { newRow() }
    if awaitsCursor {
      cursor = (rows.count - 1, column)
      awaitsCursor = false
    }
    rows[rows.count - 1].append(cell)
    column += cell.width
  }

  private mutating func newRow() {
    rows.append([])
    column = 0
  }

  /// Puts the cursor behind the line, on a row of its own if the line fills its last.
  private mutating func placeCursorAtEnd() {
    guard awaitsCursor else { return }
    if column == width { newRow() }
    cursor = (rows.count - 1, column)
    awaitsCursor = false
  }
}
