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
  var axes: [(name: Path, axis: Axis)] = []
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
        guard let name = indexer.axis, let path = indexer.value.flatMap({ Path($0) }),
          let axis = axis(path, scope)
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
        return fail(unknownMethod(name.name, in: scope.module))
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
    seeBeyondShape()
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
        return fail(
          .arguments("each part of \(self.name(of: axis)) needs its name", at: value.span))
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
    guard let method = calledMethod(id) else { return .failed }
    if method.isExternal { return builtin(method, site, scope) }
    guard !callStack.contains(id) else {
      return fail(.cyclicDefinition(method.name, at: site.span))
    }
    if modules[id.module]?.isStandard == false { checkAlone(method) }
    guard var arguments = bind(method, site, scope) else { return .failed }
    // A method reads all of its axes, and not only the cells of which conditions around hold.
    if scope.narrowings.contains(where: { !$0.axes.isEmpty }), !method.axes.isEmpty {
      guard let axes = bindAxes(method, arguments, site, scope) else { return .failed }
      let wide = widened(scope, over: Array(axes.values))
      guard let again = bind(method, site, wide) else { return .failed }
      arguments = again
    }
    return overGroups(arguments, of: method) {
      self.instantiate(method, $0, site, scope)
    }
  }

  /// Returns what `call` gives for `arguments` of `method`, mapped over those that differ from group to group.
  private func overGroups(
    _ arguments: Arguments, of method: CalledMethod, _ call: (Arguments) -> Term
  ) -> Term {
    let differing = method.inputs.filter {
      if case .family? = arguments[$0] { true } else { false }
    }
    if differing.isEmpty { return call(arguments) }
    var families: [(input: CalledMethod.Input, terms: [Int: Term])] = []
    var groups: (nodes: [Int], evaluation: Int)?
    for input in differing.sorted(by: { $0.name ?? "" < $1.name ?? "" }) {
      guard case .family(let members, let evaluation)? = arguments[input] else { continue }
      if let groups, groups.evaluation != evaluation { continue }
      families.append((input, Dictionary(uniqueKeysWithValues: members.map { ($0.node, $0.term) })))
      let nodes = members.map(\.node)
      groups = (groups.map { $0.nodes.filter(nodes.contains) } ?? nodes, evaluation)
    }
    guard let groups else { return call(arguments) }
    return mapped(groups.nodes.map { ($0, .failed) }, groups.evaluation) { node, _ in
      var arguments = arguments
      for (input, terms) in families {
        if let term = terms[node] { arguments[input] = term }
      }
      return call(arguments)
    }
  }

  /// Returns the arguments of a call of `method`, those without a value left out.
  private func bind(_ method: CalledMethod, _ site: CallSite, _ scope: Scope) -> Arguments? {
    let name = method.name
    var result = Arguments(of: method)
    if !site.supplied.isEmpty {
      for input in method.inputs { result[input] = input.name.flatMap { site.supplied[$0] } }
    }
    var open = method.inputs.filter { $0.name != nil && result[$0] == nil }
    // The axis that a step removes is that of its own method, not of those called in its arguments.
    var outside = scope
    outside.combined = nil
    for (label, value) in site.arguments {
      let input: CalledMethod.Input?
      if let label {
        input = method.inputs.first {
          $0.name == label.text || $0.syntax.isInto && label.text == "into"
        }
        guard input != nil else {
          let known = method.inputs.compactMap(\.name)
          report(.unknownArgument(label.text, of: name, known: known, at: label.span))
          return nil
        }
      } else {
        // A scale comes after what must be given, and before what need not.
        let isScaleDue = open.allSatisfy { $0.syntax.isInto || $0.syntax.defaultValue != nil }
        input = open.first { !$0.syntax.isInto || isScaleDue } ?? open.first
      }
      guard let input, let inputName = input.name else {
        let many = method.inputs.count
        report(
          .arguments(
            "`\(name)` takes \(many) argument\(many == 1 ? "" : "s"), and this is one more",
            at: value.span))
        return nil
      }
      guard result[input] == nil || site.supplied[inputName] != nil,
        result.note(value.span, of: input)
      else {
        report(.arguments("`\(inputName)` of `\(name)` is given twice", at: value.span))
        return nil
      }
      open.removeAll { $0.place == input.place }
      let argument = self.argument(value, input, outside)
      if argument.isFailed { return nil }
      result[input] = argument
    }
    for input in open where input.syntax.defaultValue == nil {
      report(
        .arguments(
          "`\(name)` needs `\(input.name ?? "")`", at: site.span,
          hints: ["write `\(input.name ?? ""): …`"]))
      return nil
    }
    return result
  }

  /// Returns the argument `value` for `input`: a word where the input is a choice.
  func argument(_ value: Expression, _ input: CalledMethod.Input, _ scope: Scope) -> Term {
    guard !input.words.isEmpty else { return grouped(term(value, scope), at: value.span, scope) }
    guard case .name(let name) = value else {
      return fail(
        .wrongType(
          expected: "one of \(input.words.joined(separator: ", "))", found: "an expression",
          at: value.span))
    }
    if case .word(let word) = scope.locals[name.name.text] { return .word(word) }
    guard input.words.contains(name.name.text) else {
      return fail(.unknownChoice(name.name.text, choices: input.words, at: name.name.span))
    }
    return .word(name.name.text)
  }
}
