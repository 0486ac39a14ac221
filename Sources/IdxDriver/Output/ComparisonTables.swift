extension EvaluationReport {
  /// Returns this evaluation beside `other`: the tables of their ranks, scores and grades, object by object in the
  /// order of `other`, one for each slice that both have; `titles` are theirs.
  public func tables(
    besides other: EvaluationReport, titles: (String, String), options: DriverOptions
  ) -> [ResultTable] {
    let known = Set(other.nodes.map(\.path))
    let same = nodes.map(\.path).filter(known.contains)
    let difference = EvaluationComparison(
      old: self, new: other, newPaths: Dictionary(uniqueKeysWithValues: zip(same, same)),
      options: options
    ).difference()
    return difference.slices.map { slice in
      difference.besides(slice, titles)
    }
  }
}

extension EvaluationDifference {
  fileprivate func besides(
    _ slice: SliceDifference, _ titles: (String, String)
  ) -> ResultTable {
    let objects = slice.objects
    var columns: [ResultTable.Column] = [
      .init("", key: "move", isNumeric: false),
      .init(objectAxis, key: objectAxis, isNumeric: false),
    ]
    var values: [ResultTable.Values] = [
      .names(objects.map(\.arrow)), .names(objects.map(\.code)),
    ]
    if objects.contains(where: { $0.label != $0.code }) {
      columns.append(.init("", key: "label", isNumeric: false, givesWay: true))
      values.append(.names(objects.map(\.label)))
    }
    columns += [
      .init("Rank a", key: "rank_a", isNumeric: true),
      .init("Rank b", key: "rank_b", isNumeric: true),
      .init("Score a", key: "score_a", isNumeric: true),
      .init("Score b", key: "score_b", isNumeric: true),
      .init("Change", key: "change", isNumeric: true),
    ]
    values += [
      .ordinals(objects.map(\.before?.rank)), .ordinals(objects.map(\.after?.rank)),
      .numbers(objects.map(\.before?.score)), .numbers(objects.map(\.after?.score)),
      .numbers(objects.map(\.scoreChange)),
    ]
    if isGraded {
      columns.append(.init("Grade", key: "grade", isNumeric: false))
      values.append(.names(objects.map(\.gradeMove)))
    }
    let place = slice.slice.words()
    let title = ["a: \(titles.0)   b: \(titles.1)", place].filter { !$0.isEmpty }
    return ResultTable(
      title: title.joined(separator: " · "), evaluation: name, slice: slice.slice,
      columns: columns, values: values, order: Array(objects.indices))
  }
}
