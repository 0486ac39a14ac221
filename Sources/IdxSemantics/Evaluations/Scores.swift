import IdxDiagnostics
import IdxPlan
import IdxSyntax

// What is made of the scores once all groups have theirs.
extension Elaborator {
  /// Grades the scores at the nodes for which the step is written: the index, or what `at` names.
  func classify(_ run: EvaluationRun) {
    for scoped in run.steps where scoped.step.slot == .classify {
      guard let method = scoped.step.method,
        let score = evaluations[run.position].nodes[scoped.node].score
      else { continue }
      var scope = scoped.scope(run.scope)
      scope.stepSpan = scoped.step.node.span
      scope.ambient = score.type.axes
      let term = classified(method, score, at: scoped.step.node.span, scope)
      guard let array = term.array, case .element(let scale) = array.type.element else {
        if !term.isFailed {
          report(
            .stepResult(
              "classify", "one grade for each object", found: describe(term),
              at: scoped.step.node.span))
        }
        continue
      }
      evaluations[run.position].nodes[scoped.node].applied.append(
        (.classify, methodName(method), scoped.step.node.span))
      evaluations[run.position].nodes[scoped.node].grade = array
      evaluations[run.position].grades = scale
    }
  }

  /// Returns the grades of `score`: on the scale that `method` names, or by the method that it names.
  private func classified(
    _ method: Expression, _ score: ArrayTerm, at span: Span, _ scope: Scope
  ) -> Term {
    if case .name(let name) = method {
      guard let id = resolve(name.name.text, in: scope.module) else {
        return fail(unknownClassification(name.name, in: scope.module))
      }
      guard case .scale? = symbol(id)?.kind else {
        return takenTerm(method, ["x": score], pooling: nil, at: span, scope) ?? .failed
      }
      let outer = builder.step
      builder.step = span
      defer { builder.step = outer }
      used.insert(id)
      guard let axis = axis(of: id), let classify = standardSymbol("classify") else {
        return .failed
      }
      if let scale = scaleModel(id), scale.grades.count > 1,
        scale.grades.allSatisfy({ $0.threshold == nil })
      {
        return fail(
          .noThresholds(symbol(id)?.name ?? "", at: name.name.span, scale: symbol(id)?.span))
      }
      var site = CallSite(arguments: [], clause: nil, span: span)
      site.supplied = ["x": .array(score), "K": .axis(axis)]
      return apply(classify, site, scope)
    }
    return takenTerm(method, ["x": score], pooling: nil, at: span, scope) ?? .failed
  }

  /// Removes an axis such as periods or raters from the scores of all groups.
  func combine(_ combination: (step: CombineStep, module: Int), _ run: EvaluationRun) {
    let step = combination.step
    var outer = run.scope
    outer.module = combination.module
    guard let path = step.axis, let axis = axis(path, outer), let method = step.method else {
      return
    }
    let index = evaluations[run.position].index
    for group in index.groups {
      guard let score = evaluations[run.position].nodes[group].score,
        score.type.axes.contains(axis)
      else {
        if group == 0, let root = evaluations[run.position].nodes[0].score {
          report(
            .axisNotThere(
              name(of: axis), axes: root.type.axes.map { name(of: $0) }, at: path.span))
        }
        continue
      }
      var scope = outer
      scope.stepSpan = step.node.span
      scope.ambient = [axis]
      scope.combined = axis
      guard
        let result = taken(
          method, ["x": score], field: "score", pooling: nil, at: step.node.span, scope)
      else { continue }
      guard !result.type.axes.contains(axis) else {
        report(
          .stepResult(
            "combine", "one value without \(name(of: axis))", found: describe(result.type),
            at: step.node.span))
        return
      }
      evaluations[run.position].nodes[group].combined.append(
        (score, methodName(method), step.node.span))
      evaluations[run.position].nodes[group].score = result
    }
  }

  /// Works out the share of each node in the whole index.
  func effectiveWeights(_ run: EvaluationRun) {
    let index = evaluations[run.position].index
    for node in index.nodes where node.depth > 0 {
      guard let local = evaluations[run.position].nodes[node.id].localWeight else { continue }
      guard let parent = node.parent, parent != 0 else {
        evaluations[run.position].nodes[node.id].effectiveWeight = local
        continue
      }
      guard let above = evaluations[run.position].nodes[parent].effectiveWeight else { continue }
      let origin = Origin(node.span, name: "effective weight")
      let product = builder.binary(.multiply, here(above), here(local), origin: origin)
      evaluations[run.position].nodes[node.id].effectiveWeight =
        made(
          ValueType(.real, range: .unit), product
        ).array
    }
  }

  /// What is left to rounding in the scores of an evaluation, relative to the greatest of them.
  private static let noise = 1e-12

  /// Ranks the scores of the groups among the objects; in a table without objects, among the periods
  /// or whatever else it has.
  func rank(_ run: EvaluationRun) {
    guard let root = evaluations[run.position].nodes.first?.score else { return }
    var objects = root.type.axes.filter { axisInfos[Int($0.base)].kind == .objects }
    if objects.isEmpty {
      let periods = root.type.axes.first { axisInfos[Int($0.base)].kind == .periods }
      objects = [periods ?? root.type.axes.first].compactMap { $0 }
    }
    evaluations[run.position].objects = objects.count == 1 ? objects[0] : nil
    evaluations[run.position].others = root.type.axes.filter { !objects.contains($0) }
    guard objects.count == 1 else { return }
    for position in evaluations[run.position].index.nodes.indices {
      let results = evaluations[run.position].nodes[position]
      guard let score = results.score ?? (results.membership == nil ? results.value : nil),
        score.type.axes.contains(objects[0])
      else { continue }
      if results.score == nil { evaluations[run.position].nodes[position].score = score }
      let origin = Origin(evaluations[run.position].span, name: "rank")
      evaluations[run.position].nodes[position].rank =
        made(
          ValueType(.integer, isOptional: score.type.isOptional, range: Interval(1, .infinity)),
          builder.along(
            .rank(ties: .minimum, descending: true, tolerance: Self.noise), here(score), objects[0],
            origin: origin)
        ).array
    }
  }
}
