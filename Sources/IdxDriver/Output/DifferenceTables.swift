import IdxNumerics

extension EvaluationDifference {
  /// The slices in which something changed.
  var changedSlices: [SliceDifference] {
    slices.filter { slice in slice.objects.contains { $0.isChanged } }
  }

  /// Returns the table called `title` of the slices in which something changed.
  func sliceTable(title: String) -> ResultTable {
    let changed = changedSlices
    func counts(_ count: (SliceDifference) -> Int) -> ResultTable.Values {
      .ordinals(changed.map { Double(count($0)) })
    }
    return ResultTable(
      title: title, evaluation: name, slice: [],
      columns: [
        .init(axes(changed), key: "slice", isNumeric: false),
        .init("In both", key: "objects", isNumeric: true),
        .init("Scores changed", key: "scores", isNumeric: true),
        .init("Ranks changed", key: "ranks", isNumeric: true),
        .init("Grades changed", key: "grades", isNumeric: true),
        .init("Spearman", key: "spearman", isNumeric: true),
        .init("Kendall", key: "kendall", isNumeric: true),
      ],
      values: [
        .names(changed.map { $0.words }), counts { $0.inBoth.count }, counts { $0.scoresChanged },
        counts { $0.ranksChanged }, counts { $0.gradesChanged },
        .numbers(changed.map(\.spearman)), .numbers(changed.map(\.kendall)),
      ],
      order: Array(changed.indices))
  }

  private func axes(_ slices: [SliceDifference]) -> String {
    slices.first?.slice.map(\.axis).joined(separator: ", ") ?? ""
  }

  /// The objects in both that changed, those first that moved most: by ranks, then by scores.
  private var movers: [(slice: Int, object: ObjectDifference)] {
    let changed = slices.enumerated().flatMap { position, slice in
      slice.inBoth.filter(\.isChanged).map { (slice: position, object: $0) }
    }
    let byScore = Order.sortedIndices(of: changed.map { -abs($0.object.scoreChange ?? .infinity) })
      .map { changed[$0] }
    return Order.sortedIndices(of: byScore.map { -abs($0.object.gain ?? .infinity) })
      .map { byScore[$0] }
  }

  /// Returns the table of the `top` objects that moved most, of all slices; `nil` where none did.
  func moverTable(top: Int) -> ResultTable? {
    let all = movers
    if all.isEmpty || top == 0 { return nil }
    let shown = Array(all.prefix(top))
    let objects = shown.map(\.object)
    let hasSlices = slices.contains { !$0.slice.isEmpty }
    var columns: [ResultTable.Column] = [
      .init("", key: "move", isNumeric: false), .init("Rank", key: "rank", isNumeric: true),
      .init("Before", key: "rank_before", isNumeric: true),
      .init(objectAxis, key: objectAxis, isNumeric: false),
    ]
    var values: [ResultTable.Values] = [
      .names(objects.map(\.arrow)), .ordinals(objects.map(\.after?.rank)),
      .ordinals(objects.map(\.before?.rank)), .names(objects.map(\.code)),
    ]
    if objects.contains(where: { $0.label != $0.code }) {
      columns.append(.init("", key: "label", isNumeric: false, givesWay: true))
      values.append(.names(objects.map(\.label)))
    }
    if hasSlices {
      columns.append(.init(axes(slices), key: "slice", isNumeric: false))
      values.append(.names(shown.map { slices[$0.slice].words }))
    }
    columns += [
      .init("Score", key: "score", isNumeric: true),
      .init("Before", key: "score_before", isNumeric: true),
      .init("Change", key: "change", isNumeric: true),
    ]
    values += [
      .numbers(objects.map(\.after?.score)), .numbers(objects.map(\.before?.score)),
      .numbers(objects.map(\.scoreChange)),
    ]
    if isGraded {
      columns.append(.init("Grade", key: "grade", isNumeric: false))
      values.append(.names(objects.map(\.gradeMove)))
    }
    let title = all.count > shown.count ? "Biggest movers, \(top) of \(all.count)" : "Movers"
    return ResultTable(
      title: title, evaluation: name, slice: [], columns: columns, values: values,
      order: Array(objects.indices))
  }

  /// Returns the table of the weights of the evaluation called `title` that changed; where they differ
  /// between slices, in the slice in which they changed most. `nil` where none changed.
  func weightTable(title: String) -> ResultTable? {
    if weights.isEmpty { return nil }
    let entries = weights.compactMap { weight in
      weight.entries.max { $0.size < $1.size }.map { (weight: weight, entry: $0) }
    }
    var columns: [ResultTable.Column] = [
      .init("Node", key: "node", isNumeric: false),
      .init("", key: "label", isNumeric: false, givesWay: true),
    ]
    var values: [ResultTable.Values] = [
      .names(entries.map(\.weight.node)), .names(entries.map(\.weight.label)),
    ]
    if entries.contains(where: { !$0.entry.slice.isEmpty }) {
      columns.append(.init("Most at", key: "slice", isNumeric: false))
      values.append(.names(entries.map { $0.entry.slice.map(\.label).joined(separator: ", ") }))
    }
    columns += [
      .init("Weight", key: "weight", isNumeric: true),
      .init("Before", key: "weight_before", isNumeric: true),
      .init("In the index", key: "effective", isNumeric: true),
      .init("Before", key: "effective_before", isNumeric: true),
    ]
    values += [
      .numbers(entries.map(\.entry.after?.local)), .numbers(entries.map(\.entry.before?.local)),
      .numbers(entries.map(\.entry.after?.effective)),
      .numbers(entries.map(\.entry.before?.effective)),
    ]
    return ResultTable(
      title: "\(title) · Weights", evaluation: name, slice: [], columns: columns, values: values,
      order: Array(entries.indices))
  }
}

extension SliceDifference {
  /// The labels of the slice.
  var words: String { slice.map(\.label).joined(separator: ", ") }

  /// The objects that are in both.
  var inBoth: [ObjectDifference] { objects.filter { $0.before != nil && $0.after != nil } }

  /// How many of the objects in both have another score, rank or grade.
  var scoresChanged: Int { inBoth.count(where: \.isScoreChanged) }
  var ranksChanged: Int { inBoth.count { $0.before?.rank != $0.after?.rank } }
  var gradesChanged: Int { inBoth.count { $0.before?.grade != $0.after?.grade } }
}

extension ObjectDifference {
  /// How many places it has gained or lost: `▲ 3`, `▼ 2`, `=`.
  var arrow: String {
    guard let gain else { return "" }
    let places = DecimalText.fixed(abs(gain), decimals: gain == gain.rounded() ? 0 : 1)
    return gain > 0 ? "▲ \(places)" : gain < 0 ? "▼ \(places)" : "="
  }

  /// The grade, or both where it changed.
  var gradeMove: String {
    let (old, new) = (before?.grade ?? "–", after?.grade ?? "–")
    return old == new ? new : "\(old) → \(new)"
  }
}
