import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Checks what tables and indexes of `module` name where no evaluation and no value has asked for it.
  ///
  /// The tables that are read and what is in use stay as they are: a check needs no data.
  func checkUnbound(in module: Int) {
    let kept = (readTables, readTablePositions, used)
    defer { (readTables, readTablePositions, used) = kept }
    let symbols = tables[module]?.symbols ?? []
    let data = symbols.filter { if case .data = $0.kind { true } else { false } }
    let before = diagnostics.count
    for symbol in symbols {
      switch symbol.kind {
      case .data: if let model = dataModel(symbol.id) { checkNames(of: model, in: module) }
      case .index, .variant:
        for node in (indexes[symbol.id] ?? nil)?.nodes ?? [] where !boundLeaves.contains(node.span)
        {
          checkUnbound(node, among: data, in: module)
        }
      default: break
      }
    }
    withdrawRepeated(from: before, since: 0)
  }

  private func checkNames(of model: DataModel, in module: Int) {
    let scope = Scope(module: module)
    for key in model.keys { _ = axis(key.axis, scope) }
    for column in model.columns {
      if let unit = column.unit { _ = measure(unit, in: module) }
      guard case .group(let name, _) = column.kind else { continue }
      if resolve(name, in: module) == nil {
        report(
          .unknownName(
            name, "axis", at: column.span, nearest: nearest(to: name, "axis", in: module)))
      }
    }
  }

  private func checkUnbound(_ node: IndexNodeModel, among data: [Symbol], in module: Int) {
    guard let facts = node.indicator else { return }
    if let unit = facts.unit { _ = measure(unit, in: module) }
    if let grading = facts.grading { _ = axis(grading, Scope(module: module)) }
    if let formula = facts.formula { checkUnbound(formula, of: node, among: data) }
  }

  /// Reports what is wrong with `formula` on the table on which least is: it may be meant for any of a
  /// few, and where there is none its names may be columns of another file's.
  private func checkUnbound(
    _ formula: Expression, of node: IndexNodeModel, among data: [Symbol]
  ) {
    guard data.count <= 16 else { return }
    let before = diagnostics.count
    var fewest: [Diagnostic]?
    for table in data where fewest?.isEmpty != true {
      var scope = Scope(module: table.id.module)
      scope.data = table.id
      scope.method = node.code
      _ = apart { numeric(formula, scope) }
      let found = Array(diagnostics[before...])
      diagnostics.removeSubrange(before...)
      if found.count < fewest?.count ?? .max { fewest = found }
    }
    diagnostics += fewest ?? []
  }
}
