/// Brings a terminal from what it shows of an entry to what it has to show, with few bytes.
///
/// Rows are ended by the painter, not by the terminal, so that the painter knows where each is. All moves
/// up and down are relative to where the cursor was left.
public struct ScreenPainter: Sendable {
  private var width: Int
  private var height: Int
  let hasColours: Bool
  /// The rows that the terminal shows, and where its cursor is: `nil` is the edge, behind a full row.
  private(set) var screen: [[Cell]] = []
  private var row = 0
  private var column: Int? = 0
  /// The first row of the entry that is shown, if it is higher than the screen.
  var top = 0
  /// `true` iff the rows on the screen were made for another size.
  private var isResized = false
  private var style = TextStyle.plain
  private var output = ""

  /// Creates a painter for a terminal of this size, whose cursor is at the beginning of a row.
  public init(width: Int, height: Int, hasColours: Bool) {
    self.width = max(1, width)
    self.height = max(1, height)
    self.hasColours = hasColours
  }

  /// Notes that the terminal has another size now, and has broken the rows anew.
  public mutating func resize(width: Int, height: Int) {
    guard max(1, width) != self.width || max(1, height) != self.height else { return }
    self.width = max(1, width)
    self.height = max(1, height)
    isResized = true
  }

  /// Returns the bytes that show `picture`.
  public mutating func paint(_ picture: Picture) -> String {
    if isResized { startAnew() }
    let layout = Layout(picture, width: width)
    let (rows, first) = visibleRows(layout, picture.footer)
    show(rows, cursorRow: layout.cursor.row - first, layout.cursor.column)
    return flushed()
  }

  /// Returns the bytes that show `picture` for the last time, as a whole, with `note` behind it and the
  /// cursor below it.
  public mutating func finish(_ picture: Picture, note: String = "") -> String {
    if isResized { startAnew() }
    var last = picture
    last.footer = .nothing
    last.content.move(to: last.content.end)
    var rows = Layout(last, width: width).rows
    if rows.count > 1, rows.last?.isEmpty == true, last.content.text.last != "\n" {
      rows.removeLast()
    }
    if !note.isEmpty {
      let cells = Cell.cells(of: note, .faint, limit: width)
      if (rows.last?.columns ?? 0) + cells.columns <= width { rows[rows.count - 1] += cells }
    }
    if rows.count > height { startAnew() }
    show(rows, cursorRow: rows.count - 1, rows.last?.columns ?? 0)
    output += "\r\n"
    forget()
    return flushed()
  }

  /// Returns the bytes that take the entry off the screen, with the cursor where it began, so that
  /// something else can be written.
  public mutating func erase() -> String {
    startAnew()
    return flushed()
  }

  /// Returns the bytes that clear the whole screen; what is painted next stands at its top.
  public mutating func clear() -> String {
    forget()
    return "\u{1B}[H\u{1B}[2J"
  }

  // MARK: Rows

  /// Returns the rows that fit on the screen and the number of the first.
  private mutating func visibleRows(
    _ layout: Layout, _ footer: Picture.Footer
  ) -> (rows: [[Cell]], first: Int) {
    let count = layout.rows.count
    let room = height - min(count, max(1, (height + 1) / 2))
    let below = FooterLayout(width: width, limit: min(room, FooterLayout.most)).rows(of: footer)
    let shown = height - below.count
    // The window moves no farther than the cursor makes it.
    top = max(
      0, min(max(min(top, layout.cursor.row), layout.cursor.row - shown + 1), count - shown))
    return (Array(layout.rows[top..<min(count, top + shown)]) + below, top)
  }

  private mutating func show(_ rows: [[Cell]], cursorRow: Int, _ cursorColumn: Int) {
    let changed = rows.indices.filter { $0 >= screen.count || screen[$0] != rows[$0] }
    // Who sees the cursor run over several rows is disturbed.
    let isHidden = changed.count > 1 && !screen.isEmpty
    if isHidden { output += "\u{1B}[?25l" }
    if screen.isEmpty { output += "\r\u{1B}[J" }
    for index in changed { show(rows[index], at: index) }
    if rows.count < screen.count {
      move(to: rows.count, 0)
      set(.plain)
      output += "\u{1B}[J"
      screen.removeLast(screen.count - rows.count)
    }
    set(.plain)
    move(to: cursorRow, cursorColumn)
    if isHidden { output += "\u{1B}[?25h" }
  }

  private mutating func show(_ cells: [Cell], at index: Int) {
    var old: [Cell] = []
    if index < screen.count {
      old = screen[index]
      screen[index] = cells
    } else {
      if index > 0 {
        move(to: index - 1, column ?? 0)
        output += "\r\n"
        row = index
        column = 0
      }
      screen.append(cells)
    }
    let kept = zip(old, cells).prefix { $0 == $1 }.count
    move(to: index, cells[..<kept].reduce(0) { $0 + $1.width })
    for cell in cells[kept...] { write(cell) }
    if cells.columns < old.columns {
      set(.plain)
      output += "\u{1B}[K"
    }
  }

  private mutating func write(_ cell: Cell) {
    set(cell.style)
    let start = column ?? 0
    let next = start + cell.width
    column = next < width ? next : nil
    guard cell.isUncertain else {
      output += cell.text
      return
    }
    // Some terminals draw it narrower, and would leave there what stood there.
    output += String(repeating: " ", count: cell.width) + "\u{1B}[\(start + 1)G" + cell.text
    if next < width { output += "\u{1B}[\(next + 1)G" }
  }

  // MARK: The terminal

  private mutating func set(_ next: TextStyle) {
    guard hasColours, next.code != style.code else { return }
    output += next.code.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(next.code)m"
    style = next
  }

  private mutating func move(to row: Int, _ column: Int) {
    if row < self.row { output += "\u{1B}[\(self.row - row)A" }
    if row > self.row { output += "\u{1B}[\(row - self.row)B" }
    self.row = row
    if self.column == column { return }
    output += column == 0 ? "\r" : "\u{1B}[\(min(column, width - 1) + 1)G"
    self.column = column < width ? column : nil
  }

  /// Takes all off the screen.
  private mutating func startAnew() {
    if isResized { row = reflowedRow }
    move(to: 0, 0)
    set(.plain)
    output += "\u{1B}[J"
    forget()
  }

  /// The row of the cursor after the terminal has broken each row that is too wide into several.
  private var reflowedRow: Int {
    let above = screen.prefix(row).reduce(0) { $0 + max(1, ($1.columns + width - 1) / width) }
    guard row < screen.count else { return above }
    return above + (column ?? max(0, screen[row].columns - 1)) / width
  }

  private mutating func forget() {
    screen = []
    row = 0
    column = 0
    top = 0
    isResized = false
  }

  private mutating func flushed() -> String {
    defer { output = "" }
    return output
  }
}
