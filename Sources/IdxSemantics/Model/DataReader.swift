public import IdxDiagnostics
public import IdxSyntax

/// Reads the declaration of a table into its model.
public enum DataReader {
  /// The encodings that data may declare.
  public static let encodings = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "gb18030", "gbk", "gb2312", "latin1", "iso-8859-1",
    "windows-1252",
  ]

  /// Returns the table `declaration` called `name`, and what is wrong with it.
  public static func read(
    _ declaration: DataDeclaration, named name: String
  ) -> (DataModel, [Diagnostic]) {
    let span = declaration.name?.span ?? declaration.node.span
    var reading = DataReading(
      model: DataModel(name: name, file: declaration.file, rows: declaration.rows, span: span))
    for item in declaration.items { reading.read(item) }
    if !declaration.node.isBroken { reading.checkWhole() }
    reading.checkPatterns()
    reading.checkRows()
    return (reading.model, reading.findings)
  }
}

extension DataModel {
  /// Creates a table of which no item was read yet.
  init(name: String, file: StringLiteral?, rows: [RowSyntax], span: Span) {
    self.init(
      name: name, file: file, keys: [], columns: [], variable: nil, missing: .none,
      delimiter: nil, decimal: nil, thousands: nil, encoding: nil, comments: nil, rows: rows,
      span: span)
  }
}

/// A table that is being read.
private struct DataReading {
  var model: DataModel
  var findings: [Diagnostic] = []
  private var firstPlaces: [String: Span] = [:]

  init(model: DataModel) { self.model = model }

  /// Reads `item` into the model.
  mutating func read(_ item: DataItem) {
    switch item {
    case .key(let key): read(key)
    case .group(let group): read(group)
    case .column(let column): read(column)
    case .variable(let variable):
      guard let name = variable.variable, let value = variable.value else { return }
      if isFirst("variable", of: model.name, at: variable.node.span) {
        model.variable = (name.text, value.text)
      }
    case .missing(let missing):
      if let first = firstPlaces["missing"] {
        return findings.append(.missingPolicy(at: missing.node.span, first: first))
      }
      firstPlaces["missing"] = missing.node.span
      model.missing = MissingRule(missing)
    case .layout(let layout): read(layout)
    }
  }

  /// `true` iff `word` was not said before; says so otherwise.
  private mutating func isFirst(_ word: String, of owner: String, at span: Span) -> Bool {
    if let first = firstPlaces[word] {
      findings.append(.duplicateAttribute(of: owner, at: span, first: first))
      return false
    }
    firstPlaces[word] = span
    return true
  }

  private mutating func read(_ key: KeyItem) {
    guard let column = key.column, let axis = key.axis else { return }
    if let first = model.keys.first(where: { $0.column == column.text }) {
      findings.append(.keyColumnTwice(column.text, at: column.span, first: first.span))
      return
    }
    model.keys.append(
      KeyModel(
        role: key.role, column: column.text, isPattern: key.isPattern, defines: key.defines,
        axis: axis, primes: key.axisPrimes, labelColumn: key.labelColumn?.text, span: column.span))
  }

  private mutating func read(_ group: GroupColumnItem) {
    guard let column = group.column, let axis = group.axis, isNew(column) else { return }
    var result = ColumnModel(
      name: column.text, source: column.text,
      kind: .group(axis: axis.text, defines: group.defines), isImportance: false, isShare: false,
      span: column.span)
    result.axis = axis
    result.missing = group.missing.map { MissingRule($0) }
    model.columns.append(result)
  }

  private mutating func read(_ column: ColumnItem) {
    guard let name = column.name, isNew(name) else { return }
    if let range = column.range {
      findings += RangeCheck.findings(range, what: "the range of `\(name.text)`")
    }
    var result = ColumnModel(
      name: name.text, source: column.source?.value ?? name.text,
      kind: column.isText ? .text : .number, isImportance: column.isImportance,
      isShare: column.isShare, span: column.source?.span ?? name.span)
    result.label = column.label
    result.unit = column.unit
    result.lower = column.range?.lower
    result.upper = column.range?.upper
    result.missing = column.missing.map { MissingRule($0) }
    model.columns.append(result)
  }

  /// `true` iff no column `name` is declared yet; says so otherwise.
  private mutating func isNew(_ name: Name) -> Bool {
    guard let first = firstPlaces["column \(name.text)"] else {
      firstPlaces["column \(name.text)"] = name.span
      return true
    }
    findings.append(.columnTwice(name.text, at: name.span, first: first))
    return false
  }

  private mutating func read(_ layout: LayoutItem) {
    guard let value = layout.value,
      isFirst(layout.keyword, of: model.name, at: layout.node.span)
    else { return }
    if layout.keyword == "encoding" {
      let name = value.value.lowercased()
      model.encoding = name
      if !DataReader.encodings.contains(name) {
        findings.append(
          .unknownEncoding(value.value, known: DataReader.encodings, at: value.span))
      }
      return
    }
    guard let byte = separator(layout.keyword, value) else { return }
    switch layout.keyword {
    case "delimiter": model.delimiter = byte
    case "decimal": model.decimal = byte
    case "comments": model.comments = byte
    default: model.thousands = byte
    }
  }

  /// Returns the character that `value` is, if it can be what `word` says.
  private mutating func separator(_ word: String, _ value: StringLiteral) -> UInt8? {
    let bytes = Array(value.value.utf8)
    let expected: String
    if word == "decimal" {
      expected = "`.` or `,`"
      if bytes == [0x2E] || bytes == [0x2C] { return bytes[0] }
    } else {
      expected = "one ASCII character that is no digit, letter, quote or line end"
      let scalars = Array(value.value.unicodeScalars)
      let isFit = scalars.allSatisfy {
        $0.isASCII && !$0.properties.isAlphabetic && !("0"..."9").contains($0)
          && $0 != "\"" && $0 != "\n" && $0 != "\r"
      }
      if scalars.count == 1, isFit { return bytes[0] }
    }
    findings.append(.tableMark(word, value.value, expected: expected, at: value.span))
    return nil
  }

  /// Checks what concerns the table as a whole.
  mutating func checkWhole() {
    if model.keys.isEmpty, model.variable == nil {
      findings.append(.noKey(model.name, at: model.span))
    }
    let found: String? =
      switch (model.file != nil, model.rows.count) {
      case (true, 1...): "both"
      case (false, 0): "neither"
      case (false, 1) where !isOnOneLine: "a header without rows"
      default: nil
      }
    if let found { findings.append(.tableSource(model.name, found: found, at: model.span)) }
    checkSeparators()
  }

  private mutating func checkSeparators() {
    let decimal = model.decimal ?? 0x2E
    let marks: [(String, UInt8?)] = [
      ("decimal", decimal), ("thousands", model.thousands), ("delimiter", model.delimiter),
      ("comments", model.comments),
    ]
    var first: [(mark: UInt8, word: String)] = []
    for (word, mark) in marks {
      guard let mark else { continue }
      guard let other = first.first(where: { $0.mark == mark })?.word else {
        first.append((mark, word))
        continue
      }
      let text = String(UnicodeScalar(mark))
      findings.append(
        .tableMark(
          word, text, expected: "a character other than that of `\(other)`",
          at: firstPlaces[word] ?? model.span))
    }
  }

  /// Checks that the keys in braces and the names of the columns go together.
  mutating func checkPatterns() {
    let patterns = model.keys.filter(\.isPattern).map(\.column)
    var used: Set<String> = []
    for column in model.columns {
      for name in ColumnPattern(column.source).names {
        used.insert(name)
        if !patterns.contains(name) {
          findings.append(
            .unknownPattern(
              name, column: column.source, nearest: Suggestion.nearest(name, in: patterns),
              at: column.span))
        }
      }
    }
    for key in model.keys where key.isPattern && !used.contains(key.column) {
      findings.append(.unusedPattern(key.column, at: key.span))
    }
  }

  /// `true` iff the whole table seems to stand on one line: `| a | b | | 1 | 2 |`.
  private var isOnOneLine: Bool {
    guard model.rows.count == 1, let cells = model.rows.first?.cells else { return false }
    return cells.contains { $0.text.isEmpty } && cells.last?.text.isEmpty == false
  }

  /// Returns where the rows of a table on one line end, if they all have as many cells as the first.
  private func breaks(in cells: [CellSyntax]) -> [Span] {
    let rows = cells.split(omittingEmptySubsequences: false) { $0.text.isEmpty }
    guard rows.allSatisfy({ $0.count == rows[0].count }) else { return [] }
    return cells.filter(\.text.isEmpty).map(\.span)
  }

  /// Checks the table written in the model.
  mutating func checkRows() {
    guard let header = model.rows.first, !header.node.isBroken else { return }
    var first: [String: Span] = [:]
    let names = header.cells
    if isOnOneLine {
      findings.append(.rowsOnOneLine(breaks: breaks(in: names), at: header.node.span))
      return
    }
    for cell in names {
      if cell.text.isEmpty {
        findings.append(.namelessColumn(at: cell.span))
      } else if let before = first.updateValue(first[cell.text] ?? cell.span, forKey: cell.text) {
        findings.append(.columnTwice(cell.text, at: cell.span, first: before))
      }
    }
    for row in model.rows.dropFirst() {
      let count = row.cells.count
      guard count != names.count, !row.node.isBroken else { continue }
      findings.append(
        .inlineRow(
          count, expected: names.count, at: row.node.span, header: header.node.span))
    }
  }
}
