import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// What a call was found to give and to warn of, and how it came to that.
struct Instance {
  let term: Term
  let cautions: [Caution]
  let workings: Workings?
  /// The nodes that it asks for, and what it does besides; `nil` where it has seen more than its shape tells.
  let notes: (nodes: [CallRequest], effects: CallEffects)?

  /// `true` iff it is of its step, of which something was read.
  var readsStep: Bool { notes?.effects.attributes.isEmpty == false }
}

extension Elaborator {
  /// Returns the body of `method` walked with `arguments`.
  func instantiate(
    _ method: CalledMethod, _ arguments: Arguments, _ site: CallSite, _ scope: Scope
  ) -> Term {
    if failedMethods.contains(method.id) { return .failed }
    let before = diagnostics.count
    guard let axes = bindAxes(method, arguments, site, scope) else { return .failed }
    var inner = self.scope(of: method, axes, arguments, in: scope)
    for input in method.inputs where input.syntax.isInto {
      guard let inputName = input.name, case .axis(let axis)? = arguments[input] else {
        return fail(
          .arguments(
            "`\(method.name)` needs the scale or axis \(input.name ?? "")", at: site.span,
            hints: ["write `into: …`"]))
      }
      inner.axes[inputName] = axis
    }
    inner.locals.reserveCapacity(method.inputs.count)
    for input in method.inputs {
      guard let inputName = input.name else { return .failed }
      if input.syntax.isInto { continue }
      guard let argument = arguments[input] ?? defaultValue(input, inner) else { return .failed }
      let span = arguments.span(input) ?? site.span
      guard let term = accepted(argument, input, method, inner, at: span) else { return .failed }
      inner.locals[inputName] = term
      if !input.words.isEmpty { inner.choices[inputName] = input.words }
    }
    return walked(method, inner, site, since: before)
  }

  /// Returns what the body of `method` gives in `inner`, the scope of a call, whose arguments were looked
  /// at since there were `before` findings.
  private func walked(
    _ method: CalledMethod, _ inner: Scope, _ site: CallSite, since before: Int
  ) -> Term {
    let key = InstanceKey(method.id, inner, self)
    if let key, let known = known(key) { return taken(known, method.name, site) }
    let call = key == nil ? nil : repeatedCall(of: method, inner)
    func copied() -> Term? {
      guard let key, let made = call?.copy else { return nil }
      instances[made.readsStep ? key : key.atAnyStep] = made
      return taken(made, method.name, site)
    }
    // The calls of the model's methods count, whatever was known of them.
    if keptMethods[method.id] == nil, let copy = copied() { return copy }
    if callStack.isEmpty { instantiations = 0 }
    instantiations += 1
    guard instantiations <= Self.mostInstantiations else {
      return fail(
        .arguments(
          "methods call each other too often here", at: site.span,
          hints: ["name a result by `let` instead of calling a method for it again"]))
    }
    if let copy = copied() { return copy }
    // What it gives is not looked at any more.
    if isCancelled() { return .failed }
    callStack.append(method.id)
    defer { callStack.removeLast() }
    let readsBefore = readsOfStep
    lastWorkings = nil
    if call != nil { openCall() }
    let (result, cautions) = collectingCautions {
      explained(body(of: method, inner), since: before, site.span, method)
    }
    let closed = call == nil ? nil : closeCall()
    if let key, !result.isFailed {
      instances[readsOfStep == readsBefore ? key.atAnyStep : key] =
        Instance(
          term: result, cautions: cautions, workings: lastWorkings,
          notes: closed.flatMap { $0.notes.isTold ? ($0.nodes, $0.notes.effects) : nil })
    }
    if let shape = call?.shape, let closed, closed.notes.isTold, !result.isFailed,
      diagnostics.count == before,
      !closed.nodes.contains(where: { made in shape.arrays.contains { $0.node == made.node } }),
      isTold(method),
      let template = CallTemplate(
        shape, result, cautions, closed.nodes, closed.notes.effects,
        at: keptMethods[method.id] == nil ? nil : method.declaration.node.span, self)
    {
      templates(of: method)?.add(template)
    }
    noteCallee(method.name)
    raise(cautions, at: site.span)
    return result
  }

  /// Returns what `instance` gives, the result of a call of the method `name` whose body is not walked again.
  private func taken(_ instance: Instance, _ name: String, _ site: CallSite) -> Term {
    if let (nodes, effects) = instance.notes { note(nodes, effects) } else { seeBeyondShape() }
    noteCallee(name)
    raise(instance.cautions, at: site.span)
    lastWorkings = instance.workings
    return instance.term
  }

  /// Notes that the body that is being walked calls `name`.
  private func noteCallee(_ name: String) {
    if !openCalls.isEmpty { openCalls[openCalls.count - 1].effects.callees.insert(name) }
  }

  /// What calls of `method` have become; `nil` where its body is walked at each.
  private func templates(of method: CalledMethod) -> CallTemplates? {
    guard let templates = library.callTemplates else { return nil }
    if modules[method.id.module]?.isStandard == true { return templates }
    guard let kept = keptMethods[method.id], kept.isLeaf else { return nil }
    return kept.callTemplates
  }

  /// `true` iff walks of the body of `method` use and note nothing that its check by itself does not.
  private func isTold(_ method: CalledMethod) -> Bool {
    guard let kept = keptMethods[method.id] else { return true }
    return facts.map { kept.hasNoted($0, of: method) } ?? false
  }

  /// Returns the shape of the call of `method` that sees `scope`, and what the call gives where that is known; `nil`
  /// where it is the first of its shape, or of a method whose calls are all walked.
  private func repeatedCall(
    of method: CalledMethod, _ scope: Scope
  ) -> (shape: CallShape, copy: Instance?)? {
    guard let templates = templates(of: method),
      let shape = CallShape(method, scope, self),
      let candidates = templates.candidates(shape)
    else { return nil }
    for template in candidates {
      if let name = template.shape.renaming(to: shape),
        let instance = template.instance(
          shape, name, scope, at: method.declaration.node.span, self)
      {
        return (shape, instance)
      }
    }
    return (shape, nil)
  }

  /// Returns what the body of `method` sees but its inputs: its axes, and the step around the call.
  private func scope(
    of method: CalledMethod, _ axes: [String: Axis], _ arguments: Arguments, in scope: Scope
  ) -> Scope {
    var inner = Scope(module: method.id.module, calledFrom: scope)
    inner.axes = axes
    var kinds: [Axis: AxisKind] = [:]
    for variable in method.axes {
      guard let axis = variable.name.flatMap({ axes[$0] }), let kind = variable.kind,
        kind != .compared
      else { continue }
      kinds[axis.unprimed] = kind
    }
    inner.kinds = kinds
    inner.method = method.name
    inner.isCall = true
    for input in method.inputs {
      guard let argument = arguments[input]?.array else { continue }
      noteMeasure(of: argument, in: &inner)
    }
    return inner
  }

  /// Returns what the call `key` was found to give and to warn of.
  private func known(_ key: InstanceKey) -> Instance? {
    if let known = instances[key.atAnyStep] { return known }
    guard let known = instances[key] else { return nil }
    // Whoever uses it depends on the step as well.
    readsOfStep += 1
    return known
  }

  /// Notes in `scope` in what the values of `array` over indicators are, where that is not known.
  func noteMeasure(of array: ArrayTerm, in scope: inout Scope) {
    for axis in array.type.axes where scope.measures[axis.base] == nil {
      guard case .nodes = axisInfos[Int(axis.base)].origin else { continue }
      scope.measures[axis.base] = array.type.measure
    }
  }

  /// How many times methods may be taken apart for one call that is not in a method: what doubles at every
  /// level is stopped.
  private static let mostInstantiations = 20_000

  /// Returns `result` with what was found inside of a method's body told at the call.
  private func explained(
    _ result: Term, since before: Int, _ span: Span, _ method: CalledMethod
  ) -> Term {
    if before == diagnostics.count { return result }
    let body = method.declaration.node.span
    func isInside(_ finding: Diagnostic) -> Bool {
      finding.span.file == body.file && body.range.contains(Int(finding.span.start))
    }
    guard let first = diagnostics[before...].firstIndex(where: isInside) else { return result }
    var told = diagnostics[first]
    // Of a long chain of calls the innermost and the outermost tell enough.
    if told.labels.count < 3 {
      told.labels.insert(Label(told.span, "here, in `\(method.name)`"), at: 0)
      told.message += ", in `\(method.name)`"
    }
    told.span = span
    told.fixes = []
    // What is wrong with other declarations, which the body was the first to name, is told there.
    diagnostics.replaceSubrange(before..., with: diagnostics[before...].filter { !isInside($0) })
    diagnostics.append(told)
    return .failed
  }

  private func defaultValue(_ input: CalledMethod.Input, _ scope: Scope) -> Term? {
    guard let value = input.syntax.defaultValue else { return nil }
    return argument(value, input, scopeOfDefaults(scope))
  }

  /// Returns what the default of an input sees of the `scope` of its method: the axes, and the inputs
  /// before it.
  func scopeOfDefaults(_ scope: Scope) -> Scope {
    var result = Scope(module: scope.module)
    result.axes = scope.axes
    result.locals = scope.locals
    result.choices = scope.choices
    result.measures = scope.measures
    result.turned = scope.turned
    return result
  }

  /// Returns `argument`, which is given at `place`, as the type of `input` says.
  private func accepted(
    _ argument: Term, _ input: CalledMethod.Input, _ method: CalledMethod, _ inner: Scope,
    at place: Span
  ) -> Term? {
    if case .word = argument { return argument }
    guard let syntax = input.syntax.type, let declared = type(syntax, inner) else { return nil }
    if declared.isText {
      guard case .text = argument else {
        report(.wrongType(expected: "a text", found: describe(argument), at: place))
        return nil
      }
      return argument
    }
    let inputName = input.name ?? ""
    for axis in allAxes(of: argument)
    where !declared.value.axes.contains(axis) && !declared.allowed.contains(axis)
      && inner.axes.values.contains(axis)
    {
      report(.extraAxis(name(of: axis), parameter: inputName, method: method.name, at: place))
      return nil
    }
    let given = axes(of: argument)
    // A single number stands for as many equal ones.
    if !given.isEmpty, let absent = declared.value.axes.first(where: { !given.contains($0) }) {
      report(.axisNotThere(name(of: absent), axes: given.map { name(of: $0) }, at: place))
      return nil
    }
    let result = conforming(
      argument, to: declared, what: "`\(inputName)` of `\(method.name)`", at: place)
    return result.isFailed ? nil : result
  }
}

/// What makes two calls of a method the same: then their results are.
final class InstanceKey: Hashable {
  /// An argument, as far as it can be told apart from others.
  indirect enum Argument: Hashable {
    case array(ValueType, NodeIndex)
    case word(String)
    case axis(Axis)
    case record([String], [Argument])
  }

  /// What a call sees of the step for which it is made.
  private struct Step: Equatable {
    let ambient: [Axis]
    let measures: [Int32: Measure]
    let turned: Set<NodeOfIndex>
    let group: [Int]
  }

  private let method: SymbolID
  private let arguments: [String: Argument]
  private let axes: [String: Axis]
  private let isBranch: Bool
  private let step: Step?
  private let hash: Int

  /// Creates the key of the call of `method` that sees `scope`; `nil` where calls cannot be told apart.
  init?(_ method: SymbolID, _ scope: Scope, _ elaborator: Elaborator) {
    // The nodes of a loop's body are known in it alone.
    guard elaborator.builders.count == 1 else { return nil }
    var arguments: [String: Argument] = [:]
    for (name, term) in scope.locals {
      guard let argument = Argument(term) else { return nil }
      arguments[name] = argument
    }
    self.method = method
    self.arguments = arguments
    axes = scope.axes
    isBranch = elaborator.branches > 0
    step = Step(
      ambient: scope.ambient, measures: scope.measures, turned: scope.turned,
      group: scope.group.map { [$0.evaluation, $0.node] } ?? [])
    // The method and the nodes of its arguments tell nearly all calls apart.
    var hasher = Hasher()
    hasher.combine(method)
    hasher.combine(arguments.values.reduce(0) { $0 &+ $1.node })
    for axis in axes.values.map(\.base).sorted() { hasher.combine(axis) }
    hash = hasher.finalize()
  }

  private init(atAnyStep key: InstanceKey) {
    (method, arguments, axes, isBranch) = (key.method, key.arguments, key.axes, key.isBranch)
    step = nil
    hash = key.hash
  }

  /// The key of the call where its result is the same at each step, as of most methods: what the body
  /// is given is all that it reads.
  var atAnyStep: InstanceKey { InstanceKey(atAnyStep: self) }

  /// `true` iff both are the same call.
  static func == (a: InstanceKey, b: InstanceKey) -> Bool {
    a.hash == b.hash && a.method == b.method && a.isBranch == b.isBranch && a.step == b.step
      && a.axes == b.axes && a.arguments == b.arguments
  }

  /// Hashes what tells nearly all calls apart.
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension InstanceKey.Argument {
  /// The node of an array, the sum of those of a record.
  fileprivate var node: Int {
    switch self {
    case .array(_, let node): Int(node)
    case .record(_, let parts): parts.reduce(0) { $0 &+ $1.node }
    case .word, .axis: 0
    }
  }
}

extension InstanceKey.Argument {
  /// Creates what tells `term` apart; `nil` where nothing does.
  fileprivate init?(_ term: Term) {
    switch term {
    case .array(let array): self = .array(array.type, array.node)
    case .word(let word): self = .word(word)
    case .axis(let axis): self = .axis(axis)
    case .record(let fields):
      let parts = fields.compactMap { Self($0.term) }
      guard parts.count == fields.count else { return nil }
      self = .record(fields.map(\.label), parts)
    default: return nil
    }
  }
}
