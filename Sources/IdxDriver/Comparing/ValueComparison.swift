/// What became of `let`s that both models have.
enum ValueComparison {
  /// Numbers that differ by no more of the greatest are the same but for rounding.
  private static let tolerance = 1e-12

  /// Returns the `let`s whose cells changed, where elements that only one model has are left out.
  static func differences(_ old: [ValueReport], _ new: [ValueReport]) -> [ValueDifference] {
    let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
    return new.compactMap { value in before[value.name].flatMap { compare($0, value) } }
  }

  private static func compare(_ old: ValueReport, _ new: ValueReport) -> ValueDifference? {
    func axes(_ report: ValueReport) -> [CellAlignment.AxisCodes] {
      report.axes.map { .init(name: $0.name, codes: $0.codes) }
    }
    guard let alignment = CellAlignment(axes(old), axes(new)) else { return nil }
    let greatest = (old.cells + new.cells).reduce(0.0) { greatest, cell in
      if case .number(let value) = cell { max(greatest, abs(value)) } else { greatest }
    }
    var (count, changed) = (0, 0)
    var first: (cell: Int, before: ResultTable.Cell, after: ResultTable.Cell)?
    alignment.forEach { a, b in
      count += 1
      let (before, after) = (old.cells[a], new.cells[b])
      if before == after { return }
      if case .number(let x) = before, case .number(let y) = after,
        abs(x - y) <= tolerance * greatest
      {
        return
      }
      changed += 1
      if first == nil { first = (a, before, after) }
    }
    guard let first else { return nil }
    return ValueDifference(
      name: new.name, label: new.label, changed: changed, cells: count,
      first: alignment.words(ofOld: first.cell), before: first.before, after: first.after)
  }
}
