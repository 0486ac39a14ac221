/// Tables of what `let`s hold.
enum ValueTables {
  /// Returns the tables of `values`: first one of all that have no axes, then one or more for each of
  /// the others.
  ///
  /// The parts of one `let` over the same axes are columns of one table. For people a value over
  /// several axes has its shortest axis across; for programs every cell has a row.
  static func tables(_ values: [ValueReport], isForPrograms: Bool) -> [ResultTable] {
    let single = values.filter(\.axes.isEmpty)
    var result = single.isEmpty ? [] : [self.single(single)]
    for group in grouped(values.filter { !$0.axes.isEmpty }) {
      if !isForPrograms, group.count == 1, group[0].axes.count > 1 {
        result += across(group[0])
      } else {
        result.append(long(group))
      }
    }
    return result
  }

  /// Returns `values` with the parts of one `let` that have the same axes together.
  private static func grouped(_ values: [ValueReport]) -> [[ValueReport]] {
    var result: [[ValueReport]] = []
    for value in values {
      if let place = result.firstIndex(where: {
        $0[0].declared == value.declared && $0[0].axes == value.axes
      }) {
        result[place].append(value)
      } else {
        result.append([value])
      }
    }
    return result
  }

  // MARK: - Kinds of tables

  private static func single(_ values: [ValueReport]) -> ResultTable {
    var columns = [ResultTable.Column("Name", key: "name", isNumeric: false)]
    var cells = [ResultTable.Values.names(values.map(\.name))]
    if values.contains(where: { !$0.label.isEmpty }) {
      columns.append(.init("", key: "label", isNumeric: false, givesWay: true))
      cells.append(.names(values.map(\.label)))
    }
    let numbers = values.map { $0.cells.first ?? .missing }
    columns.append(.init("Value", key: "value", isNumeric: areNumeric(numbers)))
    cells.append(.cells(numbers))
    if values.contains(where: { !$0.measure.isEmpty }) {
      columns.append(.init("Measure", key: "measure", isNumeric: false))
      cells.append(.names(values.map(\.measure)))
    }
    return ResultTable(
      title: "Values", evaluation: nil, slice: [], columns: columns, values: cells,
      order: Array(values.indices))
  }

  /// Returns the table of `values`, parts of one `let` over the same axes, with a row for each place.
  private static func long(_ values: [ValueReport]) -> ResultTable {
    let axes = values[0].axes
    let rows = Array(values[0].cells.indices)
    var columns: [ResultTable.Column] = []
    var cells: [ResultTable.Values] = []
    var period = rows.count
    for axis in axes {
      // The last axis varies fastest.
      period /= max(axis.codes.count, 1)
      let inner = max(period, 1)
      append(axis, rows.map { $0 / inner % max(axis.codes.count, 1) }, &columns, &cells)
    }
    for value in values {
      let name = String(value.name.dropFirst(value.declared.count + 1))
      let title = values.count == 1 ? "Value" : name
      columns.append(
        .init(
          value.measure.isEmpty ? title : "\(title) (\(value.measure))", key: value.name,
          isNumeric: areNumeric(value.cells)))
      cells.append(.cells(value.cells))
    }
    return ResultTable(
      title: title(of: values[0], isPart: values.count == 1), evaluation: nil, slice: [],
      columns: columns, values: cells, order: rows)
  }

  /// Returns the tables of `value`, which has several axes: the shorter of the last two across, the
  /// other one down, a table for each place on the others.
  private static func across(_ value: ValueReport) -> [ResultTable] {
    let axes = value.axes
    let last = axes.count - 1
    let isLastAcross = axes[last].codes.count <= axes[last - 1].codes.count
    let (down, over) = isLastAcross ? (axes[last - 1], axes[last]) : (axes[last], axes[last - 1])
    let size = down.codes.count * over.codes.count
    let (downStep, overStep) =
      isLastAcross ? (over.codes.count, 1) : (1, down.codes.count)
    let others = axes.dropLast(2)
    let count = others.reduce(1) { $0 * $1.codes.count }
    return (0..<count).map { number in
      let slice = self.slice(number, others)
      var columns: [ResultTable.Column] = []
      var cells: [ResultTable.Values] = []
      append(down, Array(down.codes.indices), &columns, &cells)
      for column in over.codes.indices {
        let shown = down.codes.indices.map {
          value.cells[number * size + $0 * downStep + column * overStep]
        }
        columns.append(
          .init(over.labels[column], key: over.codes[column], isNumeric: areNumeric(shown)))
        cells.append(.cells(shown))
      }
      let place = slice.isEmpty ? [] : [slice.words(separator: " · ")]
      let measure = value.measure.isEmpty ? [] : [value.measure]
      return ResultTable(
        title: ([title(of: value, isPart: true)] + place + measure).joined(separator: " · "),
        evaluation: nil, slice: slice, columns: columns, values: cells,
        order: Array(down.codes.indices))
    }
  }

  // MARK: - Parts of tables

  /// Returns the elements of `axes` that tuple `number` of them consists of.
  private static func slice(
    _ number: Int, _ axes: ArraySlice<ValueReport.AxisElements>
  ) -> [SliceCoordinate] {
    var rest = number
    var result: [SliceCoordinate] = []
    for axis in axes.reversed() {
      result.append(
        SliceCoordinate(axis: axis.name, label: axis.labels[rest % axis.codes.count]))
      rest /= axis.codes.count
    }
    return result.reversed()
  }

  /// Appends the columns that say which element of `axis` a row is about.
  private static func append(
    _ axis: ValueReport.AxisElements, _ positions: [Int], _ columns: inout [ResultTable.Column],
    _ cells: inout [ResultTable.Values]
  ) {
    columns.append(.init(axis.name, key: axis.name, isNumeric: false))
    cells.append(.names(positions.map { axis.codes[$0] }))
    guard axis.labels != axis.codes else { return }
    columns.append(.init("", key: "\(axis.name) label", isNumeric: false, givesWay: true))
    cells.append(.names(positions.map { axis.labels[$0] }))
  }

  private static func title(of value: ValueReport, isPart: Bool) -> String {
    let name = isPart ? value.name : value.declared
    return value.label.isEmpty ? name : "\(value.label) · \(name)"
  }

  /// `true` iff `cells` are numbers where they are not missing.
  private static func areNumeric(_ cells: [ResultTable.Cell]) -> Bool {
    !cells.contains { if case .text = $0 { true } else { false } }
  }
}
