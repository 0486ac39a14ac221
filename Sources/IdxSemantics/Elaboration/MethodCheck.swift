import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Checks a method of the model by itself, with axes and measures of which nothing is known.
  func checkAlone(_ method: CalledMethod) {
    guard checkedMethods.insert(method.id).inserted, !method.isExternal else { return }
    // It is not part of the body that was the first to call the method.
    let outer = (openCalls, builders[0].requests, instantiations)
    (openCalls, builders[0].requests) = ([], nil)
    defer { (openCalls, builders[0].requests, instantiations) = outer }
    if takeKnown(method) { return }
    keeping(method) { apart { _ = collectingCautions { checkBody(of: method) } } }
  }

  private func checkBody(of method: CalledMethod) {
    let before = diagnostics.count
    let id = method.id
    var scope = Scope(module: id.module)
    scope.method = method.name
    for variable in method.axes where variable.syntax.base == nil {
      guard let name = variable.name else { continue }
      if let word = variable.syntax.kind, variable.kind == nil {
        let known = AxisKind.allCases.map(\.rawValue)
        report(
          .unknownName(
            word.text, "kind of axis", at: word.span,
            nearest: Suggestion.nearest(word.text, in: known)))
      }
      scope.axes[name] = makeAxis(
        AxisInfo(
          name: name, kind: variable.kind ?? .parts, origin: .variable,
          span: variable.syntax.node.span),
        elements: .table(name: "variable \(method.name).\(name)"))
    }
    for input in method.inputs where input.syntax.isInto {
      guard let name = input.name else { continue }
      scope.axes[name] = makeAxis(
        AxisInfo(name: name, kind: .grades, origin: .variable, span: input.syntax.node.span),
        elements: .table(name: "variable \(method.name).\(name)"))
    }
    guard makeAxes(of: method, &scope.axes) else {
      failedMethods.insert(id)
      return
    }
    for input in method.inputs { declare(input, &scope) }
    for words in combinations(of: method) {
      var chosen = scope
      chosen.locals.merge(words.mapValues { .word($0) }) { $1 }
      let sofar = diagnostics.count
      instantiations = 0
      callStack.append(id)
      let result = body(of: method, chosen)
      callStack.removeLast()
      withdrawRepeated(from: sofar, since: before)
      if result.isFailed { failedMethods.insert(id) }
    }
    if Array(diagnostics[before...]).hasErrors { failedMethods.insert(id) }
  }

  /// Returns the words with which a method is checked by itself: the first of each choice, then each
  /// other one in turn, then those of a `case` within an arm of another.
  private func combinations(of method: CalledMethod) -> [[String: String]] {
    var first: [String: String] = [:]
    var others: [[String: String]] = []
    var choices: [String: [String]] = [:]
    for input in method.inputs {
      guard let name = input.name, let word = input.words.first else { continue }
      first[name] = word
      choices[name] = input.words
      others += input.words.dropFirst().map { [name: $0] }
    }
    if choices.count > 1 { others += Self.nestedChoices(in: method.declaration.node, choices, [:]) }
    var seen = Set([first])
    return [first]
      + others.map { first.merging($0) { $1 } }.filter { seen.insert($0).inserted }
  }

  /// Returns the words with which a `case` in `node` is reached that stands in an arm of another of `choices`, of
  /// which those around `node` are `given`.
  private static func nestedChoices(
    in node: Node, _ choices: [String: [String]], _ given: [String: String]
  ) -> [[String: String]] {
    guard case .caseOf(let cases)? = Expression(node), case .name(let subject)? = cases.subject,
      let words = choices[subject.name.text]
    else { return node.children.flatMap { nestedChoices(in: $0, choices, given) } }
    let name = subject.name.text
    let named = Set(cases.arms.flatMap(\.labels).map(\.text))
    return words.filter { (given[name] ?? $0) == $0 }.flatMap { word -> [[String: String]] in
      let path = given.merging([name: word]) { $1 }
      let label = named.contains(word) ? word : "else"
      let arm = cases.arms.first { $0.labels.contains { $0.text == label } }
      return (path.count > 1 ? [path] : [])
        + (arm?.value.map { nestedChoices(in: $0.node, choices, path) } ?? [])
    }
  }

  /// Withdraws the findings from `start` on that were made before, since `earlier`.
  func withdrawRepeated(from start: Int, since earlier: Int) {
    guard start < diagnostics.count else { return }
    let known = Set(diagnostics[earlier..<start].map { Finding(code: $0.code, span: $0.span) })
    let new = diagnostics[start...].filter {
      !known.contains(Finding(code: $0.code, span: $0.span))
    }
    diagnostics.replaceSubrange(start..., with: new)
  }

  /// What makes two findings one: the same rule at the same place.
  private struct Finding: Hashable {
    let code: String
    let span: Span
  }

  /// Adds the input of a method that is checked by itself to `scope`.
  private func declare(_ input: CalledMethod.Input, _ scope: inout Scope) {
    guard let name = input.name, !input.syntax.isInto else { return }
    if let first = input.words.first {
      if let value = input.syntax.defaultValue {
        _ = argument(value, input, scopeOfDefaults(scope))
      }
      scope.locals[name] = .word(first)
      scope.choices[name] = input.words
      return
    }
    guard let syntax = input.syntax.type, let declared = type(syntax, scope) else {
      scope.locals[name] = .failed
      return
    }
    if let value = input.syntax.defaultValue {
      let found = term(value, scopeOfDefaults(scope))
      _ =
        declared.isText ? found : conforming(found, to: declared, what: "`\(name)`", at: value.span)
    }
    func unknown(_ part: String) -> Term {
      made(
        declared.value,
        builder.column(
          Self.unknownTable, "\(scope.method ?? "").\(part)", axes: declared.value.axes,
          element: declared.value.element,
          isOptional: declared.value.isOptional, origin: Origin(syntax.node.span)))
    }
    scope.locals[name] =
      declared.isText
      ? .text("")
      : declared.isTriangular
        ? .record(["l", "m", "u"].map { ($0, unknown("\(name).\($0)")) }) : unknown(name)
  }
}
