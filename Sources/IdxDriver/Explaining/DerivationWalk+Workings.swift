import IdxPlan
import IdxRuntime
import IdxSemantics

extension Session {
  /// Asks the plan for what methods made on the way to the scores that its outputs are made of.
  func askForWorkings() {
    let reached = elaborator.builder.plan.reached(from: elaborator.builder.plan.outputs.map(\.node))
    for evaluation in elaborator.evaluations {
      for results in evaluation.nodes {
        guard let score = results.combined.first?.score ?? results.score ?? results.value,
          reached.contains(score.node), workings[score.node] == nil,
          let found = elaborator.workings(of: score)
        else { continue }
        let made = elaborator.builder.plan.reached(from: [score.node])
        let kept = found.keeping { $0.isResult || made.contains($0.array.node) }
        workings[score.node] = kept
        for (number, part) in kept.parts.enumerated() {
          elaborator.builder.output(OutputName.working(score.node, number), part.array.node)
        }
      }
    }
  }
}

extension Plan {
  /// Returns the nodes that `roots` are made of.
  fileprivate func reached(from roots: [NodeIndex]) -> Set<NodeIndex> {
    var (found, open) = (Set(roots), roots)
    while let node = open.popLast() {
      for input in nodes[Int(node)].inputs where found.insert(input).inserted { open.append(input) }
    }
    return found
  }
}

/// Scores that are no sums: what their methods made on the way to them.
extension DerivationWalk {
  /// `true` iff the method that made the scores of `group` has heeded weights.
  func takesWeights(_ group: Int) -> Bool {
    let results = evaluation.nodes[group]
    let made = [results.combined.first?.score, results.score, results.value].compactMap { $0 }
    return made.contains { session.workings[$0.node]?.takesWeights == true }
  }

  /// Returns what the method made on the way to `score`, of the `values` of `nodes`: single numbers, and
  /// one for each of `nodes`.
  func workings(
    _ score: ArrayTerm?, over nodes: [Int], _ values: [Double?]
  ) -> [Derivation.Part] {
    guard let score, open(score).isEmpty, let workings = session.workings[score.node] else {
      return []
    }
    var told: Set<NodeIndex> = [core(score)]
    return workings.parts.compactMap { part in
      guard !told.contains(core(part.array)), let shown = working(part, over: nodes, values) else {
        return nil
      }
      told.insert(core(part.array))
      return shown
    }
  }

  private func working(
    _ part: WorkingPart, over nodes: [Int], _ values: [Double?]
  ) -> Derivation.Part? {
    let axes = open(part.array)
    if axes.isEmpty {
      let walk = ValueWalk(session: session, trace: trace, elements: elements)
      let node = trace.node(ofEvaluated: part.array.node)
      let (value, word) = walk.shown(walk.cell(node, place), part.array.type.element)
      if value == nil, word == nil { return nil }
      let title = word == nil ? part.title : part.name
      return .init(derivation: Derivation(title: title, value: value, word: word, parts: []))
    }
    guard axes.count == 1, isAxis(axes[0], of: nodes), nodes.count <= Self.most,
      part.array.type.element == .real || part.array.type.element == .integer
    else { return nil }
    let each = nodes.indices.map { at(place.merging([axes[0]: $0]) { $1 }).value(part.array) }
    // What is the values themselves is told below.
    if each == values || each.allSatisfy({ $0 == nil }) { return nil }
    let rows = zip(nodes, each).map { node, value in
      Derivation.Part(
        derivation: Derivation(
          title: evaluation.index.nodes[node].title(session.options.language), value: value,
          parts: []))
    }
    return .init(
      derivation: Derivation(title: part.title, value: nil, isHeading: true, parts: rows))
  }

  /// Returns the node whose values `array` are, under whatever conditions.
  private func core(_ array: ArrayTerm) -> NodeIndex {
    var node = trace.node(ofEvaluated: array.node)
    while case .demand = trace.plan.nodes[Int(node)].operation {
      node = trace.plan.nodes[Int(node)].inputs[1]
    }
    return node
  }

  /// `true` iff the elements of `axis` are `nodes`.
  func isAxis(_ axis: Axis, of nodes: [Int]) -> Bool {
    guard case .nodes(_, let found) = session.elaborator.axisInfos[Int(axis.base)].origin else {
      return false
    }
    return found == nodes
  }

  /// Returns what is to be said of a score of `group` that is no sum: which of the values it is, or what
  /// the method says that it is.
  func chosen(_ group: Int) -> [String] {
    let results = evaluation.nodes[group]
    guard let score = results.combined.first?.score ?? results.score, open(score).isEmpty,
      value(score) != nil
    else { return [] }
    let (nodes, shares) = members(group)
    let values = nodes.map { value(evaluation.nodes[$0].value) }
    if summands(score, over: nodes, values, shares) != nil { return [] }
    let search = SummandSearch(
      trace: trace, isWanted: { isAxis($0, of: nodes) }, values: values, weights: [])
    if let found = search.extreme(of: trace.node(ofEvaluated: score.node), at: place) {
      let titles = found.positions.map {
        evaluation.index.nodes[nodes[$0]].title(session.options.language)
      }
      return ["the \(found.word): \(titles.joined(separator: ", "))"]
    }
    guard let workings = session.workings[score.node], !workings.parts.isEmpty else { return [] }
    return ["score = \(workings.formula)"]
  }
}
