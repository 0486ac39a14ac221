import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// Where one part of an expression has failed, the others cannot be typed, since what they are joined
/// with is not known; but a name that is not there is wrong whatever the failed part was meant to be.
extension Elaborator {
  /// Reports the names in `expression` that stand for nothing, but those that were told since `earlier`.
  func reportUnknownNames(in expression: Expression, since earlier: Int, _ scope: Scope) {
    let before = diagnostics.count
    findUnknownNames(in: expression, scope)
    withdrawRepeated(from: before, since: earlier)
  }

  /// Reports the names in `steps` that stand for nothing, but those that were told since `earlier`.
  func reportUnknownNames(in steps: [StepSyntax], since earlier: Int, _ scope: Scope) {
    for step in steps {
      switch step {
      case .slot(let slot): reportUnknownNames(in: slot, since: earlier, scope)
      case .combine(let combine):
        guard let method = combine.method else { continue }
        reportUnknownMethod(method, since: earlier, scope) {
          self.unknownMethod($0, in: scope.module)
        }
      case .at(let at): reportUnknownNames(in: at.steps, since: earlier, scope)
      case .on(let on):
        let before = diagnostics.count
        if let path = on.path { _ = resolve(path, in: scope.module, as: "table") }
        withdrawRepeated(from: before, since: earlier)
      }
    }
  }

  /// Reports the names in `step` that stand for nothing, but those that were told since `earlier`.
  func reportUnknownNames(in step: SlotStep, since earlier: Int, _ scope: Scope) {
    guard let method = step.method else { return }
    reportUnknownMethod(method, since: earlier, scope) { name in
      switch step.slot {
      case .weights where name.text == "given": nil
      case .classify: self.unknownClassification(name, in: scope.module)
      default: self.unknownMethod(name, in: scope.module)
      }
    }
  }

  /// A step names its method without parentheses where there is nothing to say to it.
  private func reportUnknownMethod(
    _ method: Expression, since earlier: Int, _ scope: Scope, by finding: (Name) -> Diagnostic?
  ) {
    let before = diagnostics.count
    if case .name(let name) = method {
      if !isKnown(name.name, scope), let found = finding(name.name) { report(found) }
    } else {
      findUnknownNames(in: method, scope)
    }
    withdrawRepeated(from: before, since: earlier)
  }

  /// Returns the finding that `name` is no scale, and no method that grades.
  func unknownClassification(_ name: Name, in module: Int) -> Diagnostic {
    let what = "scale or method"
    return .unknownName(
      name.text, what, at: name.span, nearest: nearest(to: name.text, what, in: module))
  }

  private func isKnown(_ name: Name, _ scope: Scope) -> Bool {
    if scope.locals[name.text] != nil || scope.axes[name.text] != nil { return true }
    if let data = scope.data, let model = dataModel(data),
      column(name.text, of: data, model, at: name.span, isOptional: true) != nil
    {
      return true
    }
    guard let id = resolve(name.text, in: scope.module) else {
      return modules[scope.module]?.imports.contains { $0.alias == name.text } == true
    }
    used.insert(id)
    return true
  }

  private func findUnknownNames(in expression: Expression, _ scope: Scope) {
    switch expression {
    case .number, .string, .boolean, .missing, .error: break
    case .name(let name):
      if !isKnown(name.name, scope) { _ = term(expression, scope) }
    case .call(let call): findUnknownNames(in: call, scope)
    // A loop and a selection have names of their own.
    case .repeatLoop(let loop): loop.initial.map { findUnknownNames(in: $0, scope) }
    case .index(let index): index.base.map { findUnknownNames(in: $0, scope) }
    case .parenthesised, .list, .record, .member, .negation, .not, .binary, .conditional, .caseOf:
      for part in expression.operands { findUnknownNames(in: part, scope) }
    }
  }

  private func findUnknownNames(in call: CallExpression, _ scope: Scope) {
    var method: MethodDeclaration?
    switch call.callee {
    case .name(let name)?:
      if !isKnown(name.name, scope) {
        report(unknownMethod(name.name, in: scope.module))
      } else if let id = resolve(name.name.text, in: scope.module),
        case .method(let found)? = symbol(id)?.kind
      {
        method = found
      }
    case let callee?: findUnknownNames(in: callee, scope)
    case nil: break
    }
    for path in call.clause?.axes ?? [] { _ = axis(path, scope) }
    for argument in call.arguments where !mayBeWord(argument, of: method) {
      if let value = argument.value { findUnknownNames(in: value, scope) }
    }
  }

  /// `true` iff `argument` is a name that `method`, which may be unknown, may take as one of its words.
  private func mayBeWord(_ argument: ArgumentSyntax, of method: MethodDeclaration?) -> Bool {
    guard case .name(let name)? = argument.value else { return false }
    guard let method else { return true }
    return method.inputs.contains { input in
      if let label = argument.label {
        return label.text == input.name?.text && !input.choices.isEmpty
      }
      return input.choices.contains { $0.text == name.name.text }
    }
  }
}

extension Expression {
  /// The expressions that the expression joins.
  fileprivate var operands: [Expression] {
    switch self {
    case .number, .string, .boolean, .missing, .error, .name, .call, .index, .repeatLoop: []
    case .parenthesised(let outer): [outer.inner].compactMap(\.self)
    case .list(let list): list.elements
    case .record(let record): record.fields.compactMap(\.value)
    case .member(let member): [member.base].compactMap(\.self)
    case .negation(let prefix), .not(let prefix): [prefix.operand].compactMap(\.self)
    case .binary(let binary): [binary.left, binary.right].compactMap(\.self)
    case .conditional(let choice):
      [choice.condition, choice.then, choice.else].compactMap(\.self)
    case .caseOf(let choice):
      [choice.subject].compactMap(\.self) + choice.arms.compactMap(\.value)
    }
  }
}
