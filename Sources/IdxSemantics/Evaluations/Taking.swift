import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns what the step's `method` gives for what it is `supplied`; of several results the one
  /// called `field`.
  func taken(
    _ method: Expression, _ supplied: [String: ArrayTerm], field: String, pooling: Path?,
    at span: Span, _ scope: Scope
  ) -> ArrayTerm? {
    guard let term = takenTerm(method, supplied, pooling: pooling, at: span, scope) else {
      return nil
    }
    return picked(term, field, at: method.span)
  }

  /// Returns the result `field` of `term`, which may be the only one.
  func picked(_ term: Term, _ field: String, at span: Span) -> ArrayTerm? {
    switch term {
    case .failed: return nil
    case .record(let fields):
      if let found = fields.first(where: { $0.label == field }) { return array(found.term) }
      report(
        .unknownMember(
          field, of: "the result of this method", at: span, known: fields.map(\.label)))
      return nil
    default:
      if let array = array(term) { return array }
      report(.wrongType(expected: "an array", found: describe(term), at: span))
      return nil
    }
  }

  /// Returns the term that the step's `method` gives.
  func takenTerm(
    _ method: Expression, _ supplied: [String: ArrayTerm], pooling: Path?, at span: Span,
    _ scope: Scope
  ) -> Term? {
    let outer = builder.step
    builder.step = span
    defer { builder.step = outer }
    var scope = scope
    var supplied = supplied
    var pooled: Axis?
    if let pooling {
      guard let axis = axis(pooling, scope), let x = supplied["x"],
        let (product, flat) = pool(x, axis, at: span, scope)
      else { return nil }
      supplied["x"] = flat
      scope.ambient = flat.type.axes
      pooled = product
    }
    var site = CallSite(arguments: [], clause: nil, span: span)
    site.supplied = supplied.mapValues { .array($0) }
    if let x = supplied["x"] { noteMeasure(of: x, in: &scope) }
    var callee = method
    if case .call(let call) = method, let called = call.callee {
      callee = called
      site.arguments = call.arguments.compactMap { argument in
        argument.value.map { (argument.label, $0) }
      }
      site.clause = call.clause
    }
    let term: Term
    lastWorkings = nil
    if isMethod(callee, scope) {
      term = apply(callee, site, scope)
    } else {
      scope.combined = nil
      term = grouped(self.term(method, scope), at: method.span, scope)
      lastWorkings = nil
    }
    if term.isFailed { return nil }
    guard let pooled else { return term }
    return unpooled(term, pooled, at: span, scope)
  }

  /// `true` iff the step's `method` takes the weights `w` that a step supplies, and is not given others.
  func takesWeights(_ method: Expression, _ scope: Scope) -> Bool {
    var callee = method
    if case .call(let call) = method, let called = call.callee {
      if call.arguments.contains(where: { $0.label?.text == "w" }) { return false }
      callee = called
    }
    if case .index(let index) = callee, let base = index.base { callee = base }
    guard let path = Path(callee), let (id, rest) = start(of: path, in: scope.module),
      case .method(let found)? = symbol(id)?.kind
    else { return false }
    return rest.isEmpty && found.inputs.contains { $0.name?.text == "w" }
  }

  private func isMethod(_ callee: Expression, _ scope: Scope) -> Bool {
    switch callee {
    case .name(let name):
      guard let id = resolve(name.name.text, in: scope.module), let symbol = symbol(id) else {
        return true
      }
      if case .method = symbol.kind { return true }
      return false
    case .index(let index): return index.indexers.allSatisfy { $0.isBinding }
    case .member(let member):
      // `alias.method`, or `parks.at(Group)`; every other member is a value.
      if member.member?.text == "at" { return false }
      guard case .name(let base) = member.base else { return false }
      return modules[scope.module]?.imports.contains { $0.alias == base.name.text } == true
    default: return false
    }
  }

  /// Returns `x` with its objects and the axis `other` joined to one axis of objects.
  private func pool(_ x: ArrayTerm, _ other: Axis, at span: Span, _ scope: Scope) -> (
    Axis, ArrayTerm
  )? {
    guard let objects = x.type.axes.first(where: { axisInfos[Int($0.base)].kind == .objects }),
      x.type.axes.contains(other), other != objects
    else {
      report(.axisNotThere(name(of: other), axes: x.type.axes.map { name(of: $0) }, at: span))
      return nil
    }
    let product = makeAxis(
      AxisInfo(
        name: "\(name(of: objects)) x \(name(of: other))", kind: .objects,
        origin: .product([other, objects]), span: span),
      elements: .product([other, objects]))
    let flat = made(x.type, builder.pool(here(x), product, origin: origin(span, scope))).array
    return flat.map { (product, $0) }
  }

  private func unpooled(_ term: Term, _ product: Axis, at span: Span, _ scope: Scope) -> Term {
    switch term {
    case .record(let fields):
      return .record(fields.map { ($0.label, unpooled($0.term, product, at: span, scope)) })
    case .array(let array) where array.type.axes.contains(product):
      return made(array.type, builder.unpool(here(array), product, origin: origin(span, scope)))
    default: return term
    }
  }

  /// Returns `term` as it is for the group that a step is being taken on: a judgement gives the
  /// matrix of the group, a family its member.
  func grouped(_ term: Term, at span: Span, _ scope: Scope) -> Term {
    switch term {
    case .judgement(let id): return comparisons(id, at: span, scope)
    case .family(let members, let other):
      readsOfStep += 1
      seeBeyondShape()
      guard let (evaluation, node) = scope.group else { return term }
      let index = evaluations[evaluation].index
      let theirs = evaluations[other].index
      guard
        let member = members.first(where: {
          theirs.nodes[$0.node].path == index.nodes[node].path
        })
      else {
        return fail(
          .unknownElement(
            index.nodes[node].code, of: "this value for each group", at: span, nearest: nil))
      }
      return renamedToGroup(
        member.term, evaluations[other].childAxes[member.node], evaluation, node)
    default: return term
    }
  }

  /// Returns `term` with the axis of another evaluation's group called as the group of this one.
  private func renamedToGroup(_ term: Term, _ axis: Axis?, _ evaluation: Int, _ node: Int) -> Term {
    guard case .array(let array) = term, let axis,
      let own = evaluations[evaluation].childAxes[node], own != axis,
      axisInfos[Int(own.base)].codes == axisInfos[Int(axis.base)].codes
    else { return term }
    var type = array.type
    if type.sharesAlong == axis { type.sharesAlong = own }
    return made(
      type, builder.relabel(here(array), [axis: own], origin: builder[here(array)].origin))
  }

  /// Returns the pairwise comparisons of the judgement `id` as an array.
  private func comparisons(_ id: SymbolID, at span: Span, _ scope: Scope) -> Term {
    guard let judgement = judgementModel(id) else { return .failed }
    readsOfStep += 1
    seeBeyondShape()
    if let (evaluation, node) = scope.group {
      let index = evaluations[evaluation].index
      guard let axis = evaluations[evaluation].childAxes[node] else { return .failed }
      let path = index.nodes[node].path
      let codes = axisInfos[Int(axis.base)].codes ?? []
      guard
        let subject = judgement.subjects.first(where: {
          $0.group == path && Set(codes).isSubset(of: Set($0.codes))
        })
      else {
        return fail(
          .judgementLacksGroup(
            judgement.name, group: index.nodes[node].title(nil), at: span,
            group: index.nodes[node].span, judgement: judgement.span))
      }
      return matrix(judgement, [subject], over: nil, axis, codes)
    }
    guard let on = judgement.on, case .judgement(let declaration)? = symbol(id)?.kind,
      !declarationIsOnIndex(on, id), let axis = self.axis(on, Scope(module: id.module)),
      let codes = axisInfos[Int(axis.base)].codes
    else { return .judgement(id) }
    var per: Axis?
    if let path = declaration.per { per = self.axis(path, Scope(module: id.module)) }
    return matrix(judgement, judgement.subjects, over: per, axis, codes)
  }

  private func declarationIsOnIndex(_ path: Path, _ id: SymbolID) -> Bool {
    guard path.names.count == 1 || path.names.last?.text != Self.leaves,
      let first = path.names.first, let subject = resolve(first.text, in: id.module)
    else { return false }
    return indexModel(subject) != nil
  }

  /// Returns the comparisons of `subjects`, one for each element of `per` where there is one, as an
  /// array over `axis`, its twin, `per` and the raters, for the things with `codes`.
  func matrix(
    _ judgement: JudgementModel, _ subjects: [JudgementModel.Subject], over per: Axis?,
    _ axis: Axis, _ codes: [String]
  ) -> Term {
    guard let first = subjects.first else { return .failed }
    let twin = Axis(Int(axis.base), primes: Int(axis.primes) + 1)
    let raters =
      judgement.raters.isEmpty
      ? nil
      : makeAxis(
        AxisInfo(
          name: judgement.raterAxis ?? "\(judgement.name) raters", kind: .raters, origin: .parts,
          span: judgement.span, codes: judgement.raters),
        elements: .fixed(codes: judgement.raters, labels: judgement.raters))
    let axes = builder.ordered([axis, twin] + [per, raters].compactMap { $0 })
    let perCodes = per.flatMap { axisInfos[Int($0.base)].codes } ?? []
    let sizes = axes.map { other in
      other == raters ? judgement.raters.count : other == per ? perCodes.count : codes.count
    }
    func term(_ cells: [Double?]) -> Term {
      let type = ValueType(
        .real, axes: axes, isOptional: cells.contains { $0 == nil },
        range: Interval(0, .infinity, excludesLower: true))
      let term = self.array(cells, type, Origin(first.span, name: judgement.name))
      if let array = term.array { note(array, ties: Opposites(.multiply, [axis, twin])) }
      return term
    }
    func array(_ part: (ComparisonMatrix) -> [[Double?]]) -> Term {
      var cells: [Double?] = []
      if axes == [axis, twin] {
        let order = codes.map { first.codes.firstIndex(of: $0) }
        let matrix = part(first.matrices[0])
        cells = order.flatMap { row in
          order.map { column in row.flatMap { row in column.flatMap { matrix[row][$0] } } }
        }
        return term(cells)
      }
      var positions = Array(repeating: 0, count: axes.count)
      for _ in 0..<sizes.reduce(1, *) {
        let at = Dictionary(uniqueKeysWithValues: zip(axes, positions))
        let subject =
          per.flatMap { axis in subjects.first { $0.group == perCodes[at[axis] ?? 0] } } ?? first
        let matrix = subject.matrices[raters.flatMap { at[$0] } ?? 0]
        let row = subject.codes.firstIndex(of: codes[at[axis] ?? 0])
        let column = subject.codes.firstIndex(of: codes[at[twin] ?? 0])
        cells.append(row.flatMap { row in column.flatMap { part(matrix)[row][$0] } })
        for place in positions.indices.reversed() {
          positions[place] += 1
          if positions[place] < sizes[place] { break }
          positions[place] = 0
        }
      }
      return term(cells)
    }
    if judgement.isTriangular {
      return .record([("l", array(\.lows)), ("m", array(\.cells)), ("u", array(\.highs))])
    }
    return array(\.cells)
  }
}
