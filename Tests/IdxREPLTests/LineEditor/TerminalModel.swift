import IdxDiagnostics

/// A terminal that is only a value: knows what a painter of entries writes, and nothing else.
struct TerminalModel {
  /// A place of the screen; the second half of a wide character is empty.
  struct Place: Hashable {
    var text = " "
    var style = ""
  }

  private(set) var width: Int
  private(set) var height: Int
  /// `true` iff all of a character that readers see takes one or two columns, whatever it is made of.
  let joinsCharacters: Bool
  private(set) var rows: [[Place]]
  private(set) var row = 0
  private(set) var column = 0
  /// How many rows have left the screen.
  private(set) var scrolled = 0
  private(set) var isCursorHidden = false
  /// What was written that the model does not know.
  private(set) var complaints: [String] = []
  private var isAtEdge = false
  private var style = ""

  init(width: Int, height: Int, joinsCharacters: Bool = false) {
    self.width = width
    self.height = height
    self.joinsCharacters = joinsCharacters
    rows = Array(repeating: Array(repeating: Place(), count: width), count: height)
  }

  /// The rows as texts, without white space at their ends, up to the last that holds something.
  var lines: [String] {
    var lines = rows.map { row in
      let text = row.map(\.text).joined()
      return String(text.prefix(text.count - text.reversed().prefix { $0 == " " }.count))
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The looks of a row, run by run.
  func looks(_ row: Int) -> [String] {
    var runs: [(style: String, text: String)] = []
    for place in rows[row] {
      if runs.last?.style == place.style {
        runs[runs.count - 1].text += place.text
      } else {
        runs.append((place.style, place.text))
      }
    }
    return runs.filter { !$0.style.isEmpty }.map { "\($0.style):\($0.text)" }
  }

  /// Takes another size, and breaks rows that are too long, as most terminals do.
  mutating func resize(width newWidth: Int, height newHeight: Int) {
    var broken: [[Place]] = []
    var cursor = 0
    let used = max(row, rows.lastIndex { $0.contains { $0.text != " " } } ?? 0)
    for (index, places) in rows[...used].enumerated() {
      let length = places.lastIndex { $0.text != " " }.map { $0 + 1 } ?? 0
      if index == row { cursor = broken.count + column / newWidth }
      for start in stride(from: 0, to: max(1, length), by: newWidth) {
        let part = places[start..<max(start, min(length, start + newWidth))]
        broken.append(part + Array(repeating: Place(), count: newWidth - part.count))
      }
    }
    let cut = max(0, cursor + 1 - newHeight)
    rows = Array(broken.dropFirst(cut).prefix(newHeight))
    while rows.count < newHeight {
      rows.append(Array(repeating: Place(), count: newWidth))
    }
    (row, column, isAtEdge) = (cursor - cut, column % newWidth, false)
    (width, height) = (newWidth, newHeight)
  }

  mutating func write(_ output: String) {
    var rest = Substring(output)
    while let first = rest.unicodeScalars.first {
      switch first {
      case "\u{1B}": rest = escape(rest.unicodeScalars.dropFirst())
      case "\r":
        column = 0
        isAtEdge = false
        rest = Substring(rest.unicodeScalars.dropFirst())
      case "\n":
        isAtEdge = false
        feed()
        rest = Substring(rest.unicodeScalars.dropFirst())
      default:
        guard first.value >= 0x20, let character = rest.first else {
          complaints.append("control \(first.value)")
          return
        }
        let text = joinsCharacters ? String(character) : String(first)
        rest = Substring(rest.unicodeScalars.dropFirst(text.unicodeScalars.count))
        put(text)
      }
    }
  }

  private mutating func escape(_ rest: Substring.UnicodeScalarView) -> Substring {
    let parameters = rest.dropFirst().prefix { "?;0123456789".unicodeScalars.contains($0) }
    guard rest.first == "[", let final = rest.dropFirst(1 + parameters.count).first else {
      complaints.append("escape")
      return ""
    }
    command(final, String(parameters))
    return Substring(rest.dropFirst(2 + parameters.count))
  }

  private mutating func command(_ final: Unicode.Scalar, _ parameters: String) {
    let number = Int(parameters) ?? 1
    let erased = Place()
    switch (final, parameters) {
    case ("A", _): row = max(0, row - number)
    case ("B", _): row = min(height - 1, row + number)
    case ("G", _): column = min(max(number, 1), width) - 1
    case ("H", ""): (row, column) = (0, 0)
    case ("K", ""):
      for index in column..<width { rows[row][index] = erased }
    case ("J", ""):
      for index in column..<width { rows[row][index] = erased }
      for index in row + 1..<max(height, row + 1) {
        rows[index] = Array(repeating: erased, count: width)
      }
    case ("J", "2"): rows = Array(repeating: Array(repeating: erased, count: width), count: height)
    case ("m", _): style = parameters == "0" ? "" : String(parameters.dropFirst(2))
    case ("h", "?25"): isCursorHidden = false
    case ("l", "?25"): isCursorHidden = true
    default: complaints.append("\(parameters)\(final)")
    }
    if final == "K" || final == "J", !style.isEmpty { complaints.append("erases with a look") }
    if final == "K", isAtEdge { complaints.append("erases at the edge") }
    if "ABGHJ".unicodeScalars.contains(final) { isAtEdge = false }
  }

  private mutating func feed() {
    if row + 1 < height {
      row += 1
      return
    }
    rows.removeFirst()
    rows.append(Array(repeating: Place(), count: width))
    scrolled += 1
  }

  private mutating func put(_ text: String) {
    let cells = text.unicodeScalars.map { DisplayWidth.cells($0) }
    let taken = joinsCharacters ? min(2, cells.max() ?? 0) : cells[0]
    if taken == 0 {
      let place = isAtEdge ? width - 1 : column - 1
      guard place >= 0 else { return complaints.append("nothing to stand on") }
      let base = rows[row][place].text.isEmpty ? place - 1 : place
      rows[row][base].text += text
      return
    }
    if isAtEdge || column + taken > width {
      complaints.append("left the row to the terminal")
      column = 0
      isAtEdge = false
      feed()
    }
    // What is left of a wide character of which one half is written over.
    if rows[row][column].text.isEmpty, column > 0 { rows[row][column - 1] = Place() }
    if column + taken < width, rows[row][column + taken].text.isEmpty {
      rows[row][column + taken] = Place()
    }
    rows[row][column] = Place(text: text, style: style)
    if taken == 2 { rows[row][column + 1] = Place(text: "", style: style) }
    column += taken
    if column >= width {
      column = width - 1
      isAtEdge = true
    }
  }
}
