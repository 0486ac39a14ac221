import IdxDiagnostics
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// The hierarchies and the data.
extension ChapterMaker {
  /// The sections on the indexes.
  var hierarchies: [Chapter.Block] {
    indexes.isEmpty ? [] : [heading("Hierarchy")] + indexes.flatMap { hierarchy($0, $1) }
  }

  private func hierarchy(
    _ evaluation: ElaboratedEvaluation, _ report: EvaluationReport
  ) -> [Chapter.Block] {
    let index = evaluation.index
    var blocks: [Chapter.Block] = []
    // What is made of an index for one evaluation has the name of that index, and its documentation.
    let isOwn = session.elaborator.declaration(evaluation.indexID)?.kind.isIndex == false
    if indexes.count > 1 {
      let title = isOwn ? self.title(of: evaluation) : index.nodes[0].title(language)
      blocks.append(heading(title, level: 3))
    }
    if let text = index.nodes[0].documentation, !isOwn { blocks += DocumentationText.blocks(text) }
    let groups = index.groups.count - 1
    blocks.append(
      .paragraph([
        .text(
          "The index has \(Self.count(index.leaves.count, "indicator"))"
            + (groups > 0 ? " in \(Self.count(groups, "group"))." : "."))
      ]))
    if index.nodes.count > 1 { blocks.append(.figure(.hierarchy(figure(evaluation, report)))) }
    blocks.append(.table(table(evaluation)))
    let notes = index.nodes.dropFirst().compactMap { node -> [Chapter.Inline]? in
      node.documentation.map { [.code(node.path), .text(": ")] + DocumentationText.inlines($0) }
    }
    if !notes.isEmpty { blocks.append(.list(notes)) }
    return blocks
  }

  /// Returns `number` with `word`, in the plural unless it is 1.
  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  // MARK: - Picture

  private func figure(
    _ evaluation: ElaboratedEvaluation, _ report: EvaluationReport
  ) -> HierarchyFigure {
    let index = evaluation.index
    let slice = max(report.slices.count - 1, 0)
    let shares = report.nodes.map { $0.effectiveWeights.at(slice) as Double? }
    let hasWeights = index.leaves.allSatisfy { shares[$0].map { $0 >= 0 } ?? false }
    func node(_ position: Int) -> HierarchyFigure.Node {
      let children = index.nodes[position].children.map { node($0) }
      let own = hasWeights ? shares[position] ?? 0 : 1 / Double(max(index.leaves.count, 1))
      return .init(
        label: index.nodes[position].title(language),
        share: children.isEmpty ? own : children.reduce(0) { $0 + $1.share }, children: children)
    }
    let place = report.slices.count > 1 ? report.slices[slice].map(\.label) : []
    let basis =
      hasWeights
      ? "effective weight in “\(title(of: evaluation))”"
        + (place.isEmpty ? "" : " (\(place.joined(separator: ", ")))")
      : "share of the indicators, since weights differ from object to object or there are none"
    return HierarchyFigure(
      title: "Hierarchy of \(index.nodes[0].title(language))",
      caption: "The height of a box is its \(basis).", root: node(0))
  }

  // MARK: - Table

  private func table(_ evaluation: ElaboratedEvaluation) -> Chapter.Table {
    let index = evaluation.index
    let tables = tables(of: evaluation)
    let rows = index.nodes.dropFirst().map { node -> [[Chapter.Inline]] in
      let name: [Chapter.Inline] = [.indent(node.depth - 1), .text(node.title(language))]
      guard let facts = node.indicator else {
        return [name, [.code(node.code)]] + Array(repeating: [], count: 6)
      }
      let use = tables[node.id]
      let column = use?.model.column(facts.source?.text ?? node.code)
      let observed = observed(evaluation, node)
      return [
        name, [.code(node.code)], [.text(direction(facts))],
        [.text((facts.unit ?? column?.unit).map { MethodUse.oneLine($0.node.text) } ?? "")],
        source(facts, node, use?.model, column), [.text(goalposts(facts))],
        [.text(range(facts, column))], [.text(observed)],
      ]
    }
    let titles = [
      "Node", "Code", "Better", "Measure", "Source", "Goalposts", "Valid", "Found",
    ]
    return Chapter.Table(
      caption: "Indicators of \(index.nodes[0].title(language))",
      columns: titles.map { ($0, false) }, rows: Array(rows)
    ).withoutEmptyColumns
  }

  /// Returns the table from which each indicator is read: that of the evaluation, or of the nearest part
  /// that names one.
  private func tables(of evaluation: ElaboratedEvaluation) -> [Int: TableUse] {
    let uses = session.elaborator.readTables
    var result: [Int: TableUse] = [:]
    let own = uses.first { $0.symbol == evaluation.data }
    for leaf in evaluation.index.leaves { result[leaf] = own }
    for step in evaluation.steps {
      guard case .on(let on) = step.syntax, let name = on.path?.text,
        let use = uses.first(where: { $0.model.name == name })
      else { continue }
      for leaf in evaluation.index.leaves(below: step.node) { result[leaf] = use }
    }
    return result
  }

  private func direction(_ facts: IndicatorFacts) -> String {
    switch facts.direction {
    case .benefit: "more"
    case .cost: "less"
    case .target(let number): "near \(short(number))"
    case .interval(let low, let high): "within \(short(low)) to \(short(high))"
    case nil: ""
    }
  }

  private func source(
    _ facts: IndicatorFacts, _ node: IndexNodeModel, _ table: DataModel?, _ column: ColumnModel?
  ) -> [Chapter.Inline] {
    if let formula = facts.formula { return [.code("= \(MethodUse.oneLine(formula.node.text))")] }
    let name = column?.name ?? facts.source?.text ?? node.code
    let path = table.map { "\($0.name).\(name)" } ?? name
    let grading: [Chapter.Inline] =
      facts.grading.map { [.text(" graded by "), .code($0.text)] } ?? []
    return [.code(path)] + grading
  }

  private func goalposts(_ facts: IndicatorFacts) -> String {
    facts.goalposts.map { "\(short($0.low)) to \(short($0.high))" } ?? ""
  }

  private func range(_ facts: IndicatorFacts, _ column: ColumnModel?) -> String {
    let (low, high) =
      facts.range.map { ($0.lower, $0.upper) } ?? (column?.lower, column?.upper)
    return switch (low, high) {
    case (nil, nil): ""
    case (let low?, nil): "at least \(short(low))"
    case (nil, let high?): "at most \(short(high))"
    case (let low?, let high?): "\(short(low)) to \(short(high))"
    }
  }

  private func observed(_ evaluation: ElaboratedEvaluation, _ node: IndexNodeModel) -> String {
    guard let array = value(OutputName.node(evaluation.name, node.path, "raw")) else { return "" }
    var (low, high) = (Double.infinity, -Double.infinity)
    for number in 0..<array.cellCount {
      guard let cell = array.cell(number: number) else { continue }
      (low, high) = (min(low, cell), max(high, cell))
    }
    if low > high { return "nothing" }
    return low == high ? shown(low) : "\(shown(low)) to \(shown(high))"
  }

  /// Returns `number` with the decimals asked for, those of a whole number left out.
  func shown(_ number: Double) -> String {
    DecimalText.fixed(number, decimals: number == number.rounded() ? 0 : decimals)
  }
}
