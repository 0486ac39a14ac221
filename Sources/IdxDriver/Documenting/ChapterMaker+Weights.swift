import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// Weights and judgements.
extension ChapterMaker {
  /// The section on weights, and on the judgements behind them.
  var weights: [Chapter.Block] {
    let tables = perEvaluation { evaluation, report in weights(evaluation, report) }
    let judged = judgements
    return tables.isEmpty && judged.isEmpty ? [] : [heading("Weights")] + tables + judged
  }

  private func weights(
    _ evaluation: ElaboratedEvaluation, _ report: EvaluationReport
  ) -> [Chapter.Block] {
    let hasWeights = report.nodes.dropFirst().contains { node in
      node.weights.contains { $0 != nil }
    }
    guard hasWeights else {
      return [
        .paragraph([
          .text(
            "There is no one weight for each part: weights differ from object to object, or none are used."
          )
        ])
      ]
    }
    let tables = report.tables(.weights, level: .max)
    let shown = tables.suffix(Self.mostSlices)
    let remark: [Chapter.Block] =
      tables.count > shown.count
      ? [.paragraph([.text("The last \(shown.count) of \(tables.count) tables.")])] : []
    let ratios = ratios(evaluation).map { [Chapter.Block.table($0)] } ?? []
    return remark
      + shown.map { .table(Chapter.Table($0, decimals: decimals).withoutFirstRow) } + ratios
  }

  /// Returns the consistency ratios that the evaluation's own way of weighing gives, which may differ from
  /// those by which judgements are checked.
  private func ratios(_ evaluation: ElaboratedEvaluation) -> Chapter.Table? {
    let rows = evaluation.index.groups.compactMap { group -> [[Chapter.Inline]]? in
      let node = evaluation.index.nodes[group]
      guard let array = value(OutputName.node(evaluation.name, node.path, "cr")) else { return nil }
      let cells = (0..<array.cellCount).compactMap { array.cell(number: $0) }
      guard let least = cells.min(), let most = cells.max() else { return nil }
      let numbers = [least, most].map { DecimalText.fixed($0, decimals: decimals) }
      return [
        [.text(node.title(language))], [.code(node.path.isEmpty ? node.code : node.path)],
        [.text(cells.count == 1 || least == most ? numbers[0] : numbers.joined(separator: " to "))],
      ]
    }
    if rows.isEmpty { return nil }
    return Chapter.Table(
      caption: "Consistency ratios of these weights",
      columns: [("Group", false), ("Code", false), ("CR", true)], rows: rows)
  }

  /// The most tables of one kind that a chapter shows: of panels the last periods.
  static let mostSlices = 6

  // MARK: - Judgements

  private var judgements: [Chapter.Block] {
    let models = session.elaborator.judgements(in: 0)
    var blocks: [Chapter.Block] = []
    for model in models {
      blocks.append(.heading(level: 3, [.text("Judgement "), .code(model.name)]))
      blocks += documentation(of: model) + matrices(model)
      blocks += consistency(of: model)
    }
    return blocks
  }

  private func documentation(of model: JudgementModel) -> [Chapter.Block] {
    let declaration = declarations.first { $0.name?.span == model.span }
    return declaration?.documentation.map { DocumentationText.blocks($0) } ?? []
  }

  private func matrices(_ model: JudgementModel) -> [Chapter.Block] {
    let raters = max(model.raters.count, 1)
    var blocks: [Chapter.Block] = []
    if raters > 1 {
      let names = model.raters.prefix(20).joined(separator: ", ")
      blocks.append(
        .paragraph([
          .text("By \(raters) raters: \(names)\(raters > 20 ? " and others" : "").")
        ]))
    }
    let count = model.subjects.reduce(0) { $0 + $1.matrices.count }
    let tables = model.subjects.flatMap { subject in
      subject.matrices.enumerated().map { rater, matrix in
        Chapter.Block.table(table(model, subject, rater, matrix))
      }
    }
    if count <= Self.mostMatrices { return blocks + tables }
    return blocks + [.details(summary: [.text("All \(count) tables of comparisons")], tables)]
  }

  /// The most tables of comparisons that stand open.
  private static let mostMatrices = 6

  private func table(
    _ model: JudgementModel, _ subject: JudgementModel.Subject, _ rater: Int,
    _ matrix: ComparisonMatrix
  ) -> Chapter.Table {
    let whose = model.raters.indices.contains(rater) ? ", by \(model.raters[rater])" : ""
    let rows = matrix.codes.indices.map { row -> [[Chapter.Inline]] in
      [[.code(matrix.codes[row])]]
        + matrix.codes.indices.map { column in
          guard let middle = matrix.cells[row][column] else { return [.text("–")] }
          guard model.isTriangular, let low = matrix.lows[row][column],
            let high = matrix.highs[row][column]
          else { return [.text(DecimalText.ratio(middle))] }
          return [
            .text([low, middle, high].map { DecimalText.ratio($0) }.joined(separator: " · "))
          ]
        }
    }
    return Chapter.Table(
      caption: "How many times the row outweighs the column: \(name(of: subject.group))\(whose)",
      columns: [("", false)] + matrix.codes.map { ($0, true) }, rows: rows)
  }

  private func name(of group: String?) -> String {
    group.map { $0.isEmpty ? "the first level" : $0 } ?? "all"
  }

  private func consistency(of model: JudgementModel) -> [Chapter.Block] {
    var rows: [[[Chapter.Inline]]] = []
    var indices: [Int: Double] = [:]
    for (number, judgement) in session.elaborator.consistencies.enumerated()
    where judgement.name == model.name {
      guard let ratios = value(OutputName.judgement(number, "ratio")),
        let index = value(OutputName.judgement(number, "index")),
        let eigenvalue = value(OutputName.judgement(number, "eigenvalue"))
      else { continue }
      for rater in judgement.matrices.indices {
        func cell(_ array: ArrayValue) -> Double? {
          array.cell(array.axes.isEmpty ? [] : [rater])
        }
        guard let ratio = cell(ratios), let own = cell(index) else { continue }
        let size = judgement.codes.count
        if ratio > 0 { indices[size] = own / ratio }
        let numbers = [cell(eigenvalue), own, ratio].map { number in
          [Chapter.Inline.text(number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–")]
        }
        let whose = judgement.raters.indices.contains(rater) ? judgement.raters[rater] : ""
        rows.append(
          [[.text(name(of: judgement.group))], [.text(whose)], [.text("\(size)")]] + numbers
            + [[.text(ratio <= 0.1 ? "yes" : "no")]])
      }
    }
    if rows.isEmpty { return [.paragraph([.text(Self.unmeasured(model))])] }
    let table = Chapter.Table(
      caption: "Consistency of \(model.name), as it is checked: by the eigenvector",
      columns: [
        ("Group", false), ("Rater", false), ("Things", true), ("λ", true), ("CI", true),
        ("CR", true), ("At most 0.1", false),
      ], rows: rows)
    return [.table(table), .paragraph(randomIndices(indices))]
  }

  private static func unmeasured(_ model: JudgementModel) -> String {
    if model.isIncomplete {
      return "Pairs are missing, so that no consistency ratio is computed here."
    }
    if model.isTriangular { return "Triangular judgements have no consistency ratio here." }
    return "Two things are always judged consistently."
  }

  private func randomIndices(_ indices: [Int: Double]) -> [Chapter.Inline] {
    let known = indices.sorted { $0.key < $1.key }.map { size, index in
      "\(DecimalText.fixed(index, decimals: 2)) for \(size)"
    }
    let table = known.isEmpty ? "" : ": \(known.joined(separator: ", ")) things"
    return [
      .text("CR is CI divided by the random index of as many things, by the table of ")
    ] + references.cite("Saaty, The Analytic Hierarchy Process (1980)") + [.text("\(table).")]
  }
}
