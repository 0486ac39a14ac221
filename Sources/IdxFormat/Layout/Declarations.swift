import IdxSyntax

// The file, declarations, and what stands in their braces.
extension LayoutBuilder {
  /// Returns the rows of the file.
  mutating func model() -> [Row] {
    var rows: [Row] = []
    for node in tree.root.children {
      var row = row(node) { builder, parts in
        [Cell(tag: "", document: builder.declaration(node, parts))]
      }
      row.isSpaced = node.parts.contains { LayoutBuilder.isBrace($0) } || node.child(.block) != nil
      rows.append(row)
    }
    return rows + closingRow(tree.tokenCount)
  }

  private mutating func declaration(_ node: Node, _ parts: [Node.Part]) -> Document {
    switch node.kind {
    case .methodDeclaration: method(parts)
    case .letDeclaration, .measureDeclaration, .parameterDeclaration: definition(parts)
    case .expectDeclaration: claim(parts)
    case .dataDeclaration: data(parts)
    case .axisDeclaration: axis(parts)
    default: braced(parts) { $0.item($1) }
    }
  }

  /// Returns `let` and the like: what stands before `=`, and the value.
  mutating func definition(_ parts: [Node.Part]) -> Document {
    let sign = parts.firstIndex { LayoutBuilder.isToken($0, .equals) }
    guard let sign, sign + 1 < parts.count, case .node(let value) = parts[sign + 1] else {
      return words(parts)
    }
    let head = words(parts[...sign])
    guard value.kind.isExpression else {
      return .sequence([head, .text(" "), words(parts[(sign + 1)...])])
    }
    return .sequence([head, .text(" "), self.value(value)])
  }

  /// Returns what begins with `expect` or `require`: the clauses go to lines of their own if not all
  /// fits on one.
  mutating func claim(_ parts: [Node.Part]) -> Document {
    var clauses: [Document] = []
    var words: [Document] = []
    for part in parts {
      if case .token = part, !words.isEmpty {
        clauses.append(.words(words))
        words = []
      }
      words.append(self.part(part))
    }
    clauses.append(.words(words))
    return .group(.nested(SourceLayout.indentation, .joined(clauses, by: .line)))
  }

  /// Returns a head and the braces behind it, the children in them laid out by `item`.
  mutating func braced(
    _ parts: [Node.Part], _ item: (inout LayoutBuilder, Node) -> Row
  ) -> Document {
    guard let open = parts.firstIndex(where: { LayoutBuilder.isBrace($0) }) else {
      return .nested(4, .fill(phrases(parts)))
    }
    let head = Document.nested(4, .fill(phrases(parts[..<open])))
    let body = block(parts[open...], item)
    return .sequence(open == 0 ? [body] : [head, .text(" "), body])
  }

  /// Returns the words before braces, those together that no line end parts.
  private mutating func phrases(_ parts: some Sequence<Node.Part>) -> [Document] {
    var result: [Document] = []
    for part in parts { result.append(self.part(part)) }
    return result
  }

  /// Returns braces and what is in them; `parts` begin with the one and end with the other.
  mutating func block(
    _ parts: some Collection<Node.Part>, mayBeFlat: Bool = true,
    _ item: (inout LayoutBuilder, Node) -> Row
  ) -> Document {
    let all = Array(parts)
    guard let first = all.first, let last = all.last else { return .nothing }
    let (from, to) = (LayoutBuilder.firstToken(of: first), LayoutBuilder.lastToken(of: last))
    let open = token(from)
    var rows: [Row] = []
    for case .node(let node) in all { rows.append(item(&self, node)) }
    rows += closingRow(to)
    return .block(
      Block(open: open, rows: rows, close: token(to), separator: "  "),
      mayBeFlat: mayBeFlat && isOnOneLine(from, to))
  }

  /// `true` iff `part` is the brace that opens.
  static func isBrace(_ part: Node.Part) -> Bool { isToken(part, .leftBrace) }

  /// `true` iff `part` is a token of kind `kind`.
  static func isToken(_ part: Node.Part, _ kind: TokenKind) -> Bool {
    if case .token(let token) = part { token.kind == kind } else { false }
  }
}

// Items.
extension LayoutBuilder {
  /// Returns the row of `node`, which stands in the braces of a declaration.
  mutating func item(_ node: Node) -> Row {
    switch node.kind {
    case .indicator, .columnItem, .grade, .keyItem, .groupColumnItem:
      var row = row(node) { $0.nodeCells(node, $1) }
      row.broken = attributes(row.cells)
      row.limit = SourceLayout.rowWidth
      return row
    case .group: return row(node) { [Cell(tag: "", document: $0.braced($1) { $0.item($1) })] }
    case .pair, .atComparisons, .raterComparisons, .atStep:
      var row = row(node) { $0.nodeCells(node, $1) }
      row.broken = .words(row.cells.map(\.document))
      // It has no place to be broken at.
      if node.kind == .pair { row.limit = .max / 2 }
      return row
    case .slotStep:
      var row = row(node) { $0.nodeCells(node, $1) }
      row.isAlignedThroughout = true
      return row
    default: return row(node) { [Cell(tag: "", document: $0.words($1))] }
    }
  }

  /// Returns the cells of `node`.
  mutating func nodeCells(_ node: Node) -> [Cell] { nodeCells(node, node.parts) }

  /// Returns the cells of `node`, of which `parts` are left.
  mutating func nodeCells(_ node: Node, _ parts: [Node.Part]) -> [Cell] {
    switch node.kind {
    case .indicator, .columnItem, .grade: attributeCells(parts)
    case .keyItem, .groupColumnItem: keyCells(parts)
    case .group: [Cell(tag: "", document: braced(parts) { $0.item($1) })]
    case .pair: pairCells(parts)
    case .atComparisons, .raterComparisons, .atStep: placeCells(parts)
    case .slotStep:
      [
        Cell(tag: "slot", document: words(parts.prefix(1))),
        Cell(tag: "step", document: step(Array(parts.dropFirst()))),
      ]
    default: [Cell(tag: "", document: words(parts))]
    }
  }

  /// Returns the word, the name, the label and the attributes of an indicator, a column or a grade.
  private mutating func attributeCells(_ parts: [Node.Part]) -> [Cell] {
    var cells: [Cell] = []
    for part in parts {
      let kind = LayoutBuilder.ends(of: part).first
      var tag = kind.fixedText ?? ""
      var document = self.part(part)
      if case .node(let node) = part {
        switch node.kind {
        case .name: tag = "name"
        case .label: tag = "label"
        case .direction: tag = "direction"
        default: break
        }
        if node.kind == .attribute { document = attribute(node) }
        // It would speak of all columns if it began a line.
        if kind == TokenKind(.missing), let last = cells.popLast() {
          document = .words([last.document, document])
          tag = last.tag
        }
      }
      cells.append(Cell(tag: tag, document: document))
    }
    return cells
  }

  private mutating func attribute(_ node: Node) -> Document {
    let parts = node.parts
    guard parts.count == 2, LayoutBuilder.isToken(parts[0], .equals),
      case .node(let formula) = parts[1]
    else { return words(node) }
    return .sequence([part(parts[0]), .text(" "), value(formula)])
  }

  /// Returns the word, the place, and the rest of a key.
  private mutating func keyCells(_ parts: [Node.Part]) -> [Cell] {
    let isBraced = parts.count > 1 && LayoutBuilder.isBrace(parts[1])
    let place = min(isBraced ? 4 : 2, parts.count)
    return [
      Cell(tag: "key", document: words(parts[..<1])),
      Cell(tag: "name", document: words(parts[1..<place])),
      Cell(tag: "rest", document: words(parts[place...])),
    ]
  }

  /// Returns the left side, the right sides, and the values of a comparison.
  private mutating func pairCells(_ parts: [Node.Part]) -> [Cell] {
    let colon = parts.firstIndex { LayoutBuilder.isToken($0, .colon) } ?? parts.count
    let equals = parts.firstIndex { LayoutBuilder.isToken($0, .equals) } ?? parts.count
    return [
      Cell(tag: "left", document: words(parts[..<colon])),
      Cell(tag: "right", document: words(parts[colon..<equals])),
      Cell(tag: "values", document: words(parts[equals...])),
    ]
  }

  /// Returns the word, the place, and the braces of `at` and `rater`.
  private mutating func placeCells(_ parts: [Node.Part]) -> [Cell] {
    let open = parts.firstIndex { LayoutBuilder.isBrace($0) } ?? parts.count
    let word = parts.first.map { LayoutBuilder.ends(of: $0).first.fixedText ?? "" } ?? ""
    return [
      Cell(tag: word, document: words(parts[..<1])),
      Cell(tag: "place", document: words(parts[1..<open])),
      Cell(tag: "block", document: block(parts[open...]) { $0.item($1) }),
    ]
  }

  /// Returns `cells` on several lines, a formula on one of its own.
  func attributes(_ cells: [Cell]) -> Document {
    var documents = cells.map(\.document)
    var formula: [Document] = []
    if cells.last?.tag == "=", let last = documents.popLast() { formula = [.lineEnd, last] }
    return .nested(SourceLayout.indentation, .sequence([.fill(documents)] + formula))
  }

  /// Returns the method of a step and what is said of it.
  private mutating func step(_ parts: [Node.Part]) -> Document {
    let documents = parts.map { part($0) }
    return documents.count == 1
      ? documents[0] : .nested(SourceLayout.indentation, .fill(documents))
  }
}
