import IdxPlan
import IdxSyntax

/// What a call of a method made on the way to its result; taken apart only where somebody asks.
final class Workings {
  /// The name of the method, and its inputs.
  let name: String
  let inputs: [InputSyntax]
  /// The body, and what its result sees.
  let body: BlockSyntax
  let scope: Scope
  /// What the body gives.
  let result: Term
  /// The last call in the body.
  let inner: Workings?

  init(
    _ name: String, _ method: MethodDeclaration, _ body: BlockSyntax, _ scope: Scope,
    _ result: Term, inner: Workings?
  ) {
    self.name = name
    inputs = method.inputs
    self.body = body
    self.scope = scope
    self.result = result
    self.inner = inner
  }
}

/// A value that a method made on the way to its result.
public struct WorkingPart: Sendable {
  /// What it is called.
  public let name: String
  /// The same with what it was declared to be: "m = sum(w * x, over I)".
  public let title: String
  /// Its values.
  public let array: ArrayTerm
  /// `true` iff it is one of the results that the method gives.
  public let isResult: Bool
}

/// How a method made the scores of a group.
public struct WorkingParts: Sendable {
  /// `true` iff it has heeded weights.
  public let takesWeights: Bool
  /// What it made, results first.
  public let parts: [WorkingPart]
  /// What the score is of them, as the body says.
  public let formula: String

  /// Returns the workings with those of the parts for which `isKept` holds.
  public func keeping(_ isKept: (WorkingPart) -> Bool) -> WorkingParts {
    WorkingParts(takesWeights: takesWeights, parts: parts.filter(isKept), formula: formula)
  }
}

extension Elaborator {
  /// Returns how the method of a step made `score`; `nil` where no method did.
  ///
  /// What is asked for may be new to the plan.
  public func workings(of score: ArrayTerm) -> WorkingParts? {
    guard let workings = workings[score.node] else { return nil }
    let takesWeights = workings.inputs.contains { $0.name?.text == "w" }
    let (source, field) = source(of: workings, "score")
    return WorkingParts(
      takesWeights: takesWeights, parts: results(of: source) + steps(of: source, field),
      formula: formula(of: source, field).map { text($0) }.joined(separator: " = "))
  }

  /// Returns the workings that say most, those of the call that a body consists of, and which of the results
  /// there is the one of `workings` that is called `field`.
  private func source(of workings: Workings, _ field: String) -> (Workings, field: String) {
    let hasLets = workings.body.statements.contains { if case .let = $0 { true } else { false } }
    guard !hasLets, let inner = workings.inner, let result = workings.body.result,
      calledName(result) == inner.name
    else { return (workings, field) }
    if case .member(let member) = bare(result), let name = member.member?.text {
      return source(of: inner, name)
    }
    return source(of: inner, field)
  }

  /// Returns the name of the method that `expression` calls, or of whose results it takes one.
  private func calledName(_ expression: Expression) -> String? {
    switch bare(expression) {
    case .call(let call):
      if case .name(let name)? = call.callee { name.name.text } else { nil }
    case .member(let member): member.base.flatMap { calledName($0) }
    default: nil
    }
  }

  /// Returns the several results that a method gives.
  private func results(of workings: Workings) -> [WorkingPart] {
    guard case .record(let fields) = workings.result else { return [] }
    let written = fieldsWritten(workings)
    return fields.compactMap { field in
      guard case .array(let array) = field.term else { return nil }
      let value = written[field.label]
      var title = field.label
      if let value { title += title == text(value) ? "" : " = \(text(value))" }
      if let value, case .name(let name) = bare(value),
        let declared = declared(name.name.text, in: workings)
      {
        title += " = \(text(declared))"
      }
      return WorkingPart(name: field.label, title: title, array: array, isResult: true)
    }
  }

  /// Returns the choices that were made, the `let`s, and the calls that the result is made of.
  private func steps(of workings: Workings, _ field: String) -> [WorkingPart] {
    func local(_ name: String, _ title: String) -> WorkingPart? {
      guard case .array(let array)? = workings.scope.locals[name] else { return nil }
      return WorkingPart(name: name, title: title, array: array, isResult: false)
    }
    let inputs = workings.inputs.compactMap { input -> WorkingPart? in
      guard let name = input.name?.text, name != "x", name != "w" else { return nil }
      return local(name, name)
    }
    let lets = workings.body.statements.compactMap { statement -> WorkingPart? in
      guard case .let(let declaration) = statement, let name = declaration.name?.text,
        let value = declaration.value
      else { return nil }
      return local(name, "\(name) = \(text(value))")
    }
    let calls = formula(of: workings, field).last.map { self.calls(in: $0) } ?? []
    return inputs + lets
      + calls.compactMap { call in
        let known = diagnostics
        defer { diagnostics = known }
        guard let array = apart({ term(call, workings.scope) }).array else { return nil }
        return WorkingPart(name: text(call), title: text(call), array: array, isResult: false)
      }
  }

  /// Returns what is written as the result `field`, and as the `let` that it names.
  private func formula(of workings: Workings, _ field: String) -> [Expression] {
    guard let result = fieldsWritten(workings)[field] ?? workings.body.result else { return [] }
    guard case .name(let name) = bare(result), let value = declared(name.name.text, in: workings)
    else { return [result] }
    return [result, value]
  }

  /// Returns the expressions of the results of a method that gives several, by their names.
  private func fieldsWritten(_ workings: Workings) -> [String: Expression] {
    guard let result = workings.body.result, case .record(let record) = bare(result) else {
      return [:]
    }
    var fields: [String: Expression] = [:]
    for (label, value) in record.fields { if let label { fields[label.text] = value } }
    return fields
  }

  private func declared(_ name: String, in workings: Workings) -> Expression? {
    for case .let(let declaration) in workings.body.statements
    where declaration.name?.text == name {
      return declaration.value
    }
    return nil
  }

  /// Returns the outermost calls in `expression`.
  private func calls(in expression: Expression) -> [Expression] {
    if case .call = bare(expression) { return [bare(expression)] }
    func search(_ node: Node) -> [Expression] {
      node.children.flatMap { child in
        Expression(child).map { calls(in: $0) } ?? search(child)
      }
    }
    return search(expression.node)
  }

  private func bare(_ expression: Expression) -> Expression {
    if case .parenthesised(let view) = expression, let inner = view.inner { return bare(inner) }
    return expression
  }

  private func text(_ expression: Expression) -> String {
    expression.node.text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
