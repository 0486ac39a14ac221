import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// Numbers that are made of others over grades, or over raters and periods that were combined.
extension DerivationWalk {
  /// `true` iff `axis` is one of grades.
  func isGrades(_ axis: Axis) -> Bool {
    session.elaborator.axisInfos[Int(axis.base)].kind == .grades
  }

  // MARK: - Grades

  /// Returns the membership of `group` in each of `grades`, with what it adds to the score, and under it
  /// the memberships of the children that it was made of.
  func memberships(_ group: Int, over grades: Axis) -> [Derivation.Part] {
    let results = evaluation.nodes[group]
    let degrees = degrees(results.value, over: grades)
    let score = results.combined.first?.score ?? results.score
    let sum = SummandSearch(
      trace: trace, isWanted: { $0 == grades }, values: degrees, weights: []
    )
    let terms = score.flatMap {
      open($0).isEmpty ? sum.terms(of: trace.node(ofEvaluated: $0.node), at: place)?.terms : nil
    }
    return rows(degrees, over: grades) { position in
      at(place.merging([grades: position]) { $1 }).sharesOfGrade(group)
    }.enumerated().map { position, row in
      guard let term = terms?[position] else { return row }
      let isOwn = term.value.map { abs($0 - (degrees[position] ?? 0)) <= 1e-9 } ?? false
      return .init(
        weight: isOwn ? term.weight : nil, contribution: term.contribution,
        derivation: row.derivation)
    }
  }

  /// Returns the degree of `array` in each of `grades`.
  func degrees(_ array: ArrayTerm?, over grades: Axis) -> [Double?] {
    (0..<trace.size(grades)).map { at(place.merging([grades: $0]) { $1 }).value(array) }
  }

  /// Returns a row for each of `grades` with its degree and what it was made of.
  func rows(
    _ degrees: [Double?], over grades: Axis, parts: (Int) -> [Derivation.Part] = { _ in [] }
  ) -> [Derivation.Part] {
    degrees.enumerated().map { position, degree in
      let label = at(place.merging([grades: position]) { $1 }).label(of: grades)
      return .init(derivation: Derivation(title: label, value: degree, parts: parts(position)))
    }
  }

  /// Returns the memberships of the members of `group` in the grade at the place; none where nothing
  /// belongs to it.
  private func sharesOfGrade(_ group: Int) -> [Derivation.Part] {
    let results = evaluation.nodes[group]
    let (nodes, shares) = members(group)
    let values = nodes.map { value(evaluation.nodes[$0].value) }
    if value(results.value) == 0, values.allSatisfy({ $0 == 0 }) { return [] }
    let sum = summands(results.value, over: nodes, values, shares)
    let method = results.applied.first { $0.slot == .aggregate }?.method ?? ""
    return nodes.enumerated().map { position, node in
      let row = Derivation(
        title: evaluation.index.nodes[node].title(session.options.language),
        value: values[position], parts: [])
      guard let sum else {
        return .init(weight: takesWeights(group) ? shares[position] : nil, derivation: row)
      }
      return part(sum, position, row, method: method)
    }
  }

  // MARK: - What was combined

  /// Returns how the score of `node` was made of those at the elements of an axis.
  func combined(
    _ node: Int, _ step: (score: ArrayTerm, method: String, span: IdxDiagnostics.Span),
    into score: ArrayTerm,
    _ title: String, _ number: Int
  ) -> Derivation {
    let results = evaluation.nodes[node]
    let isLast = number == results.combined.count
    let axes = open(step.score)
    let walks = places(over: axes)
    let values = walks.map { $0.value(step.score) }
    let sum =
      axes.count == 1
      ? SummandSearch(trace: trace, isWanted: { $0 == axes[0] }, values: values, weights: [])
        .terms(of: trace.node(ofEvaluated: score.node), at: place) : nil
    var parts = walks.prefix(walks.count > Self.most ? Self.few : Self.most).enumerated().map {
      position, walk -> Derivation.Part in
      let labels = axes.map { walk.label(of: $0) }.joined(separator: ", ")
      let inner = walk.derivation(of: node, isFirst: false)
      let titled = inner.titled("\(inner.title) (\(labels))")
      return sum.map { part($0, position, titled, method: step.method) }
        ?? .init(derivation: titled)
    }
    if parts.count < walks.count {
      let rest = sum.map { $0.terms.dropFirst(parts.count).compactMap { $0?.contribution } }
      let isProduct = sum?.isProduct ?? false
      let all = rest.map { isProduct ? $0.reduce(1.0, *) : $0.reduce(0.0, +) }
      parts.append(
        .init(
          contribution: all, isFactor: isProduct,
          derivation: Derivation(
            title: "\(walks.count - parts.count) others together", value: all,
            isHeading: all == nil, parts: [])))
    }
    var notes = methods.lines(on: step.method, step: step.span, slot: "combine")
    for applied in results.applied where isLast && applied.slot == .classify {
      notes += methods.lines(
        on: applied.method, step: applied.span, slot: applied.slot.rawValue,
        grades: evaluation.grades)
    }
    return Derivation(
      title: title, value: value(score), word: isLast ? grade(results, at: number) : nil,
      notes: notes, span: evaluation.index.nodes[node].span, parts: parts)
  }

  /// Returns the walks at all elements of `axes`.
  func places(over axes: [Axis]) -> [DerivationWalk] {
    axes.reduce([self]) { walks, axis in
      walks.flatMap { walk in
        (0..<trace.size(axis)).map { walk.at(walk.place.merging([axis: $0]) { $1 }) }
      }
    }
  }
}
