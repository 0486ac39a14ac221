import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the array read at elements of its axes: the one rule behind twins, transposes, lags,
  /// gathering and picking.
  func index(_ index: IndexExpression, _ scope: Scope) -> Term {
    guard let baseExpression = index.base else { return .failed }
    // Reading elsewhere reads cells of which the conditions around do not hold.
    let scope = widened(scope)
    let base = term(baseExpression, scope)
    if case .family(let members, let evaluation) = base {
      return mapped(members, evaluation) { self.read($0, index, scope) }
    }
    return read(base, index, scope)
  }

  private func read(_ base: Term, _ index: IndexExpression, _ scope: Scope) -> Term {
    if base.isFailed { return .failed }
    guard var array = array(base) else {
      return fail(
        .wrongType(expected: "a value over axes", found: describe(base), at: index.node.span))
    }
    if let part = restricted(array, index, scope) { return .array(part) }
    let simple = renaming(index, array, scope)
    if let simple {
      guard !simple.isEmpty else {
        let absent = index.indexers.first { indexer in
          guard let axis = namedAxis(indexer, scope) else { return false }
          return !array.type.axes.contains { $0.base == axis.base }
        }
        let place = absent?.value?.span ?? index.node.span
        let asked = absent.flatMap { namedAxis($0, scope) }.map { name(of: $0) }
        return fail(
          .axisNotThere(
            asked ?? "that often", axes: array.type.axes.map { name(of: $0) }, at: place))
      }
      return renamed(array, simple, at: index.node.span, scope)
    }
    for indexer in index.indexers {
      guard let value = indexer.value else { return .failed }
      guard let next = read(array, indexer, value, scope) else { return .failed }
      array = next
    }
    return .array(array)
  }

  /// Returns the axis whose name is all of `indexer`; `nil` where it is anything else.
  private func namedAxis(_ indexer: IndexerSyntax, _ scope: Scope) -> Axis? {
    guard indexer.axis == nil, let value = indexer.value, namesAxis(value, scope) else {
      return nil
    }
    if case .axis(let axis) = term(value, scope) { return axis }
    return nil
  }

  /// Returns the new names of axes where all indexers are axis names, as in `a[I', I]`: the k-th of
  /// them, in the order of their primes, reads the k-th twin that the array has.
  private func renaming(_ index: IndexExpression, _ array: ArrayTerm, _ scope: Scope) -> [Axis:
    Axis]?
  {
    var wanted: [Axis] = []
    for indexer in index.indexers {
      guard let axis = namedAxis(indexer, scope) else { return nil }
      wanted.append(axis)
    }
    var result: [Axis: Axis] = [:]
    for base in Set(wanted.map(\.base)) {
      let new = wanted.filter { $0.base == base }
      let old = array.type.axes.filter { $0.base == base }.sorted { $0.primes < $1.primes }
      guard new.count <= old.count else { return [:] }
      for (from, to) in zip(old, new) { result[from] = to }
    }
    return result
  }

  /// Returns `array` over a part of one of its axes, as in `x[East]` for `axis East = Province where …`;
  /// `nil` where no such part is named.
  private func restricted(_ array: ArrayTerm, _ index: IndexExpression, _ scope: Scope)
    -> ArrayTerm?
  {
    guard index.indexers.count == 1, let part = namedAxis(index.indexers[0], scope),
      case .filtered(let whole) = axisInfos[Int(part.base)].origin,
      !array.type.axes.contains(where: { $0.base == part.base })
    else { return nil }
    let from = Axis(Int(whole.base), primes: Int(part.primes))
    guard array.type.axes.contains(from) else { return nil }
    var type = array.type
    if type.sharesAlong == from { type.sharesAlong = nil }
    type.range = type.range.untouched
    type.measure = type.measure.renaming(elementsOf: whole.base, to: part.base)
    return made(
      type,
      builder.restrict(here(array), from: from, to: part, origin: origin(index.node.span, scope))
    ).array
  }

  private func renamed(
    _ array: ArrayTerm, _ names: [Axis: Axis], at span: Span, _ scope: Scope
  ) -> Term {
    var type = array.type
    if let shares = type.sharesAlong, let new = names[shares] { type.sharesAlong = new }
    // A diagonal is a part of the array only.
    if Set(array.type.axes.map { names[$0] ?? $0 }).count < array.type.axes.count {
      type.sharesAlong = nil
      type.range = type.range.untouched
    }
    return made(type, builder.relabel(here(array), names, origin: origin(span, scope)))
  }

  /// Returns `array` read at one indexer.
  private func read(
    _ array: ArrayTerm, _ indexer: IndexerSyntax, _ value: Expression, _ scope: Scope
  ) -> ArrayTerm? {
    var axis: Axis?
    if let name = indexer.axis {
      guard let named = self.axis(name, scope) else { return nil }
      guard array.type.axes.contains(named) else {
        report(
          .axisNotThere(
            self.name(of: named), axes: array.type.axes.map { self.name(of: $0) }, at: name.span))
        return nil
      }
      axis = named
    }
    if let label = literalLabel(value, scope, axis, array) {
      guard let axis = axis ?? onlyAxis(array, with: label, at: value.span),
        let position = lookup(label, in: axis, at: value.span, scope)
      else { return nil }
      return gathered(array, axis, position, positionIsOptional: false, value.span, scope)
    }
    if let finding = nodeAsElement(value, of: array, axis, scope) {
      report(finding)
      return nil
    }
    guard let positions = self.array(value, scope, as: "an element of an axis") else { return nil }
    switch positions.type.element {
    case .element(let element):
      let candidates = array.type.axes.filter { $0.base == element.base }
      guard let target = axis ?? candidates.first else {
        report(
          .axisNotThere(
            name(of: element), axes: array.type.axes.map { name(of: $0) }, at: value.span))
        return nil
      }
      guard target.base == element.base else {
        report(
          .wrongType(
            expected: "an element of \(name(of: target))", found: describe(positions.type),
            at: value.span))
        return nil
      }
      return gathered(
        array, target, here(positions), positionIsOptional: positions.type.isOptional, value.span,
        scope)
    case .integer:
      return read(array, number: positions, axis, value, scope)
    default:
      report(
        .wrongType(
          expected: "an element of an axis", found: describe(positions.type), at: value.span))
      return nil
    }
  }

  /// Returns the finding that `value` names an indicator by its path in an index, where the name alone
  /// is an element of an axis of `array`.
  private func nodeAsElement(
    _ value: Expression, of array: ArrayTerm, _ axis: Axis?, _ scope: Scope
  ) -> Diagnostic? {
    guard case .member = value, let path = Path(value), !namesAxis(value, scope),
      let (id, rest) = start(of: path, in: scope.module), let model = indexModel(id),
      case .found = model.find(rest.map(\.text)), let code = rest.last?.text,
      let owner = (axis.map { [$0] } ?? array.type.axes).first(where: {
        axisInfos[Int($0.base)].codes?.contains(code) == true
      })
    else { return nil }
    return .wrongKind(
      path.text, expected: "an element of \(name(of: owner))", found: "an indicator",
      at: value.span, hints: ["write `[\(code)]`"],
      fixes: [Fix("write `\(code)`", [TextEdit(value.span, code)])])
  }

  /// Returns `array` read at whole numbers that count from 1 along a numbered axis.
  private func read(
    _ array: ArrayTerm, number: ArrayTerm, _ axis: Axis?, _ value: Expression, _ scope: Scope
  ) -> ArrayTerm? {
    let numbered = array.type.axes.filter {
      [.positions, .components].contains(axisInfos[Int($0.base)].kind)
    }
    guard let target = axis ?? numbered.first, numbered.contains(target) else {
      report(
        .wrongType(
          expected: "an element of an axis", found: describe(number.type), at: value.span))
      return nil
    }
    let origin = origin(value.span, scope)
    let position = builder.binary(
      .subtract, here(number), builder.constant(1, origin: origin), origin: origin)
    let isInside = number.type.range.isWithin(Interval(1, Double(leastSize(of: target))))
    return gathered(
      array, target, position, positionIsOptional: number.type.isOptional || !isInside, value.span,
      scope)
  }

  /// Returns how many elements `axis` has at least.
  private func leastSize(of axis: Axis) -> Int {
    switch builder.axes[Int(axis.base)].elements {
    case .fixed(let codes, _): codes.count
    case .numbered(let base): leastSize(of: base)
    default: mayBeEmpty([axis]) ? 0 : 1
    }
  }

  private func gathered(
    _ array: ArrayTerm, _ axis: Axis, _ positions: NodeIndex, positionIsOptional: Bool,
    _ span: Span, _ scope: Scope
  ) -> ArrayTerm? {
    var type = array.type
    type.isOptional = type.isOptional || positionIsOptional
    type.range = type.range.untouched
    if type.sharesAlong == axis { type.sharesAlong = nil }
    if type.measure.elementAxis == axis.base, !builder.axes(of: positions).contains(axis) {
      type.measure = .unknown
    }
    return made(
      type, builder.gather(here(array), axis, at: positions, origin: origin(span, scope))
    ).array
  }

  /// Returns the label that `value` writes: a text, a name or number that is an element of `axis`.
  private func literalLabel(
    _ value: Expression, _ scope: Scope, _ axis: Axis?, _ array: ArrayTerm
  ) -> String? {
    switch value {
    case .string(let literal): return literal.value
    case .number(let literal):
      guard let axis, axisInfos[Int(axis.base)].kind == .periods else { return nil }
      return literal.text
    case .name(let name) where name.name.primes == 0 && scope.locals[name.name.text] == nil:
      let isNamed = axis != nil
      guard let axis = axis ?? (array.type.axes.count == 1 ? array.type.axes[0] : nil) else {
        return nil
      }
      seeBeyondShape()
      guard let codes = axisInfos[Int(axis.base)].codes else { return nil }
      // After the name of an axis a word that means nothing else is meant for an element.
      let isElse =
        scope.axes[name.name.text] != nil || resolve(name.name.text, in: scope.module) != nil
      return codes.contains(name.name.text) || isNamed && !isElse
        ? name.name.text : nil
    default: return nil
    }
  }

  /// Returns the axis of `array` that `label` is meant for: the only one, the only one whose written
  /// elements have it, or that of the objects.
  private func onlyAxis(_ array: ArrayTerm, with label: String, at span: Span) -> Axis? {
    if array.type.axes.count == 1 { return array.type.axes[0] }
    seeBeyondShape()
    let written = array.type.axes.filter {
      axisInfos[Int($0.base)].codes?.contains(label) == true
    }
    if written.count == 1 { return written[0] }
    let objects = array.type.axes.filter { axisInfos[Int($0.base)].kind == .objects }
    if objects.count == 1 { return objects[0] }
    let names = array.type.axes.map { name(of: $0) }
    report(
      names.isEmpty
        ? .axisNotThere("to read along", axes: [], at: span)
        : .arguments(
          "this may be an element of \(names.joined(separator: " or "))", at: span,
          hints: ["say of which: `[\(names[0]): …]`"]))
    return nil
  }
}
