internal import IdxNumerics
internal import IdxPlan
internal import IdxTables

/// How the cells of one column of the model lie in rows and columns of a file.
struct CellLayout {
  /// For each tuple of the axes in columns, in canonical order, the row; −1 where there is none.
  let rowOf: [Int32]
  /// For each tuple of the axes in names, in canonical order, the column; −1 where there is none.
  let columnOf: [Int]
  private let keyAxes: [Axis]
  private let axes: [Axis]
  private let sizes: [Int]
  private let rowSteps: [Int]
  private let columnSteps: [Int]

  /// Creates the layout over the axes of keys in columns and in names.
  init(
    keyAxes: [Axis], patternAxes: [Axis], rowOf: [Int32], columnOf: [Int], table: AxisElementTable
  ) {
    func size(_ axis: Axis) -> Int { table.elements(axis)?.codes.count ?? 0 }
    func steps(_ some: [Axis]) -> [Axis: Int] {
      var step = 1
      var result: [Axis: Int] = [:]
      for axis in table.ordered(some).reversed() {
        result[axis] = step
        step *= size(axis)
      }
      return result
    }
    axes = table.ordered(keyAxes + patternAxes)
    sizes = axes.map(size)
    let (rowSteps, columnSteps) = (steps(keyAxes), steps(patternAxes))
    self.rowSteps = axes.map { rowSteps[$0] ?? 0 }
    self.columnSteps = axes.map { columnSteps[$0] ?? 0 }
    self.keyAxes = table.ordered(keyAxes)
    self.rowOf = rowOf
    self.columnOf = columnOf
  }

  /// Returns the tuple `tuple` of the axes in columns, in words: ``Park `west`, Year `2020` ``.
  func key(_ tuple: Int, _ table: AxisElementTable) -> String {
    var rest = tuple
    var words: [String] = []
    for axis in keyAxes.reversed() {
      let codes = table.elements(axis)?.codes ?? []
      guard !codes.isEmpty else { continue }
      words.append("\(table.name(axis)) `\(codes[rest % codes.count])`")
      rest /= codes.count
    }
    return words.reversed().joined(separator: ", ")
  }

  /// Returns the array of the cells of `columns`; cells without row or column are missing.
  ///
  /// Where the rows of a slice follow each other in the file, the file's column itself is used.
  func array(_ columns: [Column]) -> ArrayValue {
    let inner = sizes.last ?? 1
    let outer = sizes.dropLast().reduce(1, *)
    var slices: [ArrayValue.Slice] = []
    slices.reserveCapacity(outer)
    for tuple in 0..<outer {
      var (row, column, rest) = (0, 0, tuple)
      for axis in sizes.indices.dropLast().reversed() {
        row += rest % sizes[axis] * rowSteps[axis]
        column += rest % sizes[axis] * columnSteps[axis]
        rest /= sizes[axis]
      }
      slices.append(slice(row, column, inner, columns))
    }
    return ArrayValue(axes: axes, sizes: sizes, columns: slices)
  }

  private func slice(
    _ row: Int, _ column: Int, _ count: Int, _ columns: [Column]
  ) -> ArrayValue.Slice {
    let rowStep = rowSteps.last ?? 0
    let columnStep = columnSteps.last ?? 0
    if columnStep == 0, columnOf[column] >= 0, isRun(row, rowStep, count) {
      return ArrayValue.Slice(columns[columnOf[column]], offset: Int(rowOf[row]))
    }
    // Every cell is looked at twice, so that a complete column gets no mask.
    func source(_ i: Int) -> (column: Column, row: Int)? {
      let from = columnOf[column + i * columnStep]
      let at = Int(rowOf[row + i * rowStep])
      return from < 0 || at < 0 ? nil : (columns[from], at)
    }
    func isThere(_ i: Int) -> Bool {
      guard let (from, at) = source(i) else { return false }
      return from.mask.map { $0[at] != 0 } ?? true
    }
    let result = Column(uninitialized: count, masked: !(0..<count).allSatisfy(isThere))
    for i in 0..<count {
      let there = isThere(i)
      result.mask?[i] = there ? 1 : 0
      result.values[i] = there ? source(i).map { $0.column.values[$0.row] } ?? 0 : 0
    }
    return ArrayValue.Slice(result)
  }

  /// `true` iff the `count` rows from tuple `first` follow each other in the file.
  private func isRun(_ first: Int, _ step: Int, _ count: Int) -> Bool {
    guard count > 0, rowOf[first] >= 0, step == 1 || count == 1 else { return false }
    let start = rowOf[first]
    return (0..<count).allSatisfy { rowOf[first + $0] == start + Int32(truncatingIfNeeded: $0) }
  }
}
