import IdxDiagnostics
import IdxSyntax

extension ReferenceWalk {
  func walk(_ evaluation: EvaluationDeclaration, _ scope: LexicalScope) {
    walk(evaluation.base, scope)
    walk(evaluation.index, scope)
    walk(evaluation.data, scope)
    guard evaluation.base != nil, let id = symbol(declaredBy: evaluation.name) else {
      let index = evaluation.index.flatMap { elaborator.start(of: $0, in: scope.module)?.0 }
      return walk(evaluation.steps, scope) { names in
        if let index { self.walk(nodes: names, of: index) }
      }
    }
    walk(evaluation.changes, of: id, scope)
    walk(evaluation.steps, scope) { self.walk($0, changedBy: id) }
  }

  /// Adds the names in `steps`; those of parts of the index are for `walkNodes`.
  private func walk(
    _ steps: [StepSyntax], _ scope: LexicalScope, _ walkNodes: ([Name]) -> Void
  ) {
    for step in steps {
      switch step {
      case .slot(let slot):
        walk(step: slot.method, slot.slot, scope)
        add(word: slot.stage)
        walk(slot.pooling, scope)
      case .at(let at):
        walkNodes(at.path?.names ?? [])
        walk(at.steps, scope, walkNodes)
      case .on(let on): walk(on.path, scope)
      case .combine(let combine):
        walk(combine.axis, scope)
        walk(step: combine.method, nil, scope)
      }
    }
  }

  /// Adds the names of the method of a step; `slot` is that of the step, unless it combines.
  private func walk(step method: Expression?, _ slot: Slot?, _ scope: LexicalScope) {
    guard let method else { return }
    let supplied: Set<String> = slot == .aggregate ? ["x", "w"] : ["x"]
    switch method {
    case .name(let name):
      if slot == .weights, name.name.text == "given",
        elaborator.resolve("given", in: scope.module) == nil
      {
        return add(word: name.name)
      }
      walk(name.name, scope)
      note(callOf: method, at: method.span, supplied, scope)
    case .call(let call): walk(call, scope, supplied: supplied)
    case .index(let index) where index.indexers.allSatisfy(\.isBinding):
      walk(callee: method, scope)
      note(callOf: method, at: method.span, supplied, scope)
    default:
      walk(method, scope)
      note(callOf: method, at: method.span, supplied, scope)
    }
  }

  /// Notes that the step names the method `callee` without arguments, if it does.
  private func note(
    callOf callee: Expression, at span: Span, _ supplied: Set<String>, _ scope: LexicalScope
  ) {
    guard let id = method(calledBy: callee, scope) else { return }
    calls.append(
      CallFact(span: span, callee: callee.span, method: id, supplied: supplied, arguments: []))
  }
}
