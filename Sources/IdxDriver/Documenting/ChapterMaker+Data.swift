import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The data.
extension ChapterMaker {
  /// The section on the tables that were read.
  var data: [Chapter.Block] {
    let uses = session.elaborator.readTables
    return uses.isEmpty ? [] : [heading("Data")] + uses.flatMap { table($0) }
  }

  private func table(_ use: TableUse) -> [Chapter.Block] {
    let declaration = declaration(of: use)
    let label = declaration?.label?.text(language: language)
    let title: [Chapter.Inline] =
      label.map { [.text($0 + " ("), .code(use.model.name), .text(")")] } ?? [.code(use.model.name)]
    var blocks: [Chapter.Block] = [.heading(level: 3, title)]
    if let text = declaration?.documentation { blocks += DocumentationText.blocks(text) }
    blocks.append(.list([place(use.model)] + keys(use) + [missing(use.model)]))
    let columns = use.model.columns
    if !columns.isEmpty { blocks.append(.table(table(columns))) }
    return blocks
  }

  private func declaration(of use: TableUse) -> DataDeclaration? {
    let modules = session.compilation.modules
    guard modules.indices.contains(use.symbol.module) else { return nil }
    for case .data(let data) in modules[use.symbol.module].declarations
    where data.name?.span == use.model.span { return data }
    return nil
  }

  private func place(_ model: DataModel) -> [Chapter.Inline] {
    guard let file = model.file else { return [.text("Written in the model.")] }
    if let given = session.options.dataFiles[model.name] {
      return [
        .text("From the file "), .code(given), .text(", in place of "), .code(file.value),
        .text("."),
      ]
    }
    return [.text("From the file "), .code(file.value), .text(".")]
  }

  private func keys(_ use: TableUse) -> [[Chapter.Inline]] {
    zip(use.model.keys, use.axes).map { key, axis in
      let count = elements.labels(axis).count
      return [
        .text(key.isPattern ? "Part of the columns’ names: " : "Key: "), .code(key.column),
        .text(key.defines ? ", which defines the axis " : ", of the axis "),
        .code(session.name(of: axis)), .text(" with \(Self.count(count, "element"))."),
      ]
    }
  }

  private func missing(_ model: DataModel) -> [Chapter.Inline] {
    guard model.missing.allowsMissing else {
      return [.text("No cell may be missing unless its column says so.")]
    }
    let marks = model.missing.marks.filter { !$0.isEmpty }
    let words = marks.flatMap { [Chapter.Inline.text(" or "), .code($0)] }
    return [.text("A cell is missing where it is empty")] + words + [.text(".")]
  }

  private func table(_ columns: [ColumnModel]) -> Chapter.Table {
    Chapter.Table(
      caption: "Columns that the model declares",
      columns: [("Column", false), ("Label", false), ("In the file", false), ("Measure", false)],
      rows: columns.map { column in
        [
          [.code(column.name)], [.text(column.label?.text(language: language) ?? "")],
          [.code(column.source)],
          [.text(column.unit.map { MethodUse.oneLine($0.node.text) } ?? "")],
        ]
      }
    ).withoutEmptyColumns
  }

  // MARK: - Missing data

  /// The section on values that are missing.
  var gaps: [Chapter.Block] {
    let found = perEvaluation { evaluation, _ in gaps(in: evaluation) }
    return found.isEmpty ? [] : [heading("Missing data")] + found
  }

  private func gaps(in evaluation: ElaboratedEvaluation) -> [Chapter.Block] {
    let leaves = evaluation.index.leaves
    let counts = leaves.map { countGaps(evaluation, $0, "raw") }
    if counts.isEmpty { return [] }
    let total = counts.reduce(0) { $0 + ($1?.cells ?? 0) }
    let steps = DocumentedStep.all(evaluation.steps)
      .filter { $0.word == "impute" }
    let imputing: [Chapter.Inline] =
      steps.isEmpty
      ? [.text(" Nothing is imputed.")]
      : [.text(" Imputed by ")]
        + steps.flatMap { step -> [Chapter.Inline] in
          [.code(step.written)] + (step.part.map { [.text(" at "), .code($0)] } ?? []) + [
            .text(", ")
          ]
        }.dropLast() + [.text(".")]
    let lacking = counts.reduce(0) { $0 + ($1?.missing ?? 0) }
    guard lacking > 0 else {
      return [
        .paragraph(
          [.text("None of the \(Self.count(total, "value")) of the indicators is missing.")]
            + imputing)
      ]
    }
    let rows = zip(leaves, counts).compactMap { leaf, count -> [[Chapter.Inline]]? in
      guard let count, count.missing > 0 else { return nil }
      let node = evaluation.index.nodes[leaf]
      let left = countGaps(evaluation, leaf, "imputed")?.missing
      return [
        [.text(node.title(language))], [.code(node.path)], [.text("\(count.cells)")],
        [.text("\(count.missing)")], [.text(percent(count))],
        [.text(left.map { "\($0)" } ?? "\(count.missing)")],
      ]
    }
    return [
      .paragraph(
        [
          .text(
            "\(lacking) of \(total) values of the indicators \(lacking == 1 ? "is" : "are") missing."
          )
        ] + imputing),
      .table(
        Chapter.Table(
          caption: "Indicators with missing values",
          columns: [
            ("Indicator", false), ("Code", false), ("Values", true), ("Missing", true),
            ("Share", true), ("After imputing", true),
          ], rows: rows)),
    ]
  }

  private func countGaps(
    _ evaluation: ElaboratedEvaluation, _ leaf: Int, _ part: String
  ) -> (cells: Int, missing: Int)? {
    let node = evaluation.index.nodes[leaf]
    guard let array = value(OutputName.node(evaluation.name, node.path, part)) else { return nil }
    let missing = (0..<array.cellCount).count { array.cell(number: $0) == nil }
    return (array.cellCount, missing)
  }

  private func percent(_ count: (cells: Int, missing: Int)) -> String {
    DecimalText.fixed(100 * Double(count.missing) / Double(max(count.cells, 1)), decimals: 1) + " %"
  }
}
