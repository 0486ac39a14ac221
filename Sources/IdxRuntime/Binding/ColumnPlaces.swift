internal import IdxDiagnostics
internal import IdxPlan
internal import IdxSemantics
internal import IdxTables

/// Where the cells of one column of the model stand: in one column of the file, or in a wide table
/// in one for each tuple of the keys in its name.
struct ColumnPlaces {
  /// A column of the file.
  typealias Place = (name: String, position: Int)

  /// The columns of the file.
  var columns: [Place]
  /// The keys in the name, by position in the table, in canonical order of their axes.
  var patternKeys: [Int] = []
  /// For each tuple of the elements of those keys, the last varying fastest, the position in
  /// `columns`; −1 where there is none.
  var columnOf: [Int] = [0]
  /// The name as declared.
  var pattern: ColumnPattern

  /// Returns the name that the column for tuple `tuple` should have.
  func name(_ tuple: Int, _ binder: TableBinder) -> String {
    var values: [String: String] = [:]
    var rest = tuple
    for key in patternKeys.reversed() {
      let codes = binder.axes.elements(binder.request.keyAxes[key])?.codes ?? []
      guard !codes.isEmpty else { continue }
      values[binder.data.keys[key].column] = codes[rest % codes.count]
      rest /= codes.count
    }
    return pattern.name(values)
  }
}

extension TableBinder {
  /// Defines the axes whose keys stand in the names of columns, in the order of the header.
  mutating func definePatternAxes(_ table: any OpenTable) {
    let keys = data.keys.indices.filter { data.keys[$0].isPattern && data.keys[$0].defines }
    if keys.isEmpty { return }
    let patterns = data.columns.map { ColumnPattern($0.source, in: data) }.filter {
      !$0.names.isEmpty
    }
    var codes: [String: [String]] = [:]
    var seen: [String: Set<String>] = [:]
    for name in table.names where !isNamed(name) {
      for pattern in patterns {
        for (key, code) in zip(pattern.names, pattern.captures(in: name) ?? [])
        where seen[key, default: []].insert(code).inserted {
          codes[key, default: []].append(code)
        }
      }
    }
    for key in keys {
      let found = codes[data.keys[key].column] ?? []
      axes.define(
        request.keyAxes[key], PlanInputs.Elements(codes: found, labels: found))
    }
  }

  /// `true` iff the model names the column `name` of the file itself, so that no pattern is meant.
  private func isNamed(_ name: String) -> Bool {
    data.keys.contains { !$0.isPattern && $0.column == name }
      || data.columns.contains { $0.source == name }
  }

  /// Returns where the cells of `column` stand in `table`; reports what is lacking.
  mutating func locate(_ column: TableRequest.Column, in table: any OpenTable) -> ColumnPlaces {
    let source = data.column(column.name)?.source ?? column.name
    let pattern = ColumnPattern(source, in: data)
    if let variable = data.variable, !table.names.contains(source) {
      return single(variable.value, pattern, table)
    }
    if pattern.names.isEmpty { return single(source, pattern, table) }
    return wide(source, pattern, table)
  }

  private mutating func single(
    _ name: String, _ pattern: ColumnPattern, _ table: any OpenTable
  ) -> ColumnPlaces {
    guard let position = table.names.firstIndex(of: name) else {
      findings.append(.unknownColumn(name, names: table.names, at: table.headerSpan))
      return ColumnPlaces(columns: [], pattern: pattern)
    }
    return ColumnPlaces(columns: [(name, position)], pattern: pattern)
  }

  private mutating func wide(
    _ source: String, _ pattern: ColumnPattern, _ table: any OpenTable
  ) -> ColumnPlaces {
    let keys = patternKeys(pattern)
    var places = ColumnPlaces(columns: [], patternKeys: keys, columnOf: [], pattern: pattern)
    let codes = keys.map { axes.elements(request.keyAxes[$0])?.codes }
    for (key, codes) in zip(keys, codes) where codes == nil {
      findings.append(.unboundAxis(axes.name(request.keyAxes[key]), at: data.keys[key].span))
    }
    let known = codes.compactMap { $0 }
    guard known.count == keys.count else { return places }
    let positions = known.map { codes in
      Dictionary(zip(codes, codes.indices), uniquingKeysWith: { first, _ in first })
    }
    places.columnOf = [Int](repeating: -1, count: known.map(\.count).reduce(1, *))
    for (position, name) in table.names.enumerated() {
      guard !isNamed(name), let captures = pattern.captures(in: name) else { continue }
      let values = Dictionary(zip(pattern.names, captures), uniquingKeysWith: { first, _ in first })
      var tuple: Int? = 0
      for (k, key) in keys.enumerated() {
        let value = values[data.keys[key].column] ?? ""
        guard let index = positions[k][value] else {
          tuple = nil
          findings.append(
            .unknownKey(
              value, axis: axes.name(request.keyAxes[key]),
              nearest: Suggestion.nearest(value, in: known[k]), at: table.namePlace(position)))
          continue
        }
        tuple = tuple.map { $0 * known[k].count + index }
      }
      guard let tuple else { continue }
      places.columnOf[tuple] = places.columns.count
      places.columns.append((name, position))
    }
    if places.columns.isEmpty, !findings.hasErrors {
      findings.append(.noMatchingColumn(source, names: table.names, at: table.headerSpan))
    }
    return places
  }

  /// Returns the keys in `pattern`, by position in the table, in canonical order of their axes.
  private func patternKeys(_ pattern: ColumnPattern) -> [Int] {
    let keys = data.keys.indices.filter {
      data.keys[$0].isPattern && pattern.names.contains(data.keys[$0].column)
    }
    let order = axes.ordered(keys.map { request.keyAxes[$0] })
    return order.compactMap { axis in keys.first { request.keyAxes[$0] == axis } }
  }
}
