internal import IdxNumerics

/// What is shown of the results.
public enum ShownResults: String, Sendable, CaseIterable {
  case scores, ranks, weights, grades, values, all

  /// The kinds of tables of an evaluation, in their order.
  var kinds: [ShownResults] {
    switch self {
    case .all: [.scores, .ranks, .grades, .weights]
    case .values: []
    default: [self]
    }
  }
}

extension EvaluationReport {
  /// Returns the tables of what `shown` asks for, with the nodes down to `level` (0: the index alone).
  public func tables(_ shown: ShownResults, level: Int) -> [ResultTable] {
    let nodes = nodes.filter { $0.depth <= level }
    return shown.kinds.flatMap { kind -> [ResultTable] in
      switch kind {
      case .weights: weightTables(nodes)
      case .grades where grades.isEmpty && shown == .all: []
      case .grades: slices.indices.map { gradeTable(nodes, slice: $0) }
      case .ranks where shown == .all && nodes.count < 2: []
      case .ranks: slices.indices.map { numberTable(nodes, slice: $0, isRank: true) }
      default: slices.indices.map { numberTable(nodes, slice: $0, isRank: false) }
      }
    }
  }

  /// Returns the objects of slice `slice` ranked by the index, those without a rank last.
  func order(inSlice slice: Int) -> [Int] {
    let ranks = nodes.first.map { $0.ranks.row(slice) } ?? []
    let keys = objectCodes.indices.map { ranks.at($0) ?? .infinity }
    return Order.sortedIndices(of: keys)
  }

  /// `true` iff the index itself is graded.
  var isGraded: Bool { !grades.isEmpty && nodes.first?.grades.isEmpty == false }

  /// Returns the scores, or the ranks, at `nodes`; with the scores the grades of the index.
  private func numberTable(_ nodes: [NodeReport], slice: Int, isRank: Bool) -> ResultTable {
    let shown = isRank ? Array(nodes.dropFirst()) : nodes
    var columns = shown.map { $0.column(isNumeric: true) }
    var values = shown.map { node -> ResultTable.Values in
      isRank ? .ordinals(node.ranks.row(slice)) : .numbers(node.scores.row(slice))
    }
    if !isRank, isGraded {
      columns.insert(.init("Grade", key: "grade", isNumeric: false), at: 1)
      values.insert(.texts(nodes[0].grades.row(slice)), at: 1)
    }
    return table(isRank ? "Ranks" : nil, slice, columns, values)
  }

  /// Returns the grades at those of `nodes` that have any.
  private func gradeTable(_ nodes: [NodeReport], slice: Int) -> ResultTable {
    let graded = nodes.filter { node in node.grades.contains { $0.contains { $0 != nil } } }
    return table(
      "Grades", slice, graded.map { $0.column(isNumeric: false) },
      graded.map { .texts($0.grades.row(slice)) })
  }

  /// Returns the table of slice `slice` whose rows begin with the rank and the object.
  private func table(
    _ kind: String?, _ slice: Int, _ columns: [ResultTable.Column], _ values: [ResultTable.Values]
  ) -> ResultTable {
    let hasLabels = objectLabels != objectCodes
    var leading = [
      ResultTable.Column("Rank", key: "rank", isNumeric: true),
      ResultTable.Column(objectAxis, key: objectAxis, isNumeric: false),
    ]
    var names = [ResultTable.Values.names(objectCodes)]
    if hasLabels {
      leading.append(.init("", key: "label", isNumeric: false, givesWay: true))
      names.append(.names(objectLabels))
    }
    let ranks = ResultTable.Values.ordinals(nodes.first?.ranks.row(slice) ?? [])
    return ResultTable(
      title: title(kind, slices[slice]), evaluation: name, slice: slices[slice],
      columns: leading + columns, values: [ranks] + names + values, order: order(inSlice: slice))
  }

  /// Returns the weights at `nodes`: one table if they are the same in all slices, else one for each.
  private func weightTables(_ nodes: [NodeReport]) -> [ResultTable] {
    let areEqual = nodes.allSatisfy {
      Set($0.weights).count <= 1 && Set($0.effectiveWeights).count <= 1
    }
    return (areEqual ? Array(slices.indices.prefix(1)) : Array(slices.indices)).map { slice in
      let coordinates = areEqual ? [] : slices[slice]
      return ResultTable(
        title: title("Weights", coordinates), evaluation: name, slice: coordinates,
        columns: [
          .init("Node", key: "node", isNumeric: false),
          .init("", key: "label", isNumeric: false),
          .init("Weight", key: "weight", isNumeric: true),
          .init("In the index", key: "effective", isNumeric: true),
        ],
        values: [
          .names(nodes.map { $0.path.isEmpty ? $0.code : $0.path }),
          .names(nodes.map { String(repeating: "  ", count: $0.depth) + $0.label }),
          .numbers(nodes.map { $0.weights.at(slice) }),
          .numbers(nodes.map { $0.effectiveWeights.at(slice) }),
        ],
        order: Array(nodes.indices))
    }
  }

  private func title(_ kind: String?, _ slice: [SliceCoordinate]) -> String {
    let place = slice.words()
    return [label.isEmpty ? name : label, place, kind ?? ""].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }
}

extension NodeReport {
  /// Returns the column for this node.
  func column(isNumeric: Bool) -> ResultTable.Column {
    ResultTable.Column(
      label.isEmpty ? code : label, key: path.isEmpty ? code : path, isNumeric: isNumeric)
  }
}

extension Array {
  /// Returns the value at `index`, or missing where there is none: a node without weights or grades
  /// has empty arrays.
  func at<Value>(_ index: Int) -> Value? where Element == Value? {
    indices.contains(index) ? self[index] : nil
  }

  /// Returns the values of slice `index`, none where there are none.
  func row<Value>(_ index: Int) -> [Value?] where Element == [Value?] {
    indices.contains(index) ? self[index] : []
  }

  /// Returns the value of object `object` in slice `slice`, or missing where there is none.
  func at<Value>(_ slice: Int, _ object: Int) -> Value? where Element == [Value?] {
    indices.contains(slice) ? self[slice].at(object) : nil
  }
}
