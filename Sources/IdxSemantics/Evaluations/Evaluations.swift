import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the position in `evaluations` of the one that the symbol `id` declares.
  func evaluation(_ id: SymbolID) -> Int? {
    if let known = evaluationIDs[id] {
      if known == nil, let symbol = symbol(id), reportedCycles.insert(id).inserted,
        pendingEvaluations.contains(id)
      {
        report(.cyclicDefinition(symbol.name, at: symbol.span))
      }
      return known
    }
    evaluationIDs[id] = .some(nil)
    guard let symbol = symbol(id), case .evaluation(let declaration) = symbol.kind else {
      return nil
    }
    pendingEvaluations.insert(id)
    defer { pendingEvaluations.remove(id) }
    return apart { evaluation(declaration, symbol) }
  }

  private func evaluation(_ declaration: EvaluationDeclaration, _ symbol: Symbol) -> Int? {
    let id = symbol.id
    let before = diagnostics.count
    defer {
      let position = evaluationIDs[id] ?? nil
      let isScored = position.map { evaluations[$0].nodes[0].score != nil } ?? false
      // A step that lacks what it works on has not been looked at.
      if !isScored || diagnostics.count > before {
        reportUnknownNames(in: declaration.steps, since: before, Scope(module: id.module))
      }
    }
    guard let composed = composition(id) else { return nil }
    let position = evaluations.count
    evaluations.append(
      ElaboratedEvaluation(
        name: symbol.name, label: declaration.label, span: symbol.span, module: id.module,
        base: composed.base, steps: composed.steps, changedWeights: composed.changedWeights,
        indexID: composed.indexID, index: composed.index, data: composed.data, objects: nil,
        others: [], childAxes: [:], nodes: composed.index.nodes.map { _ in NodeResults() },
        grades: nil))
    cautionStack.evaluation = position
    var scope = Scope(module: id.module)
    scope.data = nil
    let run = EvaluationRun(position, composed.steps, scope, symbol.span)
    let start = diagnostics.count
    bindLeaves(run)
    for slot in run.leafSlots { take(slot, run) }
    aggregate(run)
    for combination in run.combinations { combine(combination, run) }
    classify(run)
    effectiveWeights(run)
    rank(run)
    // What is wrong with a step of the base has been said once.
    if composed.base != nil { withdrawRepeated(from: start, since: 0) }
    evaluationIDs[id] = .some(position)
    return position
  }
}

/// An evaluation that is being worked out.
struct EvaluationRun {
  /// Its position in `evaluations`.
  let position: Int
  /// Its steps.
  private(set) var steps: [ScopedStep] = []
  /// The tables that take the place of the evaluation's below a node, with the modules that name them.
  private(set) var tables: [(node: Int, table: Path, module: Int)] = []
  /// The axes that are removed from the scores, with the modules that name them.
  private(set) var combinations: [(step: CombineStep, module: Int)] = []
  /// What its expressions see.
  let scope: Scope
  /// The place of its name.
  let span: Span

  /// Creates what is to be done by `all` steps of the evaluation at `position`.
  init(_ position: Int, _ all: [EvaluationStep], _ scope: Scope, _ span: Span) {
    self.position = position
    self.scope = scope
    self.span = span
    for step in all {
      switch step.syntax {
      case .slot(let slot):
        steps.append(
          ScopedStep(step: slot, node: step.node, order: steps.count, module: step.module))
      case .on(let on):
        if let path = on.path { tables.append((step.node, path, step.module)) }
      case .combine(let combine): combinations.append((combine, step.module))
      case .at: break
      }
    }
  }

  /// The slots that work on indicators, in the order in which they are first written.
  var leafSlots: [Slot] {
    var result: [Slot] = []
    for step in steps where step.step.slot.isLeafSlot && !result.contains(step.step.slot) {
      result.append(step.step.slot)
    }
    return result
  }

  /// Returns the table that takes the place of the evaluation's at `node`, if one does.
  func table(at node: Int, in index: IndexModel) -> (path: Path, module: Int)? {
    var current: Int? = node
    while let at = current {
      if let found = tables.first(where: { $0.node == at }) { return (found.table, found.module) }
      current = index.nodes[at].parent
    }
    return nil
  }

  /// Returns the step of `slot` that holds at `node` of `index`: the one written nearest above it.
  func step(_ slot: Slot, at node: Int, in index: IndexModel) -> ScopedStep? {
    var current: Int? = node
    while let at = current {
      if let step = steps.first(where: { $0.node == at && $0.step.slot == slot }) { return step }
      current = index.nodes[at].parent
    }
    return nil
  }
}

extension Slot {
  /// `true` iff the slot works on indicators, before there are groups.
  var isLeafSlot: Bool {
    switch self {
    case .impute, .treat, .orient, .normalise, .membership: true
    case .weights, .aggregate, .identify, .classify: false
    }
  }
}
