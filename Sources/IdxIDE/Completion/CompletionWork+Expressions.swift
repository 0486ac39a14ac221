import IdxDriver
import IdxSemantics
import IdxSyntax

// Values.
extension CompletionWork {
  /// Adds what may stand in the place of a value.
  mutating func completeExpression() {
    guard let around = probe.node(1) else { return }
    switch around.kind {
    case .slotStep: completeStep(around)
    case .combineStep: addMethods(for: .combine, fit: Fit.best)
    case .argument: if completeArgument() { return }
    default: break
    }
    addScope()
  }

  private mutating func completeStep(_ around: Node) {
    guard let word = probe.keyword(in: around), let slot = Slot(rawValue: word.text) else { return }
    if slot == .weights {
      add(
        CompletionItem(
          "given", .keyword, fit: Fit.best, description: "the weights that the index says"))
    }
    if slot == .classify { add(symbols: ["scale"], behind: []) }
    addMethods(for: .slot(slot), fit: Fit.best)
  }

  /// Adds the methods that fit at `place`, ranked by how well.
  mutating func addMethods(for slot: Slot, fit: Int) { addMethods(for: .slot(slot), fit: fit) }

  /// Adds the methods that fit at `place`, ranked by how well, those of the model first.
  mutating func addMethods(for place: MethodFit.Place, fit: Int) {
    let supplied = MethodFit.supplied(at: place)
    for method in ownMethods {
      guard let own = MethodFit.fit(method, at: place) else { continue }
      add(method, fit: fit + own, supplied: supplied)
    }
    for method in LibraryOutline.shared.methods.values.sorted(by: { $0.name < $1.name }) {
      guard let own = MethodFit.fit(method, at: place) else { continue }
      add(method, fit: fit + own + 1, supplied: supplied)
    }
  }

  /// The methods that the model declares or imports.
  private var ownMethods: [MethodSummary] {
    assistant.symbols(behind: []).compactMap { symbol in
      if case .method(let method) = symbol.kind { return MethodSummary(method) }
      return nil
    }
  }

  /// Adds `method`, which is given what is `supplied`; without that, it is called with all that it needs.
  mutating func add(_ method: MethodSummary, fit: Int, supplied: Set<String>? = nil) {
    var item = CompletionItem(
      method.name, .method, fit: fit, text: written(method.name),
      description: method.module.isEmpty ? "" : "std.\(Self.dotted(method.module))")
    item.detail = method.shortInputs
    item.key = "method:\(method.name)"
    // A name in a step may end at the next line; elsewhere a bracket follows it.
    item.commits = supplied == nil ? ["("] : []
    item.snippet = method.snippet(besides: supplied ?? [])
    add(item)
  }

  private static func dotted(_ path: String) -> String {
    (path.hasSuffix(".idx") ? String(path.dropLast(4)) : path).split(separator: "/")
      .joined(separator: ".")
  }

  /// Adds the names that are seen around the cursor: locals, columns in a formula, declarations, methods.
  private mutating func addScope(expected: String = "", axes: Int? = nil) {
    let locals = LocalNames(document, at: word.range.lowerBound)
    for name in locals.values { add(name: name, .local, fit: Fit.local) }
    for input in locals.inputs {
      add(name: input.name, .input, fit: Fit.local, description: input.text)
    }
    for axis in locals.axes { add(name: axis, .axis, fit: Fit.local + 10) }
    if case .index = probe.declaration, probe.around(.attribute) != nil, let around = probe.node(0)
    {
      addColumns(ofIndexAround: around)
    }
    for symbol in assistant.symbols(behind: []) {
      switch symbol.kind {
      case .measure: continue
      case .method(let method):
        if let summary = MethodSummary(method) { add(summary, fit: Fit.name) }
      default: add(symbol, fit: fit(of: symbol, expected: expected, axes: axes))
      }
    }
    for imported in assistant.module?.imports ?? [] {
      if let alias = imported.alias { add(name: alias, .module, fit: Fit.name) }
    }
    for method in LibraryOutline.shared.methods.values.sorted(by: { $0.name < $1.name }) {
      add(method, fit: Fit.library)
    }
  }

  /// Returns how well `symbol` fits where a value of type `expected` with so many axes is due.
  private func fit(of symbol: Symbol, expected: String, axes: Int?) -> Int {
    switch (symbol.kind, expected) {
    case (.judgement, "Ratio"), (.judgement, "Tfn"), (.judgement, "Complement"): return Fit.best
    case (.value, _), (.parameter, _):
      guard let axes, let shape = assistant.shape(of: symbol) else { return Fit.name }
      let isShare = expected != "Weights" || shape.isShare
      return shape.axes == axes && isShare ? Fit.best + 10 : Fit.name
    default: return Fit.name
    }
  }

  /// Adds what may stand as an argument, inputs that are not given yet first; `true` iff nothing else can.
  private mutating func completeArgument() -> Bool {
    guard let call = probe.around(.call), case .call(let view)? = Expression(call) else {
      return false
    }
    if let names = assistant.indexBehindAt(view) {
      if let index = assistant.index(evaluatedBy: names) {
        addNodes(of: index, behind: [], fit: Fit.best) { _ in true }
      }
      return true
    }
    guard let method = assistant.method(calledBy: view) else {
      // A literal of an axis has a value for each of its elements.
      let names = view.callee.flatMap { Path($0) }?.names.map(\.text) ?? []
      for (code, label) in assistant.elements(of: names) where !view.isGiven(code) {
        var item = CompletionItem(
          code, .element, fit: Fit.best, text: "\(written(code)): ", description: label)
        item.detail = ":"
        add(item)
      }
      return false
    }
    let supplied = Assistant.supplied(to: call, in: probe)
    let argument = probe.around(.argument)
    let label = argument.flatMap { Name($0.child(.name)) }?.text
    let current = ActiveInput.find(method, view, supplied, marker: probe.marker)
    if label == nil {
      for input in method.inputs where !view.isGiven(input.name) && !supplied.contains(input.name) {
        var item = CompletionItem(
          input.name, .input, fit: Fit.best + 20, text: "\(input.name): ", description: input.text)
        item.detail = ":"
        add(item)
      }
    }
    guard let current, method.inputs.indices.contains(current) else { return false }
    let input = method.inputs[current]
    for choice in input.choices { add(CompletionItem(choice, .choice, fit: Fit.best)) }
    if input.isInto { add(symbols: ["scale", "axis"], behind: []) }
    addScope(expected: input.type?.element ?? "", axes: input.type?.axes.count)
    return true
  }

  /// Adds the words that a `case` decides on.
  mutating func completeArm(_ around: Node) {
    guard let owner = probe.around(.caseOf), case .caseOf(let view)? = Expression(owner) else {
      return
    }
    let names = view.subject.flatMap { Path($0) }?.names.map(\.text) ?? []
    let given = Set(view.arms.flatMap { $0.labels.map(\.text) })
    var words: [String] = []
    if names.last == "direction" {
      words = ["benefit", "cost", "target", "interval"]
    } else if names.count == 1 {
      words =
        LocalNames(document, at: word.range.lowerBound).inputs.first { $0.name == names[0] }?
        .choices ?? []
      words += assistant.elements(of: names).map(\.code)
    }
    for word in words where !given.contains(word) {
      add(CompletionItem(word, .choice, fit: Fit.best, text: "\(word): "))
    }
  }
}

extension CallExpression {
  /// `true` iff an argument with the label `name` is there.
  func isGiven(_ name: String) -> Bool { arguments.contains { $0.label?.text == name } }
}

extension Assistant {
  /// Returns the method that `call` calls.
  func method(calledBy call: CallExpression) -> MethodSummary? {
    var callee = call.callee
    if case .index(let index)? = callee { callee = index.base }
    guard let names = callee.flatMap({ Path($0) })?.names.map(\.text) else { return nil }
    if names.count == 1 { return method(names[0]) }
    guard case .method(let method)? = symbol(names)?.symbol.kind, names.count == 2 else {
      return nil
    }
    return MethodSummary(method)
  }

  /// Returns the names before `at` where `call` is `e.at(…)`; `nil` where it is no such call.
  func indexBehindAt(_ call: CallExpression) -> [String]? {
    guard case .member(let member)? = call.callee, member.member?.text == "at",
      let base = member.base
    else { return nil }
    return Path(base)?.names.map(\.text) ?? []
  }

}
