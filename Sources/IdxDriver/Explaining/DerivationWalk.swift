import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// A walk from one score down to the cells of the tables.
struct DerivationWalk {
  let session: Session
  let evaluation: ElaboratedEvaluation
  let trace: PlanTrace
  let elements: Elements
  /// The object and the elements of other axes.
  let place: [Axis: Int]
  /// What is said of methods.
  let methods: MethodNotes

  /// Returns how the value at `node` of the hierarchy came about.
  func derivation(of node: Int, isFirst: Bool) -> Derivation {
    let model = evaluation.index.nodes[node]
    let results = evaluation.nodes[node]
    let title = model.title(session.options.language) + (isFirst ? " of \(whose)" : "")
    let value = self.value(results.score ?? results.value)
    return Derivation(
      title: title, value: value, word: grade(results), notes: notes(results, model),
      span: model.span, parts: model.isIndicator ? stages(node) : children(node))
  }

  /// The object and the elements of other axes in words.
  private var whose: String {
    guard let objects = evaluation.objects else { return "" }
    let others = evaluation.others.map { label(of: $0) }
    let object = label(of: objects)
    return others.isEmpty ? object : "\(object) (\(others.joined(separator: ", ")))"
  }

  /// Returns the label of the element of `axis` at the place; its number where it has none.
  private func label(of axis: Axis) -> String {
    let (labels, position) = (elements.labels(axis), place[axis] ?? 0)
    return labels.indices.contains(position) ? labels[position] : "\(position + 1)"
  }

  private func value(_ array: ArrayTerm?) -> Double? {
    array.flatMap { trace.value(of: trace.node(ofEvaluated: $0.node), at: place) }
  }

  private func grade(_ results: NodeResults) -> String? {
    guard let grades = evaluation.grades, let position = value(results.grade) else { return nil }
    let labels = elements.labels(grades)
    return labels.indices.contains(Int(position)) ? labels[Int(position)] : nil
  }

  // MARK: - What was done

  private func notes(_ results: NodeResults, _ model: IndexNodeModel) -> [String] {
    let slots: [Slot] = model.isIndicator ? [] : [.weights, .aggregate, .identify]
    return results.applied.filter { slots.contains($0.slot) }.flatMap {
      notes(on: $0.method, as: $0.slot)
    }
  }

  /// Returns the step, and, the first time, what is to be said of `method`.
  private func notes(on method: String, as slot: Slot) -> [String] {
    ["\(slot.rawValue) \(method)"] + methods.lines(on: method)
  }

  // MARK: - Groups

  private func children(_ group: Int) -> [Derivation.Part] {
    let children = evaluation.index.nodes[group].children
    let contributions = self.contributions(group)
    return children.enumerated().map { position, child in
      Derivation.Part(
        weight: value(evaluation.nodes[child].localWeight),
        contribution: contributions?[position],
        derivation: derivation(of: child, isFirst: false))
    }
  }

  /// Returns what each child adds to the score of `group`, where the score is a sum over them, or
  /// such a sum divided by something; `nil` for other aggregations.
  private func contributions(_ group: Int) -> [Double?]? {
    guard let score = evaluation.nodes[group].score, let axis = evaluation.childAxes[group] else {
      return nil
    }
    var node = trace.node(ofEvaluated: score.node)
    var divisor = 1.0
    while true {
      let plan = trace.plan.nodes[Int(node)]
      switch plan.operation {
      case .demand: node = plan.inputs[1]
      case .select:
        guard let chosen = trace.value(of: plan.inputs[0], at: place) else { return nil }
        node = plan.inputs[chosen == 1 ? 1 : 2]
      case .binary(.divide):
        guard let by = trace.value(of: plan.inputs[1], at: place), by != 0 else { return nil }
        divisor *= by
        node = plan.inputs[0]
      case .reduce(.sum, let over, _, nil) where over == [axis]:
        return evaluation.index.nodes[group].children.indices.map { position in
          var inner = place
          inner[axis] = position
          return trace.value(of: plan.inputs[0], at: inner).map { $0 / divisor }
        }
      default: return nil
      }
    }
  }

  // MARK: - Indicators

  /// Returns the earlier stages of an indicator, each as the only part of the one after it.
  private func stages(_ leaf: Int) -> [Derivation.Part] {
    let results = evaluation.nodes[leaf]
    var stages: [(slot: Slot, array: ArrayTerm)] = []
    for slot in [Slot.impute, .treat, .normalise, .membership] {
      switch slot {
      case .impute: results.imputed.map { stages.append((slot, $0)) }
      case .treat: results.treated.map { stages.append((slot, $0)) }
      case .normalise: results.normalised.map { stages.append((slot, $0)) }
      default: results.membership.map { stages.append((slot, $0)) }
      }
    }
    var inner = raw(leaf)
    for stage in stages {
      let method = results.applied.first { $0.slot == stage.slot }?.method ?? ""
      inner = Derivation(
        title: stage.slot.pastTense, value: value(stage.array),
        notes: notes(on: method, as: stage.slot), span: nil,
        parts: [Derivation.Part(weight: nil, contribution: nil, derivation: inner)])
    }
    return [Derivation.Part(weight: nil, contribution: nil, derivation: inner)]
  }

  /// Returns the value of an indicator as it was bound: a cell of a table, or what a formula makes of
  /// several.
  private func raw(_ leaf: Int) -> Derivation {
    let model = evaluation.index.nodes[leaf]
    let array = evaluation.nodes[leaf].raw
    let walk = ValueWalk(session: session, trace: trace, elements: elements)
    let found = array.map {
      walk.sources(of: walk.cell(trace.node(ofEvaluated: $0.node), place), [])
    }
    let (parts, notes) = (found?.parts ?? [], found?.notes ?? [])
    if let formula = model.indicator?.formula {
      return Derivation(
        title: "\(model.code) = \(formula.node.text)", value: value(array), notes: notes,
        span: formula.span, parts: parts)
    }
    if parts.count == 1, parts[0].derivation.value == value(array) { return parts[0].derivation }
    return Derivation(
      title: model.indicator?.grading.map { "points on the scale \($0.text)" } ?? "raw",
      value: value(array), notes: notes, span: nil, parts: parts)
  }
}

extension Slot {
  /// What a value is called after the step.
  fileprivate var pastTense: String {
    switch self {
    case .impute: "imputed"
    case .treat: "treated"
    case .normalise, .orient: "normalised"
    case .membership: "membership"
    default: rawValue
    }
  }
}
