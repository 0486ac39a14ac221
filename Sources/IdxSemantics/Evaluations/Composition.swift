import IdxDiagnostics
public import IdxSyntax

/// A step of an evaluation: one that it says itself, or one that it takes from its base.
public struct EvaluationStep: Sendable {
  /// The step, which is not `at`.
  public let syntax: StepSyntax
  /// The node below which it holds; 0 for the whole index.
  public internal(set) var node: Int
  /// The node as the step around names it; `nil` for the whole index.
  public let part: String?
  /// The module in which it is written.
  public let module: Int
  /// The evaluation that says it.
  public let owner: SymbolID
}

/// What an evaluation evaluates, and how: what it says itself and what it takes from its base.
struct Composition {
  /// The hierarchy: one that is declared, or its own where it adds, removes or moves nodes.
  var indexID: SymbolID
  var index: IndexModel
  /// The hierarchy that is declared: what the other is made of, if that is another.
  var declaredIndex: SymbolID
  /// The table.
  var data: SymbolID
  /// The steps, in the order in which they are taken.
  var steps: [EvaluationStep]
  /// The evaluation that it is made from.
  var base: SymbolID?
  /// The places of its own changes of weights.
  var changedWeights: Set<Span> = []
}

extension Elaborator {
  /// Returns what the evaluation `id` evaluates and how; `nil` where that is not known, which was reported.
  func composition(_ id: SymbolID) -> Composition? {
    if let known = compositions[id] {
      if known == nil { reportCycle(id) }
      return known
    }
    guard let symbol = symbol(id), case .evaluation(let declaration) = symbol.kind else {
      return nil
    }
    compositions[id] = .some(nil)
    working.insert(id)
    defer { working.remove(id) }
    let result =
      declaration.base.map { composition(of: declaration, id, with: $0) }
      ?? composition(of: declaration, id)
    compositions[id] = .some(result)
    return result
  }

  /// Returns the hierarchy `id`: one that is declared, or that of an evaluation which changes its base's.
  func hierarchy(_ id: SymbolID) -> IndexModel? { (indexes[id] ?? nil) ?? ownIndexes[id] }

  private func composition(
    of declaration: EvaluationDeclaration, _ id: SymbolID
  ) -> Composition? {
    guard let indexPath = declaration.index, let dataPath = declaration.data else { return nil }
    let (index, data) = (index(indexPath, in: id.module), table(dataPath, in: id.module))
    guard let index, let data else { return nil }
    return Composition(
      indexID: index.id, index: index.model, declaredIndex: index.id, data: data,
      steps: steps(of: declaration, id, in: index.model))
  }

  private func composition(
    of declaration: EvaluationDeclaration, _ id: SymbolID, with path: Path
  ) -> Composition? {
    guard let baseID = baseEvaluation(path, in: id.module) else { return nil }
    // What is wrong with the steps of the base is said of the base.
    if baseID.module == id.module, !pendingEvaluations.contains(baseID) { _ = evaluation(baseID) }
    guard var result = composition(baseID) else { return nil }
    result.base = baseID
    result.changedWeights = []
    if let path = declaration.index {
      guard let other = index(path, in: id.module) else { return nil }
      move(&result, to: other, at: path.span)
    }
    if let path = declaration.data {
      guard let data = table(path, in: id.module) else { return nil }
      result.data = data
      result.steps.removeAll { $0.node == 0 && $0.syntax.isTable }
    }
    apply(declaration.changes, to: &result, id)
    result.take(steps(of: declaration, id, in: result.index)) { self.isSameAxis($0, $1) }
    return result
  }

  /// Returns the evaluation that `path` names; reports where it names none.
  private func baseEvaluation(_ path: Path, in module: Int) -> SymbolID? {
    guard let (id, rest) = resolve(path, in: module, as: "evaluation") else { return nil }
    guard let symbol = symbol(id), case .evaluation = symbol.kind, rest.isEmpty else {
      report(
        .wrongKind(
          path.text, expected: "the name of an evaluation",
          found: rest.isEmpty ? symbol(id)?.kind.phrase ?? "" : "something else",
          at: path.span))
      return nil
    }
    return id
  }

  private func index(_ path: Path, in module: Int) -> (id: SymbolID, model: IndexModel)? {
    declared(path, in: module, as: "index", article: "an") { $0.isIndex }
      .flatMap { id in indexModel(id).map { (id, $0) } }
  }

  private func table(_ path: Path, in module: Int) -> SymbolID? {
    let id = declared(path, in: module, as: "table", article: "a") {
      if case .data = $0 { true } else { false }
    }
    return id.flatMap { dataModel($0) == nil ? nil : $0 }
  }

  /// Returns what `path` names, which is to be a `kind`, as `isMeant` tells; reports where it is not.
  private func declared(
    _ path: Path, in module: Int, as kind: String, article: String,
    isMeant: (Symbol.Kind) -> Bool
  ) -> SymbolID? {
    guard let (id, rest) = resolve(path, in: module, as: kind) else { return nil }
    guard let symbol = symbol(id), isMeant(symbol.kind), rest.isEmpty else {
      report(
        .wrongKind(
          path.text, expected: "the name of \(article) \(kind)",
          found: symbol(id)?.kind.phrase ?? "", at: path.span))
      return nil
    }
    return id
  }

  /// Returns the steps that `declaration` says itself, with the nodes of `index` below which they hold.
  private func steps(
    of declaration: EvaluationDeclaration, _ id: SymbolID, in index: IndexModel
  ) -> [EvaluationStep] {
    var result: [EvaluationStep] = []
    func walk(_ steps: [StepSyntax], _ node: Int, _ part: String?) {
      func add(_ step: StepSyntax) {
        result.append(
          EvaluationStep(syntax: step, node: node, part: part, module: id.module, owner: id))
      }
      for step in steps {
        switch step {
        case .slot(let slot):
          let earlier = result.lazy.filter { $0.node == node }.compactMap(\.syntax.slot)
            .first { $0.slot == slot.slot }
          if let earlier {
            report(
              .repeatedStep(slot.slot.rawValue, at: slot.slotSpan, earlier: earlier.slotSpan))
          } else {
            add(step)
          }
        case .at(let at):
          guard let path = at.path, let inner = find(path.names, in: index, at: path.span) else {
            continue
          }
          walk(at.steps, inner, path.text)
        case .on: add(step)
        case .combine(let combine):
          if node == 0 {
            add(step)
          } else {
            report(.misplacedStep("combine", at: combine.node.span))
          }
        }
      }
    }
    walk(declaration.steps, 0, nil)
    return result
  }

  /// `true` iff two steps that combine remove the same axis.
  private func isSameAxis(_ one: EvaluationStep, _ other: EvaluationStep) -> Bool {
    guard let a = one.syntax.axis, let b = other.syntax.axis,
      let (first, restOfFirst) = start(of: a, in: one.module),
      let (second, restOfSecond) = start(of: b, in: other.module)
    else { return false }
    return first == second && restOfFirst.map(\.text) == restOfSecond.map(\.text)
      && a.names.last?.primes == b.names.last?.primes
  }
}

// Another hierarchy in the place of the base's.
extension Elaborator {
  /// Makes `composition` one of the index `other`, named at `span`.
  private func move(
    _ composition: inout Composition, to other: (id: SymbolID, model: IndexModel), at span: Span
  ) {
    let old = composition.index
    composition.steps = composition.steps.compactMap { step in
      guard step.node != 0 else { return step }
      let path = old.nodes[step.node].path
      guard case .found(let node) = other.model.find(path.split(separator: ".").map(String.init))
      else {
        report(
          .stepWithoutNode(
            path, at: span, step: step.syntax.node.span, owner: symbol(step.owner)?.name ?? ""))
        return nil
      }
      var step = step
      step.node = node
      return step
    }
    (composition.indexID, composition.index) = other
    composition.declaredIndex = other.id
  }

  /// Makes the `changes` to the index of `composition`, which is that of the evaluation `id`.
  private func apply(
    _ changes: [ChangeSyntax], to composition: inout Composition, _ id: SymbolID
  ) {
    guard !changes.isEmpty else { return }
    let changed = VariantApplication.apply(changes, to: composition.index)
    diagnostics += changed.findings
    // What is said of a node goes with it.
    composition.steps = composition.steps.compactMap { step in
      guard let node = changed.places[step.node] else { return nil }
      var step = step
      step.node = node
      return step
    }
    composition.index = changed.index
    // Where only weights change, the indicators are those of the base, and line up with them.
    if !changes.allSatisfy(\.isOfWeight) {
      composition.indexID = id
      ownIndexes[id] = changed.index
    }
    composition.changedWeights = Set(changes.filter(\.isOfWeight).map(\.span))
  }
}

extension Composition {
  /// Puts each of `own` in the place of the step that says the same of the same node, and the others where
  /// steps of their kind usually stand; `isSameAxis` tells of two that combine whether they remove one axis.
  fileprivate mutating func take(
    _ own: [EvaluationStep], isSameAxis: (EvaluationStep, EvaluationStep) -> Bool
  ) {
    for step in own {
      let same = steps.firstIndex { other in
        guard other.node == step.node else { return false }
        switch (step.syntax, other.syntax) {
        case (.slot(let a), .slot(let b)): return a.slot == b.slot
        case (.on, .on): return true
        case (.combine, .combine): return isSameAxis(step, other)
        default: return false
        }
      }
      if let same { steps[same] = step } else { steps.insert(step, at: place(for: step)) }
    }
  }

  /// Returns where `step`, of which the base says nothing, comes among the steps: at the end, but before all
  /// that usually come later if there is none of its slot.
  private func place(for step: EvaluationStep) -> Int {
    guard let slot = step.syntax.slot?.slot,
      !steps.contains(where: { $0.syntax.slot?.slot == slot })
    else { return steps.count }
    return steps.firstIndex { ($0.syntax.slot?.slot.order ?? .max) > slot.order } ?? steps.count
  }
}

extension Slot {
  /// The position in the usual order.
  fileprivate var order: Int { Slot.allCases.firstIndex(of: self) ?? 0 }
}

extension StepSyntax {
  /// The method in a place for methods, if the step is one.
  public var slot: SlotStep? { if case .slot(let step) = self { step } else { nil } }

  /// The axis that the step removes, if it combines.
  fileprivate var axis: Path? { if case .combine(let step) = self { step.axis } else { nil } }

  /// `true` iff the step is another table.
  fileprivate var isTable: Bool { if case .on = self { true } else { false } }
}

extension ChangeSyntax {
  /// `true` iff only a weight changes.
  fileprivate var isOfWeight: Bool {
    switch content {
    case .weight, nil: true
    case .remove, .add, .replace, .move: false
    }
  }
}
