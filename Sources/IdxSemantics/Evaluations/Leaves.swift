import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Binds each indicator to its column or its formula.
  func bindLeaves(_ run: EvaluationRun) {
    let evaluation = evaluations[run.position]
    for leaf in evaluation.index.leaves {
      var source = evaluation
      if let (path, module) = run.table(at: leaf, in: evaluation.index) {
        guard let (id, _) = resolve(path, in: module, as: "table") else { continue }
        guard dataModel(id) != nil else {
          report(
            .wrongKind(
              path.text, expected: "the name of a table", found: "something else", at: path.span))
          continue
        }
        source.data = id
      }
      let raw = bound(evaluation.index.nodes[leaf], source)
      evaluations[run.position].nodes[leaf].raw = raw
      evaluations[run.position].nodes[leaf].value = raw
    }
  }

  private func bound(_ node: IndexNodeModel, _ evaluation: ElaboratedEvaluation) -> ArrayTerm? {
    guard let facts = node.indicator, let data = dataModel(evaluation.data) else { return nil }
    boundLeaves.insert(node.span)
    self.facts?.note(leaf: node.span, reads: evaluation.data)
    var scope = Scope(module: module(of: node, of: evaluation.indexID))
    scope.data = evaluation.data
    let span = facts.source?.span ?? node.span
    var array: ArrayTerm?
    if let formula = facts.formula {
      // What fails in a formula is told with the name of the indicator.
      scope.method = node.code
      array = numeric(formula, scope)
    } else if let grading = facts.grading {
      array = graded(node, facts, by: grading, data, evaluation, scope)
    } else {
      let name = facts.source?.text ?? node.code
      let found = column(name, of: evaluation.data, data, at: span, isOptional: true)
      if found == nil { reportUnbound(name, node, data, evaluation, at: span) }
      array = found?.array
      if case .element? = array?.type.element {
        report(
          .wrongType(
            expected: "a column of numbers", found: "a column of texts", at: span))
        return nil
      }
    }
    guard var result = array else { return nil }
    if let unit = facts.unit {
      guard let measure = measure(unit, in: module(of: node, of: evaluation.indexID)) else {
        return nil
      }
      // A column without a measure takes that of the indicator.
      if result.type.measure.isNone, facts.formula == nil {
        result = result.knowing { $0.measure = measure }
      } else if !result.type.measure.agrees(with: measure) {
        report(
          .measuresDiffer(
            "\(result.type.measure)", "\(measure)", doing: "read a value in", at: unit.span))
        return nil
      } else {
        result = converted(result, to: measure, at: unit.span)
      }
    }
    if let range = facts.range {
      let allowed = ValueType(
        .real, isOptional: true, measure: .unknown,
        range: Interval(range.lower ?? -.infinity, range.upper ?? .infinity))
      demand(allowed.range, of: &result, asRead: array, node, facts, data, evaluation)
      guard
        let checked = conforming(
          .array(result), to: DeclaredType(value: allowed, allowed: [], span: range.span),
          what: "`\(node.code)`", at: range.span
        ).array
      else { return nil }
      result = checked
    }
    return result.knowing { $0.isOriented = facts.direction == .benefit }
  }

  /// Returns the module that the names in `node` of the index `id` are of: what a variant takes from its base
  /// may be written in another.
  private func module(of node: IndexNodeModel, of id: SymbolID) -> Int {
    let file = node.span.file
    if modules[id.module]?.tree.source.file == file { return id.module }
    return modules.values.first { $0.tree.source.file == file }?.id ?? id.module
  }

  /// Demands that the cells of the column that `value` is lie in `range`, so that one that does not is
  /// found where it stands.
  private func demand(
    _ range: Interval, of value: inout ArrayTerm, asRead: ArrayTerm?, _ node: IndexNodeModel,
    _ facts: IndicatorFacts, _ data: DataModel, _ evaluation: ElaboratedEvaluation
  ) {
    // A long table has the cells of all its variables in one column, and what is converted from
    // another measure or computed from cells does not stand in any.
    guard facts.formula == nil, facts.grading == nil, data.variable == nil,
      value.node == asRead?.node, let use = readTablePositions[evaluation.data]
    else { return }
    let name = facts.source?.text ?? node.code
    let known = readTables[use].ranges[name] ?? .all
    readTables[use].ranges[name] = known.intersection(range)
    value = value.knowing { $0.range = $0.range.intersection(range) }
  }

  /// Returns the points of the grades that stand in the column of `node`.
  private func graded(
    _ node: IndexNodeModel, _ facts: IndicatorFacts, by path: Path, _ data: DataModel,
    _ evaluation: ElaboratedEvaluation, _ scope: Scope
  ) -> ArrayTerm? {
    guard let axis = axis(path, scope), let use = tableUse(evaluation.data, data) else {
      return nil
    }
    let name = facts.source?.text ?? node.code
    let span = facts.source?.span ?? node.span
    if let known = readTables[use].groupAxes[name], isOfTexts(known) {
      report(
        .arguments(
          "the column `\(name)` is compared with texts, and graded here", at: span,
          hints: ["declare it in the table `\(data.name)`: `group \(name) of \(path.text)`"]))
      return nil
    }
    if let known = readTables[use].groupAxes[name], known != axis {
      report(
        .arguments(
          "the column `\(name)` is graded by `\(self.name(of: known))` elsewhere, and by "
            + "`\(self.name(of: axis))` here", at: path.span,
          hints: [
            "read it as another column in the table `\(data.name)`: `column … from \"\(name)\"`"
          ]))
      return nil
    }
    readTables[use].groupAxes[name] = axis
    guard let cells = column(name, of: evaluation.data, data, at: span, isOptional: true)?.array
    else {
      reportUnbound(name, node, data, evaluation, at: span)
      return nil
    }
    let points = AttributeName(text: "points", span: path.span)
    guard case .array(let attribute) = attribute(points, of: axis, scope) else { return nil }
    var type = attribute.type
    type.isOptional = type.isOptional || cells.type.isOptional
    return made(
      type,
      builder.gather(
        here(attribute), axis, at: here(cells), origin: Origin(span, name: node.code))
    ).array
  }

  private func reportUnbound(
    _ name: String, _ node: IndexNodeModel, _ data: DataModel, _ evaluation: ElaboratedEvaluation,
    at span: Span
  ) {
    guard let schema = library.schema(of: data, in: evaluation.data.module) else { return }
    report(
      .unboundIndicator(
        node.code, column: name, table: data.name, at: span, known: schema.names,
        evaluation: evaluation.span))
  }

  /// Takes the step of `slot` on the indicators for which there is one.
  func take(_ slot: Slot, _ run: EvaluationRun) {
    let evaluation = evaluations[run.position]
    var parts: [(step: ScopedStep, leaves: [Int])] = []
    for leaf in evaluation.index.leaves {
      guard let step = run.step(slot, at: leaf, in: evaluation.index) else { continue }
      let isGrouped = step.step.scope == .eachGroup
      let parent = evaluation.index.nodes[leaf].parent
      if let part = parts.firstIndex(where: { part in
        part.step.order == step.order
          && (!isGrouped || evaluation.index.nodes[part.leaves[0]].parent == parent)
      }) {
        parts[part].leaves.append(leaf)
      } else {
        parts.append((step, [leaf]))
      }
    }
    for part in parts { take(part.step, on: part.leaves, run) }
  }

  private func take(_ step: ScopedStep, on leaves: [Int], _ run: EvaluationRun) {
    let evaluation = evaluations[run.position]
    let slot = step.step.slot
    guard let method = step.step.method else { return drop(leaves, run) }
    let sources = leaves.map { stage(step.step.stage, of: evaluation.nodes[$0]) }
    guard !sources.contains(where: { $0 == nil }) else {
      if let name = step.step.stage { reportStage(name, leaves, run) }
      return drop(leaves, run)
    }
    let axis = nodeAxis(
      .step(slot, order: step.order, nodes: leaves), of: evaluation.indexID, evaluation.index)
    var scope = step.scope(run.scope)
    scope.stepSpan = step.step.node.span
    scope.slot = slot
    scope.turned = turned(leaves, at: step.step.stage, run)
    guard
      let x = stackLeaves(sources.compactMap { $0 }, along: axis, at: step.step.node.span, scope)
    else { return drop(leaves, run) }
    scope.ambient = x.type.axes
    guard
      let result = taken(
        method, ["x": x], field: slot.field, pooling: step.step.pooling, at: step.step.node.span,
        scope)
    else { return drop(leaves, run) }
    guard ([axis] + objects(of: x)).allSatisfy(result.type.axes.contains) else {
      let each = ["each indicator"] + objects(of: x).map { "each \(name(of: $0))" }
      report(
        .stepResult(
          slot.rawValue, "one value for \(each.joined(separator: " and "))",
          found: describe(result.type), at: step.step.node.span,
          hint: result.type.sharesAlong == axis
            ? "these are weights: write `weights \(method.node.text)`" : nil))
      return drop(leaves, run)
    }
    for (position, leaf) in leaves.enumerated() {
      let array = slice(
        result, axis, position, measure: sources[position]?.type.measure ?? .none,
        name: evaluation.index.nodes[leaf].code, at: step.step.node.span)
      keep(array, slot, method, at: leaf, step, run, before: sources[position])
    }
  }

  private func keep(
    _ array: ArrayTerm, _ slot: Slot, _ method: Expression, at leaf: Int, _ step: ScopedStep,
    _ run: EvaluationRun, before: ArrayTerm?
  ) {
    let array = array.knowing { type in
      switch slot {
      // Filling gaps and taming outliers do not turn an indicator round.
      case .impute, .treat: type.isOriented = before?.type.isOriented ?? false
      case .membership: type.isOriented = true
      default: break
      }
    }
    switch slot {
    case .impute: evaluations[run.position].nodes[leaf].imputed = array
    case .treat: evaluations[run.position].nodes[leaf].treated = array
    case .membership: evaluations[run.position].nodes[leaf].membership = array
    default: evaluations[run.position].nodes[leaf].normalised = array
    }
    evaluations[run.position].nodes[leaf].value = array
    evaluations[run.position].nodes[leaf].applied.append(
      (slot, methodName(method), step.step.node.span))
  }

  /// Returns the axes of objects that `array` is over: a step keeps them.
  func objects(of array: ArrayTerm) -> [Axis] {
    array.type.axes.filter { axisInfos[Int($0.base)].kind == .objects }
  }

  private func drop(_ leaves: [Int], _ run: EvaluationRun) {
    for leaf in leaves { evaluations[run.position].nodes[leaf].value = nil }
  }

  /// Returns the values of an indicator at the stage `name`; those it has now where there is no name.
  func stage(_ name: Name?, of results: NodeResults) -> ArrayTerm? {
    switch name?.text {
    case "raw": results.raw
    case "imputed": results.imputed
    case "treated": results.treated
    case "normalised": results.normalised
    case .some: nil
    case nil: results.value
    }
  }

  /// Returns those of `nodes` whose values at the stage `name` say more where they are better.
  func turned(_ nodes: [Int], at name: Name?, _ run: EvaluationRun) -> Set<NodeOfIndex> {
    let evaluation = evaluations[run.position]
    let those = nodes.filter {
      !evaluation.index.nodes[$0].isIndicator
        || stage(name, of: evaluation.nodes[$0])?.type.isOriented == true
    }
    return Set(those.map { NodeOfIndex(index: evaluation.indexID, node: $0) })
  }

  /// Reports that indicators of `nodes` have no values of the stage `name`, unless that has a cause.
  func reportStage(_ name: Name, _ nodes: [Int], _ run: EvaluationRun) {
    let evaluation = evaluations[run.position]
    let without = nodes.first {
      evaluation.index.nodes[$0].isIndicator && evaluation.nodes[$0].value != nil
        && stage(name, of: evaluation.nodes[$0]) == nil
    }
    guard let without else { return }
    report(
      .unknownMember(
        name.text, of: "the indicator `\(evaluation.index.nodes[without].code)`", at: name.span,
        known: []))
  }

  /// Returns the name by which `method` is called.
  func methodName(_ method: Expression) -> String {
    switch method {
    case .call(let call): call.callee?.node.text ?? ""
    default: method.node.text
    }
  }

  /// Returns `array` at the element `position` of `axis`, with its own measure.
  func slice(
    _ array: ArrayTerm, _ axis: Axis, _ position: Int, measure: Measure, name: String, at span: Span
  ) -> ArrayTerm {
    var type = array.type
    type.measure = type.measure.replacing(elementsOf: axis.base, by: measure)
    if type.sharesAlong == axis { type.sharesAlong = nil }
    let node = builder.element(
      here(array), axis, position: position, origin: Origin(span, name: name))
    type.axes = builder.axes(of: node)
    return ArrayTerm(type, node, level: builders.count - 1)
  }

  /// Returns `parts` side by side along `axis`: the array they were cut from where they are all of it.
  func stackLeaves(_ parts: [ArrayTerm], along axis: Axis, at span: Span, _ scope: Scope)
    -> ArrayTerm?
  {
    guard case .array(let stacked) = stack(parts, along: axis, at: span, scope) else { return nil }
    guard let (whole, old, positions) = cut(parts) else { return stacked }
    var type = stacked.type
    type.axes = []
    let origin = origin(span, scope)
    let node: NodeIndex
    if let codes = axisInfos[Int(old.base)].codes, positions == Array(codes.indices) {
      node = builder.relabel(whole, [old: axis], origin: origin)
    } else {
      node = builder.restrict(whole, from: old, to: axis, positions: positions, origin: origin)
    }
    return made(type, node).array
  }

  /// Returns the array, axis and positions that all of `parts` were cut from.
  private func cut(_ parts: [ArrayTerm]) -> (NodeIndex, Axis, [Int])? {
    var found: (NodeIndex, Axis)?
    var positions: [Int] = []
    for part in parts {
      let node = builder[here(part)]
      guard case .element(let axis, let position) = node.operation, let input = node.inputs.first
      else { return nil }
      if let found, found != (input, axis) { return nil }
      found = (input, axis)
      positions.append(position)
    }
    return found.map { ($0.0, $0.1, positions) }
  }
}

extension Slot {
  /// The label of the result that the slot takes where a method has several.
  var field: String {
    switch self {
    case .weights: "weights"
    case .membership: "membership"
    case .identify: "grade"
    case .classify: "grade"
    case .aggregate: "score"
    default: "value"
    }
  }
}
