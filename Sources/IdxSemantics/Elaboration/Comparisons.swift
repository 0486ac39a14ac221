import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns `left op right`, where `op` compares.
  func comparison(
    _ op: IdxSyntax.BinaryOperator, _ left: Expression, _ right: Expression, at span: Span,
    _ scope: Scope
  ) -> Term {
    // The parser has said that comparisons are not chained.
    if case .binary(let inner) = left, inner.op.isComparison { return .failed }
    let a = term(left, comparedWith: right, scope)
    let b = term(right, comparedWith: left, scope)
    if a.isFailed || b.isFailed { return .failed }
    // A word or a text is compared with elements of an axis: it is one of them.
    if case .text(let label) = b, let x = array(a) {
      return comparing(x, label, op, at: right.span, span, scope)
    }
    if case .text(let label) = a, let y = array(b) {
      return comparing(y, label, op, at: left.span, span, scope)
    }
    if case .family(let members, let evaluation) = a {
      return mapped(members, evaluation) { member in
        self.comparing(member, b, op, left.span, right.span, span, scope)
      }
    }
    return comparing(a, b, op, left.span, right.span, span, scope)
  }

  /// Returns what `expression` is beside `other`: a column beside a text is one of texts.
  private func term(
    _ expression: Expression, comparedWith other: Expression, _ scope: Scope
  ) -> Term {
    guard case .string = unparenthesised(other), Path(unparenthesised(expression)) != nil else {
      return term(expression, scope)
    }
    let outer = readsTexts
    readsTexts = true
    defer { readsTexts = outer }
    return term(expression, scope)
  }

  private func comparing(
    _ a: Term, _ b: Term, _ op: IdxSyntax.BinaryOperator, _ left: Span, _ right: Span, _ span: Span,
    _ scope: Scope
  ) -> Term {
    guard let x = array(a) else {
      return fail(.wrongType(expected: "a value", found: describe(a), at: left))
    }
    guard var y = array(b) else {
      return fail(.wrongType(expected: "a value", found: describe(b), at: right))
    }
    let bothNumbers = x.type.isNumeric && y.type.isNumeric
    guard bothNumbers || sameElements(x.type.element, y.type.element) else {
      if areTexts(x, y) {
        return fail(
          .arguments(
            "texts of two tables are not compared", at: span,
            hints: ["declare both columns as groups of one axis: `group … of …`"]))
      }
      return fail(.wrongType(expected: describe(x.type), found: describe(y.type), at: right))
    }
    if case .element(let axis) = x.type.element, !isOrdered(axis, for: op, at: left) {
      return .failed
    }
    guard x.type.measure.agrees(with: y.type.measure) else {
      return fail(
        .measuresDiffer("\(x.type.measure)", "\(y.type.measure)", doing: "compare", at: span))
    }
    guard pairs(x, y, at: span) else { return .failed }
    y = converted(y, to: x.type.measure, at: right)
    var type = ValueType(.boolean, isOptional: x.type.isOptional || y.type.isOptional)
    if bothNumbers { type.range = decided(x.type.range, op, y.type.range) }
    return made(
      type, builder.binary(op.planOperator, here(x), here(y), origin: origin(span, scope)))
  }

  /// Returns whether numbers in `a` and `b` compare so, as far as the ranges tell.
  private func decided(_ a: Interval, _ op: IdxSyntax.BinaryOperator, _ b: Interval) -> Interval {
    // What is always missing has no range.
    if a.lower > a.upper || b.lower > b.upper { return .all }
    switch op {
    case .greater: return a.lower > b.upper ? .surelyTrue : a.upper <= b.lower ? .surelyFalse : .all
    case .less: return a.upper < b.lower ? .surelyTrue : a.lower >= b.upper ? .surelyFalse : .all
    case .greaterEqual:
      return a.lower >= b.upper ? .surelyTrue : a.upper < b.lower ? .surelyFalse : .all
    case .lessEqual:
      return a.upper <= b.lower ? .surelyTrue : a.lower > b.upper ? .surelyFalse : .all
    default: return .all
    }
  }

  private func areTexts(_ arrays: ArrayTerm...) -> Bool {
    arrays.allSatisfy {
      if case .element(let axis) = $0.type.element { isOfTexts(axis) } else { false }
    }
  }

  /// `true` iff elements of `axis` can be compared by `op`; reports it otherwise.
  private func isOrdered(
    _ axis: Axis, for op: IdxSyntax.BinaryOperator, at span: Span
  ) -> Bool {
    let kind = axisInfos[Int(axis.base)].kind
    if op == .equal || op == .notEqual || kind.isOrdered || kind == .objects || kind == .indicators
    {
      return true
    }
    let found = isOfTexts(axis) ? "texts" : "elements of \(name(of: axis))"
    report(.wrongType(expected: "elements of an ordered axis", found: found, at: span))
    return false
  }

  private func sameElements(_ a: ElementType, _ b: ElementType) -> Bool {
    if case .element(let x) = a, case .element(let y) = b { return x.base == y.base }
    return a == b
  }

  private func comparing(
    _ x: ArrayTerm, _ label: String, _ op: IdxSyntax.BinaryOperator, at place: Span, _ span: Span,
    _ scope: Scope
  ) -> Term {
    guard case .element(let axis) = x.type.element else {
      return fail(.wrongType(expected: describe(x.type), found: "a text", at: place))
    }
    guard isOrdered(axis, for: op, at: span),
      let element = lookup(label, in: axis, at: place, scope)
    else { return .failed }
    let type = ValueType(.boolean, isOptional: x.type.isOptional)
    return made(
      type, builder.binary(op.planOperator, here(x), element, origin: origin(span, scope)))
  }

  /// Returns the node of the position of the element `label` of `axis`, reporting its absence where
  /// the elements are written in the model.
  func lookup(_ label: String, in axis: Axis, at span: Span, _ scope: Scope) -> NodeIndex? {
    facts?.note(element: label, of: axis, at: span)
    seeBeyondShape()
    if let codes = axisInfos[Int(axis.base)].codes {
      guard case .fixed(_, let labels) = builder.axes[Int(axis.base)].elements,
        let position = codes.firstIndex(of: label) ?? labels.firstIndex(of: label)
      else {
        report(
          .unknownElement(
            label, of: "the axis \(name(of: axis))", at: span,
            nearest: Suggestion.nearest(label, in: codes)))
        return nil
      }
      return builder.constant(
        Double(position), element: .element(axis.unprimed), origin: origin(span, scope))
    }
    readElements(of: axis)
    let origin = origin(span, scope)
    let found = builder.node(.lookup(axis.unprimed, label: label), origin: origin)
    return builder.demand(
      builder.unary(.present, found, origin: origin), found,
      message: "\(name(of: axis.unprimed)) has no element `\(label)`", axes: [:], origin: origin)
  }
}
