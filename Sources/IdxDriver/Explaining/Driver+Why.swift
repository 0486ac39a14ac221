import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Driver {
  /// Returns how a result of the model at `path` came about; `nil` once it is cancelled.
  ///
  /// - Parameters:
  ///   - names: What is asked about: an evaluation (the first by default), an object and a node of
  ///     the hierarchy (the index itself by default); or a `let` and elements of its axes.
  ///   - slice: The elements of other axes, by default their last.
  public static func why(
    _ path: String, about names: [String], slice: [String: String],
    provider: any SourceProvider, options: DriverOptions
  ) -> WhyReport? {
    guard
      let session = Session(path, provider: provider, options: options, tellsWorkings: true)
    else { return nil }
    let question = session.report.diagnostics.hasErrors ? nil : session.question(names)
    guard let question else { return WhyReport(check: session.report, derivation: nil) }
    let step = question.value.flatMap { ValueSteps(session).step(of: $0) }
    if let evaluation = question.evaluation { session.ask(for: evaluation) }
    session.ask(for: question.value.map { [$0] } ?? [])
    session.askForWorkings()
    let plan = session.elaborator.builder.plan
    guard let inputs = session.inputs(for: plan) else { return nil }
    guard !session.report.diagnostics.hasErrors else {
      return WhyReport(check: session.report, derivation: nil)
    }
    guard
      let trace = Evaluator.evaluateAll(
        plan, inputs: inputs, threads: options.threads, isCancelled: options.isCancelled)
    else { return nil }
    let elements = session.elements(plan, inputs, trace)
    guard let place = session.place(question, slice, elements) else {
      return WhyReport(check: session.report, derivation: nil)
    }
    var derivation: Derivation?
    if let evaluation = question.evaluation, let start = session.start(question.node, evaluation) {
      derivation = DerivationWalk(
        session: session, evaluation: evaluation, trace: trace, elements: elements,
        place: place.positions, methods: MethodNotes(session)
      ).derivation(of: start, isFirst: true)
      if let base = evaluation.base.flatMap({ session.elaborator.declaration($0) }) {
        derivation?.notes.insert("by \(evaluation.name), which is \(base.name) with changes", at: 0)
      }
    } else if let value = question.value {
      derivation = ValueWalk(session: session, trace: trace, elements: elements)
        .derivation(of: value, step, at: place.positions)
    }
    return WhyReport(
      check: session.report, derivation: derivation, remarks: question.remarks + place.remarks)
  }
}

/// What is asked to be explained.
private struct Question {
  /// The evaluation, or the array of a `let`.
  var evaluation: ElaboratedEvaluation?
  var value: ValuePart?
  /// The object, or for a `let` the elements of its axes, and the node of the hierarchy.
  var objects: [String] = []
  var node: String?
  /// What was taken that was not asked for.
  var remarks: [String] = []
  /// What else the object may be meant as.
  var alternatives: [String] = []

  /// The axes over which there are values, those of objects first.
  func axes(_ session: Session) -> [Axis] {
    if let evaluation {
      return (evaluation.objects.map { [$0] } ?? [])
        + session.axes(of: node, in: evaluation).filter { $0 != evaluation.objects }
    }
    let axes = value?.array?.type.axes ?? []
    func isOfObjects(_ axis: Axis) -> Bool {
      session.elaborator.axisInfos[Int(axis.base)].kind == .objects
    }
    return axes.filter(isOfObjects) + axes.filter { !isOfObjects($0) }
  }
}

extension Session {
  /// Returns the axes that scores of the node `path` are over, but no grades; those of the index where
  /// there is no such node.
  fileprivate func axes(of path: String?, in evaluation: ElaboratedEvaluation) -> [Axis] {
    var node = 0
    if let path,
      case .found(let found) = evaluation.index.find(
        path.split(separator: ".").map(String.init))
    {
      node = found
    }
    let results = evaluation.nodes[node]
    guard let array = results.score ?? results.value else { return evaluation.others }
    return array.type.axes.filter { elaborator.axisInfos[Int($0.base)].kind != .grades }
  }

  /// Returns what `names` ask about; reports names of nothing.
  fileprivate func question(_ names: [String]) -> Question? {
    let (first, rest) = (names.first ?? "", Array(names.dropFirst()))
    let evaluations = ownEvaluations
    if let evaluation = evaluations.first(where: { $0.name == first }) {
      return Question(
        evaluation: evaluation, objects: Array(rest.prefix(1)), node: rest.count > 1 ? rest[1] : nil
      )
    }
    let values = ownValues
    let exact = values.filter { $0.name == first }
    let parts = exact.isEmpty ? values.filter { $0.value.name == first } : exact
    if parts.count > 1 {
      findings.append(
        .ambiguousName(first, candidates: parts.map(\.name), at: .commandLine))
      return nil
    }
    if let part = parts.first { return Question(value: part, objects: rest) }
    if names.isEmpty && evaluations.isEmpty {
      if values.count == 1 { return Question(value: values[0], objects: []) }
      reportUnsaid()
      return nil
    }
    if elaborator.namedValues(in: 0).contains(where: { $0.name == first }) {
      reportUnknown(first)
      return nil
    }
    // Without a name of theirs it is the first evaluation that is asked about.
    guard let evaluation = evaluations.first, names.count < 3 else {
      reportUnknown(first)
      return nil
    }
    var question = Question(
      evaluation: evaluation, objects: Array(names.prefix(1)), node: rest.first,
      alternatives: knownNames)
    if evaluations.count > 1 {
      let some = evaluations.dropFirst().prefix(5).map { "`\($0.name)`" }
      let others = (some + (evaluations.count > 6 ? ["…"] : [])).joined(separator: ", ")
      question.remarks.append(
        "Evaluation `\(evaluation.name)`, the first of \(evaluations.count). "
          + "To ask about another, name it before the object: \(others)")
    }
    return question
  }

  /// Returns the elements of the axes of an evaluated plan, those of filtered axes among them.
  func elements(_ plan: Plan, _ inputs: PlanInputs, _ trace: PlanTrace) -> Elements {
    var elements = elements(plan, inputs)
    elements.take { axis in
      guard
        let output = plan.outputs.first(where: { $0.name == OutputName.elements(of: Axis(axis)) })
      else { return nil }
      let node = trace.node(ofEvaluated: output.node)
      return (0..<trace.size(Axis(axis))).map { position in
        trace.value(of: node, at: [Axis(axis): position]).map { Int($0) } ?? -1
      }
    }
    return elements
  }

  /// Returns the positions that `question` and `slice` name, with remarks on those that were taken
  /// without being named; reports what is not there.
  fileprivate func place(
    _ question: Question, _ slice: [String: String], _ elements: Elements
  ) -> (positions: [Axis: Int], remarks: [String])? {
    let axes = question.axes(self)
    var place: [Axis: Int] = [:]
    for (name, label) in slice.sorted(by: { $0.key < $1.key }) {
      guard let axis = axes.first(where: { self.name(of: $0).lowercased() == name.lowercased() })
      else {
        let nearest = Suggestion.nearest(name, in: axes.map { self.name(of: $0) })
        findings.append(.unknownObject(name, of: "axis", nearest: nearest, at: .commandLine))
        return nil
      }
      guard let position = position(of: label, in: [axis], elements)?.position else { return nil }
      place[axis] = position
    }
    for object in question.objects {
      let open = axes.filter { place[$0] == nil }
      // A score is one of an object; other values may be of anything.
      let candidates = question.evaluation == nil ? open : Array(open.prefix(1))
      guard !candidates.isEmpty else {
        findings.append(.needlessElement(object, at: .commandLine))
        return nil
      }
      guard
        let found = position(of: object, in: candidates, elements, also: question.alternatives)
      else { return nil }
      place[found.axis] = found.position
    }
    var remarks: [String] = []
    for axis in axes where place[axis] == nil {
      let labels = elements.labels(axis)
      let isOrdered = elaborator.axisInfos[Int(axis.base)].kind.isOrdered
      let isOfObjects = axis == question.evaluation?.objects
      guard let last = labels.last, labels.count == 1 || isOrdered || question.evaluation != nil,
        labels.count == 1 || !isOfObjects
      else {
        findings.append(
          .unsaidElement(
            name(of: axis), example: labels.first, isAlone: axes.count == 1,
            isEmpty: labels.isEmpty,
            prefix: options.elementPrefix, at: .commandLine))
        return nil
      }
      place[axis] = labels.count - 1
      if labels.count > 1 {
        let name = name(of: axis)
        remarks.append(
          "\(name) \(last), the last of \(labels.count). "
            + "To ask about another: \(options.elementPrefix)\(name)=\(labels[0])")
      }
    }
    return (place, remarks)
  }

  /// Returns the first of `axes` that has an element with the code or label `name`, and its position;
  /// reports that there is none, which may also have been meant as one of `others`.
  private func position(
    of name: String, in axes: [Axis], _ elements: Elements, also others: [String] = []
  ) -> (axis: Axis, position: Int)? {
    let wanted = name.lowercased()
    for axis in axes {
      let (codes, labels) = (elements.codes(axis), elements.labels(axis))
      let position =
        codes.firstIndex(of: name) ?? labels.firstIndex(of: name)
        ?? labels.firstIndex { $0.lowercased() == wanted }
        ?? codes.firstIndex { $0.lowercased() == wanted }
      if let position { return (axis, position) }
    }
    let known = axes.flatMap { elements.labels($0) + elements.codes($0) } + others
    findings.append(
      .unknownObject(
        name, of: axes.map { self.name(of: $0) }.joined(separator: " or "),
        nearest: Suggestion.nearest(name, in: known), at: .commandLine))
    return nil
  }

  /// Returns the node of the hierarchy that `path` names, reporting its absence.
  fileprivate func start(_ path: String?, _ evaluation: ElaboratedEvaluation) -> Int? {
    guard let path, !path.isEmpty else { return 0 }
    switch evaluation.index.find(path.split(separator: ".").map(String.init)) {
    case .found(let node): return node
    case .ambiguous(let nodes):
      findings.append(
        .ambiguousName(
          path, candidates: nodes.map { evaluation.index.nodes[$0].path },
          at: .commandLine))
    case .missing(let nearest):
      findings.append(
        .unknownElement(
          path, of: "the index \(evaluation.index.name)", at: .commandLine,
          nearest: nearest))
    }
    return nil
  }
}
