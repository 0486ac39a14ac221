import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// Results and what was expected of them.
extension ChapterMaker {
  /// The section on scores, ranks and grades.
  var results: [Chapter.Block] {
    let found = perEvaluation { _, report in results(report) }
    return found.isEmpty ? [] : [heading("Results")] + found
  }

  private func results(_ report: EvaluationReport) -> [Chapter.Block] {
    guard !report.slices.isEmpty, report.nodes.first?.scores.isEmpty == false else { return [] }
    let tables = report.tables(.scores, level: 1)
    let last = report.slices.count - 1
    var blocks: [Chapter.Block] = []
    if let figure = ranking(report, slice: last) { blocks.append(.figure(.ranking(figure))) }
    if let table = grades(report) { blocks.append(.table(table)) }
    // The last is the one that most readers want; of several the others are folded away.
    if let table = tables.last { blocks.append(.table(Chapter.Table(table, decimals: decimals))) }
    for table in tables.dropLast().suffix(Self.mostSlices).reversed() {
      blocks.append(
        .details(
          summary: [.text(table.title)],
          [.table(Chapter.Table(table, caption: "", decimals: decimals))]))
    }
    if tables.count > Self.mostSlices + 1 {
      let rest = tables.count - Self.mostSlices - 1
      blocks.append(.paragraph([.text("\(rest) earlier tables are left out: idx run shows them.")]))
    }
    return blocks + profiles(report, slice: last)
  }

  private func place(_ report: EvaluationReport, _ slice: Int) -> String {
    let words = report.slices[slice].words()
    return words.isEmpty ? "" : " (\(words))"
  }

  /// The most bars of a picture.
  private static let mostBars = 50

  private func ranking(_ report: EvaluationReport, slice: Int) -> RankingFigure? {
    let root = report.nodes[0]
    let rows = report.order(inSlice: slice).compactMap {
      object -> (label: String, rank: String, value: Double)? in
      guard let score: Double = root.scores.at(slice, object), score.isFinite else { return nil }
      let rank: Double? = root.ranks.at(slice, object)
      return (
        report.objectLabels[object], ResultTable.Cell(ordinal: rank).shown(decimals: 0), score
      )
    }
    guard !rows.isEmpty else { return nil }
    let shown = Array(rows.prefix(Self.mostBars))
    let part = shown.count < rows.count ? ", the first \(shown.count) of \(rows.count)" : ""
    return RankingFigure(
      title: "Scores of \(report.label)\(place(report, slice))",
      caption: "Scores by rank\(place(report, slice))\(part).", rows: shown, decimals: decimals)
  }

  private func grades(_ report: EvaluationReport) -> Chapter.Table? {
    guard report.isGraded else { return nil }
    let slices = report.slices.indices.suffix(Self.mostSlices)
    let rows = report.grades.map { grade -> [[Chapter.Inline]] in
      [[.text(grade)]]
        + slices.map { slice in
          [.text("\(report.nodes[0].grades.row(slice).count { $0 == grade })")]
        }
    }
    let titles = slices.map { slice in
      let words = report.slices[slice].map(\.label).joined(separator: ", ")
      return (title: words.isEmpty ? "Number" : words, isNumeric: true)
    }
    return Chapter.Table(
      caption: "How many have each grade", columns: [("Grade", false)] + titles, rows: rows)
  }

  // MARK: - Profiles

  /// The most objects that get a profile.
  private static let mostProfiles = 250

  private func profiles(_ report: EvaluationReport, slice: Int) -> [Chapter.Block] {
    let nodes = report.nodes.filter { $0.depth == 1 && !$0.scores.isEmpty }
    guard nodes.count > 1 else { return [] }
    let middles = nodes.map { node in
      Self.middle(node.scores.row(slice).compactMap { $0 }.filter(\.isFinite))
    }
    let all = nodes.flatMap { $0.scores.row(slice).compactMap { $0 } }
    let order = report.order(inSlice: slice)
    let objects = order.prefix(Self.mostProfiles).map { object -> Chapter.Block in
      let label = report.objectLabels[object]
      let rank: Double? = report.nodes[0].ranks.at(slice, object)
      let score: Double? = report.nodes[0].scores.at(slice, object)
      let figure = ProfileFigure(
        title: "Profile of \(label)", caption: "Bars: \(label). Marks: the median of all.",
        rows: zip(nodes, middles).map { node, middle in
          (label: node.label, value: node.scores.at(slice, object), middle: middle)
        }, range: all, decimals: decimals)
      let summary =
        "\(ResultTable.Cell(ordinal: rank).shown(decimals: 0)). \(label): "
        + ResultTable.Cell(number: score).shown(decimals: decimals)
      return .details(summary: [.text(summary)], [.figure(.profile(figure))])
    }
    let rest =
      order.count > objects.count ? " The first \(objects.count) of \(order.count)." : ""
    return [
      .pictured(
        [
          heading("Profiles\(place(report, slice))", level: 4),
          .paragraph([
            .text("Each by itself: its scores at the first level beside the median of all.\(rest)")
          ]),
        ] + objects)
    ]
  }

  private static func middle(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  // MARK: - Other values

  /// The most cells of a `let` that a chapter shows.
  private static let mostCells = 500

  /// The section on the `let`s.
  var otherValues: [Chapter.Block] {
    let shown = values.filter { $0.cells.count <= Self.mostCells }
    if values.isEmpty { return [] }
    var blocks = [heading("Values")]
    let notes = declarations.compactMap { declaration -> [Chapter.Inline]? in
      guard case .let(let value) = declaration, let name = value.name?.text,
        let text = value.documentation
      else { return nil }
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      return [.code(name), .text(": ")] + DocumentationText.inlines(line)
    }
    if !notes.isEmpty { blocks.append(.list(notes)) }
    blocks += ValueTables.tables(shown, isForPrograms: false).map {
      .table(Chapter.Table($0, decimals: decimals))
    }
    let large = values.filter { $0.cells.count > Self.mostCells }
    if !large.isEmpty {
      let names = large.map { "\($0.name) (\($0.cells.count) cells)" }.joined(separator: ", ")
      blocks.append(.paragraph([.text("Too large to be shown here: \(names).")]))
    }
    return blocks
  }

  // MARK: - Expectations

  /// The section on what the model expects, and whether it holds.
  var expectations: [Chapter.Block] {
    let rows = declarations.compactMap { declaration -> [[Chapter.Inline]]? in
      guard case .expect(let expect) = declaration, let holds = verdicts[expect.span] else {
        return nil
      }
      let text = MethodUse.oneLine(expect.node.text)
      let note = expect.documentation.map {
        DocumentationText.inlines(MethodUse.oneLine($0))
      }
      return [[.code(text)], note ?? [], [.text(holds ? "holds" : "does not hold")]]
    }
    if rows.isEmpty { return [] }
    let held = verdicts.values.count { $0 }
    return [
      heading("What is checked"),
      .paragraph([
        .text(
          "\(held) of \(Self.count(rows.count, "expectation")) of the model \(held == 1 ? "holds" : "hold")."
        )
      ]),
      .table(
        Chapter.Table(
          caption: "Expectations", columns: [("Expected", false), ("Why", false), ("", false)],
          rows: rows
        ).withoutEmptyColumns),
    ]
  }
}
