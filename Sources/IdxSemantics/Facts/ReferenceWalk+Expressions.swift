import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension ReferenceWalk {
  /// Adds the names of `expression`.
  func walk(_ expression: Expression?, _ scope: LexicalScope) {
    guard let expression else { return }
    var inner = scope
    inner.labelled = nil
    switch expression {
    case .number, .boolean, .missing: break
    case .string(let literal): walkElement(at: literal.span)
    case .name(let name): walk(name.name, inner)
    case .parenthesised(let outer): walk(outer.inner, scope)
    case .list(let list): for element in list.elements { walk(element, inner) }
    case .record(let record): walk(record, scope)
    case .call(let call): walk(call, scope)
    case .index(let index): walk(index, inner)
    case .member(let member): walk(member, inner)
    case .negation(let prefix), .not(let prefix): walk(prefix.operand, inner)
    case .binary(let binary):
      walk(binary.left, inner)
      walk(binary.right, inner)
    case .conditional(let choice):
      walk(choice.condition, inner)
      walk(choice.then, scope)
      walk(choice.else, scope)
    case .caseOf(let cases): walk(cases, scope)
    case .repeatLoop(let loop): walk(loop, inner)
    case .error(let node):
      for child in node.children { walk(Expression(child), inner) }
    }
  }

  /// Adds the element that was looked up at `span`, if one was.
  @discardableResult
  private func walkElement(at span: Span) -> Bool {
    guard let (axis, label) = facts.elements[span] else { return false }
    add(element: label, of: axis, at: span)
    return true
  }

  private func walk(_ record: RecordExpression, _ scope: LexicalScope) {
    var inner = scope
    inner.labelled = nil
    func target(_ label: Name) -> ReferenceTarget {
      if let method = scope.labelled, hasField(label.text, method) {
        return .field(method: method, name: label.text)
      }
      return .local(label.tokenSpan)
    }
    for field in record.fields {
      if let label = field.label {
        add(label, target(label), .field, isDeclaration: target(label) == .local(label.tokenSpan))
        walk(field.value, inner)
      } else if case .name(let name)? = field.value {
        walk(name.name, inner, label: target(name.name))
      } else {
        walk(field.value, inner)
      }
    }
  }

  private func walk(_ index: IndexExpression, _ scope: LexicalScope) {
    walk(index.base, scope)
    for indexer in index.indexers {
      walk(indexer.axis, scope)
      if case .name(let name)? = indexer.value, let span = indexer.value?.span {
        if name.name.primes == 0, walkElement(at: span) { continue }
        walk(name.name, scope)
      } else {
        if case .number? = indexer.value, let span = indexer.value?.span { walkElement(at: span) }
        walk(indexer.value, scope)
      }
    }
  }

  private func walk(_ cases: CaseExpression, _ scope: LexicalScope) {
    var inner = scope
    inner.labelled = nil
    walk(cases.subject, inner)
    for arm in cases.arms {
      for label in arm.labels { walk(label, of: cases.subject, scope) }
      walk(arm.value, scope)
    }
  }

  /// Adds what a `label` of an arm stands for: a word of a choice, or an element of the axis of `subject`.
  private func walk(_ label: Name, of subject: Expression?, _ scope: LexicalScope) {
    if label.text == "else" { return add(word: label) }
    if case .name(let name)? = subject, let local = scope.locals[name.name.text],
      local.choices.contains(label.text), case .input(let method, let input) = local.target
    {
      return add(label, .choice(method: method, input: input, word: label.text), .choice)
    }
    guard let subject, let term = facts.term(of: subject.node) else { return }
    var axis: Axis?
    if case .array(let array) = term, case .element(let found) = array.type.element { axis = found }
    if case .axis(let found) = term { axis = found }
    guard let axis, elaborator.axisInfos[Int(axis.base)].codes?.contains(label.text) == true else {
      return
    }
    add(element: label.text, of: axis, at: label.tokenSpan)
  }

  private func walk(_ loop: RepeatExpression, _ scope: LexicalScope) {
    walk(loop.initial, scope)
    walk(loop.limit, scope)
    var inner = scope
    if let name = loop.variable {
      let target = ReferenceTarget.local(name.tokenSpan)
      add(name, target, .loopVariable, isDeclaration: true)
      inner.locals[name.text] = LocalName(
        target: target, kind: .loopVariable, value: loop.initial)
    }
    walk(loop.condition, inner)
    if let body = loop.body { walk(body, inner) }
  }
}
