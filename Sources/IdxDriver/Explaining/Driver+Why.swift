import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Driver {
  /// Returns how the score of `object` at `node` (the index itself by default) of `evaluation` (the
  /// first by default) came about, for the elements of other axes in `slice`, by default their last;
  /// `nil` once it is cancelled.
  public static func why(
    _ path: String, evaluation name: String?, object: String, node: String?,
    slice: [String: String], provider: any SourceProvider, options: DriverOptions
  ) -> WhyReport? {
    guard let session = Session(path, provider: provider, options: options) else { return nil }
    let wanted = session.wanted(name.map { [$0] } ?? [])
    guard let evaluation = wanted.first, !session.report.diagnostics.hasErrors else {
      if wanted.isEmpty, session.findings.isEmpty {
        session.findings.append(
          .unknownEvaluation("", known: [], at: .commandLine))
      }
      return WhyReport(check: session.report, derivation: nil)
    }
    session.ask(for: evaluation)
    let plan = session.elaborator.builder.plan
    guard let inputs = session.inputs(for: plan) else { return nil }
    guard !session.report.diagnostics.hasErrors else {
      return WhyReport(check: session.report, derivation: nil)
    }
    guard
      let trace = Evaluator.evaluateAll(
        plan, inputs: inputs, threads: options.threads, isCancelled: options.isCancelled)
    else { return nil }
    let elements = session.elements(plan, inputs)
    guard let place = session.place(evaluation, object, slice, elements),
      let start = session.start(node, evaluation)
    else { return WhyReport(check: session.report, derivation: nil) }
    let walk = DerivationWalk(
      session: session, evaluation: evaluation, trace: trace, elements: elements, place: place)
    return WhyReport(check: session.report, derivation: walk.derivation(of: start, isFirst: true))
  }
}

extension Session {
  /// Returns the positions that `object` and `slice` name, reporting what is not there.
  fileprivate func place(
    _ evaluation: ElaboratedEvaluation, _ object: String, _ slice: [String: String],
    _ elements: Elements
  ) -> [Axis: Int]? {
    guard let objects = evaluation.objects else { return nil }
    guard let position = position(of: object, in: objects, elements) else { return nil }
    var place = [objects: position]
    for (name, label) in slice.sorted(by: { $0.key < $1.key }) {
      guard
        let axis = evaluation.others.first(where: {
          elaborator.axisInfos[Int($0.base)].name.lowercased() == name.lowercased()
        })
      else {
        findings.append(
          .unknownObject(name, of: "axis", nearest: nil, at: .commandLine))
        return nil
      }
      guard let position = self.position(of: label, in: axis, elements) else { return nil }
      place[axis] = position
    }
    for axis in evaluation.others where place[axis] == nil {
      place[axis] = max(elements.codes(axis).count - 1, 0)
    }
    return place
  }

  private func position(of name: String, in axis: Axis, _ elements: Elements) -> Int? {
    let codes = elements.codes(axis)
    let labels = elements.labels(axis)
    if let found = codes.firstIndex(of: name) ?? labels.firstIndex(of: name) { return found }
    let wanted = name.lowercased()
    if let found = labels.firstIndex(where: { $0.lowercased() == wanted })
      ?? codes.firstIndex(where: { $0.lowercased() == wanted })
    {
      return found
    }
    findings.append(
      .unknownObject(
        name, of: elaborator.axisInfos[Int(axis.base)].name,
        nearest: Suggestion.nearest(name, in: labels + codes), at: .commandLine))
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
