/// What is shown of the results.
public enum ShownResults: String, Sendable, CaseIterable {
  case scores, ranks, weights, grades, all

  /// The kinds of tables, in their order.
  var kinds: [ShownResults] { self == .all ? [.scores, .ranks, .grades, .weights] : [self] }
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
    let ranks = objectCodes.indices.map { nodes.first?.ranks.at(slice, $0) ?? .infinity }
    return objectCodes.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// Returns the scores, or the ranks, at `nodes`.
  private func numberTable(_ nodes: [NodeReport], slice: Int, isRank: Bool) -> ResultTable {
    let shown = isRank ? Array(nodes.dropFirst()) : nodes
    let columns = shown.map { $0.column(isNumeric: true) }
    return table(isRank ? "Ranks" : nil, slice, columns) { object in
      shown.map { node in
        isRank
          ? .init(ordinal: node.ranks.at(slice, object))
          : .init(number: node.scores.at(slice, object))
      }
    }
  }

  /// Returns the grades at those of `nodes` that have any.
  private func gradeTable(_ nodes: [NodeReport], slice: Int) -> ResultTable {
    let graded = nodes.filter { node in node.grades.contains { $0.contains { $0 != nil } } }
    return table("Grades", slice, graded.map { $0.column(isNumeric: false) }) { object in
      graded.map { node in
        .init(text: node.grades.at(slice, object))
      }
    }
  }

  /// Returns the table of slice `slice` whose rows begin with the rank and the object.
  private func table(
    _ kind: String?, _ slice: Int, _ columns: [ResultTable.Column],
    cells: (Int) -> [ResultTable.Cell]
  ) -> ResultTable {
    let hasLabels = objectLabels != objectCodes
    var leading = [
      ResultTable.Column("Rank", key: "rank", isNumeric: true),
      ResultTable.Column(objectAxis, key: objectAxis, isNumeric: false),
    ]
    if hasLabels { leading.append(.init("", key: "label", isNumeric: false, givesWay: true)) }
    let rows = order(inSlice: slice).map { object -> [ResultTable.Cell] in
      let rank = ResultTable.Cell(ordinal: nodes.first?.ranks.at(slice, object))
      let names = [objectCodes[object]] + (hasLabels ? [objectLabels[object]] : [])
      return [rank] + names.map(ResultTable.Cell.text) + cells(object)
    }
    return ResultTable(
      title: title(kind, slices[slice]), evaluation: name, slice: slices[slice],
      columns: leading + columns, rows: rows)
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
        rows: nodes.map { node in
          [
            .text(node.path.isEmpty ? node.code : node.path),
            .text(String(repeating: "  ", count: node.depth) + node.label),
            .init(number: node.weights.at(slice)),
            .init(number: node.effectiveWeights.at(slice)),
          ]
        })
    }
  }

  private func title(_ kind: String?, _ slice: [SliceCoordinate]) -> String {
    let place = slice.map { "\($0.axis) \($0.label)" }.joined(separator: ", ")
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

  /// Returns the value of object `object` in slice `slice`, or missing where there is none.
  func at<Value>(_ slice: Int, _ object: Int) -> Value? where Element == [Value?] {
    indices.contains(slice) ? self[slice].at(object) : nil
  }
}
