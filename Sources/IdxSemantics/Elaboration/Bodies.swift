import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the result of the body of `method` in `scope`.
  func body(of method: CalledMethod, _ scope: Scope) -> Term {
    guard let block = method.body, let result = block.result else { return .failed }
    let given = scope
    let outer = branches
    defer { branches = outer }
    var scope = scope
    var demands: [(condition: ArrayTerm, message: String, span: Span)] = []
    for statement in block.statements {
      switch statement {
      case .let(let declaration):
        guard define(declaration, &scope) else { return .failed }
      case .require(let require) where require.isWarning:
        guard let expression = require.condition, warn(require, expression, scope) else {
          return .failed
        }
      case .require(let require):
        guard let expression = require.condition, let condition = boolean(expression, scope) else {
          return .failed
        }
        let message = require.message?.value ?? "`\(expression.node.text)` does not hold"
        demands.append((condition, message, expression.span))
        // What follows is not reached: this message tells more than what is wrong there.
        if condition.type.isSurelyFalse {
          branches += 1
          cautionStack.paths.append(nil)
        }
        scope = narrowed(scope, by: expression, holds: true)
      }
    }
    var value = term(result, scope)
    for demand in demands.reversed() {
      value = demanded(value, demand, scope)
    }
    let made = axesMade(in: value, method, given)
    let inner = lastWorkings
    let declared = declared(value, method, at: result.span, made, scope)
    lastWorkings = Workings(
      method.name, method.declaration, block, scope, declared, inner: inner)
    return declared
  }

  /// Adds the value that `declaration` names to `scope`. Returns `false`, after a report, if it has none.
  func define(_ declaration: LetDeclaration, _ scope: inout Scope) -> Bool {
    guard let name = declaration.name?.text, let value = declaration.value else { return false }
    var term = self.term(value, scope)
    if term.isFailed { return false }
    if let syntax = declaration.type {
      guard let declared = type(syntax, scope) else { return false }
      term = conforming(term, to: declared, what: "`\(name)`", at: value.span)
    }
    scope.locals[name] = term
    return true
  }

  /// Returns the axes of `value` that the body of `method` has made: components of others that no
  /// argument is over.
  private func axesMade(
    in value: Term, _ method: CalledMethod, _ given: Scope
  ) -> Set<Axis> {
    let made = allAxes(of: value).filter { axis in
      if case .components = axisInfos[Int(axis.base)].origin { true } else { false }
    }
    guard !made.isEmpty else { return [] }
    let arguments = method.inputs.compactMap { $0.name.flatMap { given.locals[$0] } }
    let known = Set(arguments.flatMap { allAxes(of: $0) }.map(\.base))
    return Set(made.filter { !known.contains($0.base) })
  }

  /// Returns the axes of the arrays that make up `term`, one array's behind the other's.
  func allAxes(of term: Term) -> [Axis] {
    switch term {
    case .array(let array): array.type.axes
    case .record(let fields): fields.flatMap { allAxes(of: $0.term) }
    default: array(term)?.type.axes ?? []
    }
  }

  /// Returns `value` where the condition of a `require` holds; where the method reduces axes of the
  /// condition, it must hold for all of their elements.
  private func demanded(
    _ value: Term, _ demand: (condition: ArrayTerm, message: String, span: Span), _ scope: Scope
  ) -> Term {
    switch value {
    case .record(let fields):
      return .record(fields.map { ($0.label, demanded($0.term, demand, scope)) })
    default:
      guard let array = array(value) else { return value }
      let origin = origin(demand.span, scope)
      var condition = here(demand.condition)
      let bound = Set(scope.axes.values)
      let reduced = builder.axes(of: condition).filter {
        bound.contains($0) && !array.type.axes.contains($0)
      }
      if !reduced.isEmpty {
        // The element at which it fails is told from within.
        let each = builder.demand(
          condition, condition, message: demand.message, axes: scope.axes, origin: origin)
        condition = builder.reduce(.all, each, over: reduced, origin: origin)
      }
      return made(
        array.type,
        builder.demand(
          condition, here(array), message: demand.message, axes: scope.axes, origin: origin))
    }
  }

  /// Returns `value` as the signature of `method` says.
  private func declared(
    _ value: Term, _ method: CalledMethod, at span: Span, _ made: Set<Axis>, _ scope: Scope
  ) -> Term {
    if value.isFailed { return .failed }
    switch method.result {
    case .type(let syntax):
      guard let type = type(syntax, scope) else { return .failed }
      return conformingResult(value, type, "the result of `\(method.name)`", at: span, made, scope)
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
          value.term, type, "`\(value.label)` of `\(method.name)`", at: span, made, scope)
        if term.isFailed { return .failed }
        result.append((value.label, term))
      }
      return .record(result)
    case nil: return value
    }
  }

  private func conformingResult(
    _ value: Term, _ declared: DeclaredType, _ what: @autoclosure () -> String, at span: Span,
    _ made: Set<Axis>,
    _ scope: Scope
  ) -> Term {
    var wanted = declared
    // What the signature grants need not follow from the body.
    wanted.value.isOriented = false
    wanted.value.range = wanted.value.range.untouched
    let result = conforming(value, to: wanted, what: what(), at: span)
    guard case .array(var array) = result else { return result }
    let hasExtra = array.type.axes.contains { axis in
      !declared.value.axes.contains(axis) && !declared.allowed.contains(axis)
        && (made.contains(axis) || scope.axes.values.contains { $0.base == axis.base })
    }
    guard !hasExtra else {
      return fail(
        .resultDiffers(
          expected: describe(declared.value), found: describe(array.type), at: span,
          declared: declared.span))
    }
    // What is the same for each element of an axis is so over it.
    let absent = declared.value.axes.filter { !array.type.axes.contains($0) }
    if !absent.isEmpty { array = spread(array, over: absent, at: span) }
    let reached = declared.value.range.touching
    guard declared.value.isOriented || !reached.isEmpty else { return .array(array) }
    return .array(
      array.knowing { type in
        if declared.value.isOriented { type.isOriented = true }
        type.range = type.range.touching(reached)
      })
  }
}
