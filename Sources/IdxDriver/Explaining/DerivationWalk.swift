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

  /// The most elements of an axis that are shown side by side, and how many where there are more.
  static let most = 20
  static let few = 12

  /// Returns how the value at `node` of the hierarchy came about.
  func derivation(of node: Int, isFirst: Bool) -> Derivation {
    let model = evaluation.index.nodes[node]
    let results = evaluation.nodes[node]
    let title = model.title(session.options.language) + (isFirst ? " of \(whose)" : "")
    let scores = self.scores(node)
    let number = scores.firstIndex { open($0).isEmpty }
    if let number, number > 0 {
      return combined(node, results.combined[number - 1], into: scores[number], title, number)
    }
    return Derivation(
      title: title, value: number.flatMap { value(scores[$0]) }, isHeading: number == nil,
      word: grade(results, at: number),
      notes: notes(node, results, model, number)
        + (model.isIndicator ? [] : gaps(node) + chosen(node)),
      span: model.span,
      parts: model.isIndicator ? stages(node) : group(node))
  }

  /// Returns the scores of `node`, from the one that its values make to what combining others has left.
  private func scores(_ node: Int) -> [ArrayTerm] {
    let results = evaluation.nodes[node]
    return results.combined.map(\.score) + [results.score ?? results.value].compactMap { $0 }
  }

  /// Returns the walk at another place.
  func at(_ place: [Axis: Int]) -> DerivationWalk {
    DerivationWalk(
      session: session, evaluation: evaluation, trace: trace, elements: elements, place: place,
      methods: methods)
  }

  // MARK: - Words and numbers

  /// The object and the elements of other axes in words.
  private var whose: String {
    let others = trace.plan.ordered(Array(place.keys)).filter { $0 != evaluation.objects }
    let words = ([evaluation.objects].compactMap { $0 } + others).map { label(of: $0) }
    guard let first = words.first else { return "" }
    let rest = words.dropFirst().joined(separator: ", ")
    return rest.isEmpty ? first : "\(first) (\(rest))"
  }

  /// Returns the label of the element of `axis` at the place; its number where it has none.
  func label(of axis: Axis) -> String {
    let (labels, position) = (elements.labels(axis), place[axis] ?? 0)
    return labels.indices.contains(position) ? labels[position] : "\(position + 1)"
  }

  /// Returns the axes of `array` of which the place says no element.
  func open(_ array: ArrayTerm?) -> [Axis] {
    array.map { trace.plan.nodes[Int(trace.node(ofEvaluated: $0.node))].axes }?
      .filter { place[$0] == nil } ?? []
  }

  /// Returns the cell of `array` at the place; `nil` where it is missing or not one.
  func value(_ array: ArrayTerm?) -> Double? {
    guard let array, open(array).isEmpty else { return nil }
    return trace.value(of: trace.node(ofEvaluated: array.node), at: place)
  }

  /// Returns the grade at the score `number` of a node: grades are of its last, or of all of them.
  func grade(_ results: NodeResults, at number: Int?) -> String? {
    guard let grades = evaluation.grades, let grade = results.grade, let number else { return nil }
    let isOfLast = number == results.combined.count
    let isOfAll = results.combined.first.map { results.grade?.type.axes == $0.score.type.axes }
    guard isOfLast || isOfAll == true, let position = value(grade) else { return nil }
    let labels = elements.labels(grades)
    return labels.indices.contains(Int(position)) ? labels[Int(position)] : nil
  }

  // MARK: - What was done

  private func notes(
    _ node: Int, _ results: NodeResults, _ model: IndexNodeModel, _ number: Int?
  ) -> [String] {
    var slots: [Slot] = model.isIndicator ? [] : [.weights, .aggregate, .identify]
    if number == results.combined.count { slots.append(.classify) }
    return results.applied.filter { slots.contains($0.slot) }.flatMap {
      methods.lines(on: $0.method, step: $0.span, slot: $0.slot.rawValue, grades: evaluation.grades)
        + ($0.slot == .weights ? comparisons(node) : [])
    }
  }

  /// Returns what is to be said of weights that differ from those given because values of `group` are
  /// missing.
  private func gaps(_ group: Int) -> [String] {
    let (nodes, shares) = members(group)
    let values = nodes.map { value(evaluation.nodes[$0].value) }
    let score = evaluation.nodes[group].combined.first?.score ?? evaluation.nodes[group].score
    guard open(score).isEmpty, values.contains(nil),
      let sum = summands(score, over: nodes, values, shares), abs(sum.divisor - 1) > 1e-12,
      zip(sum.terms, shares).allSatisfy({ term, share in
        guard let term, let weight = term.weight, let share else { return true }
        return abs(weight * sum.divisor - share) <= 1e-12
      })
    else { return [] }
    return ["the weights of the values that are there, divided by their sum"]
  }

  // MARK: - Groups

  private func group(_ group: Int) -> [Derivation.Part] {
    let value = evaluation.nodes[group].value
    if let grades = open(value).first(where: isGrades) {
      return memberships(group, over: grades)
        + members(group).nodes.map { .init(derivation: derivation(of: $0, isFirst: false)) }
    }
    return children(group)
  }

  /// Returns the nodes whose values the score of `group` is made of, and the shares that they have in it:
  /// its children, or where these have no values the indicators below.
  func members(_ group: Int) -> (nodes: [Int], shares: [Double?]) {
    let children = evaluation.index.nodes[group].children
    if children.allSatisfy({ evaluation.nodes[$0].value != nil }) {
      return (children, children.map { value(evaluation.nodes[$0].localWeight) })
    }
    let leaves = evaluation.index.leaves(below: group)
    return (leaves, leaves.map { share(of: $0, in: group) })
  }

  private func share(of node: Int, in group: Int) -> Double? {
    guard let own = value(evaluation.nodes[node].localWeight),
      let parent = evaluation.index.nodes[node].parent
    else { return nil }
    return parent == group ? own : share(of: parent, in: group).map { $0 * own }
  }

  /// Returns what the members of `group` add to `array` at the place, if that is a sum over them; their
  /// `values` and `weights` are known.
  func summands(
    _ array: ArrayTerm?, over nodes: [Int], _ values: [Double?], _ weights: [Double?]
  ) -> Summands? {
    guard let array else { return nil }
    let search = SummandSearch(
      trace: trace,
      isWanted: { axis in
        guard case .nodes(_, let found) = session.elaborator.axisInfos[Int(axis.base)].origin
        else { return false }
        return found == nodes
      }, values: values, weights: weights)
    guard let sum = search.terms(of: trace.node(ofEvaluated: array.node), at: place),
      sum.makes(value(array))
    else { return nil }
    return sum
  }

  private func children(_ group: Int) -> [Derivation.Part] {
    let results = evaluation.nodes[group]
    let (nodes, shares) = members(group)
    let values = nodes.map { value(evaluation.nodes[$0].value) }
    let score = results.combined.first?.score ?? results.score
    let sum = summands(score, over: nodes, values, shares)
    let method = results.applied.first { $0.slot == .aggregate }?.method ?? ""
    let takesWeights = takesWeights(group)
    let steps = sum == nil ? workings(score, over: nodes, values) : []
    return steps
      + nodes.enumerated().map { position, node in
        let inner = derivation(of: node, isFirst: false)
        guard let sum else {
          return .init(weight: takesWeights ? shares[position] : nil, derivation: inner)
        }
        return part(sum, position, inner, method: method)
      }
  }

  /// Returns what the element at `position` adds to `sum`; where `method` took another value than the one
  /// that `inner` explains, that stands between.
  func part(
    _ sum: Summands, _ position: Int, _ inner: Derivation, method: String
  ) -> Derivation.Part {
    guard let term = sum.terms[position] else { return .init(derivation: inner) }
    func part(_ weight: Double?, _ derivation: Derivation) -> Derivation.Part {
      .init(
        weight: weight, contribution: term.contribution, isFactor: sum.isProduct,
        derivation: derivation)
    }
    guard let weight = term.weight, let value = term.value else {
      let title = "\(inner.title): what it \(sum.isProduct ? "multiplies by" : "adds")"
      return part(
        nil, Derivation(title: title, value: term.contribution, parts: [.init(derivation: inner)]))
    }
    if let own = inner.value, abs(own - value) <= 1e-9 * max(abs(own), abs(value)) {
      return part(weight, inner)
    }
    return part(
      weight,
      Derivation(
        title: "\(inner.title), as \(method) takes it", value: value,
        parts: [.init(derivation: inner)]))
  }
}
