import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

/// A walk from a cell of a `let` down to the cells of the tables.
struct ValueWalk {
  let session: Session
  let trace: PlanTrace
  let elements: Elements
  let methods: MethodNotes
  let state: State

  /// What was told so far.
  final class State {
    /// A step at a place.
    struct Told: Hashable {
      let step: ObjectIdentifier
      let place: [Axis: Int]
    }

    var told = Set<Told>()
    /// How many more numbers are taken apart, and how many bytes of tables are read again to say
    /// where their cells stand: a derivation is for reading.
    var stepsLeft = 300
    var bytesLeft = 50_000_000
  }

  init(session: Session, trace: PlanTrace, elements: Elements) {
    self.session = session
    self.trace = trace
    self.elements = elements
    methods = MethodNotes(session)
    state = State()
  }

  /// Returns how the cell of `part` at `place` came about, whose array is `step`.
  func derivation(of part: ValuePart, _ step: ValueStep?, at place: [Axis: Int]) -> Derivation {
    guard let step else {
      var word: String?
      if case .text(let text) = part.value.term { word = text }
      return Derivation(
        title: part.name, value: nil, word: word, notes: [], span: part.value.span, parts: [])
    }
    return derivation(step, at: place, under: [:])
  }

  /// Returns how the cell of `step` at `place` came about, from which one at `outer` is computed.
  func derivation(
    _ step: ValueStep, at place: [Axis: Int], under outer: [Axis: Int]
  ) -> Derivation {
    let cell = self.cell(trace.node(ofEvaluated: step.array.node), place)
    let title =
      step.title
      + whose(cell.place, under: outer, isOfFormula: !step.isNamed && step.title.contains(" "))
      + (step.measure.isEmpty ? "" : " in \(step.measure)")
    if let result = evaluationResult(step, cell, title) { return result }
    let (value, word) = shown(cell, step.array.type.element)
    func told(_ notes: [String], _ span: Span?, _ parts: [Derivation.Part]) -> Derivation {
      Derivation(title: title, value: value, word: word, notes: notes, span: span, parts: parts)
    }
    if let column = column(cell) { return told(column, step.span, []) }
    let isFirst = state.told.insert(.init(step: ObjectIdentifier(step), place: cell.place)).inserted
    if !isFirst, !step.parts.isEmpty { return told(["as above"], nil, []) }
    if state.stepsLeft <= 0, !step.parts.isEmpty {
      return told(["not followed further here"], step.span, [])
    }
    state.stepsLeft -= 1
    let notes = step.method.map { methods.lines(on: $0) } ?? []
    let found = parts(of: step, cell)
    // A primitive has no formula; its name is in the title.
    let formula = notes.contains { $0.hasPrefix("Formula:") } ? notes : []
    return told(failure(cell, value) + formula + found.notes, step.span, found.parts)
  }

  /// Returns why `cell` has no value, if `value` says that it could not be computed.
  private func failure(_ cell: PlanCell, _ value: Double?) -> [String] {
    guard let value, value.isNaN else { return [] }
    return ["could not be computed: " + trace.failure(of: cell.node, at: cell.place).reason]
  }

  // MARK: - Words

  /// Returns the value of `cell`: a number, or the word that it stands for as `element` if that is
  /// given.
  func shown(
    _ cell: PlanCell, _ element: ElementType? = nil
  ) -> (value: Double?, word: String?) {
    let value = trace.value(of: cell.node, at: cell.place)
    let words = session.words(
      for: element ?? trace.plan.nodes[Int(cell.node)].element, elements)
    guard let number = value, !words.isEmpty, number.isFinite else { return (value, nil) }
    return (nil, words.indices.contains(Int(number)) ? words[Int(number)] : nil)
  }

  /// Returns " of Norway (2021)" for `place` where it differs from `outer`.
  func whose(
    _ place: [Axis: Int], under outer: [Axis: Int], isOfFormula: Bool = false
  ) -> String {
    guard place.contains(where: { outer[$0.key] != $0.value }) else { return "" }
    // Objects first, which are the last of the axes; the twin of an axis after it.
    let axes = trace.plan.ordered(Array(place.keys)).reversed()
    let words = (axes.filter { $0.primes == 0 } + axes.filter { $0.primes > 0 }).map {
      label($0, place[$0] ?? 0)
    }
    let others = words.dropFirst().joined(separator: ", ")
    return (isOfFormula ? ", for " : " of ") + words[0] + (others.isEmpty ? "" : " (\(others))")
  }

  func label(_ axis: Axis, _ position: Int) -> String {
    let labels = elements.labels(axis)
    return labels.indices.contains(position) ? labels[position] : trace.label(axis, position)
  }

  /// Returns the cell of `node` at what `place` says of its axes.
  func cell(_ node: NodeIndex, _ place: [Axis: Int]) -> PlanCell {
    let axes = trace.plan.nodes[Int(node)].axes
    return PlanCell(node, place.filter { axes.contains($0.key) })
  }

  // MARK: - Where a derivation ends

  /// Returns where `cell` stands, if it is one of a table.
  func column(_ cell: PlanCell) -> [String]? {
    guard case .column(let table, let column) = trace.plan.nodes[Int(cell.node)].operation else {
      return nil
    }
    guard state.bytesLeft > 0 else { return [] }
    let use = session.elaborator.readTables.first { $0.planName == table }
    if use?.model.file != nil {
      state.bytesLeft -= session.compilation.sources.map(\.bytes.count).max() ?? 0
    }
    let found = CellPlaces(session: session, elements: elements)
      .text(table: table, column: column, at: cell.place)
    return found.map { [$0] } ?? []
  }

  /// Returns the derivation of a score, rank or grade of an evaluation, if `step` is one.
  private func evaluationResult(
    _ step: ValueStep, _ cell: PlanCell, _ title: String
  ) -> Derivation? {
    guard !step.isNamed else { return nil }
    for evaluation in session.elaborator.evaluations {
      for (node, results) in evaluation.nodes.enumerated() {
        guard let score = results.score, !evaluation.index.nodes[node].isIndicator else { continue }
        let wanted = step.array.node
        let known = [score.node, results.rank?.node, results.grade?.node]
        guard known.contains(wanted) else { continue }
        let walk = DerivationWalk(
          session: session, evaluation: evaluation, trace: trace, elements: elements,
          place: cell.place, methods: methods)
        let derivation = walk.derivation(of: node, isFirst: true)
        if wanted == score.node { return derivation.titled("\(step.title), \(derivation.title)") }
        let (value, word) = shown(cell, step.array.type.element)
        return Derivation(
          title: title, value: value, word: word, notes: [], span: nil,
          parts: [.init(weight: nil, contribution: nil, derivation: derivation)])
      }
    }
    return nil
  }
}

extension Derivation {
  /// Returns the derivation under another title.
  func titled(_ title: String) -> Derivation {
    Derivation(
      title: title, value: value, isHeading: isHeading, word: word, notes: notes, span: span,
      parts: parts)
  }
}
