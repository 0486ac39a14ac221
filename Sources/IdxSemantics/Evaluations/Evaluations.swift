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
    guard let started = start(declaration, symbol) else { return nil }
    let position = evaluations.count
    evaluations.append(started)
    var scope = Scope(module: id.module)
    scope.data = nil
    let run = self.run(declaration, position, scope, symbol.span, started.index)
    bindLeaves(run)
    for slot in run.leafSlots { take(slot, run) }
    aggregate(run)
    for combination in run.combinations { combine(combination, run) }
    classify(run)
    effectiveWeights(run)
    rank(run)
    evaluationIDs[id] = .some(position)
    return position
  }

  private func start(_ declaration: EvaluationDeclaration, _ symbol: Symbol)
    -> ElaboratedEvaluation?
  {
    let module = symbol.id.module
    guard let indexPath = declaration.index, let dataPath = declaration.data,
      case let (foundIndex, foundData) = (
        resolve(indexPath, in: module, as: "index"), resolve(dataPath, in: module, as: "table")
      ),
      let (indexID, indexRest) = foundIndex, let (dataID, dataRest) = foundData
    else { return nil }
    guard let indexSymbol = self.symbol(indexID), indexSymbol.kind.word == "index",
      indexRest.isEmpty
    else {
      report(
        .wrongKind(
          indexPath.text, expected: "the name of an index",
          found: "a \(self.symbol(indexID)?.kind.word ?? "")", at: indexPath.span))
      return nil
    }
    guard let dataSymbol = self.symbol(dataID), case .data = dataSymbol.kind, dataRest.isEmpty
    else {
      report(
        .wrongKind(
          dataPath.text, expected: "the name of a table",
          found: "a \(self.symbol(dataID)?.kind.word ?? "")", at: dataPath.span))
      return nil
    }
    guard let index = indexModel(indexID), dataModel(dataID) != nil else { return nil }
    return ElaboratedEvaluation(
      name: symbol.name, label: declaration.label, span: symbol.span, module: module,
      indexID: indexID, index: index, data: dataID, objects: nil, others: [], childAxes: [:],
      nodes: index.nodes.map { _ in NodeResults() }, grades: nil)
  }

  /// Returns what `declaration` asks for: its steps with the nodes below which they hold.
  private func run(
    _ declaration: EvaluationDeclaration, _ position: Int, _ scope: Scope, _ span: Span,
    _ index: IndexModel
  ) -> EvaluationRun {
    var result: [ScopedStep] = []
    var tables: [(node: Int, table: Path)] = []
    var combinations: [CombineStep] = []
    func walk(_ steps: [StepSyntax], _ node: Int) {
      for step in steps {
        switch step {
        case .slot(let slot):
          if let earlier = result.first(where: { $0.node == node && $0.step.slot == slot.slot }) {
            report(
              .repeatedStep(
                slot.slot.rawValue, at: slot.slotSpan, earlier: earlier.step.slotSpan))
          } else {
            result.append(ScopedStep(step: slot, node: node, order: result.count))
          }
        case .at(let at):
          guard let path = at.path, let inner = find(path.names, in: index, at: path.span) else {
            continue
          }
          walk(at.steps, inner)
        case .on(let on): if let path = on.path { tables.append((node, path)) }
        case .combine(let combine):
          if node == 0 {
            combinations.append(combine)
          } else {
            report(.misplacedStep("combine", at: combine.node.span))
          }
        }
      }
    }
    walk(declaration.steps, 0)
    return EvaluationRun(
      position: position, steps: result, tables: tables, combinations: combinations, scope: scope,
      span: span)
  }
}

/// An evaluation that is being worked out.
struct EvaluationRun {
  /// Its position in `evaluations`.
  let position: Int
  /// Its steps.
  let steps: [ScopedStep]
  /// The tables that take the place of the evaluation's below a node.
  let tables: [(node: Int, table: Path)]
  /// The axes that are removed from the scores.
  let combinations: [CombineStep]
  /// What its expressions see.
  let scope: Scope
  /// The place of its name.
  let span: Span

  /// The slots that work on indicators, in the order in which they are first written.
  var leafSlots: [Slot] {
    var result: [Slot] = []
    for step in steps where step.step.slot.isLeafSlot && !result.contains(step.step.slot) {
      result.append(step.step.slot)
    }
    return result
  }

  /// Returns the table that takes the place of the evaluation's at `node`, if one does.
  func table(at node: Int, in index: IndexModel) -> Path? {
    var current: Int? = node
    while let at = current {
      if let found = tables.first(where: { $0.node == at }) { return found.table }
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
