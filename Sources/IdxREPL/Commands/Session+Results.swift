import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension Session {
  /// Returns the results of the evaluation `name`, or of the only or last one where there is no name.
  private func report(on name: String) -> Result<EvaluationReport, Reply> {
    let known = names(of: ["evaluation"])
    let chosen = name.isEmpty ? known.last ?? "" : name
    return evaluation(named: chosen).flatMap { report in
      report.evaluations.first.map { .success($0) } ?? .failure(.refusal("there are no results"))
    }
  }

  /// Shows the weights of an evaluation.
  func weights(_ name: String) -> Reply {
    switch report(on: name) {
    case .failure(let reply): return reply
    case .success(let report):
      var layout = settings.layout
      layout.shown = .weights
      layout.level = .max
      return Reply(
        ResultWriter.text([report], format: .table, layout: layout))
    }
  }

  /// Shows the ranking of an evaluation, or the first of it.
  func rank(_ rest: String) -> Reply {
    var words = Words.split(rest)
    let count = words.last.flatMap { Int($0) }
    if count != nil { words.removeLast() }
    switch report(on: words.first ?? "") {
    case .failure(let reply): return reply
    case .success(let report):
      var layout = settings.layout
      layout.level = 0
      if let count { layout.rows = max(count, 1) }
      let tables = report.tables(.scores, level: 0)
      let shown = settings.showsAllSlices ? tables : tables.suffix(1)
      return Reply(
        ResultWriter.text(shown, format: .table, layout: layout)
          + others(tables.count - shown.count))
    }
  }

  /// Lists the units that an evaluation is about.
  func units(_ name: String) -> Reply {
    switch report(on: name) {
    case .failure(let reply): return reply
    case .success(let report):
      let width = report.objectCodes.reduce(0) { max($0, DisplayWidth.cells($1)) }
      let lines = zip(report.objectCodes, report.objectLabels).map { code, label in
        code == label ? code : "\(DisplayWidth.padded(code, to: width))  \(label)"
      }
      let head = "\(lines.count) of \(report.objectAxis)"
      let shown = lines.prefix(settings.rows ?? .max).map { PrintableText.shown($0) + "\n" }
      let more = lines.count - shown.count
      return Reply(
        settings.paint(head, .strong) + "\n\n" + shown.joined()
          + (more > 0 ? "(\(more) more: :set rows all shows them)\n" : ""))
    }
  }

  /// Shows a hierarchy: of an index its indicators, of an evaluation weights and scores.
  func tree(_ rest: String) -> Reply {
    let words = Words.split(rest)
    let name = words.first ?? names(of: ["evaluation"]).last ?? names(of: ["index"]).last ?? ""
    switch bench.text.declaration(name) {
    case .index, .variant: return index(name)
    case .evaluation:
      switch report(on: name) {
      case .failure(let reply): return reply
      case .success(let report):
        return tree(of: report, words.count > 1 ? words[1] : nil)
      }
    default: return .refusal(unknown(name, "evaluation"))
    }
  }

  /// Shows the hierarchy of `report` with the scores of `object`, or the mean ones, in the last slice.
  private func tree(of report: EvaluationReport, _ object: String?) -> Reply {
    let slice = report.slices.count - 1
    var place: Int?
    if let object {
      place =
        report.objectCodes.firstIndex(of: object) ?? report.objectLabels.firstIndex(of: object)
      if place == nil {
        let known = report.objectCodes + report.objectLabels
        let nearest = Suggestion.nearest(object, in: known).map { "; did you mean `\($0)`?" } ?? ""
        return .refusal("\(report.objectAxis) has no `\(object)`\(nearest)")
      }
    }
    func number(_ value: Double?) -> String {
      value.map { DecimalText.fixed($0, decimals: settings.decimals) } ?? ""
    }
    func score(_ node: NodeReport) -> Double? {
      guard node.scores.indices.contains(slice) else { return nil }
      if let place { return node.scores[slice][place] }
      let known = node.scores[slice].compactMap(\.self)
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
    let titled = place.map { report.objectLabels[$0] } ?? "Mean score"
    let rows = report.nodes.map { node in
      func share(_ values: [Double?]) -> String {
        values.indices.contains(slice) ? number(values[slice]) : ""
      }
      return HierarchyTree.Row(
        depth: node.depth, label: node.label.isEmpty ? node.code : node.label,
        cells: [share(node.weights), share(node.effectiveWeights), number(score(node))])
    }
    let tree = HierarchyTree(
      rows: rows, titles: ["Weight", "In the index", PrintableText.shown(titled)],
      paint: settings.paint)
    let last = report.slices.last?.words()
    let head = [report.label, last ?? ""].filter { !$0.isEmpty }.joined(separator: " · ")
    return Reply(settings.paint(PrintableText.shown(head), .strong) + "\n\n" + tree.text)
  }

  /// Shows the hierarchy of the index `name` with what is declared of each indicator.
  private func index(_ name: String) -> Reply {
    guard let analysis = bench.analysis(of: name, in: bench.parts),
      let symbol = analysis.symbol(named: name), let index = analysis.index(symbol.id)
    else { return .refusal("nothing could be made of the index `\(name)`") }
    let rows = index.nodes.map { node in
      HierarchyTree.Row(
        depth: node.depth, label: node.title(bench.options.language),
        cells: [
          node.code, node.indicator?.direction?.word ?? "",
          node.indicator?.unit.map { $0.node.text } ?? "",
          node.weight.map { Self.digits($0.number) } ?? "",
        ])
    }
    let tree = HierarchyTree(
      rows: rows, titles: ["Code", "Direction", "Unit", "Weight"], isNumeric: false,
      paint: settings.paint)
    return Reply(tree.text)
  }

  /// Shows the columns of the table `name`, or lists the tables.
  func data(_ name: String) -> Reply {
    if name.isEmpty {
      let known = names(of: ["data"])
      if known.isEmpty { return .refusal(unknown("", "data")) }
      if known.count > 1 { return Reply(known.map { $0 + "\n" }.joined()) }
      return data(known[0])
    }
    guard case .data? = bench.text.declaration(name) else {
      return .refusal(unknown(name, "data"))
    }
    guard let analysis = bench.analysis(of: name, in: bench.parts),
      let symbol = analysis.symbol(named: name), let schema = analysis.schema(of: symbol.id)
    else { return .refusal("the table `\(name)` cannot be read") }
    func number(_ value: Double?) -> String { value.map { Self.digits($0) } ?? "" }
    let rows = schema.columns.map { column -> HierarchyTree.Row in
      let known = analysis.statistics(ofColumn: column.name, in: symbol.id)
      return HierarchyTree.Row(
        depth: 0, label: column.name,
        cells: [
          known.map { "\($0.count)" } ?? "", known.map { "\($0.missing)" } ?? "",
          number(known?.minimum), number(known?.median), number(known?.maximum),
        ])
    }
    let table = HierarchyTree(
      rows: rows, titles: ["Values", "Missing", "Minimum", "Median", "Maximum"],
      paint: settings.paint)
    return Reply(table.text)
  }
}
