import IdxPlan
import IdxRuntime
import IdxSemantics

extension ValueWalk {
  /// What a number was computed from, with what is to be said of it.
  struct Found {
    var parts: [Derivation.Part] = []
    var notes: [String] = []
  }

  /// The most numbers of one kind that are shown side by side, and how many where there are more.
  private static let most = 20
  private static let few = 12

  /// Returns what `cell` was computed from, whose expression consists of the parts of `step`.
  func parts(of step: ValueStep, _ cell: PlanCell) -> Found {
    let core = core(cell.node)
    switch trace.plan.nodes[Int(core)].operation {
    case .binary(.add), .binary(.subtract):
      return addends(step, core, cell.place)
    case .reduce(let reduction, let over, let hasCondition, let by)
    where reduction == .sum || reduction == .mean:
      let reading = Reduced(
        node: core, isMean: reduction == .mean, over: trace.plan.ordered(over),
        hasCondition: hasCondition, by: by)
      return addends(step, reading, cell.place)
    default: return sources(of: cell, step.parts)
    }
  }

  /// Returns the node whose value `node` passes on under a condition.
  private func core(_ node: NodeIndex) -> NodeIndex {
    let plan = trace.plan.nodes[Int(node)]
    if case .demand = plan.operation { return core(plan.inputs[1]) }
    return node
  }

  private func step(_ node: NodeIndex, among parts: [ValueStep]) -> ValueStep? {
    parts.first { trace.node(ofEvaluated: $0.array.node) == node }
  }

  /// Returns `parts` with contributions if these are there and add up to `value`, else without.
  private func checked(_ parts: [Derivation.Part], _ value: Double?) -> [Derivation.Part] {
    let sum = parts.reduce(0.0) { $0 + ($1.contribution ?? 0) }
    let size = parts.reduce(0.0) { max($0, abs($1.contribution ?? 0)) }
    if let value, abs(sum - value) <= 1e-9 * max(size, abs(value)) { return parts }
    return parts.map {
      .init(weight: $0.weight, contribution: nil, derivation: $0.derivation)
    }
  }

  // MARK: - Sums

  /// Returns the terms of a sum or difference.
  private func addends(_ step: ValueStep, _ node: NodeIndex, _ place: [Axis: Int]) -> Found {
    var parts: [Derivation.Part] = []
    func add(_ node: NodeIndex, _ steps: [ValueStep], sign: Double) {
      let plan = trace.plan.nodes[Int(node)]
      let isDifference = plan.operation == .binary(.subtract)
      for (i, input) in plan.inputs.enumerated() {
        let sign = isDifference && i == 1 ? -sign : sign
        let own = self.step(input, among: steps)
        let operation = trace.plan.nodes[Int(core(input))].operation
        if let own, !own.isNamed, operation == .binary(.add) || operation == .binary(.subtract) {
          add(core(input), own.parts, sign: sign)
          continue
        }
        let value = trace.value(of: input, at: place)
        parts.append(
          .init(
            weight: nil, contribution: value.map { sign * $0 },
            derivation: derivation(of: cell(input, place), own, steps, under: place)))
      }
    }
    add(node, step.parts, sign: 1)
    return Found(parts: checked(parts, trace.value(of: node, at: place)))
  }

  /// Returns how `cell` came about: it is `step` if that is given, else made from some of `steps`.
  private func derivation(
    of cell: PlanCell, _ step: ValueStep?, _ steps: [ValueStep], under outer: [Axis: Int],
    title: String? = nil
  ) -> Derivation {
    if let step { return derivation(step, at: cell.place, under: outer) }
    let found = sources(of: cell, steps)
    // A value in another measure stands for the one that it was made from.
    if title == nil, found.parts.count == 1 { return found.parts[0].derivation }
    let (value, word) = shown(cell)
    let isNumber = found.parts.isEmpty
    return Derivation(
      title: title ?? (isNumber ? "a number of the model" : "computed from"), value: value,
      word: word, notes: found.notes, span: nil, parts: found.parts)
  }

  /// A sum or mean over axes.
  struct Reduced {
    let node: NodeIndex
    let isMean: Bool
    let over: [Axis]
    let hasCondition: Bool
    let by: Axis?
  }

  private func addends(_ step: ValueStep, _ reduced: Reduced, _ place: [Axis: Int]) -> Found {
    let amount = trace.plan.nodes[Int(reduced.node)].inputs[0]
    let sizes = reduced.over.map { trace.size($0) }
    let outer = place.filter { $0.key != reduced.by }
    func inner(_ number: Int) -> [Axis: Int] {
      var (place, rest) = (outer, number)
      for (axis, size) in zip(reduced.over, sizes).reversed() {
        place[axis] = rest % max(size, 1)
        rest /= max(size, 1)
      }
      return place
    }
    var counted: [(number: Int, value: Double?)] = []
    for number in 0..<sizes.reduce(1, *) where counts(inner(number), reduced, place) {
      counted.append((number, trace.value(of: amount, at: inner(number))))
    }
    let present = counted.count { $0.value != nil }
    let divisor = reduced.isMean ? Double(max(present, 1)) : 1
    var shown = counted
    if counted.count > Self.most {
      shown.sort {
        let (a, b) = (abs($0.value ?? 0), abs($1.value ?? 0))
        return a == b ? $0.number < $1.number : a > b
      }
      shown = Array(shown.prefix(Self.few))
    }
    let own = self.step(amount, among: step.parts)
    var parts = shown.map { entry -> Derivation.Part in
      let place = inner(entry.number)
      let labels = reduced.over.map { label($0, place[$0] ?? 0) }.joined(separator: ", ")
      return .init(
        weight: nil, contribution: entry.value.map { $0 / divisor },
        derivation: derivation(
          of: cell(amount, place), own, step.parts, under: outer, title: "of \(labels)"))
    }
    let left = counted.count - shown.count
    if left > 0 {
      let all = counted.reduce(0.0) { $0 + ($1.value ?? 0) }
      let rest = all - shown.reduce(0.0) { $0 + ($1.value ?? 0) }
      parts.append(
        .init(
          weight: nil, contribution: rest / divisor,
          derivation: Derivation(
            title: "\(left) others together", value: rest, notes: [], span: nil, parts: [])))
    }
    let value = trace.value(of: reduced.node, at: place)
    let notes = left > 0 ? ["the \(shown.count) largest of \(counted.count)"] : []
    return Found(parts: checked(parts, value), notes: notes)
  }

  /// `true` iff the cell at `inner` counts in the cell of `reduced` at `place`.
  private func counts(_ inner: [Axis: Int], _ reduced: Reduced, _ place: [Axis: Int]) -> Bool {
    let inputs = trace.plan.nodes[Int(reduced.node)].inputs
    if reduced.hasCondition, (trace.value(of: inputs[1], at: inner) ?? 0) == 0 { return false }
    guard let by = reduced.by, let map = inputs.last else { return true }
    return trace.value(of: map, at: inner) == place[by].map(Double.init)
  }

  // MARK: - Other computations

  /// Returns the cells of `steps`, or else of tables, from which `cell` was computed.
  func sources(of cell: PlanCell, _ steps: [ValueStep]) -> Found {
    var search = Search(walk: self, steps: steps)
    search.visit(cell)
    var result = Found()
    var left = 0
    let order = steps.indices.map { Int?.some($0) } + [nil]
    for number in order {
      let found = search.found.filter { $0.step == number }
      // What stands at the same place says most.
      let here = found.filter { isAt(cell.place, $0.cell.place) }
      let all = here + found.filter { !isAt(cell.place, $0.cell.place) }
      let kept = all.prefix(all.count > Self.most ? Self.few : Self.most)
      left += all.count - kept.count
      for entry in kept {
        result.parts.append(
          .init(
            weight: nil, contribution: nil,
            derivation: number.map {
              derivation(steps[$0], at: entry.cell.place, under: cell.place)
            } ?? leaf(entry.cell, under: cell.place)))
      }
    }
    if left > 0 || search.isCut {
      let more = search.isCut ? "more" : "\(left) more"
      result.notes.append("computed from the following and from \(more)")
    }
    return result
  }

  private func isAt(_ place: [Axis: Int], _ other: [Axis: Int]) -> Bool {
    other.allSatisfy { place[$0.key] == nil || place[$0.key] == $0.value }
  }

  private func leaf(_ cell: PlanCell, under outer: [Axis: Int]) -> Derivation {
    var title = ""
    if case .column(let table, let column) = trace.plan.nodes[Int(cell.node)].operation {
      // The plan puts the number of its module before the name of an imported table.
      let use = session.elaborator.readTables.first { $0.planName == table }
      title = "\(column) of \(use?.model.name ?? table)"
    }
    let (value, word) = shown(cell)
    return Derivation(
      title: title + whose(cell.place, under: outer), value: value, word: word,
      notes: column(cell) ?? [], span: nil, parts: [])
  }

  /// A search for the nearest cells that have a name.
  private struct Search {
    let walk: ValueWalk
    let steps: [ValueStep]
    let numbers: [NodeIndex: Int]
    /// The cells found, with the number of the step, or none for one of a table.
    private(set) var found: [(step: Int?, cell: PlanCell)] = []
    /// `true` iff there may be more.
    private(set) var isCut = false
    private var seen = Set<PlanCell>()

    init(walk: ValueWalk, steps: [ValueStep]) {
      self.walk = walk
      self.steps = steps
      let nodes = steps.enumerated().map { (walk.trace.node(ofEvaluated: $1.array.node), $0) }
      numbers = Dictionary(nodes) { first, _ in first }
    }

    mutating func visit(_ cell: PlanCell) {
      guard seen.insert(cell).inserted else { return }
      if let number = numbers[cell.node] {
        found.append((number, cell))
        return
      }
      if case .column = walk.trace.plan.nodes[Int(cell.node)].operation {
        found.append((nil, cell))
        return
      }
      let most = 2_000
      let sources = walk.trace.sources(of: cell.node, at: cell.place, limit: most)
      if sources.count >= most { isCut = true }
      for source in sources {
        if seen.count > 20_000 {
          isCut = true
          return
        }
        visit(source)
      }
    }
  }
}
