import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns a reduction: `sum(e, over A, B where c by m)`.
  func reduction(_ builtin: Builtin, _ site: CallSite, _ scope: Scope) -> Term {
    guard let operation = builtin.reductionOperator else { return .failed }
    let before = diagnostics.count
    let result = reduction(builtin, operation, site, scope)
    if result.isFailed {
      let parts = [site.clause?.condition, site.clause?.by].compactMap(\.self)
      for part in site.arguments.map(\.value) + parts {
        reportUnknownNames(in: part, since: before, scope)
      }
    }
    return result
  }

  private func reduction(
    _ builtin: Builtin, _ operation: ReductionOperator, _ site: CallSite, _ scope: Scope
  ) -> Term {
    guard let clause = site.clause, !clause.isAlong else {
      return fail(
        .arguments(
          "`\(builtin.rawValue)` needs the axis it removes", at: site.span,
          hints: ["write `over` and the axis as the last argument"]))
    }
    // A clause that names nothing has been reported by the parser.
    guard let over = reducedAxes(clause, scope), !over.isEmpty else { return .failed }
    let scope = widened(scope, over: over)
    var inner = scope
    var condition: ArrayTerm?
    if let test = clause.condition {
      guard let found = boolean(test, scope) else { return .failed }
      condition = found
      inner = narrowed(scope, by: test, holds: true)
    }
    var by: (axis: Axis, map: NodeIndex, array: ArrayTerm)?
    if let map = clause.by {
      guard let found = array(map, scope) else { return .failed }
      guard case .element(let axis) = found.type.element else {
        return fail(
          .wrongType(
            expected:
              "an element of an axis for each \(over.map { name(of: $0) }.joined(separator: ", "))",
            found: describe(found.type), at: map.span))
      }
      guard !isOfTexts(axis) else {
        return fail(
          .arguments(
            "`by` needs elements of an axis, and these are texts", at: map.span,
            hints: ["declare the column as `group … defines …` in its table"]))
      }
      by = (axis.unprimed, here(found), found)
    }
    guard let (value, extra) = operands(builtin, site, over, scope, inner) else { return .failed }
    // What surely holds leaves nothing out; it stays only where it brings in axes.
    if let test = condition, test.type.isSurelyTrue,
      Set(test.type.axes).isSubset(of: (value?.type.axes ?? []) + over)
    {
      condition = nil
    }
    return reduced(builtin, operation, value, extra, over, condition, by, site, clause, scope)
  }

  /// Returns what `builtin` reduces, in the scope `inner` of the cells that count, and its second
  /// operand, which is the same for all of them.
  private func operands(
    _ builtin: Builtin, _ site: CallSite, _ over: [Axis], _ scope: Scope, _ inner: Scope
  ) -> (value: ArrayTerm?, extra: ArrayTerm?)? {
    guard let arguments = ordered(site.arguments, of: builtin) else { return nil }
    let takesValue = ![.count, .first, .last].contains(builtin)
    let expected = (takesValue ? 1 : 0) + ([.nth, .quantile].contains(builtin) ? 1 : 0)
    guard arguments.count == expected else {
      report(
        .arguments(
          "`\(builtin.rawValue)` takes \(expected) value\(expected == 1 ? "" : "s") besides its axes",
          at: site.span))
      return nil
    }
    guard takesValue else { return (nil, nil) }
    guard let value = array(arguments[0], inner) else { return nil }
    guard expected == 2 else { return (value, nil) }
    guard let extra = numeric(arguments[1], scope) else { return nil }
    guard extra.type.axes.allSatisfy({ !over.contains($0) }),
      builtin == .quantile || extra.type.element == .integer,
      extra.type.measure.isNone || extra.type.measure.isUnknown
    else {
      report(
        .wrongType(
          expected: builtin == .nth
            ? "a whole number, the same for all that is reduced"
            : "a plain number, the same for all that is reduced",
          found: describe(extra.type), at: arguments[1].span))
      return nil
    }
    return (value, extra)
  }

  /// Returns the axes that `clause` names, reporting what is not an axis or named twice.
  private func reducedAxes(_ clause: ClauseSyntax, _ scope: Scope) -> [Axis]? {
    var over: [Axis] = []
    for name in clause.axes {
      guard let axis = axis(name, scope) else { return nil }
      guard !over.contains(axis) else {
        report(.arguments("\(self.name(of: axis)) is named twice", at: name.span))
        return nil
      }
      readElements(of: axis)
      over.append(axis)
    }
    return over
  }

  private func reduced(
    _ builtin: Builtin, _ operation: ReductionOperator, _ value: ArrayTerm?, _ extra: ArrayTerm?,
    _ over: [Axis], _ condition: ArrayTerm?, _ by: (axis: Axis, map: NodeIndex, array: ArrayTerm)?,
    _ site: CallSite, _ clause: ClauseSyntax, _ scope: Scope
  ) -> Term {
    if builtin == .any || builtin == .all {
      if let value, value.type.element != .boolean {
        return fail(
          .wrongType(
            expected: "true or false", found: describe(value.type),
            at: site.arguments[0].value.span))
      }
    } else if let value, !value.type.isNumeric {
      return fail(
        .wrongType(
          expected: "a number", found: describe(value.type), at: site.arguments[0].value.span))
    }
    let there = Set(
      (value?.type.axes ?? []) + (condition?.type.axes ?? []) + (by?.array.type.axes ?? []))
    for (axis, name) in zip(over, clause.axes) where !there.contains(axis) {
      // Counting the elements of an axis needs no value over it.
      if value == nil { continue }
      return fail(
        .axisNotThere(
          self.name(of: axis),
          axes: there.sorted { ($0.base, $0.primes) < ($1.base, $1.primes) }
            .map { self.name(of: $0) },
          at: name.span))
    }
    if let value, let stray = stray(value, over, site, clause, scope) { return fail(stray) }
    if let value, let own = value.type.measure.elementAxis, over.contains(where: { $0.base == own })
    {
      return fail(
        .measureMustGo(
          "`\(builtin.rawValue)` over \(name(of: Axis(Int(own))))",
          "a measure of its own for each", at: site.arguments[0].value.span))
    }
    guard fits(value, condition, by, over, site, clause) else { return .failed }
    let origin = origin(site.span, scope)
    if builtin == .count, condition == nil, by == nil {
      let sizes = over.map { builder.size($0, origin: origin) }
      let node = sizes.dropFirst().reduce(sizes[0]) {
        builder.binary(.multiply, $0, $1, origin: origin)
      }
      return made(ValueType(.integer, range: counts(of: over)), node)
    }
    let node = builder.reduce(
      operation, value.map { here($0) }, over: over, extra: extra.map { here($0) },
      condition: condition.map { here($0) } ?? (value == nil ? yes(over, origin) : nil),
      by: by.map { ($0.axis, $0.map) }, origin: origin)
    return made(
      type(
        of: builtin, value, over,
        isPartial: condition?.type.isSurelyTrue == false || by != nil
          || extra?.type.isOptional == true || mayBeEmpty(over)), node)
  }

  /// Returns the finding that `value` has axes, and none of those that are removed: `where` and `by`
  /// pick elements of an axis, but read nothing at them. A single number is the same for each element.
  private func stray(
    _ value: ArrayTerm, _ over: [Axis], _ site: CallSite, _ clause: ClauseSyntax, _ scope: Scope
  ) -> Diagnostic? {
    var own = value.type.axes
    // What a method does not mention it is mapped over.
    let bound = Set(scope.axes.values.map(\.base))
    if scope.method != nil { own.removeAll { !bound.contains($0.base) } }
    guard !own.isEmpty, !own.contains(where: over.contains) else { return nil }
    let wanted = name(of: over[0])
    let reduced = site.arguments[0].value
    let written = Path(reduced) == nil ? "(\(reduced.node.text))" : reduced.node.text
    return .axisNotThere(
      wanted, axes: own.map { name(of: $0) }, at: clause.axes[0].span,
      hints: own.contains { $0.base == over[0].base }
        ? ["read it there: `\(written)[\(wanted)]`"]
        : ["`where` and `by` pick elements of \(wanted), but the value is the same for each"])
  }

  /// Returns the reduction of `x` over the axis that a step `combine` removes, named without arguments.
  func combination(
    _ builtin: Builtin, _ x: ArrayTerm, over axis: Axis, _ span: Span, _ scope: Scope
  )
    -> Term?
  {
    guard let operation = builtin.reductionOperator, x.type.isNumeric,
      ![.count, .first, .last, .nth, .quantile].contains(builtin)
    else { return nil }
    let node = builder.reduce(
      operation, here(x), over: [axis], origin: origin(span, scope))
    return made(type(of: builtin, x, [axis], isPartial: mayBeEmpty([axis])), node)
  }

  /// `true` iff one of `axes` may have no elements: those that a condition has picked.
  func mayBeEmpty(_ axes: [Axis]) -> Bool {
    axes.contains { axis in
      switch axisInfos[Int(axis.base)].origin {
      case .filtered: true
      case .components(of: let base): mayBeEmpty([base])
      default: false
      }
    }
  }

  /// `true` iff the condition and the map of a reduction go with what is reduced; reports it otherwise.
  private func fits(
    _ value: ArrayTerm?, _ condition: ArrayTerm?,
    _ by: (axis: Axis, map: NodeIndex, array: ArrayTerm)?,
    _ over: [Axis], _ site: CallSite, _ clause: ClauseSyntax
  ) -> Bool {
    if let value, let condition, !pairs(value, condition, at: site.span) { return false }
    guard let by else { return true }
    let place = clause.by?.span ?? clause.span
    guard over.count == 1 else {
      report(.arguments("`by` takes the place of one axis, and here are \(over.count)", at: place))
      return false
    }
    guard by.array.type.axes.contains(over[0]) else {
      report(
        .axisNotThere(
          name(of: over[0]), axes: by.array.type.axes.map { name(of: $0) }, at: place))
      return false
    }
    let others = (value?.type.axes ?? []) + (condition?.type.axes ?? []) + by.array.type.axes
    guard over[0] == by.axis || !others.contains(by.axis) else {
      report(
        .arguments(
          "`by` would bring in \(name(of: by.axis)) a second time", at: place,
          hints: ["group by a map into an axis that the value does not have"]))
      return false
    }
    return true
  }

  /// Returns how many cells there are over `axes`, as far as the model tells.
  private func counts(of axes: [Axis]) -> Interval {
    var count = 1.0
    for axis in axes {
      guard case .fixed(let codes, _) = builder.axes[Int(axis.base)].elements else {
        return Interval(mayBeEmpty(axes) ? 0 : 1, .infinity)
      }
      count *= Double(codes.count)
    }
    return .exactly(count)
  }

  /// Returns the node that is true for each element of `over`, for `first` and `last` of a whole axis.
  private func yes(_ over: [Axis], _ origin: Origin) -> NodeIndex {
    let elements = builder.elements(over[0], origin: origin)
    return builder.unary(.present, elements, origin: origin)
  }

  /// Returns what is known of a reduction of `value`.
  private func type(
    of builtin: Builtin, _ value: ArrayTerm?, _ over: [Axis], isPartial: Bool
  ) -> ValueType {
    var type = value?.type ?? ValueType(.integer)
    type.sharesAlong = nil
    let hasNeutral = [.sum, .product, .count, .any, .all].contains(builtin)
    type.isOptional = (value?.type.isOptional ?? false) || isPartial && !hasNeutral
    let range = value?.type.range ?? .all
    switch builtin {
    case .count:
      type = ValueType(.integer, range: .counts)
    case .any, .all:
      type = ValueType(.boolean, isOptional: type.isOptional)
      if value?.type.isSurelyTrue == true, !isPartial || builtin == .all {
        type.range = .surelyTrue
      }
      if value?.type.isSurelyFalse == true, !isPartial || builtin == .any {
        type.range = .surelyFalse
      }
    case .sum:
      type.range = Interval(
        range.lower >= 0 ? (isPartial ? 0 : range.lower) : -.infinity,
        range.upper <= 0 ? (isPartial ? 0 : range.upper) : .infinity,
        excludesLower: range.isPositive && !isPartial)
      if value?.type.sharesAlong.map(over.contains) == true, over.count == 1, !isPartial {
        type.range = .exactly(1)
      }
      type.range = type.range.untouched
    case .product:
      type.measure = type.measure.isNone ? .none : .unknown
      type.range = range.lower >= 0 ? Interval(0, range.upper <= 1 ? 1 : .infinity) : .all
      type.range.excludesLower = range.isPositive
    case .mean:
      type.element = .real
      type.range = range.untouched
    case .min, .max, .nth, .quantile:
      type.range = range.untouched
    case .first, .last, .argmin, .argmax:
      type.element = .element(over[0].unprimed)
      type.measure = .none
      type.range = .all
      type.isOriented = false
      type.isOptional = isPartial || type.isOptional
    default: break
    }
    return type
  }
}
