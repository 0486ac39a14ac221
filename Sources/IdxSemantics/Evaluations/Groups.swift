import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Weights and aggregates the groups, from the bottom up.
  func aggregate(_ run: EvaluationRun) {
    let index = evaluations[run.position].index
    overLeaves(run)
    for group in index.groups.reversed() {
      let children = index.nodes[group].children
      let axis = nodeAxis(.children(of: group), of: evaluations[run.position].indexID, index)
      evaluations[run.position].childAxes[group] = axis
      var scope = run.scope
      scope.group = (run.position, group)
      scope.stepSpan = index.nodes[group].span
      scope.ambient = [axis]
      if let step = run.step(.aggregate, at: group, in: index), step.step.scope == .leaves {
        // Groups below have no scores of their own: weights that need none are still theirs.
        let x = values(of: children, as: run.step(.weights, at: group, in: index), axis, run, scope)
        if let x { scope.ambient = x.type.axes }
        scope.turned = turned(
          children, at: run.step(.weights, at: group, in: index)?.step.stage, run)
        guard weigh(group, axis, x, run, scope), step.node == group else { continue }
        scoreOverLeaves(group, step, run, scope)
        identify(group, run, scope)
        continue
      }
      let weighed = run.step(.weights, at: group, in: index)
      guard var x = values(of: children, as: weighed, axis, run, scope) else { continue }
      scope.ambient = x.type.axes
      scope.turned = turned(children, at: weighed?.step.stage, run)
      guard weigh(group, axis, x, run, scope) else { continue }
      let scored = run.step(.aggregate, at: group, in: index)
      scope.turned = turned(children, at: scored?.step.stage, run)
      // Most often both work on the same stage.
      if weighed?.step.stage != nil || scored?.step.stage != nil {
        guard let other = values(of: children, as: scored, axis, run, scope) else { continue }
        x = other
        scope.ambient = x.type.axes
      }
      score(group, axis, x, run, scope)
      identify(group, run, scope)
    }
  }

  /// Returns the values of `nodes` side by side along `axis`, of indicators those of the stage that
  /// `step` picks; `nil` where one has none.
  func values(
    of nodes: [Int], as step: ScopedStep?, _ axis: Axis, _ run: EvaluationRun, _ scope: Scope
  ) -> ArrayTerm? {
    let evaluation = evaluations[run.position]
    let values = nodes.compactMap { node in
      evaluation.index.nodes[node].isIndicator
        ? stage(step?.step.stage, of: evaluation.nodes[node]) : evaluation.nodes[node].value
    }
    guard values.count == nodes.count else {
      if let stage = step?.step.stage { reportStage(stage, nodes, run) }
      return nil
    }
    return stackLeaves(
      values, along: axis, at: step?.step.node.span ?? scope.stepSpan ?? run.span, scope)
  }

  /// Works out the weights of the children of `group`. Returns `false` iff there are none, and should be.
  private func weigh(
    _ group: Int, _ axis: Axis, _ x: ArrayTerm?, _ run: EvaluationRun, _ scope: Scope
  ) -> Bool {
    let index = evaluations[run.position].index
    if evaluations[run.position].nodes[group].weights != nil { return true }
    let children = index.nodes[group].children
    let step = run.step(.weights, at: group, in: index)
    // Weights over the leaves were worked out before; where they are not there, that was reported.
    if step?.step.scope == .leaves { return false }
    let origin = Origin(step?.step.node.span ?? index.nodes[group].span, name: "weights")
    if children.count == 1 {
      let one = array([1], ValueType(.real, axes: [axis], range: .unit, sharesAlong: axis), origin)
      evaluations[run.position].nodes[group].weights = one
      setLocal(one.array, children, axis, run)
      return true
    }
    guard let step, let method = step.step.method else {
      if step == nil {
        if !needsWeights(group, run, scope) { return true }
        report(
          .noWeights(
            index.nodes[group].title(nil), at: run.span, group: index.nodes[group].span))
      }
      return false
    }
    let inner = step.scope(scope)
    let term: Term
    if isGiven(method, inner) {
      guard let shares = GivenWeights.local(of: index, group: group) else {
        report(
          .noGivenWeights(
            index.nodes[group].title(nil), at: method.span, group: index.nodes[group].span))
        return false
      }
      term = array(
        shares.map { $0 }, ValueType(.real, axes: [axis], range: .unit, sharesAlong: axis), origin)
    } else {
      guard
        let taken = takenTerm(
          method, x.map { ["x": $0] } ?? [:], pooling: step.step.pooling,
          at: step.step.node.span, inner)
      else { return false }
      term = taken
    }
    guard let picked = picked(term, "weights", at: method.span),
      areWeights(picked, over: axis, at: step.step.node.span),
      let weights = conforming(picked, toWeightsOver: axis, at: method.span)
    else { return false }
    evaluations[run.position].nodes[group].weights = withField(term, "weights", .array(weights))
    evaluations[run.position].nodes[group].applied.append(
      (.weights, methodName(method), step.step.node.span))
    setLocal(weights, children, axis, run)
    return true
  }

  /// `true` iff the weights of the children of `group` are read: by the method that aggregates it, or
  /// by one that aggregates all indicators below a group above it.
  private func needsWeights(_ group: Int, _ run: EvaluationRun, _ scope: Scope) -> Bool {
    let index = evaluations[run.position].index
    guard run.step(.aggregate, at: group, in: index) != nil else { return true }
    var current: Int? = group
    while let at = current {
      if let step = run.step(.aggregate, at: at, in: index), let method = step.step.method,
        at == group || step.step.scope == .leaves, takesWeights(method, step.scope(scope))
      {
        return true
      }
      current = index.nodes[at].parent
    }
    return false
  }

  /// Returns `found` as weights along `axis`.
  private func conforming(
    _ found: ArrayTerm, toWeightsOver axis: Axis, at span: Span
  ) -> ArrayTerm? {
    var wanted = ValueType(.real, axes: [axis], isOptional: false, measure: .none, range: .unit)
    wanted.sharesAlong = axis
    let declared = DeclaredType(value: wanted, allowed: [], span: span)
    return conforming(.array(found), to: declared, what: "the weights", at: span).array
  }

  /// `true` iff `array` can be weights along `axis`; reports it otherwise.
  ///
  /// Objects have weights of their own only where the method says that these are weights: values of
  /// objects are none, even if those of each happen to sum to 1.
  private func areWeights(_ array: ArrayTerm, over axis: Axis, at span: Span) -> Bool {
    guard array.type.axes.contains(axis), array.type.sharesAlong != axis,
      !objects(of: array).isEmpty
    else { return true }
    report(
      .stepResult(
        "weights", "one weight for each \(name(of: axis))", found: describe(array.type), at: span))
    return false
  }

  private func withField(_ term: Term, _ label: String, _ value: Term) -> Term {
    guard case .record(let fields) = term else { return value }
    return .record(fields.map { $0.label == label ? (label, value) : $0 })
  }

  /// `true` iff `method` is the word `given`: the weights written in the index.
  private func isGiven(_ method: Expression, _ scope: Scope) -> Bool {
    guard case .name(let name) = method else { return false }
    return name.name.text == "given" && resolve("given", in: scope.module) == nil
  }

  private func setLocal(
    _ weights: ArrayTerm?, _ children: [Int], _ axis: Axis, _ run: EvaluationRun
  ) {
    guard let weights else { return }
    for (position, child) in children.enumerated() {
      evaluations[run.position].nodes[child].localWeight = slice(
        weights, axis, position, measure: .none,
        name: evaluations[run.position].index.nodes[child].code,
        at: evaluations[run.position].span)
    }
  }

  /// Works out the weights that are given over all indicators at once: a group's are the sums of its
  /// indicators'.
  private func overLeaves(_ run: EvaluationRun) {
    let index = evaluations[run.position].index
    for scoped in run.steps where scoped.step.slot == .weights && scoped.step.scope == .leaves {
      guard let method = scoped.step.method else { continue }
      let leaves = index.leaves(below: scoped.node)
      let axis = leafAxis(below: scoped.node, run)
      var scope = scoped.scope(run.scope)
      scope.stepSpan = scoped.step.node.span
      guard let x = values(of: leaves, as: scoped, axis, run, scope) else { continue }
      scope.ambient = x.type.axes
      scope.turned = turned(leaves, at: scoped.step.stage, run)
      guard
        let found = taken(
          method, ["x": x], field: "weights", pooling: scoped.step.pooling,
          at: scoped.step.node.span, scope),
        areWeights(found, over: axis, at: scoped.step.node.span),
        let weights = conforming(found, toWeightsOver: axis, at: method.span)
      else { continue }
      share(weights, axis, leaves, below: scoped, run)
    }
  }

  private func share(
    _ weights: ArrayTerm, _ axis: Axis, _ leaves: [Int], below scoped: ScopedStep,
    _ run: EvaluationRun
  ) {
    let index = evaluations[run.position].index
    let origin = Origin(scoped.step.node.span, name: "weights")
    func total(_ node: Int) -> NodeIndex? {
      var sum: NodeIndex?
      for leaf in index.leaves(below: node) {
        guard let position = leaves.firstIndex(of: leaf) else { return nil }
        let part = builder.element(here(weights), axis, position: position, origin: origin)
        sum = sum.map { builder.binary(.add, $0, part, origin: origin) } ?? part
      }
      return sum
    }
    for group in index.groups where run.step(.weights, at: group, in: index)?.order == scoped.order
    {
      let children = index.nodes[group].children
      guard let all = total(group) else { continue }
      let childAxis = nodeAxis(
        .children(of: group), of: evaluations[run.position].indexID, index)
      let parts = children.compactMap { total($0) }
      guard parts.count == children.count else { continue }
      let sizes = builder.stack(parts, along: childAxis, origin: origin)
      // A group whose indicators all have the weight 0 counts for nothing; within it, they are alike.
      let isNothing = builder.binary(
        .equal, all, builder.constant(0, origin: origin), origin: origin)
      let alike = builder.constant(1 / Double(parts.count), origin: origin)
      let shares = builder.select(
        isNothing, alike, builder.binary(.divide, sizes, all, origin: origin), origin: origin)
      let term = made(ValueType(.real, range: .unit, sharesAlong: childAxis), shares)
      evaluations[run.position].nodes[group].weights = term
      evaluations[run.position].nodes[group].applied.append(
        (.weights, scoped.step.method.map { methodName($0) } ?? "", scoped.step.node.span))
      setLocal(term.array, children, childAxis, run)
    }
  }

  /// Works out the score of `group` from its children's values.
  private func score(
    _ group: Int, _ axis: Axis, _ x: ArrayTerm, _ run: EvaluationRun, _ scope: Scope
  ) {
    let index = evaluations[run.position].index
    guard let step = run.step(.aggregate, at: group, in: index), let method = step.step.method
    else {
      if run.step(.aggregate, at: group, in: index) == nil {
        report(
          .noAggregate(
            index.nodes[group].title(nil), at: run.span, group: index.nodes[group].span))
      }
      return
    }
    var supplied = ["x": x]
    if let weights = evaluations[run.position].nodes[group].weights {
      guard let w = picked(weights, "weights", at: method.span) else { return }
      supplied["w"] = w
    }
    scored(group, of: index.nodes[group].children, axis, method, supplied, step, run, scope)
  }

  /// Keeps what `method` makes of what it is `supplied` over the `axis` of `nodes` as the score of
  /// `group`. A method that gives oriented scores has turned the values itself.
  func scored(
    _ group: Int, of nodes: [Int], _ axis: Axis, _ method: Expression,
    _ supplied: [String: ArrayTerm], _ step: ScopedStep, _ run: EvaluationRun, _ scope: Scope
  ) {
    let scope = step.scope(scope)
    guard
      let term = takenTerm(
        method, supplied, pooling: step.step.pooling, at: step.step.node.span, scope),
      let result = picked(term, "score", at: method.span),
      result.type.isOriented || areOriented(nodes, step, run)
    else { return }
    if result.type.axes.contains(axis) {
      report(
        .stepResult(
          "aggregate", "one value for the group", found: describe(result.type),
          at: step.step.node.span))
      return
    }
    let objects = supplied["x"].map { self.objects(of: $0) } ?? []
    guard objects.allSatisfy(result.type.axes.contains) else {
      let each = objects.map { "each \(name(of: $0))" }
      report(
        .stepResult(
          "aggregate", "one value for \(each.joined(separator: " and "))",
          found: describe(result.type), at: step.step.node.span))
      return
    }
    let oriented = result.knowing { $0.isOriented = true }
    workings[result.node] = lastWorkings
    evaluations[run.position].nodes[group].value = oriented
    evaluations[run.position].nodes[group].score = oriented
    keepParts(of: term, at: group, run)
    evaluations[run.position].nodes[group].applied.append(
      (.aggregate, methodName(method), step.step.node.span))
  }

  /// `true` iff more is better in all of `children`; reports the indicators where it is not.
  func areOriented(_ children: [Int], _ step: ScopedStep, _ run: EvaluationRun) -> Bool {
    let index = evaluations[run.position].index
    let wrong = children.filter {
      index.nodes[$0].isIndicator
        && stage(step.step.stage, of: evaluations[run.position].nodes[$0])?.type.isOriented == false
    }
    guard !wrong.isEmpty else { return true }
    report(
      .notOriented(
        wrong.count == 1
          ? "the indicator `\(index.nodes[wrong[0]].code)`" : "\(wrong.count) indicators",
        at: step.step.node.span,
        leaves: wrong.prefix(3).map {
          Label(
            index.nodes[$0].span,
            "this \(index.nodes[$0].indicator?.direction?.word ?? "") indicator")
        }, fixes: orientations(of: wrong[0], before: step, run)))
    return false
  }

  /// Turns the memberships of `group` into a grade or a score.
  private func identify(_ group: Int, _ run: EvaluationRun, _ scope: Scope) {
    let index = evaluations[run.position].index
    guard let step = run.step(.identify, at: group, in: index), let method = step.step.method,
      let membership = evaluations[run.position].nodes[group].value
    else { return }
    evaluations[run.position].nodes[group].membership = membership
    var scope = step.scope(scope)
    scope.ambient = membership.type.axes
    guard
      let term = takenTerm(
        method, ["x": membership], pooling: nil, at: step.step.node.span, scope)
    else { return }
    evaluations[run.position].nodes[group].applied.append(
      (.identify, methodName(method), step.step.node.span))
    evaluations[run.position].nodes[group].score = nil
    keepParts(of: term, at: group, run)
    let fields: [(label: String, term: Term)]
    if case .record(let found) = term { fields = found } else { fields = [("", term)] }
    for field in fields {
      guard let array = array(field.term) else { continue }
      if case .element = array.type.element {
        evaluations[run.position].nodes[group].grade = array
        if case .element(let scale) = array.type.element {
          evaluations[run.position].grades = scale
        }
      } else if field.label == "score" || field.label.isEmpty {
        evaluations[run.position].nodes[group].score = array
      }
    }
  }
}
