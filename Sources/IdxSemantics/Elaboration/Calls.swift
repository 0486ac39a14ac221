import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// What a call gives, gathered before it is known what is called.
struct CallSite {
  /// The arguments with their labels.
  var arguments: [(label: Name?, value: Expression)]
  /// The axes of `over` and `along`, with their condition and map.
  var clause: ClauseSyntax?
  /// The axes named in `f[U = Province](…)`.
  var axes: [(name: Name, axis: Axis)] = []
  /// What a step supplies: the values and the weights.
  var supplied: [String: Term] = [:]
  /// The whole call.
  var span: Span
}

extension Elaborator {
  /// Returns the result of a call.
  func call(_ call: CallExpression, _ scope: Scope) -> Term {
    guard let callee = call.callee else { return .failed }
    var site = CallSite(
      arguments: call.arguments.compactMap { argument in
        argument.value.map { (argument.label, $0) }
      },
      clause: call.clause, span: call.node.span)
    guard site.arguments.count == call.arguments.count else { return .failed }
    var target = callee
    if case .index(let index) = callee, let base = index.base,
      index.indexers.allSatisfy({ $0.isBinding })
    {
      target = base
      for indexer in index.indexers {
        guard let name = indexer.axis, case .name(let value)? = indexer.value,
          let axis = axis(named: value.name, scope)
        else { return .failed }
        site.axes.append((name, axis))
      }
    }
    return apply(target, site, scope)
  }

  /// Returns the result of applying what `callee` names to `site`.
  func apply(_ callee: Expression, _ site: CallSite, _ scope: Scope) -> Term {
    let target: Term
    if case .name(let name) = callee, scope.locals[name.name.text] == nil,
      scope.axes[name.name.text] == nil
    {
      guard let id = resolve(name.name.text, in: scope.module) else {
        return fail(
          .unknownName(
            name.name.text, "method", at: name.name.span,
            nearest: nearest(to: name.name.text, "method", in: scope.module)))
      }
      used.insert(id)
      target = term(of: id, at: name.name.span)
    } else if case .member(let member) = callee, let name = member.member, name.text == "at",
      let base = member.base
    {
      return node(of: term(base, scope), site, scope)
    } else {
      target = term(callee, scope)
    }
    switch target {
    case .failed: return .failed
    case .method(let id): return apply(id, site, scope)
    case .axis(let axis): return stacked(axis, site, scope)
    default:
      return fail(
        .wrongKind(
          calleeText(callee), expected: "a method", found: describe(target), at: callee.span))
    }
  }

  private func calleeText(_ callee: Expression) -> String { callee.node.text }

  /// Returns `axis(a: …, b: …)`: arrays side by side along an axis whose parts are written.
  private func stacked(_ axis: Axis, _ site: CallSite, _ scope: Scope) -> Term {
    guard let codes = axisInfos[Int(axis.base)].codes else {
      return fail(
        .wrongKind(
          name(of: axis), expected: "an axis whose elements are written in the model",
          found: "an axis whose elements come from data", at: site.span))
    }
    var parts: [String: ArrayTerm] = [:]
    for (label, value) in site.arguments {
      var name = label
      if name == nil, case .name(let pun) = value { name = pun.name }
      guard let name else {
        return fail(.arguments("each part of \(self.name(of: axis)) needs its name", at: value.span))
      }
      guard codes.contains(name.text) else {
        return fail(
          .unknownElement(
            name.text, of: "the axis \(self.name(of: axis))", at: name.span,
            nearest: Suggestion.nearest(name.text, in: codes)))
      }
      guard parts[name.text] == nil else {
        return fail(.arguments("`\(name.text)` is given twice", at: name.span))
      }
      guard let array = array(value, scope) else { return .failed }
      parts[name.text] = array
    }
    let absent = codes.filter { parts[$0] == nil }
    guard absent.isEmpty else {
      return fail(
        .arguments(
          "no value for \(absent.prefix(5).map { "`\($0)`" }.joined(separator: ", "))",
          at: site.span))
    }
    return stack(codes.map { parts[$0] }, along: axis, at: site.span, scope)
  }

  /// Returns the result of the method `id` on `site`.
  func apply(_ id: SymbolID, _ site: CallSite, _ scope: Scope) -> Term {
    guard let symbol = symbol(id), case .method(let method) = symbol.kind else { return .failed }
    if method.isExternal { return builtin(symbol.name, method, site, scope) }
    guard !callStack.contains(id) else {
      return fail(.cyclicDefinition(symbol.name, at: site.span))
    }
    if modules[id.module]?.isStandard == false { checkAlone(method, id) }
    guard var arguments = bind(method, symbol.name, site, scope) else { return .failed }
    // A method of arrays is mapped over what differs from group to group.
    for (label, argument) in arguments {
      guard case .family(let members, let evaluation) = argument else { continue }
      return mapped(members, evaluation) { member in
        arguments[label] = member
        return self.instantiate(id, method, symbol.name, arguments, site, scope)
      }
    }
    return instantiate(id, method, symbol.name, arguments, site, scope)
  }

  /// Returns the arguments of a call by the names of the inputs, those without a value left out.
  private func bind(
    _ method: MethodDeclaration, _ name: String, _ site: CallSite, _ scope: Scope
  ) -> [String: Term]? {
    var result: [String: Term] = site.supplied.filter { supplied in
      method.inputs.contains { $0.name?.text == supplied.key }
    }
    var open = method.inputs.filter { $0.name.map { result[$0.text] == nil } ?? false }
    for (label, value) in site.arguments {
      let input: InputSyntax?
      if let label {
        input = method.inputs.first {
          $0.name?.text == label.text || $0.isInto && label.text == "into"
        }
        guard input != nil else {
          let known = method.inputs.compactMap { $0.name?.text }
          let nearest = Suggestion.nearest(label.text, in: known)
          report(
            .arguments(
              "`\(name)` has no argument `\(label.text)`", at: label.span,
              hints: [
                nearest.map { "did you mean `\($0)`?" }
                  ?? "it has \(known.map { "`\($0)`" }.joined(separator: ", "))"
              ]))
          return nil
        }
      } else {
        input = open.first { !$0.isInto } ?? open.first
      }
      guard let input, let inputName = input.name?.text else {
        report(
          .arguments(
            "`\(name)` takes \(method.inputs.count) arguments, and this is one more", at: value.span))
        return nil
      }
      guard result[inputName] == nil || site.supplied[inputName] != nil else {
        report(.arguments("`\(inputName)` of `\(name)` is given twice", at: value.span))
        return nil
      }
      open.removeAll { $0.name?.text == inputName }
      let argument = self.argument(value, input, scope)
      if argument.isFailed { return nil }
      result[inputName] = argument
    }
    for input in open where input.defaultValue == nil {
      report(
        .arguments(
          "`\(name)` needs `\(input.name?.text ?? "")`", at: site.span,
          hints: ["write `\(input.name?.text ?? ""): …`"]))
      return nil
    }
    return result
  }

  /// Returns the argument `value` for `input`: a word where the input is a choice.
  private func argument(_ value: Expression, _ input: InputSyntax, _ scope: Scope) -> Term {
    guard !input.choices.isEmpty else { return grouped(term(value, scope), at: value.span, scope) }
    guard case .name(let name) = value else {
      return fail(
        .wrongType(
          expected: "one of \(input.choices.map(\.text).joined(separator: ", "))",
          found: "an expression", at: value.span))
    }
    if case .word(let word) = scope.locals[name.name.text] { return .word(word) }
    let choices = input.choices.map(\.text)
    guard choices.contains(name.name.text) else {
      return fail(.unknownChoice(name.name.text, choices: choices, at: name.name.span))
    }
    return .word(name.name.text)
  }

  /// Returns the axes that the axis variables of `method` stand for in a call with `arguments`.
  private func bindAxes(
    _ method: MethodDeclaration, _ name: String, _ arguments: [String: Term], _ site: CallSite,
    _ scope: Scope
  ) -> [String: Axis]? {
    var result: [String: Axis] = [:]
    for (variable, axis) in site.axes {
      guard method.axes.contains(where: { $0.name?.text == variable.text }) else {
        report(
          .unknownMember(
            variable.text, of: "the signature of `\(name)`", at: variable.span,
            known: method.axes.compactMap { $0.name?.text }))
        return nil
      }
      result[variable.text] = axis
    }
    if let axis = scope.combined, let first = method.axes.first?.name?.text, result[first] == nil {
      result[first] = axis
    }
    var named = site.clause?.axes ?? []
    for variable in method.axes where variable.clause != .none {
      guard let variableName = variable.name?.text, result[variableName] == nil else { continue }
      guard !named.isEmpty else {
        report(
          .arguments(
            "`\(name)` needs the axis it works on", at: site.span,
            hints: ["write `\(variable.clause == .along ? "along" : "over") …` as the last argument"]))
        return nil
      }
      guard let axis = axis(named: named.removeFirst(), scope) else { return nil }
      result[variableName] = axis
    }
    if let extra = named.first {
      report(.arguments("`\(name)` does not work over \(extra.text)", at: extra.span))
      return nil
    }
    for variable in method.axes {
      guard let variableName = variable.name?.text, result[variableName] == nil else { continue }
      guard let axis = axis(for: variable, variableName, method, name, arguments, result, site, scope)
      else { return nil }
      result[variableName] = axis
    }
    return result
  }

  private func axis(
    for variable: AxisVariableSyntax, _ variableName: String, _ method: MethodDeclaration,
    _ name: String, _ arguments: [String: Term], _ bound: [String: Axis], _ site: CallSite,
    _ scope: Scope
  ) -> Axis? {
    let kind = variable.kind.flatMap { AxisKind(rawValue: $0.text) }
    for input in method.inputs {
      guard let inputName = input.name?.text, let argument = arguments[inputName] else { continue }
      if input.isInto, inputName == variableName, case .axis(let axis) = argument { return axis }
      guard let type = input.type else { continue }
      if type.element?.text == variableName, let array = array(argument),
        case .element(let axis) = array.type.element
      {
        return axis
      }
      let primes = type.axes.compactMap(\.name).filter { $0.text == variableName }.map(\.primes)
      guard !primes.isEmpty else { continue }
      var found = axes(of: argument)
      if primes.count > 1 { found = twins(in: found) }
      let taken = Set(bound.values.map(\.base))
      let fits = found.filter { matches($0, kind, scope) && !taken.contains($0.base) }
      let bases = Set(fits.map(\.base))
      if bases.count == 1, let first = fits.min(by: { $0.primes < $1.primes }) { return first }
      if bases.count > 1 {
        report(
          .axisNotFound(
            variableName, kind: kind?.rawValue ?? "any kind", method: name,
            candidates: bases.sorted().map { self.name(of: Axis(Int($0))) }, at: site.span))
        return nil
      }
    }
    let ambient = scope.ambient.filter { matches($0, kind, scope) }
    if ambient.count == 1 { return ambient[0] }
    report(
      .axisNotFound(
        variableName, kind: kind?.rawValue ?? "any kind", method: name, candidates: [],
        at: site.span))
    return nil
  }

  private func axes(of term: Term) -> [Axis] {
    switch term {
    case .record(let fields): fields.first.map { axes(of: $0.term) } ?? []
    default: array(term)?.type.axes ?? []
    }
  }

  /// Returns the first of each pair of an axis and its twin.
  private func twins(in axes: [Axis]) -> [Axis] {
    axes.filter { axis in axes.contains { $0.base == axis.base && $0.primes > axis.primes } }
  }

  private func matches(_ axis: Axis, _ kind: AxisKind?, _ scope: Scope) -> Bool {
    guard let kind else { return true }
    let found = scope.kinds[axis.unprimed] ?? axisInfos[Int(axis.base)].kind
    switch kind {
    case .compared: return true
    case .categories: return found == .categories || found == .objects
    case .indicators: return found == .indicators || found == .parts
    case .parts: return found == .parts || found == .indicators
    default: return found == kind
    }
  }

  /// Returns the body of `method` walked with `arguments`.
  private func instantiate(
    _ id: SymbolID, _ method: MethodDeclaration, _ name: String, _ arguments: [String: Term],
    _ site: CallSite, _ scope: Scope
  ) -> Term {
    if failedMethods.contains(id) { return .failed }
    let before = diagnostics.count
    guard let axes = bindAxes(method, name, arguments, site, scope) else { return .failed }
    var inner = Scope(module: id.module)
    inner.axes = axes
    for variable in method.axes {
      guard let axis = variable.name.flatMap({ axes[$0.text] }),
        let kind = variable.kind.flatMap({ AxisKind(rawValue: $0.text) }), kind != .compared
      else { continue }
      inner.kinds[axis.unprimed] = kind
    }
    inner.method = name
    inner.ambient = scope.ambient
    inner.group = scope.group
    inner.stepSpan = scope.stepSpan
    inner.depth = scope.depth + 1
    for input in method.inputs where input.isInto {
      guard let inputName = input.name?.text, case .axis(let axis)? = arguments[inputName] else {
        return fail(
          .arguments(
            "`\(name)` needs the scale or axis \(input.name?.text ?? "")", at: site.span,
            hints: ["write `into: …`"]))
      }
      inner.axes[inputName] = axis
    }
    for input in method.inputs {
      guard let inputName = input.name?.text else { return .failed }
      if input.isInto { continue }
      guard let argument = arguments[inputName] ?? defaultValue(input, inner) else { return .failed }
      guard let term = accepted(argument, input, inputName, name, inner, site, scope) else {
        return .failed
      }
      inner.locals[inputName] = term
    }
    instantiations += 1
    guard instantiations <= 200_000 else {
      return fail(
        .arguments("this model calls methods more than 200,000 times", at: site.span))
    }
    callStack.append(id)
    let result = body(of: method, name, inner)
    callStack.removeLast()
    return explained(result, since: before, name, site.span, method)
  }

  /// Returns `result` with what was found inside of a method's body told at the call.
  private func explained(
    _ result: Term, since before: Int, _ name: String, _ span: Span, _ method: MethodDeclaration
  ) -> Term {
    let inside = method.node.span
    guard let first = diagnostics[before...].firstIndex(where: {
      $0.span.file == inside.file && inside.range.contains(Int($0.span.start))
    }) else { return result }
    var told = diagnostics[first]
    told.labels.insert(Label(told.span, "here, in `\(name)`"), at: 0)
    told.message += ", in `\(name)`"
    told.span = span
    told.fixes = []
    diagnostics.removeSubrange(before...)
    diagnostics.append(told)
    return .failed
  }

  private func defaultValue(_ input: InputSyntax, _ scope: Scope) -> Term? {
    guard let value = input.defaultValue else { return nil }
    return argument(value, input, Scope(module: scope.module))
  }

  /// Returns `argument` as the type of `input` says.
  private func accepted(
    _ argument: Term, _ input: InputSyntax, _ inputName: String, _ method: String, _ inner: Scope,
    _ site: CallSite, _ scope: Scope
  ) -> Term? {
    if case .word = argument { return argument }
    guard let syntax = input.type, let declared = type(syntax, inner) else { return nil }
    if declared.isText {
      guard case .text = argument else {
        report(.wrongType(expected: "a text", found: describe(argument), at: site.span))
        return nil
      }
      return argument
    }
    let own = declared.value.axes + declared.allowed
    let bound = Set(inner.axes.values)
    for axis in axes(of: argument) where !own.contains(axis) && bound.contains(axis) {
      report(.extraAxis(name(of: axis), parameter: inputName, method: method, at: site.span))
      return nil
    }
    for axis in declared.value.axes where !axes(of: argument).contains(axis) {
      // A single number stands for as many equal ones.
      if axes(of: argument).isEmpty { break }
      report(
        .axisNotThere(
          name(of: axis), axes: axes(of: argument).map { name(of: $0) }, at: site.span))
      return nil
    }
    let result = conforming(
      argument, to: declared, what: "`\(inputName)` of `\(method)`", at: site.span)
    return result.isFailed ? nil : result
  }

  /// Returns the result of the body of `method` in `scope`.
  func body(of method: MethodDeclaration, _ name: String, _ scope: Scope) -> Term {
    guard let block = method.body, let result = block.result else { return .failed }
    var scope = scope
    var demands: [(condition: ArrayTerm, message: String, span: Span)] = []
    for statement in block.statements {
      switch statement {
      case .let(let declaration):
        guard let name = declaration.name?.text, let value = declaration.value else {
          return .failed
        }
        var term = self.term(value, scope)
        if term.isFailed { return .failed }
        if let syntax = declaration.type {
          guard let declared = type(syntax, scope) else { return .failed }
          term = conforming(term, to: declared, what: "`\(name)`", at: value.span)
        }
        scope.locals[name] = term
      case .require(let require):
        guard let expression = require.condition, let condition = boolean(expression, scope) else {
          return .failed
        }
        let message = require.message?.value ?? "`\(expression.node.text)` does not hold"
        demands.append((condition, message, expression.span))
        scope = narrowed(scope, by: expression, holds: true)
      }
    }
    var value = term(result, scope)
    for demand in demands.reversed() {
      value = demanded(value, demand, scope)
    }
    return declared(value, method, name, at: result.span, scope)
  }

  /// Returns `value` where the condition of a `require` holds.
  private func demanded(
    _ value: Term, _ demand: (condition: ArrayTerm, message: String, span: Span), _ scope: Scope
  ) -> Term {
    switch value {
    case .record(let fields):
      return .record(fields.map { ($0.label, demanded($0.term, demand, scope)) })
    default:
      guard let array = array(value) else { return value }
      return made(
        array.type,
        builder.demand(
          here(demand.condition), here(array), message: demand.message, axes: scope.axes,
          origin: origin(demand.span, scope)))
    }
  }

  /// Returns `value` as the signature of `method` says.
  private func declared(
    _ value: Term, _ method: MethodDeclaration, _ name: String, at span: Span, _ scope: Scope
  ) -> Term {
    if value.isFailed { return .failed }
    switch method.result {
    case .type(let syntax):
      guard let type = type(syntax, scope) else { return .failed }
      return conformingResult(value, type, "the result of `\(name)`", at: span)
    case .record(let fields):
      guard case .record(let found) = value, found.map(\.label) == fields.compactMap(\.name?.text)
      else {
        return fail(
          .resultDiffers(
            expected: "(" + fields.compactMap { $0.name?.text }.joined(separator: ", ") + ")",
            found: describe(value), at: span, declared: nil))
      }
      var result: [(label: String, term: Term)] = []
      for (field, value) in zip(fields, found) {
        guard let syntax = field.type, let type = type(syntax, scope) else { return .failed }
        let term = conformingResult(
          value.term, type, "`\(value.label)` of `\(name)`", at: span)
        if term.isFailed { return .failed }
        result.append((value.label, term))
      }
      return .record(result)
    case nil: return value
    }
  }

  private func conformingResult(
    _ value: Term, _ declared: DeclaredType, _ what: String, at span: Span
  ) -> Term {
    var wanted = declared
    // What the signature grants need not follow from the body.
    wanted.value.isOriented = false
    wanted.value.range.touching = []
    let result = conforming(value, to: wanted, what: what, at: span)
    guard case .array(var array) = result else { return result }
    for axis in declared.value.axes where !array.type.axes.contains(axis) && !array.type.axes.isEmpty {
      if !array.type.axes.contains(where: { $0.base == axis.base }) { continue }
      return fail(
        .resultDiffers(
          expected: describe(declared.value), found: describe(array.type), at: span,
          declared: declared.span))
    }
    if declared.value.isOriented { array.type.isOriented = true }
    array.type.range.touching.formUnion(declared.value.range.touching)
    return .array(array)
  }

  /// Checks a method of the model by itself, with axes and measures of which nothing is known.
  func checkAlone(_ method: MethodDeclaration, _ id: SymbolID) {
    guard checkedMethods.insert(id).inserted, !method.isExternal, let symbol = symbol(id) else {
      return
    }
    let before = diagnostics.count
    var scope = Scope(module: id.module)
    scope.method = symbol.name
    for variable in method.axes {
      guard let name = variable.name?.text else { continue }
      let kind = variable.kind.flatMap { AxisKind(rawValue: $0.text) } ?? .parts
      if let word = variable.kind, AxisKind(rawValue: word.text) == nil {
        let known = AxisKind.allCases.map(\.rawValue)
        report(
          .unknownName(
            word.text, "kind of axis", at: word.span,
            nearest: Suggestion.nearest(word.text, in: known)))
      }
      scope.axes[name] = makeAxis(
        AxisInfo(name: name, kind: kind, origin: .variable, span: variable.node.span),
        elements: .table(name: "variable \(symbol.name).\(name)"))
    }
    for input in method.inputs where input.isInto {
      guard let name = input.name?.text else { continue }
      scope.axes[name] = makeAxis(
        AxisInfo(name: name, kind: .grades, origin: .variable, span: input.node.span),
        elements: .table(name: "variable \(symbol.name).\(name)"))
    }
    for input in method.inputs { declare(input, &scope) }
    callStack.append(id)
    let result = body(of: method, symbol.name, scope)
    callStack.removeLast()
    if result.isFailed || Array(diagnostics[before...]).hasErrors { failedMethods.insert(id) }
  }

  /// Adds the input of a method that is checked by itself to `scope`.
  private func declare(_ input: InputSyntax, _ scope: inout Scope) {
    guard let name = input.name?.text, !input.isInto else { return }
    if let first = input.choices.first {
      scope.locals[name] = .word(first.text)
      if let value = input.defaultValue { _ = argument(value, input, Scope(module: scope.module)) }
      return
    }
    guard let syntax = input.type, let declared = type(syntax, scope) else {
      scope.locals[name] = .failed
      return
    }
    func unknown(_ part: String) -> Term {
      made(
        declared.value,
        builder.column(
          Self.unknownTable, part, axes: declared.value.axes, element: declared.value.element,
          isOptional: declared.value.isOptional, origin: Origin(syntax.node.span)))
    }
    scope.locals[name] =
      declared.isText
      ? .text("")
      : declared.isTriangular
        ? .record(["l", "m", "u"].map { ($0, unknown("\(name).\($0)")) }) : unknown(name)
  }
}
