internal import IdxDiagnostics
internal import IdxNumerics
internal import IdxPlan
internal import IdxSemantics
internal import IdxSyntax
internal import IdxTables

/// A table that is written in the model.
struct InlineTable: OpenTable {
  private let header: [CellSyntax]
  private let rows: [[CellSyntax]]
  private let source: SourceText?
  private let reported: [Span]
  let headerSpan: Span
  let names: [String]

  /// Creates the table of `data`; rows that do not fit its header were reported and are left out.
  init(_ data: DataModel) {
    header = data.rows.first?.cells ?? []
    let width = header.count
    rows = data.rows.dropFirst().map(\.cells).filter { $0.count == width }
    reported = data.rows.first?.node.tree.diagnostics.map(\.span) ?? []
    source = data.rows.first?.node.tree.source
    headerSpan = data.rows.first?.node.span ?? data.span
    names = header.map(\.text)
  }

  func namePlace(_ position: Int) -> DataPlace { place(header[position], position) }

  func places(of cells: [TablePlaces.Cell]) -> [DataPlace] {
    cells.map { cell in
      let column = cell.column.flatMap { names.firstIndex(of: $0) }
      guard let last = rows[cell.row].last else {
        return DataPlace(headerSpan, line: line(headerSpan))
      }
      if let column { return place(rows[cell.row][column], column) }
      let span = rows[cell.row][0].span.union(last.span)
      return DataPlace(span, line: line(span))
    }
  }

  /// Returns the number of the line of `span`, which only findings ask for: there are few of them, and
  /// many tables.
  private func line(_ span: Span) -> Int {
    source.map { LineIndex($0).line(at: Int(span.start)) + 1 } ?? 1
  }

  private func place(_ cell: CellSyntax, _ column: Int) -> DataPlace {
    DataPlace(cell.span, line: line(cell.span), column: names[column])
  }

  func read(
    _ requests: [MarkedRequest], threads: Int, isCancelled: @Sendable () -> Bool
  ) -> (columns: [TableColumn]?, rowCount: Int, diagnostics: [Diagnostic]) {
    var columns: [TableColumn] = []
    var findings: [Diagnostic] = []
    for request in requests {
      guard let position = names.firstIndex(of: request.request.name) else {
        findings.append(.unknownColumn(request.request.name, names: names, at: headerSpan))
        continue
      }
      let (column, faults) = read(request, position)
      findings += faults
      columns.append(column)
    }
    return (findings.hasErrors ? nil : columns, rows.count, findings)
  }

  private func read(_ marked: MarkedRequest, _ position: Int) -> (TableColumn, [Diagnostic]) {
    var findings: [Diagnostic] = []
    func isMissing(_ text: String, _ cell: CellSyntax) -> Bool {
      guard text.isEmpty || marked.marks.contains(text) else { return false }
      if !marked.request.optional {
        findings.append(
          .missingCell(text, isKey: marked.request.isKey, at: place(cell, position)))
      }
      return true
    }
    switch marked.request.kind {
    case .text:
      var labels: [String] = []
      var numbers: [String: Int32] = [:]
      let codes = rows.map { row -> Int32 in
        let text = row[position].text
        if isMissing(text, row[position]) { return -1 }
        if let number = numbers[text] { return number }
        numbers[text] = Int32(truncatingIfNeeded: labels.count)
        labels.append(text)
        return Int32(truncatingIfNeeded: labels.count - 1)
      }
      return (.text(TextColumn(codes: codes, labels: labels)), findings)
    case .number(let lower, let upper):
      let cells = rows.map { row -> Double? in
        let cell = row[position]
        let text = cell.text
        if isMissing(text, cell) { return nil }
        let (value, fault) = number(text, cell, lower, upper, position)
        if let fault { findings.append(fault) }
        return value
      }
      return (.number(Column(cells)), findings)
    }
  }

  private func number(
    _ text: String, _ cell: CellSyntax, _ lower: Double, _ upper: Double, _ position: Int
  ) -> (Double?, Diagnostic?) {
    guard let value = Self.value(text) else {
      // What the parser could not read is told once.
      let isKnown = reported.contains { $0.start < cell.span.end && $0.end > cell.span.start }
      if isKnown { return (nil, nil) }
      return (nil, .notANumber(text, in: .model, at: place(cell, position)))
    }
    if let reach = NumberReach(text) {
      return (nil, .hugeNumber(text, reach, at: place(cell, position)))
    }
    guard value.isFinite else { return (nil, .hugeNumber(text, at: place(cell, position))) }
    guard value >= lower, value <= upper else {
      return (
        nil, .outOfRange(value, lower: lower, upper: upper, at: place(cell, position))
      )
    }
    return (value, nil)
  }

  /// Returns the number that `text` says: digits with `_` between them, or a quotient.
  private static func value(_ text: String) -> Double? {
    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    if text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) { return Double(text) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      String(part.filter { $0 != "_" && $0 != " " })
    }
    let isPlain = parts.allSatisfy { part in
      part.allSatisfy { "0123456789+-.eE".contains($0) }
    }
    let numbers = isPlain ? parts.compactMap { Double($0) } : []
    guard numbers.count == parts.count else { return nil }
    switch numbers.count {
    case 1: return numbers[0]
    case 2: return numbers[0] / numbers[1]
    default: return nil
    }
  }
}
