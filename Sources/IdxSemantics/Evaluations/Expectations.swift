import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Works out an `expect` of `module`.
  func elaborate(_ expect: ExpectDeclaration, in module: Int) {
    guard let condition = expect.condition else { return }
    var scope = Scope(module: module)
    var filter: ArrayTerm?
    if let syntax = expect.filter {
      guard let found = boolean(syntax, scope) else { return }
      filter = found
      scope = narrowed(scope, by: syntax, holds: true)
    }
    if expect.hasRecord {
      // Without a file the parser has said what is wrong.
      guard expect.record != nil else { return }
      record(condition, filter, expect, scope)
      return
    }
    if let tolerance = expect.tolerance {
      guard let value = value(ofTolerance: tolerance) else { return }
      guard case .binary(let binary) = unparenthesised(condition), binary.op == .equal,
        let left = binary.left, let right = binary.right
      else {
        report(
          .wrongType(
            expected: "`a == b` before `within`", found: "another condition", at: condition.span))
        return
      }
      equal(left, right, within: value, filter, expect, scope)
      return
    }
    compare(condition, filter, expect, scope)
  }

  /// Returns how far values may differ by `tolerance`, reporting where it does not say.
  private func value(ofTolerance tolerance: Constant) -> Double? {
    guard let value = tolerance.value else {
      ConstantCheck.findings(tolerance).forEach(report)
      return nil
    }
    guard value >= 0 else {
      report(
        .outOfRange(
          "the tolerance", expected: ">= 0", found: Interval.text(value), at: tolerance.span))
      return nil
    }
    return value
  }

  /// Expects values to be those of a file.
  private func record(
    _ values: Expression, _ filter: ArrayTerm?, _ expect: ExpectDeclaration, _ scope: Scope
  ) {
    let found = term(values, scope)
    if found.isFailed { return }
    guard let array = array(found) else {
      report(
        .wrongType(expected: "one array, such as a score", found: describe(found), at: values.span))
      return
    }
    var tolerance: Double?
    if let syntax = expect.tolerance {
      guard let value = value(ofTolerance: syntax) else { return }
      tolerance = value
    } else if array.type.element == .real {
      let written = expect.record.map { values.span.union($0.node.span) }
      report(.needsTolerance(at: written ?? values.span))
      return
    }
    add(here(array), nil, "==", tolerance, filter, expect, records: array.type.element)
  }

  /// Expects numbers to be equal within a tolerance.
  private func equal(
    _ left: Expression, _ right: Expression, within tolerance: Double, _ filter: ArrayTerm?,
    _ expect: ExpectDeclaration, _ scope: Scope
  ) {
    let a = term(left, scope)
    let b = term(right, scope)
    if a.isFailed || b.isFailed { return }
    if case .family(let members, _) = a {
      for member in members {
        equal((member.term, b), (left.span, right.span), within: tolerance, filter, expect)
      }
    } else {
      equal((a, b), (left.span, right.span), within: tolerance, filter, expect)
    }
  }

  private func equal(
    _ sides: (Term, Term), _ spans: (Span, Span), within tolerance: Double, _ filter: ArrayTerm?,
    _ expect: ExpectDeclaration
  ) {
    let (a, b) = sides
    guard let x = array(a), let y = array(b), x.type.isNumeric, y.type.isNumeric else {
      report(
        .wrongType(
          expected: "two numbers", found: "\(describe(a)) and \(describe(b))",
          at: expect.node.span))
      return
    }
    guard x.type.measure.agrees(with: y.type.measure) || y.type.measure.isNone else {
      report(
        .measuresDiffer(
          "\(x.type.measure)", "\(y.type.measure)", doing: "compare", at: expect.node.span))
      return
    }
    guard pairs(x, y, at: expect.node.span) else { return }
    // As in every comparison; a plain number beside a value in years is meant in years.
    let isComparable = x.type.measure.agrees(with: y.type.measure)
    let z = isComparable ? converted(y, to: x.type.measure, at: spans.1) : y
    let origin = Origin(expect.node.span)
    let off = builder.unary(
      .abs, builder.binary(.subtract, here(x), here(z), origin: origin), origin: origin)
    let near = builder.binary(
      .lessEqual, off, builder.constant(tolerance, origin: origin), origin: origin)
    add(near, (here(x), here(z)), "==", tolerance, filter, expect)
  }

  /// Expects a condition to hold everywhere.
  private func compare(
    _ condition: Expression, _ filter: ArrayTerm?, _ expect: ExpectDeclaration, _ scope: Scope
  ) {
    var relation: String?
    if case .binary(let binary) = unparenthesised(condition), let left = binary.left,
      let right = binary.right
    {
      switch binary.op {
      case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
        relation = binary.op.rawValue
      default: break
      }
      if binary.op == .equal {
        let (a, b) = (term(left, scope), term(right, scope))
        if a.isFailed || b.isFailed { return }
        if areReal(a, b) {
          report(.needsTolerance(at: condition.span))
          return
        }
      }
    }
    let found = term(condition, scope)
    switch found {
    case .failed: return
    case .family(let members, _):
      for member in members {
        if let array = array(member.term) { add(array, relation, filter, expect) }
      }
    default:
      guard let array = array(found), array.type.element == .boolean else {
        report(
          .wrongType(expected: "true or false", found: describe(found), at: condition.span))
        return
      }
      add(array, relation, filter, expect)
    }
  }

  /// `true` iff both are numbers and one is no whole number, so that rounding decides.
  private func areReal(_ a: Term, _ b: Term) -> Bool {
    func element(_ term: Term) -> ElementType? {
      if case .family(let members, _) = term { return members.first.flatMap { element($0.term) } }
      return array(term)?.type.element
    }
    let elements = [element(a), element(b)]
    return elements.allSatisfy { $0 == .real || $0 == .integer } && elements.contains(.real)
  }

  private func add(
    _ array: ArrayTerm, _ relation: String?, _ filter: ArrayTerm?, _ expect: ExpectDeclaration
  ) {
    var nodes: (NodeIndex, NodeIndex)?
    let node = builder[here(array)]
    if relation != nil, node.inputs.count == 2, case .binary = node.operation {
      nodes = (node.inputs[0], node.inputs[1])
    }
    add(here(array), nodes, relation ?? "", nil, filter, expect)
  }

  private func add(
    _ condition: NodeIndex, _ sides: (NodeIndex, NodeIndex)?, _ relation: String,
    _ tolerance: Double?, _ filter: ArrayTerm?, _ expect: ExpectDeclaration,
    records element: ElementType? = nil
  ) {
    var elements: Axis?
    if case .element(let axis)? = element { elements = axis }
    if let sides, case .element(let axis) = builder.element(of: sides.0) { elements = axis }
    // What is expected counts wherever the filter holds, so it is looked at over all axes of that.
    let own = builder.axes(of: condition)
    let others = filter?.type.axes.filter { !own.contains($0) } ?? []
    let whole = spread(
      ArrayTerm(
        ValueType(element ?? .boolean, axes: own), condition, level: builders.count - 1),
      over: others, at: expect.node.span)
    expectations.append(
      ElaboratedExpectation(
        span: expect.node.span, condition: whole.node,
        sides: sides.map { (left: $0.0, right: $0.1) },
        relation: relation, elements: elements, tolerance: tolerance,
        filter: filter.map { here($0) }, filterSpan: expect.filter?.span,
        record: expect.record.map { ($0.value, $0.node.span) }))
  }
}
