import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension ReferenceWalk {
  /// Adds the names of `call`; a step may supply inputs.
  func walk(_ call: CallExpression, _ scope: LexicalScope, supplied: Set<String> = []) {
    guard let callee = call.callee else { return walkArguments(of: call, scope) }
    var outer = scope
    outer.labelled = nil
    if case .member(let member) = callee, member.member?.text == "at", let base = member.base,
      method(calledBy: callee, scope) == nil
    {
      walk(base, outer)
      add(word: member.member, .result)
      return walk(nodeArgumentsOf: call, base, outer)
    }
    walk(callee: callee, outer)
    if let id = method(calledBy: callee, scope), let method = elaborator.methodDeclaration(id) {
      walk(call, callee, method, id, supplied, outer)
    } else if case .axis(let axis)? = facts.term(of: callee.node) ?? axisTerm(callee, scope) {
      for argument in call.arguments {
        if let label = argument.label { add(element: label.text, of: axis, at: label.tokenSpan) }
        walk(pun: argument, axis, outer)
      }
    } else {
      walkArguments(of: call, outer)
    }
    walk(call.clause, outer)
  }

  /// Returns the axis that `callee` names, which the elaboration need not have walked by itself.
  private func axisTerm(_ callee: Expression, _ scope: LexicalScope) -> Term? {
    guard let path = Path(callee), scope.locals[path.names[0].text] == nil,
      scope.axes[path.names[0].text] == nil, elaborator.namesAxis(path, in: scope.module)
    else { return nil }
    return elaborator.axis(path, Scope(module: scope.module)).map { .axis($0) }
  }

  /// Adds the names of the value of `argument` of an axis literal; a name alone is its own label.
  private func walk(pun argument: ArgumentSyntax, _ axis: Axis, _ scope: LexicalScope) {
    guard argument.label == nil, case .name(let name)? = argument.value else {
      return walk(argument.value, scope)
    }
    walk(name.name, scope, label: target(ofElement: name.name.text, of: axis)?.0)
  }

  private func walkArguments(of call: CallExpression, _ scope: LexicalScope) {
    for argument in call.arguments { walk(argument.value, scope) }
  }

  /// Adds the path of a node after `at`, of the evaluation that `base` is.
  private func walk(nodeArgumentsOf call: CallExpression, _ base: Expression, _ scope: LexicalScope)
  {
    let evaluation: Int? =
      switch facts.term(of: base.node) {
      case .evaluation(let evaluation, _): evaluation
      case .family(_, let evaluation): evaluation
      default: nil
      }
    guard let evaluation, let argument = call.arguments.first?.value, let path = Path(argument)
    else { return walkArguments(of: call, scope) }
    walk(nodes: path.names, of: elaborator.evaluations[evaluation].indexID)
  }

  /// Adds the names of what is called, with the axes in `f[U = Province]`.
  func walk(callee: Expression, _ scope: LexicalScope) {
    guard case .index(let index) = callee, let base = index.base,
      index.indexers.allSatisfy(\.isBinding)
    else { return walk(callee, scope) }
    walk(base, scope)
    let method = method(calledBy: base, scope)
    for indexer in index.indexers {
      if let name = indexer.axis?.names.first, let method {
        add(name, .input(method: method, name: name.text), .axisVariable)
      }
      walk(indexer.value.flatMap { Path($0) }, scope)
    }
  }

  /// Returns the method that `callee` names, if it names one.
  func method(calledBy callee: Expression, _ scope: LexicalScope) -> SymbolID? {
    var callee = callee
    if case .index(let index) = callee, index.indexers.allSatisfy(\.isBinding),
      let base = index.base
    {
      callee = base
    }
    guard let path = Path(callee), scope.locals[path.names[0].text] == nil,
      scope.axes[path.names[0].text] == nil,
      let (id, rest) = elaborator.start(of: path, in: scope.module), rest.isEmpty,
      elaborator.methodDeclaration(id) != nil
    else { return nil }
    return id
  }

  private func walk(
    _ call: CallExpression, _ callee: Expression, _ method: MethodDeclaration, _ id: SymbolID,
    _ supplied: Set<String>, _ scope: LexicalScope
  ) {
    let inputs = call.arguments.inputs(of: method, supplied: supplied)
    calls.append(
      CallFact(
        span: call.node.span, callee: callee.span, method: id, supplied: supplied,
        arguments: zip(call.arguments, inputs).compactMap { argument, input in
          argument.value.map {
            .init(span: $0.span, input: input?.name?.text, isLabelled: argument.label != nil)
          }
        }))
    for (argument, input) in zip(call.arguments, inputs) {
      if let label = argument.label, let name = input?.name?.text {
        add(label, .input(method: id, name: name), .input)
      }
      walk(
        argument: argument.value, input?.choices.map(\.text) ?? [], input?.name, id, scope)
    }
  }

  /// Adds the names of `value`, which is given for the input `name` of `method`: a word where that has choices.
  func walk(
    argument value: Expression?, _ choices: [String], _ name: Name?, _ method: SymbolID,
    _ scope: LexicalScope
  ) {
    guard let value else { return }
    guard !choices.isEmpty, let input = name?.text, case .name(let word) = value,
      scope.locals[word.name.text].map({ $0.choices.isEmpty }) ?? true,
      choices.contains(word.name.text)
    else { return walk(value, scope) }
    add(
      word.name, .choice(method: method, input: input, word: word.name.text), .choice)
  }

  /// Adds the names of `clause`.
  private func walk(_ clause: ClauseSyntax?, _ scope: LexicalScope) {
    guard let clause else { return }
    for axis in clause.axes { walk(axis, scope) }
    walk(clause.condition, scope)
    walk(clause.by, scope)
  }
}

extension [ArgumentSyntax] {
  /// Returns the input of `method` that each of the arguments is for, where a step has `supplied` others: by
  /// label, or the next one. A scale comes after what must be given, and before what need not.
  func inputs(of method: MethodDeclaration, supplied: Set<String>) -> [InputSyntax?] {
    var open = method.inputs.filter { input in
      input.name.map { !supplied.contains($0.text) } ?? false
    }
    if method.isExternal {
      // What stands outside of the language takes its labelled arguments first.
      let labels = Set(compactMap(\.label?.text))
      open.removeAll { labels.contains($0.name?.text ?? "") }
    }
    return map { argument in
      let input: InputSyntax?
      if let label = argument.label {
        input = method.inputs.first {
          $0.name?.text == label.text || $0.isInto && label.text == "into"
        }
      } else {
        let isScaleDue = open.allSatisfy { $0.isInto || $0.defaultValue != nil }
        input = open.first { !$0.isInto || isScaleDue } ?? open.first
      }
      open.removeAll { $0.name?.text == input?.name?.text }
      return input
    }
  }
}
