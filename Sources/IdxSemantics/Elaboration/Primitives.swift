import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// A call of a primitive on the way to its results.
private struct PrimitiveCall {
  /// What is called, with its declaration in the library.
  let primitive: Primitive
  let method: MethodDeclaration
  /// The axes that each axis variable of the declaration stands for.
  var axes: [String: [Axis]] = [:]
  /// The arguments, in the order of the declaration.
  var arguments: [ArrayTerm] = []
  /// The inputs as the plan describes them.
  var inputs: [PrimitiveShape.Input] = []
  /// Where the declaration is read.
  var scope: Scope
  /// The whole call.
  let span: Span

  /// `true` iff the primitive works cell by cell, so that what is missing stays missing.
  var isCellByCell: Bool { method.inputs.allSatisfy { $0.type?.axes.isEmpty ?? true } }
  /// The name by which it is called.
  var name: String { primitive.rawValue }
}

extension Elaborator {
  /// `true` iff `clause` names axes and nothing else; reports what `name` cannot heed.
  func hasAxesOnly(_ clause: ClauseSyntax, _ name: String) -> Bool {
    guard let span = clause.condition?.span ?? clause.by?.span else {
      return true
    }
    report(.arguments("`\(name)` takes all of the axis", at: span))
    return false
  }

  /// Returns the results of `primitive` on `site`: its declaration `method` says what it takes and
  /// gives.
  ///
  /// Where the declaration has one axis variable after `over`, it stands for all axes that the call
  /// names. Where it has two, the first stands for those that the first argument has, the second for
  /// the others; if the first argument is over both, they are named in order.
  func primitive(
    _ primitive: Primitive, _ method: MethodDeclaration, _ site: CallSite, _ scope: Scope
  ) -> Term {
    var call = PrimitiveCall(
      primitive: primitive, method: method,
      scope: Scope(module: standardSymbol(primitive.rawValue)?.module ?? scope.module),
      span: site.span)
    guard let clauseAxes = clauseAxes(of: call, site, scope),
      let given = given(call, site, site.clause == nil ? scope : widened(scope)),
      bind(clauseAxes, given, &call)
    else { return .failed }
    for (input, argument) in zip(method.inputs, given) {
      guard take(argument.term, as: input, at: argument.span, &call) else { return .failed }
    }
    return results(of: call, origin(site.span, scope))
  }

  /// Returns the axes that the call names after `over`.
  private func clauseAxes(
    of call: PrimitiveCall, _ site: CallSite, _ scope: Scope
  ) -> [Axis]? {
    let variables = call.method.axes.filter { $0.clause == .over }
    guard let clause = site.clause else {
      if variables.isEmpty { return [] }
      report(
        .arguments(
          "`\(call.name)` needs the axis it works on", at: site.span,
          hints: ["write `over …` as the last argument"]))
      return nil
    }
    guard !variables.isEmpty else {
      report(.arguments("`\(call.name)` works cell by cell", at: clause.span))
      return nil
    }
    guard !clause.isAlong else {
      report(.arguments("`\(call.name)` works over axes, not along one", at: clause.span))
      return nil
    }
    guard hasAxesOnly(clause, call.name) else { return nil }
    var result: [Axis] = []
    for name in clause.axes {
      guard let axis = axis(name, scope) else { return nil }
      guard !result.contains(axis) else {
        report(.arguments("\(name.text) is named twice", at: name.span))
        return nil
      }
      result.append(axis)
    }
    return result
  }

  /// Returns the arguments in the order of the inputs, defaults where there is none.
  private func given(
    _ call: PrimitiveCall, _ site: CallSite, _ scope: Scope
  ) -> [(term: Term, span: Span)]? {
    let inputs = call.method.inputs
    var places = [Expression?](repeating: nil, count: inputs.count)
    for (label, value) in site.arguments {
      let place =
        label.map { label in inputs.firstIndex { $0.name?.text == label.text } }
        ?? places.firstIndex { $0 == nil }
      guard let place, places[place] == nil else {
        let names = inputs.compactMap { $0.name.map { "`\($0.text)`" } }
        let many = "\(inputs.count) argument\(inputs.count == 1 ? "" : "s")"
        report(
          .arguments(
            label.map { "`\(call.name)` has no argument `\($0.text)` left" }
              ?? "`\(call.name)` takes \(many), and this is one more",
            at: label?.span ?? value.span, hints: ["it has \(names.joined(separator: ", "))"]))
        return nil
      }
      places[place] = value
    }
    var result: [(Term, Span)] = []
    for (input, value) in zip(inputs, places) {
      guard let expression = value ?? input.defaultValue else {
        report(
          .arguments(
            "`\(call.name)` needs `\(input.name?.text ?? "")`", at: site.span,
            hints: ["write `\(input.name?.text ?? ""): …`"]))
        return nil
      }
      let term = self.term(expression, value == nil ? call.scope : scope)
      if term.isFailed { return nil }
      result.append((term, value?.span ?? site.span))
    }
    return result
  }

  /// Finds out which axes each axis variable of the declaration stands for.
  private func bind(
    _ axes: [Axis], _ given: [(term: Term, span: Span)], _ call: inout PrimitiveCall
  ) -> Bool {
    let names = call.method.axes.filter { $0.clause == .over }.compactMap { $0.name?.text }
    if names.count == 2 {
      let first = call.method.inputs.first?.type?.axes.compactMap(\.name?.text) ?? []
      let own = given.first.map { self.axes(of: $0.term) } ?? []
      let isOverBoth = names.allSatisfy(first.contains)
      let groups =
        isOverBoth
        ? [Array(axes.prefix(1)), Array(axes.dropFirst())]
        : [axes.filter(own.contains), axes.filter { !own.contains($0) }]
      for (name, group) in zip(names, groups) { call.axes[name] = group }
      guard groups.allSatisfy({ isOverBoth ? $0.count == 1 : !$0.isEmpty }) else {
        let input = call.method.inputs.first?.name?.text ?? ""
        report(
          .arguments(
            isOverBoth
              ? "`\(call.name)` works over two axes"
              : "`\(call.name)` works over axes of `\(input)` and over others",
            at: call.span, hints: [usage(of: call)]))
        return false
      }
    } else if let name = names.first {
      call.axes[name] = axes
    }
    for variable in call.method.axes {
      guard let name = variable.name?.text, let base = variable.base?.text,
        let of = call.axes[base]
      else { continue }
      guard of.count == 1 else {
        report(.arguments("`\(call.name)` works over one axis", at: call.span))
        return false
      }
      call.axes[name] = [components(of: of[0])]
    }
    for (name, axes) in call.axes { call.scope.axes[name] = axes.first }
    return true
  }

  private func usage(of call: PrimitiveCall) -> String {
    let words = call.method.inputs.map { input in
      let axes = input.type?.axes.compactMap(\.name?.text) ?? []
      return (input.name?.text ?? "") + (axes.isEmpty ? "" : "[\(axes.joined(separator: ", "))]")
    }
    let over = call.method.axes.filter { $0.clause == .over }.compactMap { $0.name?.text }
    let all = words + ["over \(over.joined(separator: ", "))"]
    return "it is `\(call.name)(\(all.joined(separator: ", ")))`"
  }

  /// Returns the axes that `syntax` names, each with those that its variable stands for, in order.
  private func axes(of syntax: TypeSyntax, _ call: PrimitiveCall) -> [[Axis]] {
    syntax.axes.compactMap(\.name).map { name in
      (call.axes[name.text] ?? []).map { Axis(Int($0.base), primes: Int($0.primes) + name.primes) }
    }
  }

  /// Returns all axes that inputs and results are declared over: the primitive is mapped over others.
  private func workingAxes(of call: PrimitiveCall) -> Set<Axis> {
    var types = call.method.inputs.compactMap(\.type)
    switch call.method.result {
    case .type(let type): types.append(type)
    case .record(let fields): types += fields.compactMap(\.type)
    case nil: break
    }
    return Set(types.flatMap { axes(of: $0, call) }.flatMap { $0 })
  }

  /// Takes `term` as the argument for `input`.
  private func take(
    _ term: Term, as input: InputSyntax, at span: Span, _ call: inout PrimitiveCall
  ) -> Bool {
    guard let syntax = input.type, let name = input.name?.text,
      var declared = type(syntax, call.scope)
    else { return false }
    let groups = axes(of: syntax, call)
    declared.value.axes = builder.ordered(groups.flatMap { $0 })
    let what = "`\(name)` of `\(call.name)`"
    guard var array = array(term) else {
      report(.wrongType(expected: describe(declared.value), found: describe(term), at: span))
      return false
    }
    for group in groups where group.count > 1 && group.contains(where: array.type.axes.contains) {
      let absent = group.filter { !array.type.axes.contains($0) }
      if !absent.isEmpty { array = spread(array, over: absent, at: span) }
    }
    let own = declared.value.axes
    let working = workingAxes(of: call)
    if let extra = array.type.axes.first(where: { !own.contains($0) && working.contains($0) }) {
      report(
        .extraAxis(self.name(of: extra), parameter: name, method: call.name, at: span))
      return false
    }
    guard takesMeasure(array, call.primitive, what, at: span),
      case .array(let taken) = conforming(.array(array), to: declared, what: what, at: span)
    else { return false }
    call.arguments.append(taken)
    call.inputs.append(
      PrimitiveShape.Input(
        groups.flatMap { $0 }, takesMissing: declared.value.isOptional && !call.isCellByCell))
    return true
  }

  /// `true` iff `primitive` takes `array` in its measure; reports it otherwise.
  private func takesMeasure(
    _ array: ArrayTerm, _ primitive: Primitive, _ what: String, at span: Span
  ) -> Bool {
    let measure = array.type.measure
    let isFine =
      switch primitive {
      // What is compared in pairs has none to lose, and eigenvalues keep that of the matrix.
      case .principal: true
      case .eigen: measure.elementAxis == nil
      default: measure.isNone || measure.isUnknown
      }
    if !isFine { report(.measureMustGo(what, "\(measure)", at: span)) }
    return isFine
  }

  /// Returns the results that the declaration names.
  private func results(of call: PrimitiveCall, _ origin: Origin) -> Term {
    func result(_ number: Int, _ syntax: TypeSyntax?) -> Term {
      guard let syntax, let declared = type(syntax, call.scope) else { return .failed }
      var type = declared.value
      let shape = PrimitiveShape(
        call.inputs, kept: axes(of: syntax, call).flatMap { $0 }, element: type.element,
        givesMissing: type.isOptional && !call.isCellByCell)
      let isOfMatrix = call.primitive == .eigen && number == 0
      // What is given complete is complete.
      let mayLack = call.arguments.contains(where: \.type.isOptional)
      type.isOptional = type.isOptional && mayLack
      type.measure = isOfMatrix ? call.arguments[0].type.measure : .none
      return made(
        type,
        builder.primitive(
          call.primitive, call.arguments.map { here($0) }, shape, result: number, origin: origin))
    }
    switch call.method.result {
    case .record(let fields):
      return .record(
        fields.enumerated().map { ($1.name?.text ?? "", result($0, $1.type)) })
    case .type(let syntax): return result(0, syntax)
    case nil: return .failed
    }
  }
}
