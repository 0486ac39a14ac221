import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  func conditional(_ conditional: IfExpression, _ scope: Scope) -> Term {
    guard let test = conditional.condition, let then = conditional.then,
      let otherwise = conditional.else
    else { return .failed }
    let before = diagnostics.count
    guard let condition = boolean(test, scope) else {
      reportUnknownNames(in: then, since: before, scope)
      return failed(beside: otherwise, since: before, scope)
    }
    // A body's branches are checked with the method itself: at a call, those not taken cost nothing.
    if scope.isCall, !condition.type.isOptional {
      if condition.type.isSurelyTrue {
        return widened(
          term(then, narrowed(scope, by: test, holds: true)), as: condition, at: then.span)
      }
      if condition.type.isSurelyFalse {
        return widened(
          term(otherwise, narrowed(scope, by: test, holds: false)), as: condition,
          at: otherwise.span)
      }
    }
    let yes = inBranch(condition) { term(then, narrowed(scope, by: test, holds: true)) }
    let no = inBranch(condition, holds: false) {
      term(otherwise, narrowed(scope, by: test, holds: false))
    }
    return choice(
      condition, yes, no, spans: (then.span, otherwise.span), at: conditional.node.span, scope)
  }

  /// Returns `term`, the one branch that is taken, for each element of the axes of `condition`, too.
  private func widened(_ term: Term, as condition: ArrayTerm, at span: Span) -> Term {
    switch term {
    case .array(let array):
      let without = condition.type.axes.filter { !array.type.axes.contains($0) }
      return without.isEmpty ? term : .array(spread(array, over: without, at: span))
    case .record(let fields):
      return .record(fields.map { ($0.label, widened($0.term, as: condition, at: span)) })
    default: return term
    }
  }

  /// Returns `yes` where `condition` holds and `no` elsewhere, element by element.
  func choice(
    _ condition: ArrayTerm, _ yes: Term, _ no: Term, spans: (Span, Span), at span: Span,
    _ scope: Scope
  ) -> Term {
    if yes.isFailed || no.isFailed { return .failed }
    if case .record(let a) = yes, case .record(let b) = no, a.map(\.label) == b.map(\.label) {
      return .record(
        zip(a, b).map {
          ($0.label, choice(condition, $0.term, $1.term, spans: spans, at: span, scope))
        })
    }
    guard let x = array(yes) else {
      return fail(.wrongType(expected: "a value", found: describe(yes), at: spans.0))
    }
    guard let y = array(no) else {
      return fail(.wrongType(expected: "a value", found: describe(no), at: spans.1))
    }
    guard pairs(x, y, at: span), pairs(condition, x, at: span), pairs(condition, y, at: span),
      var type = joined(x.type, y.type, at: spans.1)
    else { return .failed }
    type.isOptional = type.isOptional || condition.type.isOptional
    if let only = condition.type.isSurelyTrue ? x : condition.type.isSurelyFalse ? y : nil {
      (type.isOptional, type.range) = (only.type.isOptional, only.type.range)
    }
    let z = x.type.measure.isUnknown ? y : converted(y, to: x.type.measure, at: spans.1)
    return made(
      type, builder.select(here(condition), here(x), here(z), origin: origin(span, scope)))
  }

  /// Returns `scope` with what is known of its values where `condition` holds (or does not).
  func narrowed(_ scope: Scope, by condition: Expression, holds: Bool) -> Scope {
    var scope = scope
    switch condition {
    case .parenthesised(let inner):
      if let inner = inner.inner { return narrowed(scope, by: inner, holds: holds) }
    case .not(let prefix):
      if let operand = prefix.operand { return narrowed(scope, by: operand, holds: !holds) }
    case .binary(let binary):
      guard let left = binary.left, let right = binary.right else { break }
      if binary.op == (holds ? .and : .or) {
        return narrowed(narrowed(scope, by: left, holds: holds), by: right, holds: holds)
      }
      narrow(&scope, left, binary.op, right, holds: holds)
      narrow(&scope, right, binary.op.mirrored, left, holds: holds)
    case .call(let call):
      guard holds, case .name(let callee) = call.callee, callee.name.text == "present",
        call.arguments.count == 1, let value = call.arguments[0].value, isPlain(value),
        case .array(let array) = term(value, scope)
      else { break }
      let told = PresentArray(node: array.node, level: array.level)
      var narrowing = Narrowing(axes: array.type.axes)
      if !scope.present.contains(told) {
        scope.present.append(told)
        narrowing.present = told
      }
      if case .name(let name) = value, case .array(let local) = scope.locals[name.name.text] {
        narrowing.local = (name.name.text, .array(local))
        scope.locals[name.name.text] = .array(local.knowing { $0.isOptional = false })
      }
      scope.narrowings.append(narrowing)
    default: break
    }
    return scope
  }

  /// `true` iff `expression` only names values: a larger one is not walked a second time.
  private func isPlain(_ expression: Expression) -> Bool {
    switch expression {
    case .name: true
    case .member(let member): member.base.map { isPlain($0) } ?? false
    case .parenthesised(let inner): inner.inner.map { isPlain($0) } ?? false
    case .index(let index):
      index.base.map { isPlain($0) } ?? false
        && index.indexers.allSatisfy { indexer in
          switch indexer.value {
          case .name, .string, .number: true
          case .binary(let step): step.left.map { isPlain($0) } ?? false
          default: false
          }
        }
    default: false
    }
  }

  /// Returns `scope` without what conditions have told cell by cell over one of `axes` (over any where
  /// there are none): a reduction reads the other cells, too, of which it does not hold.
  func widened(_ scope: Scope, over axes: [Axis]? = nil) -> Scope {
    if scope.narrowings.isEmpty { return scope }
    var scope = scope
    for narrowing in scope.narrowings.reversed() {
      guard axes?.contains(where: narrowing.axes.contains) ?? !narrowing.axes.isEmpty else {
        continue
      }
      if let (name, term) = narrowing.local { scope.locals[name] = term }
      if let told = narrowing.present { scope.present.removeAll { $0 == told } }
    }
    return scope
  }

  /// Narrows the range of the local value `left` by its comparison with the number `right`.
  private func narrow(
    _ scope: inout Scope, _ left: Expression, _ op: IdxSyntax.BinaryOperator, _ right: Expression,
    holds: Bool
  ) {
    guard case .name(let name) = left, case .array(let array) = scope.locals[name.name.text],
      array.type.isNumeric, case .number(let literal) = right, let written = literal.value
    else { return }
    // The number is compared in the measure of the value: 0.5 is 50 of a value in percent.
    let bound = array.type.measure.isUnknown ? written : written / array.type.measure.factor
    scope.narrowings.append(
      Narrowing(axes: array.type.axes, local: (name.name.text, .array(array))))
    var range = array.type.range.untouched
    switch holds ? op : op.opposite {
    case .equal: range = .exactly(bound)
    case .less: range = range.intersection(Interval(-.infinity, bound, excludesUpper: true))
    case .lessEqual: range = range.intersection(Interval(-.infinity, bound))
    case .greater: range = range.intersection(Interval(bound, .infinity, excludesLower: true))
    case .greaterEqual: range = range.intersection(Interval(bound, .infinity))
    case .notEqual:
      if range.lower == bound { range.excludesLower = true }
      if range.upper == bound { range.excludesUpper = true }
    default: return
    }
    scope.locals[name.name.text] = .array(array.knowing { $0.range = range })
  }

  func cases(_ cases: CaseExpression, _ scope: Scope) -> Term {
    guard let subject = cases.subject else { return .failed }
    let chosen = term(subject, scope)
    switch chosen {
    case .failed: return .failed
    case .word(let word): return fixedCase(cases, word, scope)
    default: break
    }
    guard let array = array(chosen), case .element(let axis) = array.type.element else {
      return fail(
        .wrongType(
          expected: "a choice or an element of an axis", found: describe(chosen), at: subject.span))
    }
    return elementCase(cases, array, axis, scope)
  }

  /// Returns the arm for `word`: a choice is fixed, so that only one arm is walked.
  private func fixedCase(_ cases: CaseExpression, _ word: String, _ scope: Scope) -> Term {
    if case .name(let subject) = cases.subject, let choices = scope.choices[subject.name.text] {
      let labels = cases.arms.flatMap(\.labels)
      if let unknown = labels.first(where: { $0.text != "else" && !choices.contains($0.text) }) {
        return fail(.unknownChoice(unknown.text, choices: choices, at: unknown.span))
      }
    }
    for arm in cases.arms where arm.labels.contains(where: { $0.text == word || $0.text == "else" })
    {
      return arm.value.map { term($0, scope) } ?? .failed
    }
    return fail(.unhandledCase(word, at: cases.node.span))
  }

  /// Returns, element by element, the arm for the element that `array` holds there.
  private func elementCase(
    _ cases: CaseExpression, _ array: ArrayTerm, _ axis: Axis, _ scope: Scope
  ) -> Term {
    if !axisInfos[Int(axis.base)].isOfLanguage { seeBeyondShape() }
    guard let codes = axisInfos[Int(axis.base)].codes else {
      return fail(
        .wrongType(
          expected: "an element of an axis that is written in the model",
          found: describe(array.type), at: cases.node.span))
    }
    let occurring = occurringElements(array) ?? assumedElements(array, cases, codes)
    var arms: [(positions: [Int], term: Term, span: Span)] = []
    var left = occurring
    for arm in cases.arms {
      guard let value = arm.value else { return .failed }
      var positions: [Int] = []
      for label in arm.labels {
        if label.text == "else" {
          positions += left.sorted()
        } else if let position = codes.firstIndex(of: label.text) {
          if left.contains(position) { positions.append(position) }
        } else {
          report(
            .unknownElement(
              label.text, of: "the axis \(name(of: axis))", at: label.span,
              nearest: Suggestion.nearest(label.text, in: codes)))
          return .failed
        }
      }
      // An arm that no element takes is not walked: what it asks for may not be there.
      guard !positions.isEmpty else { continue }
      left.subtract(positions)
      var inner = scope
      inner.decided = scope.decided + [(array, Set(positions))]
      let isOnly = positions.count == occurring.count
      let result = isOnly ? term(value, inner) : inBranch { term(value, inner) }
      arms.append((positions, result, value.span))
    }
    if let forgotten = left.min() {
      return fail(
        .unhandledCase(
          codes[forgotten], at: cases.node.span, labels: places(of: array, at: forgotten),
          hints: remedies(forMissing: codes[forgotten], in: cases, scope)))
    }
    return chained(arms, array, axis, cases.node.span, scope)
  }

  private func chained(
    _ arms: [(positions: [Int], term: Term, span: Span)], _ array: ArrayTerm, _ axis: Axis,
    _ span: Span, _ scope: Scope
  ) -> Term {
    guard var result = arms.last else { return .failed }
    if arms.count == 1 { return widened(result.term, as: array, at: result.span) }
    for arm in arms.dropLast().reversed() {
      var test: NodeIndex?
      for position in arm.positions {
        let equal = builder.binary(
          .equal, here(array),
          builder.constant(
            Double(position), element: .element(axis.unprimed), origin: origin(arm.span, scope)),
          origin: origin(arm.span, scope))
        test = test.map { builder.binary(.or, $0, equal, origin: origin(arm.span, scope)) } ?? equal
      }
      guard let test,
        let condition = made(ValueType(.boolean, isOptional: array.type.isOptional), test).array
      else { return .failed }
      result.term = choice(
        condition, arm.term, result.term, spans: (arm.span, result.span), at: span, scope)
    }
    return result.term
  }

  /// Returns the positions that the constant `array` holds, `nil` where it is not known now.
  private func occurringElements(_ array: ArrayTerm) -> Set<Int>? {
    guard case .constant(let value) = operation(of: array) else {
      return nil
    }
    return Set(value.cells.compactMap { $0.map { Int($0) } })
  }

  /// Returns the positions that `array` is taken to hold: all, but those without an arm where a method
  /// is checked by itself, since it need not work for every direction.
  private func assumedElements(
    _ array: ArrayTerm, _ cases: CaseExpression, _ codes: [String]
  ) -> Set<Int> {
    guard case .column(Self.unknownTable, _) = operation(of: array) else {
      return Set(codes.indices)
    }
    let labels = Set(cases.arms.flatMap { $0.labels.map(\.text) })
    return labels.contains("else")
      ? Set(codes.indices) : Set(codes.indices.filter { labels.contains(codes[$0]) })
  }

  /// Returns the indicators at which the constant `array` of directions holds `position`.
  private func places(of array: ArrayTerm, at position: Int) -> [Label] {
    guard case .constant(let value) = operation(of: array),
      let axis = array.type.axes.first,
      case .nodes(let owner, let nodes) = axisInfos[Int(axis.base)].origin,
      let model = hierarchy(owner)
    else { return [] }
    return zip(value.cells, nodes).filter { $0.0 == Double(position) }.prefix(3).map {
      Label(model.nodes[$0.1].span, "this indicator")
    }
  }

  /// Returns what `repeat` ends with; missing where it does not settle iff `mayNotSettle`, else a failure.
  func loop(_ loop: RepeatExpression, mayNotSettle: Bool = false, _ scope: Scope) -> Term {
    guard let name = loop.variable, let initial = loop.initial, let limit = loop.limit,
      let condition = loop.condition, let next = loop.next,
      let start = array(initial, scope), let most = numeric(limit, scope)
    else { return .failed }
    if let steps = most.type.range.single, steps > 1_000_000 {
      return fail(
        .outOfRange(
          "the number of steps", expected: "1000000 at most", found: Interval.text(steps),
          at: limit.span))
    }
    guard most.type.element == .integer else {
      return fail(
        .wrongType(expected: "a whole number", found: describe(most.type), at: limit.span))
    }
    var type = start.type
    // The range of the variable is not followed through the steps.
    type.range = .all
    type.sharesAlong = nil
    type.isOriented = false
    // Nodes may be flagged as missing that the types know to be there, such as `first(over K)`.
    type.isOptional = start.type.isOptional || most.type.isOptional
    var failed = false
    let span = loop.node.span
    let result = builder.loop(
      start: here(start), most: here(most), isUntil: loop.isUntil,
      mayNotSettle: mayNotSettle, origin: origin(span, scope)
    ) { body, variable in
      builders.append(body)
      branches += 1
      defer {
        builders.removeLast()
        branches -= 1
      }
      type.axes = body.axes(of: variable)
      if start.type.isNumeric { type.element = body.element(of: variable) }
      func pass() -> (test: ArrayTerm, step: ArrayTerm)? {
        var inner = scope
        inner.locals[name.text] = .array(
          ArrayTerm(type, variable, level: builders.count - 1))
        guard let test = boolean(condition, inner) else { return nil }
        for statement in loop.body?.statements ?? [] {
          guard case .let(let named) = statement, define(named, &inner) else { return nil }
        }
        guard let step = array(next, inner) else { return nil }
        guard !type.isOptional, test.type.isOptional || step.type.isOptional else {
          return (test, step)
        }
        type.isOptional = true
        return pass()
      }
      guard !failed, let (test, step) = pass() else {
        failed = true
        let stop = body.constant(
          loop.isUntil ? 1 : 0, element: .boolean, origin: origin(span, scope))
        return (stop, variable)
      }
      if joined(type, step.type, at: next.span) == nil { failed = true }
      if type.measure.isUnknown { type.measure = step.type.measure }
      return (here(test), here(converted(step, to: type.measure, at: next.span)))
    }
    if failed { return .failed }
    type.isOptional = type.isOptional || mayNotSettle
    if type.isNumeric { type.element = builder.element(of: result) }
    return made(type, result)
  }
}

extension IdxSyntax.BinaryOperator {
  /// The comparison with its sides exchanged.
  var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessEqual: .greaterEqual
    case .greater: .less
    case .greaterEqual: .lessEqual
    default: self
    }
  }

  /// `true` iff the operator compares.
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: true
    default: false
    }
  }

  /// The comparison that holds where this one does not.
  var opposite: Self {
    switch self {
    case .less: .greaterEqual
    case .lessEqual: .greater
    case .greater: .lessEqual
    case .greaterEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    default: self
    }
  }
}
