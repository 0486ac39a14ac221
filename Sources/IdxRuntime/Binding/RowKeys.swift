internal import IdxDiagnostics
internal import IdxNumerics
internal import IdxPlan
internal import IdxSemantics
internal import IdxTables

/// How many findings of a kind are listed one by one.
private let listed = 20

/// The rows of a table that concern one column.
struct RowSelection {
  /// The rows; `nil` for all.
  var rows: [Int]?
  /// `true` iff several rows may have one key, where they agree.
  var allowsRepeats = false
  /// For a long table the rows of each variable.
  let byVariable: [String: [Int]]?

  /// Creates the selection of all rows of a table; `variable` is the column of a long one that
  /// names the variable of each row.
  init(variable: TextColumn?) {
    guard let variable else {
      byVariable = nil
      return
    }
    var rows = [[Int]](repeating: [], count: variable.labels.count)
    for (row, code) in variable.codes.enumerated() where code >= 0 { rows[Int(code)].append(row) }
    byVariable = Dictionary(
      zip(variable.labels, rows), uniquingKeysWith: { first, _ in first })
  }
}

extension TableBinder {
  /// Returns the position on its axis of key `key` in each row; defines the axis if the key does.
  mutating func keyPositions(
    _ key: Int, _ column: Int, labels: Int?, in sheet: Sheet
  ) -> [Int32] {
    guard let texts = sheet.text(column) else { return [] }
    let model = data.keys[key]
    let axis = request.keyAxes[key]
    if model.defines {
      let labels = labels.flatMap { sheet.text($0) }
      let titles = labels.map { self.titles(model, texts, $0, sheet) } ?? texts.labels
      axes.define(axis, PlanInputs.Elements(codes: texts.labels, labels: titles))
      return texts.codes
    }
    guard let elements = axes.elements(axis) else {
      findings.append(.unboundAxis(axes.name(axis), at: model.span))
      return []
    }
    return positions(texts, on: axis, elements, byLabel: false, column: model.column, sheet)
  }

  /// Returns the labels of the elements that `texts` are, from the column `labels`.
  private mutating func titles(
    _ key: KeyModel, _ texts: TextColumn, _ labels: TextColumn, _ sheet: Sheet
  ) -> [String] {
    var rowOf = [Int](repeating: -1, count: texts.labels.count)
    var faults = 0
    for row in 0..<sheet.rowCount {
      let element = Int(texts.codes[row])
      guard element >= 0, labels.codes[row] >= 0 else { continue }
      if rowOf[element] < 0 { rowOf[element] = row }
      guard labels.codes[row] != labels.codes[rowOf[element]] else { continue }
      faults += 1
      if faults > listed { continue }
      let name = key.labelColumn ?? key.column
      findings.append(
        .inconsistentText(
          labels[row] ?? "", first: labels[rowOf[element]] ?? "", key: texts.labels[element],
          at: sheet.place(row, name), firstPlace: sheet.place(rowOf[element], name)))
    }
    return texts.labels.indices.map { element in
      (rowOf[element] < 0 ? nil : labels[rowOf[element]]) ?? texts.labels[element]
    }
  }

  /// Returns the position of each of `texts` among `elements`, −1 where it is missing; reports
  /// those that are none of them.
  mutating func positions(
    _ texts: TextColumn, on axis: Axis, _ elements: PlanInputs.Elements, byLabel: Bool,
    column: String, _ sheet: Sheet
  ) -> [Int32] {
    var known: [String: Int32] = [:]
    let names = elements.codes + (byLabel ? elements.labels : [])
    for (position, code) in names.enumerated() where known[code] == nil {
      known[code] = Int32(truncatingIfNeeded: position % elements.codes.count)
    }
    let positions = texts.labels.map { known[$0] ?? -1 }
    if positions.contains(-1), !axes.isPartial(axis) {
      reportUnknown(texts, positions, axis, elements, column, sheet)
    }
    return texts.codes.map { $0 < 0 ? -1 : positions[Int($0)] }
  }

  private mutating func reportUnknown(
    _ texts: TextColumn, _ positions: [Int32], _ axis: Axis, _ elements: PlanInputs.Elements,
    _ column: String, _ sheet: Sheet
  ) {
    // Each unknown text once, at its first row.
    var seen = Set<Int32>()
    let rows = texts.codes.indices.filter {
      let code = texts.codes[$0]
      return code >= 0 && positions[Int(code)] < 0 && seen.insert(code).inserted
    }
    let places = sheet.table.places(
      of: rows.prefix(listed + 1).map { TablePlaces.Cell(row: $0, column: column) })
    for (k, (row, place)) in zip(rows, places).enumerated() {
      let text = texts[row] ?? ""
      let finding = Diagnostic.unknownKey(
        text, axis: axes.name(axis), nearest: Suggestion.nearest(text, in: elements.codes),
        at: place)
      findings.append(
        k < listed ? finding : .more(rows.count - listed, like: finding, at: place))
    }
  }

  /// Returns which of `rows` concern `column`; reports a variable that has none.
  mutating func select(
    _ rows: RowSelection, for column: TableRequest.Column, in sheet: Sheet, _ variable: Int?
  ) -> RowSelection? {
    guard let declared = data.variable, let byVariable = rows.byVariable else { return rows }
    let name = data.column(column.name)?.source ?? column.name
    var result = rows
    if sheet.table.names.contains(name) {
      result.allowsRepeats = true
      return result
    }
    guard let some = byVariable[name] else {
      if isPartial { return nil }
      let place = sheet.table.names.firstIndex(of: declared.name).map {
        sheet.table.namePlace($0).span
      }
      let known = variable.flatMap { sheet.text($0)?.labels } ?? []
      findings.append(
        .unknownVariable(name, names: known, at: place ?? sheet.table.headerSpan))
      return nil
    }
    result.rows = some
    return result
  }

  /// Returns the row for each tuple of the keys in columns, in canonical order of their axes, −1
  /// where there is none; reports rows that have the key of an earlier one.
  mutating func rowTable(
    _ keyAxes: [Axis], _ positions: [[Int32]], _ rows: RowSelection, _ sheet: Sheet,
    texts: TextColumn?, column: String
  ) -> [Int32]? {
    let order = axes.ordered(keyAxes)
    var strides: [Axis: Int] = [:]
    var count = 1
    for axis in order.reversed() {
      strides[axis] = count
      let (product, overflows) = count.multipliedReportingOverflow(
        by: axes.elements(axis)?.codes.count ?? 0)
      if overflows || product > 1 << 32 {
        findings.append(.tableTooLarge(data.name, at: data.span))
        return nil
      }
      count = product
    }
    let steps = keyAxes.map { strides[$0] ?? 0 }
    var result = [Int32](repeating: -1, count: count)
    var repeats: [(first: Int, again: Int)] = []
    var repeatCount = 0
    func enter(_ row: Int) {
      var tuple = 0
      for (key, step) in zip(positions, steps) { tuple += Int(key[row]) * step }
      let before = Int(result[tuple])
      if before < 0 {
        result[tuple] = Int32(truncatingIfNeeded: row)
      } else if !rows.allowsRepeats || texts.map({ $0.codes[row] != $0.codes[before] }) == true {
        repeatCount += 1
        if repeats.count <= listed { repeats.append((before, row)) }
      }
    }
    if let some = rows.rows { some.forEach(enter) } else { (0..<sheet.rowCount).forEach(enter) }
    if repeats.isEmpty { return result }
    reportRepeats(repeats, repeatCount, rows, texts, column, sheet)
    return nil
  }

  private mutating func reportRepeats(
    _ repeats: [(first: Int, again: Int)], _ count: Int, _ rows: RowSelection, _ texts: TextColumn?,
    _ column: String, _ sheet: Sheet
  ) {
    let keys = columnKeys.map { data.keys[$0].column }
    let name = rows.allowsRepeats ? column : keys.first
    let places = sheet.table.places(
      of: repeats.flatMap { pair in
        [pair.first, pair.again].map { TablePlaces.Cell(row: $0, column: name) }
      })
    for (k, pair) in repeats.enumerated() {
      let (first, again) = (places[2 * k], places[2 * k + 1])
      let key = sheet.keyTexts(pair.again)
      let finding: Diagnostic =
        rows.allowsRepeats
        ? .inconsistentText(
          texts?[pair.again] ?? "", first: texts?[pair.first] ?? "",
          key: key.joined(separator: ", "), at: again, firstPlace: first)
        : .duplicateKey(key, at: again, first: first)
      findings.append(k < listed ? finding : .more(count - listed, like: finding, at: again))
    }
  }
}
