import IdxPlan
import IdxRuntime
public import IdxSemantics

/// What the cells of a column of numbers are like.
public struct ColumnStatistics: Hashable, Sendable {
  /// How many cells there are, missing ones included.
  public let count: Int
  /// How many of them are missing.
  public let missing: Int
  /// The least value, the one in the middle and the greatest; `nil` where all are missing.
  public let minimum: Double?
  public let median: Double?
  public let maximum: Double?
  /// How many values lie in each of ten parts of equal width from the least to the greatest value; one part
  /// where all are equal, none where there are none.
  public let histogram: [Int]

  /// Creates the statistics of `cells`.
  init(_ cells: [Double?]) {
    let values = cells.compactMap { $0 }.filter { !$0.isNaN }.sorted()
    count = cells.count
    missing = cells.count - values.count
    minimum = values.first
    maximum = values.last
    if values.isEmpty {
      median = nil
    } else {
      let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
      median = low + (high - low) / 2
    }
    histogram = Self.histogram(values)
  }

  private static let parts = 10

  private static func histogram(_ values: [Double]) -> [Int] {
    guard let least = values.first, let greatest = values.last else { return [] }
    let width = greatest - least
    guard width > 0, width.isFinite else { return [values.count] }
    var counts = Array(repeating: 0, count: parts)
    for value in values {
      counts[min(Int((value - least) / width * Double(parts)), parts - 1)] += 1
    }
    return counts
  }
}

extension ModelAnalysis {
  /// Returns what the cells of the column `name` of the table `id` are like, in the measure of the table; `nil`
  /// where there is no such column, its cells are no numbers, or something is wrong with them. The whole table
  /// is read at the first request.
  public func statistics(ofColumn name: String, in id: SymbolID) -> ColumnStatistics? {
    let target = ReferenceTarget.column(table: id, name: name)
    if let known = statistics[target] { return known }
    let result = asking { () -> ColumnStatistics? in
      guard let array = session.elaborator.column(name, ofTable: id), array.type.isNumeric,
        let use = session.elaborator.readTables.first(where: { $0.symbol == id })
      else { return nil }
      session.elaborator.builder.output("column", array.node)
      guard
        let inputs = session.inputs(
          for: session.elaborator.builder.plan, tables: tables(neededBy: use)),
        let cells = inputs.columns[.init(table: use.planName, column: name)]
      else { return nil }
      return ColumnStatistics((0..<cells.cellCount).map { cells.cell(number: $0) })
    }
    statistics[target] = .some(result)
    return result
  }

  /// Returns `use` with the tables that define the axes of its keys and groups, and of theirs.
  private func tables(neededBy use: TableUse) -> [TableUse] {
    var needed = [use]
    var open = [use]
    while let next = open.popLast() {
      let axes = Set((next.axes + next.groupAxes.values).map(\.base))
      for other in session.elaborator.readTables
      where !needed.contains(where: { $0.symbol == other.symbol }) {
        let defined = other.axes + other.groupAxes.values
        if defined.contains(where: { axes.contains($0.base) }) {
          needed.append(other)
          open.append(other)
        }
      }
    }
    return needed
  }
}
