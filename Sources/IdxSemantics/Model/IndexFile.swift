public import IdxDiagnostics
public import IdxTables

/// Reads files of nodes, of which an index is made: tables with the columns `code` and `indicator`,
/// and `parent`, `label`, and `weight` or `importance` where they are due.
///
/// The rows become the text of an index, so that what is wrong with its nodes is found, and shown, as
/// in an index that is written out. Each node stands on the line that its row has in the file as long as
/// the rows are in the order of the tree.
public enum IndexFile {
  /// Returns the text of an index with the nodes in `bytes`, a table written in `format`, and what is
  /// wrong with it; no text where there is an error.
  public static func text(
    of bytes: TableBytes, format: TableFormat, file: FileID
  ) -> (text: String?, diagnostics: [Diagnostic]) {
    let (header, faults) = TableHeader.read(bytes, format: format, file: file)
    guard let header, !faults.hasErrors else { return (nil, faults) }
    if let finding = strangeColumn(header) { return (nil, faults + [finding]) }
    let optional = IndexRow.columns.dropFirst(2).filter { header.index(of: $0) != nil }
    let (table, findings) = TableReader.read(
      bytes, format: format, file: file,
      columns: (["code", "indicator"] + optional).map {
        ColumnRequest($0, .text, optional: $0 != "code")
      })
    guard let table, !findings.hasErrors else { return (nil, faults + findings) }
    let rows = Array(0..<table.rowCount)
    let places = TablePlaces.places(
      of: rows.map { TablePlaces.Cell(row: $0, column: nil) }, in: bytes, header: header,
      format: format, file: file)
    var tree = IndexRows()
    for (row, place) in zip(rows, places) {
      tree.add(IndexRow(place: place) { table[$0]?.text?[row] ?? "" })
    }
    return (tree.findings.hasErrors ? nil : tree.text, faults + findings + tree.findings)
  }

  /// Returns the finding of the first column in `header` that files of nodes do not have.
  private static func strangeColumn(_ header: TableHeader) -> Diagnostic? {
    let known = IndexRow.columns
    guard let position = header.names.firstIndex(where: { !known.contains($0) }) else { return nil }
    let free = known.filter { header.index(of: $0) == nil }
    return .indexColumns(
      header.names, unknown: header.names[position],
      meant: Suggestion.nearest(header.names[position], in: free), at: header.spans[position])
  }
}

/// A row of a file of nodes.
struct IndexRow {
  /// The columns that there may be, those that there must be first.
  static let columns = ["code", "indicator", "parent", "label", "weight", "importance"]

  let code: String
  let parent: String
  /// The row as a node of an index, without what is below it.
  let text: String
  let isGroup: Bool
  let place: DataPlace

  /// Creates the row at `place` with the `cell`s of columns.
  init(place: DataPlace, cell: (String) -> String) {
    let attributes = cell("indicator")
    self.place = place
    code = cell("code")
    parent = cell("parent")
    isGroup = attributes.isEmpty
    let isWord = code.first?.isLetter == true && code.utf8.allSatisfy { $0.isWordByte }
    let name = isWord ? code : "`\(Self.oneLine(code))`"
    var words = [isGroup ? "group" : "indicator", name]
    let label = Self.oneLine(cell("label"))
    if !label.isEmpty {
      let escaped = label.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      words.append("\"\(escaped)\"")
    }
    for word in ["weight", "importance"] where !cell(word).isEmpty {
      words.append("\(word) \(Self.oneLine(cell(word)))")
    }
    if !isGroup { words.append(Self.oneLine(attributes)) }
    text = words.joined(separator: " ")
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

extension UInt8 {
  /// `true` iff it is a letter or digit of ASCII or `_`.
  fileprivate var isWordByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}

/// The rows of a file of nodes as a tree.
struct IndexRows {
  /// What is wrong with the rows.
  private(set) var findings: [Diagnostic] = []
  private var rows: [IndexRow] = []
  private var depths: [Int] = []
  private var paths: [String] = []
  private var children: [[Int]] = []
  private var roots: [Int] = []
  /// The last row of each code and of each path.
  private var named: [String: Int] = [:]
  private var isFull = false
  /// After so many findings the rest of a file is most likely strange for the same reason.
  private static let mostFindings = 20

  /// Adds `row`, below the last group above it that its parent names.
  mutating func add(_ row: IndexRow) {
    guard !isFull, findings.count < Self.mostFindings else { return }
    guard !row.code.isEmpty, !row.code.contains("`") else {
      return findings.append(.indexCode(row.code, at: row.place.span))
    }
    var parent: Int?
    if !row.parent.isEmpty {
      guard let found = named[row.parent], rows[found].isGroup else {
        return findings.append(strangeParent(row))
      }
      parent = found
    }
    let depth = parent.map { depths[$0] + 1 } ?? 1
    guard depth < IndexReader.depthLimit, rows.count < IndexReader.nodeLimit else {
      isFull = true
      let isDeep = depth >= IndexReader.depthLimit
      return findings.append(
        .indexLimit(
          isDeep ? "levels" : "nodes",
          limit: isDeep ? IndexReader.depthLimit : IndexReader.nodeLimit, at: row.place.span))
    }
    let path = parent.map { "\(paths[$0]).\(row.code)" } ?? row.code
    let number = rows.count
    rows.append(row)
    depths.append(depth)
    paths.append(path)
    children.append([])
    if let parent { children[parent].append(number) } else { roots.append(number) }
    named[row.code] = number
    named[path] = number
  }

  private func strangeParent(_ row: IndexRow) -> Diagnostic {
    let groups = rows.filter(\.isGroup).map(\.code)
    return .indexParent(
      row.parent, isIndicator: named[row.parent] != nil,
      nearest: Suggestion.nearest(row.parent, in: groups), at: row.place.span)
  }

  /// The index with all rows.
  var text: String {
    var result = "index `rows` {"
    var line = 1
    func write(_ number: Int) {
      let place = max(rows[number].place.line, line + 1)
      result += String(repeating: "\n", count: place - line)
      line = place
      result += String(repeating: "  ", count: depths[number]) + rows[number].text
      guard rows[number].isGroup else { return }
      result += " {"
      for child in children[number] { write(child) }
      result += " }"
    }
    for root in roots { write(root) }
    return result + " }\n"
  }
}
