import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  func negation(_ prefix: PrefixExpression, _ scope: Scope) -> Term {
    guard let operand = prefix.operand, let x = numeric(operand, scope) else { return .failed }
    var type = x.type
    type.range = -x.type.range
    type.isOriented = false
    type.sharesAlong = nil
    return made(type, builder.unary(.negate, here(x), origin: origin(prefix.node.span, scope)))
  }

  func not(_ prefix: PrefixExpression, _ scope: Scope) -> Term {
    guard let operand = prefix.operand, let x = boolean(operand, scope) else { return .failed }
    var type = x.type
    type.range = type.isSurelyTrue ? .surelyFalse : type.isSurelyFalse ? .surelyTrue : .all
    return made(type, builder.unary(.not, here(x), origin: origin(prefix.node.span, scope)))
  }

  func binary(_ binary: BinaryExpression, _ scope: Scope) -> Term {
    guard let left = binary.left, let right = binary.right else { return .failed }
    switch binary.op {
    case .and, .or: return logical(binary, left, right, scope)
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
      return comparison(binary.op, left, right, at: binary.node.span, scope)
    case .otherwise: return otherwise(left, right, at: binary.node.span, scope)
    case .add, .subtract, .multiply, .divide, .power:
      return arithmetic(binary.op, left, right, at: binary.node.span, scope)
    }
  }

  private func logical(
    _ binary: BinaryExpression, _ left: Expression, _ right: Expression, _ scope: Scope
  ) -> Term {
    let before = diagnostics.count
    guard let x = boolean(left, scope) else { return failed(beside: right, since: before, scope) }
    // What the first says narrows the second, as in `present(x) and x > 0`.
    let inner = binary.op == .and ? narrowed(scope, by: left, holds: true) : scope
    guard let y = inBranch(walk: { boolean(right, inner) }), pairs(x, y, at: binary.node.span)
    else { return .failed }
    var type = ValueType(.boolean, isOptional: x.type.isOptional || y.type.isOptional)
    let types = [x.type, y.type]
    if binary.op == .and {
      if types.allSatisfy(\.isSurelyTrue) { type.range = .surelyTrue }
      if types.contains(where: \.isSurelyFalse) { type.range = .surelyFalse }
    } else {
      if types.contains(where: \.isSurelyTrue) { type.range = .surelyTrue }
      if types.allSatisfy(\.isSurelyFalse) { type.range = .surelyFalse }
    }
    if scope.isCall, let only = leftOpen(x, by: y, binary.op) ?? leftOpen(y, by: x, binary.op) {
      return .array(only)
    }
    let origin = origin(binary.node.span, scope)
    // The second counts only where the first leaves it open: `present(x) and x > 0` is false, and not
    // missing, where x is missing.
    let settled = builder.constant(binary.op == .and ? 0 : 1, element: .boolean, origin: origin)
    let node =
      binary.op == .and
      ? builder.select(here(x), here(y), settled, origin: origin)
      : builder.select(here(x), settled, here(y), origin: origin)
    return made(
      type,
      builder.isOptional(here(y))
        ? node : builder.binary(binary.op == .and ? .and : .or, here(x), here(y), origin: origin))
  }

  /// Returns `x` where `y` leaves the whole to it: what choices of words have settled costs nothing.
  private func leftOpen(
    _ x: ArrayTerm, by y: ArrayTerm, _ op: IdxSyntax.BinaryOperator
  ) -> ArrayTerm? {
    let isSettled = op == .and ? y.type.isSurelyTrue : y.type.isSurelyFalse
    guard isSettled, !y.type.isOptional, y.type.axes.allSatisfy(x.type.axes.contains) else {
      return nil
    }
    return x
  }

  private func otherwise(
    _ left: Expression, _ right: Expression, at span: Span, _ scope: Scope
  ) -> Term {
    let before = diagnostics.count
    let first: ArrayTerm?
    if case .repeatLoop(let repeated) = unparenthesised(left) {
      first = array(loop(repeated, mayNotSettle: true, scope))
    } else {
      first = array(left, scope)
    }
    guard let x = first else { return failed(beside: right, since: before, scope) }
    guard let y = inBranch(walk: { array(right, scope) }) else { return .failed }
    guard pairs(x, y, at: span) else { return .failed }
    guard var type = joined(x.type, y.type, at: right.span) else { return .failed }
    type.isOptional = x.type.isOptional && y.type.isOptional
    let z = x.type.measure.isUnknown ? y : converted(y, to: x.type.measure, at: right.span)
    return made(type, builder.binary(.otherwise, here(x), here(z), origin: origin(span, scope)))
  }

  /// Returns `expression` without the parentheses around it.
  func unparenthesised(_ expression: Expression) -> Expression {
    guard case .parenthesised(let outer) = expression, let inner = outer.inner else {
      return expression
    }
    return unparenthesised(inner)
  }

  /// Returns the type of a value that is either an `a` or a `b`, reporting what cannot be both.
  func joined(_ a: ValueType, _ b: ValueType, at span: Span) -> ValueType? {
    var type = a.isNothing ? b : a
    if a.element != b.element, !a.isNothing, !b.isNothing {
      guard a.isNumeric, b.isNumeric else {
        report(.wrongType(expected: describe(a), found: describe(b), at: span))
        return nil
      }
      type.element = .real
    }
    guard a.measure.agrees(with: b.measure) else {
      report(.measuresDiffer("\(a.measure)", "\(b.measure)", doing: "choose between", at: span))
      return nil
    }
    if a.measure.isUnknown { type.measure = b.measure }
    type.axes = builder.ordered(a.axes + b.axes)
    type.isOptional = a.isOptional || b.isOptional
    // What one of the two surely reaches, the choice need not.
    type.range = a.range.hull(b.range).untouched
    type.isOriented = a.isOriented && b.isOriented
    type.sharesAlong = nil
    return type
  }

  /// `true` iff lining `x` and `y` up pairs no axes that should not be; reports it otherwise.
  func pairs(_ x: ArrayTerm, _ y: ArrayTerm, at span: Span) -> Bool {
    for a in x.type.axes where !y.type.axes.contains(a) {
      for b in y.type.axes where !x.type.axes.contains(b) && a.base == b.base {
        // An axis meets its twin only where one of the two was asked for as a twin.
        if a.primes == 0 && b.primes == 0 {
          report(.axesPaired(name(of: a), name(of: b), at: span))
          return false
        }
      }
      for b in y.type.axes where !x.type.axes.contains(b) && a.base != b.base {
        let kinds = (axisInfos[Int(a.base)].kind, axisInfos[Int(b.base)].kind)
        if kinds == (.objects, .objects), a.primes == 0, b.primes == 0 {
          report(.axesPaired(name(of: a), name(of: b), at: span))
          return false
        }
        if areVariants(a, b) {
          report(
            .axesPaired(
              name(of: a), name(of: b), at: span,
              hint: "compare scores or ranks, which are over the same objects, or one indicator of "
                + "both by `.at(…)`"))
          return false
        }
      }
    }
    return true
  }

  /// `true` iff `a` and `b` are axes of nodes of two indexes that are variants of one.
  private func areVariants(_ a: Axis, _ b: Axis) -> Bool {
    guard case .nodes(let one, _) = axisInfos[Int(a.base)].origin,
      case .nodes(let other, _) = axisInfos[Int(b.base)].origin, one != other
    else { return false }
    return original(of: one) == original(of: other)
  }

  /// Returns the index of which `id` is a variant, directly or by others; `id` itself if it is none.
  private func original(of id: SymbolID) -> SymbolID {
    var (current, seen) = (id, Set<SymbolID>())
    while seen.insert(current).inserted {
      switch symbol(current)?.kind {
      case .variant(let variant):
        guard let path = variant.base, let (base, _) = start(of: path, in: current.module) else {
          return current
        }
        current = base
      case .evaluation:
        guard let composed = compositions[current] ?? nil else { return current }
        current = composed.declaredIndex
      default: return current
      }
    }
    return current
  }

  /// Returns `array` in multiples of `measure`, with which it agrees.
  func converted(_ array: ArrayTerm, to measure: Measure, at span: Span) -> ArrayTerm {
    if array.type.measure.isUnknown || measure.isUnknown { return array }
    let ratio = array.type.measure.factor / measure.factor
    if ratio == 1 { return array }
    let origin = Origin(span)
    var type = array.type
    type.measure = measure
    type.range = type.range * .exactly(ratio)
    let node = builder.binary(
      .multiply, here(array), builder.constant(ratio, element: .real, origin: origin),
      origin: origin)
    return ArrayTerm(type, node, level: builders.count - 1)
  }

  /// Returns the family of what `transform` makes of each member.
  func mapped(
    _ members: [(node: Int, term: Term)], _ evaluation: Int, _ transform: (Term) -> Term
  ) -> Term {
    mapped(members, evaluation) { _, member in transform(member) }
  }

  /// Returns the family of what `transform` makes of each member and its node.
  func mapped(
    _ members: [(node: Int, term: Term)], _ evaluation: Int, _ transform: (Int, Term) -> Term
  ) -> Term {
    let results = members.map { (node: $0.node, term: transform($0.node, $0.term)) }
    return results.contains { $0.term.isFailed }
      ? .failed : .family(results, evaluation: evaluation)
  }

  private func arithmetic(
    _ op: IdxSyntax.BinaryOperator, _ left: Expression, _ right: Expression, at span: Span,
    _ scope: Scope
  ) -> Term {
    let before = diagnostics.count
    guard let x = array(left, scope, as: "a number") else {
      return failed(beside: right, since: before, scope)
    }
    guard let y = array(right, scope, as: "a number") else { return .failed }
    if case .element(let axis) = x.type.element, !isOfTexts(axis) {
      return step(x, axis, op, y, right, span, scope)
    }
    guard x.type.isNumeric else {
      return fail(.wrongType(expected: "a number", found: describe(x.type), at: left.span))
    }
    guard y.type.isNumeric else {
      return fail(.wrongType(expected: "a number", found: describe(y.type), at: right.span))
    }
    return combined(op, x, y, at: span, rightSpan: right.span, scope)
  }

  /// Reports the unknown names in `other`, an operand beside one that has failed since `earlier`.
  func failed(beside other: Expression, since earlier: Int, _ scope: Scope) -> Term {
    reportUnknownNames(in: other, since: earlier, scope)
    return .failed
  }

  /// Returns `x op y` for numbers.
  func combined(
    _ op: IdxSyntax.BinaryOperator, _ x: ArrayTerm, _ y: ArrayTerm, at span: Span, rightSpan: Span,
    _ scope: Scope
  ) -> Term {
    guard pairs(x, y, at: span) else { return .failed }
    var y = y
    let whole = x.type.element == .integer && y.type.element == .integer
    var type = ValueType(.real, isOptional: x.type.isOptional || y.type.isOptional)
    switch op {
    case .add, .subtract:
      guard x.type.measure.agrees(with: y.type.measure) else {
        return fail(
          .measuresDiffer(
            "\(x.type.measure)", "\(y.type.measure)", doing: op == .add ? "add" : "subtract",
            at: span))
      }
      y = converted(y, to: x.type.measure, at: rightSpan)
      type.element = whole ? .integer : .real
      type.measure = x.type.measure.isUnknown ? y.type.measure : x.type.measure
      type.range = op == .add ? x.type.range + y.type.range : x.type.range - y.type.range
    case .multiply:
      type.element = whole ? .integer : .real
      type.measure = x.type.measure * y.type.measure
      type.range = x.type.range * y.type.range
      // A weighted oriented value is still oriented; so is one that is scaled.
      type.isOriented =
        x.type.isOriented != y.type.isOriented
        && (x.type.isOriented ? y.type.range : x.type.range).lower >= 0
    case .divide:
      type.measure = x.type.measure / y.type.measure
      type.range = x.type.range / y.type.range
      if y.type.range.single == 0, branches == 0 {
        return fail(.outOfRange("the divisor", expected: "other than 0", found: "0", at: rightSpan))
      }
      type.isOriented = x.type.isOriented && y.type.range.lower >= 0
      type.sharesAlong = sharedAxis(x, y)
      if type.sharesAlong != nil, x.type.range.lower >= 0 {
        type.range = .unit
      } else {
        type.sharesAlong = nil
      }
    default: return power(x, y, at: span, rightSpan: rightSpan, scope)
    }
    let result = made(
      type, builder.binary(op.planArithmetic, here(x), here(y), origin: origin(span, scope)))
    // Metres by kilometres are a plain number; twice a percentage still is one.
    guard case .array(let array) = result, type.measure.powers.isEmpty, !type.measure.isUnknown,
      !x.type.measure.isNone, !y.type.measure.isNone
    else { return result }
    return .array(converted(array, to: .none, at: span))
  }

  /// Returns the axis over which `y` is the sum of `x`, if it is one.
  private func sharedAxis(_ x: ArrayTerm, _ y: ArrayTerm) -> Axis? {
    guard y.level == x.level, y.level == builders.count - 1,
      case .reduce(.sum, let over, false, nil) = operation(of: y),
      builder[y.node].inputs == [x.node], over.count == 1
    else { return nil }
    return over.first
  }

  private func power(
    _ x: ArrayTerm, _ y: ArrayTerm, at span: Span, rightSpan: Span, _ scope: Scope
  ) -> Term {
    var x = x
    var type = ValueType(.real, isOptional: x.type.isOptional || y.type.isOptional)
    guard y.type.measure.isNone || y.type.measure.isUnknown else {
      return fail(.measureMustGo("an exponent", "\(y.type.measure)", at: rightSpan))
    }
    if let exponent = y.type.range.single, y.type.axes.isEmpty {
      if x.type.element == .integer, exponent >= 0, exponent == exponent.rounded() {
        type.element = .integer
      }
      if exponent != exponent.rounded() {
        // The root of a multiple of a measure is no multiple that could be written.
        x = converted(x, to: Measure(x.type.measure.powers), at: span)
      }
      var factor = 1.0
      for _ in 0..<Int(min(abs(exponent), 64)) where exponent == exponent.rounded() {
        factor *= exponent > 0 ? x.type.measure.factor : 1 / x.type.measure.factor
      }
      type.measure = x.type.measure.raised(to: exponent, factor: factor)
      if exponent == exponent.rounded(), exponent / 2 == (exponent / 2).rounded() {
        type.range = .nonNegative
      }
    } else if !x.type.measure.isNone, !x.type.measure.isUnknown {
      return fail(
        .measureMustGo("a power that is not a fixed number", "\(x.type.measure)", at: span))
    }
    if x.type.range.lower >= 0 {
      type.range = Interval(0, .infinity, excludesLower: x.type.range.isPositive)
      if x.type.range.upper <= 1, y.type.range.lower >= 0 { type.range.upper = 1 }
    }
    if let base = x.type.range.single, let exponent = y.type.range.single, 0...8 ~= exponent,
      exponent == exponent.rounded()
    {
      type.range = .exactly((0..<Int(exponent)).reduce(1.0) { product, _ in product * base })
    }
    return made(type, builder.binary(.power, here(x), here(y), origin: origin(span, scope)))
  }

  /// Returns the elements of an ordered axis some steps away from `x`, or the steps between two.
  private func step(
    _ x: ArrayTerm, _ axis: Axis, _ op: IdxSyntax.BinaryOperator, _ y: ArrayTerm,
    _ right: Expression, _ span: Span, _ scope: Scope
  ) -> Term {
    guard op == .add || op == .subtract else {
      return fail(.wrongType(expected: "a number", found: describe(x.type), at: span))
    }
    guard axisInfos[Int(axis.base)].kind.isOrdered || axisInfos[Int(axis.base)].origin == .variable
    else {
      return fail(
        .wrongType(
          expected: "an element of an ordered axis", found: describe(x.type), at: span))
    }
    let node = builder.binary(op.planArithmetic, here(x), here(y), origin: origin(span, scope))
    if op == .subtract, case .element(let other) = y.type.element, other.base == axis.base {
      return made(ValueType(.integer, isOptional: x.type.isOptional || y.type.isOptional), node)
    }
    guard y.type.element == .integer else {
      return fail(.wrongType(expected: "a whole number", found: describe(y.type), at: right.span))
    }
    // Beyond the ends there is no element.
    readElements(of: axis)
    let origin = origin(span, scope)
    let inside = builder.binary(
      .and,
      builder.binary(.greaterEqual, node, builder.constant(0, origin: origin), origin: origin),
      builder.binary(.less, node, builder.size(axis, origin: origin), origin: origin),
      origin: origin)
    let none = builder.constant(nil, element: .element(axis.unprimed), origin: origin)
    return made(
      ValueType(.element(axis.unprimed), isOptional: true),
      builder.select(inside, node, none, origin: origin))
  }
}

extension IdxSyntax.BinaryOperator {
  /// The operator of the plan for a comparison.
  var planOperator: IdxPlan.BinaryOperator {
    switch self {
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    default: .equal
    }
  }

  /// The operator of the plan for arithmetic.
  var planArithmetic: IdxPlan.BinaryOperator {
    switch self {
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    default: .add
    }
  }
}
