import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns what `expression` stands for in `scope`.
  func term(_ expression: Expression, _ scope: Scope) -> Term {
    let result = unnarrowed(expression, scope)
    facts?.note(result, of: expression.node)
    guard !scope.present.isEmpty, case .array(let array) = result, array.type.isOptional,
      scope.present.contains(PresentArray(node: array.node, level: array.level))
    else { return result }
    return .array(array.knowing { $0.isOptional = false })
  }

  private func unnarrowed(_ expression: Expression, _ scope: Scope) -> Term {
    switch expression {
    case .number(let literal): number(literal, scope)
    case .string(let literal): .text(literal.value)
    case .boolean(let literal):
      array(
        [literal.value ? 1 : 0],
        ValueType(.boolean, range: literal.value ? .surelyTrue : .surelyFalse),
        origin(expression.span, scope))
    case .missing(let node):
      array([nil], .nothing, origin(node.span, scope))
    case .name(let name): self.name(name.name, scope)
    case .parenthesised(let inner): inner.inner.map { term($0, scope) } ?? .failed
    case .list(let list): self.list(list, scope)
    case .record(let record): self.record(record, scope)
    case .call(let call): self.call(call, scope)
    case .index(let index): self.index(index, scope)
    case .member(let member): self.member(member, scope)
    case .negation(let prefix): negation(prefix, scope)
    case .not(let prefix): not(prefix, scope)
    case .binary(let binary): self.binary(binary, scope)
    case .conditional(let conditional): self.conditional(conditional, scope)
    case .caseOf(let cases): self.cases(cases, scope)
    case .repeatLoop(let loop): self.loop(loop, scope)
    case .error: .failed
    }
  }

  /// Returns where `span` is, for nodes of the plan.
  func origin(_ span: Span, _ scope: Scope, name: String? = nil) -> Origin {
    Origin(span, method: scope.method, name: name)
  }

  /// Returns the node of `array` in the builder at hand, captured where it is outside of the loop.
  func here(_ array: ArrayTerm) -> NodeIndex {
    var node = array.node
    for level in array.level..<max(builders.count - 1, array.level) {
      node = builders[level + 1].capture(node)
    }
    return node
  }

  /// Returns the array that `node` of the builder at hand computes.
  func made(_ type: ValueType, _ node: NodeIndex) -> Term {
    var type = type
    type.axes = builder.axes(of: node)
    // The builder sees more: that what is reduced is present where the condition holds.
    type.isOptional = type.isOptional && builder.isOptional(node)
    return .array(ArrayTerm(type, node, level: builders.count - 1))
  }

  /// Returns an array known now.
  func array(_ cells: [Double?], _ type: ValueType, _ origin: Origin) -> Term {
    made(type, builder.array(cells, axes: type.axes, element: type.element, origin: origin))
  }

  /// Returns the array that `term` is: an axis counts as the array of its elements.
  func array(_ term: Term) -> ArrayTerm? {
    switch term {
    case .array(let array): return array
    case .axis(let axis):
      readElements(of: axis)
      // Where it is declared is told.
      seeBeyondShape()
      let span = axisInfos[Int(axis.base)].span ?? Span(FileID(0), 0, 0)
      return made(
        ValueType(.element(axis.unprimed), axes: [axis]),
        builder.elements(axis, origin: Origin(span))
      ).array
    default: return nil
    }
  }

  /// Returns the array that `expression` is, reporting anything else.
  func array(_ expression: Expression, _ scope: Scope, as what: String = "a value") -> ArrayTerm? {
    let found = term(expression, scope)
    if let array = array(found) { return array }
    if !found.isFailed {
      report(.wrongType(expected: what, found: describe(found), at: expression.span))
    }
    return nil
  }

  /// Returns the numbers that `expression` is, reporting anything else.
  func numeric(_ expression: Expression, _ scope: Scope) -> ArrayTerm? {
    guard let array = array(expression, scope, as: "a number") else { return nil }
    guard array.type.isNumeric else {
      report(.wrongType(expected: "a number", found: describe(array.type), at: expression.span))
      return nil
    }
    return array
  }

  /// Returns the truth values that `expression` is, reporting anything else.
  func boolean(_ expression: Expression, _ scope: Scope) -> ArrayTerm? {
    guard let array = array(expression, scope, as: "true or false") else { return nil }
    guard array.type.element == .boolean else {
      report(
        .wrongType(expected: "true or false", found: describe(array.type), at: expression.span))
      return nil
    }
    return array
  }

  private func number(_ literal: NumberLiteral, _ scope: Scope) -> Term {
    guard let value = literal.value else {
      return literal.node.isBroken
        ? .failed : fail(.noNumber(literal.text, at: literal.node.span))
    }
    let element: ElementType = literal.isInteger ? .integer : .real
    // Zero is zero in every measure.
    let measure: Measure = value == 0 ? .unknown : .none
    return made(
      ValueType(element, measure: measure, range: .exactly(value)),
      builder.constant(value, element: element, origin: origin(literal.node.span, scope)))
  }

  /// Returns what `name` stands for: something local, an axis, a column of a formula, or a symbol.
  private func name(_ name: Name, _ scope: Scope) -> Term {
    if name.primes == 0, let local = scope.locals[name.text] { return local }
    if let axis = scope.axes[name.text] {
      return name.primes == 0 ? .axis(axis) : twin(of: .axis(axis), name)
    }
    if name.primes == 0, let data = scope.data, let model = dataModel(data),
      let column = column(name.text, of: data, model, at: name.span, isOptional: true)
    {
      return column
    }
    guard let id = resolve(name.text, in: scope.module) else {
      if let local = scope.locals[name.text] { return twin(of: local, name) }
      return fail(
        .unknownName(
          name.text, "value", at: name.span,
          nearest: nearest(
            to: name.text, "value", in: scope.module, also: scope.locals.keys.sorted())))
    }
    used.insert(id)
    let result = term(of: id, at: name.span)
    return name.primes == 0 ? result : twin(of: result, name)
  }

  /// Returns what the symbol `id` stands for in an expression.
  func term(of id: SymbolID, at span: Span) -> Term {
    guard let symbol = symbol(id) else { return .failed }
    switch symbol.kind {
    case .data: return .data(id)
    case .measure:
      return fail(
        .wrongKind(symbol.name, expected: "a value", found: "a measure", at: span))
    case .scale, .axis, .tableAxis, .raterAxis:
      return axis(of: id).map { .axis($0) } ?? .failed
    case .index, .variant:
      guard let model = indexModel(id) else { return .failed }
      return .axis(nodeAxis(.children(of: 0), of: id, model))
    case .judgement: return .judgement(id)
    case .method: return .method(id)
    case .evaluation: return evaluation(id).map { .evaluation($0, node: 0) } ?? .failed
    case .value, .parameter: return value(of: id)
    }
  }

  private func list(_ list: ListExpression, _ scope: Scope) -> Term {
    let elements = list.elements.map { numeric($0, scope) }
    let codes = elements.indices.map { String($0 + 1) }
    let axis = makeAxis(
      AxisInfo(
        name: "1...\(elements.count)", kind: .positions, origin: .positions, span: nil,
        codes: codes),
      elements: .fixed(codes: codes, labels: codes))
    return stack(elements, along: axis, at: list.node.span, scope)
  }

  /// Returns `parts` one beside the other along `axis`: in one measure where theirs are the same, each
  /// in its own where not.
  func stack(_ parts: [ArrayTerm?], along axis: Axis, at span: Span, _ scope: Scope) -> Term {
    let present = parts.compactMap { $0 }
    guard present.count == parts.count, var type = present.first?.type else { return .failed }
    for part in present.dropFirst().map(\.type) {
      if type.isNothing {
        type.element = part.element
      } else if part.element != type.element, !part.isNothing {
        guard part.isNumeric, type.isNumeric else {
          return fail(.wrongType(expected: describe(type), found: describe(part), at: span))
        }
        type.element = .real
      }
      type.isOptional = type.isOptional || part.isOptional
      type.isOriented = type.isOriented && part.isOriented
      type.range = type.range.hull(part.range)
    }
    // Zero and what is missing are so in every measure.
    let measures = Set(present.map(\.type.measure)).filter { !$0.isUnknown }
    if let only = measures.first {
      type.measure = measures.count == 1 ? only : Measure([.ofElements(axis.base): 1])
    }
    type.sharesAlong = nil
    return made(
      type, builder.stack(present.map { here($0) }, along: axis, origin: origin(span, scope)))
  }

  private func record(_ record: RecordExpression, _ scope: Scope) -> Term {
    var fields: [(label: String, term: Term)] = []
    for field in record.fields {
      guard let value = field.value else { return .failed }
      var label = field.label?.text
      if label == nil, case .name(let name) = value { label = name.name.text }
      guard let label else {
        return fail(
          .arguments(
            "each part of a record needs a label", at: value.span, hints: ["write `name: …`"]))
      }
      guard !fields.contains(where: { $0.label == label }) else {
        return fail(.arguments("`\(label)` is given twice", at: value.span))
      }
      fields.append((label, term(value, scope)))
    }
    return .record(fields)
  }
}
