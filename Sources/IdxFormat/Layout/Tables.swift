import IdxDiagnostics
import IdxSyntax

/// How wide a column of a table is that is written in the model.
private struct TableColumn {
  var text = 0
  var whole = 0
  var fraction = 0

  /// `true` iff it holds a number, so that all of it stands on the right.
  var isNumeric: Bool { whole > 0 }

  var width: Int { max(text, whole + fraction) }

  /// Makes room for `cell`.
  mutating func fit(_ cell: TableCell) {
    guard let number = cell.number else {
      text = max(text, cell.width)
      return
    }
    whole = max(whole, number.whole)
    fraction = max(fraction, number.fraction)
  }

  /// Returns the blanks before and behind `cell`.
  func blanks(_ cell: TableCell) -> (before: Int, behind: Int) {
    let rest = width - cell.width
    guard let number = cell.number else { return isNumeric ? (rest, 0) : (0, rest) }
    return (rest - fraction + number.fraction, fraction - number.fraction)
  }
}

/// What stands in a cell of a table.
private struct TableCell {
  var width = 0
  /// The cells before, and from, the decimal point; `nil` if it is no number.
  var number: (whole: Int, fraction: Int)?

  /// Creates the measures of `document`, a number written as `text` if `isNumber`.
  init(_ document: Document, text: String, isNumber: Bool) {
    width = document.flat ?? 0
    guard isNumber else { return }
    let whole = text.contains("/") ? width : text.prefix { !".eE".contains($0) }.utf8.count
    number = (min(whole, width), width - min(whole, width))
  }
}

// Tables that are written in the model, and axes.
extension LayoutBuilder {
  /// Returns a table: its items, and the cells of its rows under each other.
  mutating func data(_ parts: [Node.Part]) -> Document {
    var columns: [TableColumn] = []
    for case .node(let node) in parts where node.kind == .row {
      for (place, cell) in cells(of: node).enumerated() {
        while columns.count <= place { columns.append(TableColumn()) }
        if let cell { columns[place].fit(measures(cell)) }
      }
    }
    return braced(parts) { builder, node in
      guard node.kind == .row else { return builder.item(node) }
      return builder.row(node) { builder, _ in
        [Cell(tag: "row", document: builder.tableRow(node, columns))]
      }
    }
  }

  /// Returns the cells of `row`, `nil` for those that are empty.
  private func cells(of row: Node) -> [Node?] {
    var cells: [Node?] = []
    var cell: Node?
    for part in row.parts.dropFirst() {
      switch part {
      case .node(let node): cell = node
      case .token:
        cells.append(cell)
        cell = nil
      }
    }
    return cells
  }

  private mutating func measures(_ cell: Node) -> TableCell {
    let constant = cell.child(.constant)
    return TableCell(document(cell), text: constant?.text ?? "", isNumber: constant != nil)
  }

  private mutating func tableRow(_ node: Node, _ columns: [TableColumn]) -> Document {
    var documents: [Document] = []
    var place = 0
    var isFilled = false
    for part in node.parts {
      switch part {
      case .node(let cell):
        let blanks = columns[place].blanks(measures(cell))
        documents += [LayoutBuilder.blanks(blanks.before + 1), document(cell)]
        documents.append(LayoutBuilder.blanks(blanks.behind + 1))
        isFilled = true
      case .token(let bar):
        if !documents.isEmpty {
          if !isFilled { documents.append(LayoutBuilder.blanks(columns[place].width + 2)) }
          place += 1
        }
        documents.append(token(bar.index))
        isFilled = false
      }
    }
    return .sequence(documents)
  }

  private static func blanks(_ count: Int) -> Document {
    .text(String(repeating: " ", count: count))
  }

  /// Returns an axis. Parts with labels stand under each other where they do not fit on one line.
  mutating func axis(_ parts: [Node.Part]) -> Document {
    guard let open = parts.firstIndex(where: { LayoutBuilder.isBrace($0) }), let last = parts.last
    else { return definition(parts) }
    let head = Document.nested(4, .fill(parts[..<open].map { part($0) }))
    let inner = Array(parts[(open + 1)...].dropLast())
    let hasLabels = inner.contains { part in
      if case .node(let node) = part { node.child(.label) != nil } else { false }
    }
    let (from, to) = (LayoutBuilder.firstToken(of: parts[open]), LayoutBuilder.lastToken(of: last))
    var rows = axisParts(inner)
    if !hasLabels, !rows.contains(where: \.needsLines) {
      let all = rows.map { Document.words($0.cells.map(\.document)) }
      rows = [Row(cells: [Cell(tag: "", document: .fill(all))])]
    }
    let opening = token(from)
    rows += closingRow(to)
    let block = Block(open: opening, rows: rows, close: token(to), separator: " ")
    return .sequence([head, .text(" "), .block(block, mayBeFlat: isOnOneLine(from, to))])
  }

  private mutating func axisParts(_ parts: [Node.Part]) -> [Row] {
    var rows: [Row] = []
    for (node, comma) in LayoutBuilder.elements(parts) {
      rows.append(
        row(node, upTo: comma) { builder, parts in
          var cells = parts.map { part in
            Cell(
              tag: "\(LayoutBuilder.ends(of: part).first == .string)", document: builder.part(part))
          }
          if let comma, let last = cells.popLast() {
            let document = Document.sequence([last.document, builder.token(comma)])
            cells.append(Cell(tag: last.tag, document: document))
          }
          return cells
        })
    }
    return rows
  }
}
