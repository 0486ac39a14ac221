internal import IdxDiagnostics
internal import IdxNumerics
internal import IdxPlan
internal import IdxSemantics
internal import IdxTables

/// Binds one table: finds its columns, reads them, and lays their cells out over its axes.
struct TableBinder {
  /// The elements of the axes, those that this table defines among them.
  var axes: AxisElementTable
  /// What is wrong with the table.
  var findings: [Diagnostic] = []
  /// `true` iff only the beginning of the table, or of an axis that it uses, is known: nothing is then
  /// said of what may stand behind it.
  var isPartial = false
  /// The columns that are bound.
  private(set) var columns: [PlanInputs.ColumnName: ArrayValue] = [:]
  /// What is bound.
  let request: TableRequest
  /// The rows by key, once they are found and the same for all columns.
  private var commonRows: [Int32]?
  /// `true` iff rows with equal keys have been reported.
  private var isRepeating = false

  /// Creates the binder for `request`.
  init(_ request: TableRequest, axes: AxisElementTable) {
    self.request = request
    self.axes = axes
  }

  /// The table as declared.
  var data: DataModel { request.data }

  /// The positions of the keys that stand in columns of their own.
  var columnKeys: [Int] { data.keys.indices.filter { !data.keys[$0].isPattern } }

  /// Binds the columns of `table` that are asked for.
  mutating func bind(_ table: any OpenTable, threads: Int, isCancelled: @Sendable () -> Bool) {
    definePatternAxes(table)
    let places = request.columns.map { locate($0, in: table) }
    if findings.hasErrors { return }
    var plan = ReadPlan()
    let keys = columnKeys.map { plan.text(data.keys[$0].column) }
    let labels = columnKeys.map { key in
      data.keys[key].labelColumn.map { plan.text($0, optional: true) }
    }
    let variable = data.variable.map { plan.text($0.name) }
    let cells = zip(request.columns, places).map { column, place in
      place.columns.map { plan.cell(of: column, $0.name, data) }
    }
    let (read, rowCount, faults) = table.read(
      plan.requests, threads: threads, isCancelled: isCancelled)
    findings += faults
    guard let read, !findings.hasErrors else { return }
    let sheet = Sheet(table: table, columns: read, rowCount: rowCount, keys: keys)
    var positions = [[Int32]](repeating: [], count: keys.count)
    // A key may use what another one of the same table defines.
    let order =
      columnKeys.indices.filter { data.keys[columnKeys[$0]].defines }
      + columnKeys.indices.filter { !data.keys[columnKeys[$0]].defines }
    for k in order {
      positions[k] = keyPositions(columnKeys[k], keys[k], labels: labels[k], in: sheet)
    }
    if findings.hasErrors { return }
    if isPartial, positions.contains(where: { $0.contains { $0 < 0 } }) { return }
    let rows = RowSelection(variable: variable.flatMap { sheet.text($0) })
    for (k, column) in request.columns.enumerated() {
      guard let selected = select(rows, for: column, in: sheet, variable) else { continue }
      bind(column, places[k], cells: cells[k], selected, positions, sheet)
    }
  }

  private mutating func bind(
    _ column: TableRequest.Column, _ place: ColumnPlaces, cells: [Int], _ rows: RowSelection,
    _ positions: [[Int32]], _ sheet: Sheet
  ) {
    let before = findings.count
    let numbers = zip(cells, place.columns).map { cell, place in
      self.numbers(column, cell, place.name, in: sheet)
    }
    if findings.count > before { return }
    let keyAxes = columnKeys.map { request.keyAxes[$0] }
    guard let rowOf = rowTable(keyAxes, positions, rows, sheet, column: column, cells: cells)
    else { return }
    let layout = CellLayout(
      keyAxes: keyAxes, patternAxes: place.patternKeys.map { request.keyAxes[$0] },
      rowOf: rowOf, columnOf: place.columnOf, table: axes)
    if !isPartial, !data.missing(in: column.name).allowsMissing {
      reportAbsences(layout, place, sheet)
    }
    if findings.hasErrors { return }
    let name = PlanInputs.ColumnName(table: request.name, column: column.name)
    columns[name] = layout.array(numbers)
  }

  /// Returns the rows by key that concern `column`; where that is the same for all columns it is
  /// found once.
  private mutating func rowTable(
    _ keyAxes: [Axis], _ positions: [[Int32]], _ rows: RowSelection, _ sheet: Sheet,
    column: TableRequest.Column, cells: [Int]
  ) -> [Int32]? {
    if data.variable == nil, let commonRows { return commonRows }
    let texts = rows.allowsRepeats ? cells.first.flatMap { sheet.text($0) } : nil
    if isRepeating { return nil }
    let result = rowTable(
      keyAxes, positions, rows, sheet, texts: texts,
      column: data.column(column.name)?.source ?? column.name)
    if data.variable == nil {
      commonRows = result
      isRepeating = result == nil
    }
    return result
  }

  /// Returns the cells of `column` that stand in the column `name` of the file as numbers.
  private mutating func numbers(
    _ column: TableRequest.Column, _ cell: Int, _ name: String, in sheet: Sheet
  ) -> Column {
    guard let axis = column.axis, let texts = sheet.text(cell) else {
      return sheet.columns[cell].number ?? Column([])
    }
    if request.defines(column) {
      let known = axes.elements(axis)?.codes ?? []
      let old = Set(known)
      let codes = known + texts.labels.filter { !old.contains($0) }
      axes.define(axis, PlanInputs.Elements(codes: codes, labels: codes))
    }
    guard let elements = axes.elements(axis) else {
      let span = data.column(column.name)?.span ?? data.span
      findings.append(.unboundAxis(axes.name(axis), at: span))
      return Column([])
    }
    // Texts that a scale grades may be the labels of its grades; elements of groups go by code.
    var byLabel = true
    if case .group? = data.column(column.name)?.kind { byLabel = false }
    let positions = positions(
      texts, on: axis, elements, byLabel: byLabel, column: name, sheet)
    let isComplete = !positions.contains { $0 < 0 }
    let result = Column(uninitialized: positions.count, masked: !isComplete)
    for (row, position) in positions.enumerated() {
      result.values[row] = Double(max(position, 0))
      result.mask?[row] = position < 0 ? 0 : 1
    }
    return result
  }

  /// Reports the rows or columns that `layout` lacks, each kind once.
  private mutating func reportAbsences(
    _ layout: CellLayout, _ place: ColumnPlaces, _ sheet: Sheet
  ) {
    let rows = layout.rowOf.indices.filter { layout.rowOf[$0] < 0 }
    if let first = rows.first {
      let finding = Diagnostic.absentRow(
        layout.key(first, axes), table: data.name, others: rows.count - 1, at: data.span)
      if !findings.contains(where: { $0.code == finding.code }) { findings.append(finding) }
    }
    let lacking = place.columnOf.indices.filter { place.columnOf[$0] < 0 }
    if let first = lacking.first {
      findings.append(
        .absentColumn(
          place.name(first, self), others: lacking.count - 1, at: sheet.table.headerSpan))
    }
  }
}

/// A table whose columns have been read.
struct Sheet {
  /// Where it was read from.
  let table: any OpenTable
  /// The columns, in the order of the read plan.
  let columns: [TableColumn]
  /// The number of rows.
  let rowCount: Int
  /// The positions of the columns that hold keys, in the order of those.
  let keys: [Int]

  /// Returns the keys of `row`.
  func keyTexts(_ row: Int) -> [String] { keys.map { text($0)?[row] ?? "" } }

  /// Returns column `position` if it holds texts.
  func text(_ position: Int) -> TextColumn? { columns[position].text }

  /// Returns the place of `column` in `row`.
  func place(_ row: Int, _ column: String) -> DataPlace {
    let places = table.places(of: [TablePlaces.Cell(row: row, column: column)])
    return places.first ?? DataPlace(table.headerSpan, line: 1)
  }
}

/// The columns of a file that are to be read, each once.
struct ReadPlan {
  /// The requests, none twice.
  private(set) var requests: [MarkedRequest] = []

  /// Returns the position of the text column `name`.
  mutating func text(_ name: String, optional: Bool = false) -> Int {
    add(
      MarkedRequest(
        request: ColumnRequest(name, .text, optional: optional, isKey: !optional), marks: []))
  }

  /// Returns the position of the cells `name` of `column` of `data`.
  mutating func cell(of column: TableRequest.Column, _ name: String, _ data: DataModel) -> Int {
    let declared = data.column(column.name)
    let missing = data.missing(in: column.name)
    let kind: ColumnRequest.Kind =
      column.axis != nil
      ? .text
      : .number(
        lower: max(declared?.lower ?? -.infinity, column.lower),
        upper: min(declared?.upper ?? .infinity, column.upper))
    return add(
      MarkedRequest(
        request: ColumnRequest(name, kind, optional: missing.allowsMissing),
        marks: missing.marks))
  }

  private mutating func add(_ request: MarkedRequest) -> Int {
    let known = requests.firstIndex { $0.request == request.request && $0.marks == request.marks }
    if let known { return known }
    requests.append(request)
    return requests.count - 1
  }
}
