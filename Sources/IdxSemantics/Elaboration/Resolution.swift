import IdxDiagnostics
import IdxPlan
public import IdxSyntax

extension Elaborator {
  /// Returns the symbol that `name` stands for in `module`: its own, then those of the files it
  /// imports, then those that the standard library has for everybody.
  func resolve(_ name: String, in module: Int) -> SymbolID? {
    guard let table = tables[module] else { return standardSymbol(name) }
    if let index = table.byName[name] { return SymbolID(module: module, index: index) }
    for imported in table.openImports {
      if let index = tables[imported]?.byName[name] {
        return SymbolID(module: imported, index: index)
      }
    }
    return standardSymbol(name)
  }

  /// Returns the symbol that the standard library has for everybody under `name`.
  func standardSymbol(_ name: String) -> SymbolID? {
    if let known = standardSymbols[name] { return known }
    var found: SymbolID?
    if let module = library.standardModule(declaring: name) {
      if modules[module.id] == nil { add(module) }
      if let index = tables[module.id]?.byName[name] {
        found = SymbolID(module: module.id, index: index)
      }
    }
    standardSymbols[name] = .some(found)
    return found
  }

  /// Returns the symbol that `path` begins with and the names that follow it, reporting where there
  /// is none. An alias of an import may come first.
  func resolve(
    _ path: Path, in module: Int, as what: String, also locals: @autoclosure () -> [String] = []
  ) -> (SymbolID, rest: [Name])? {
    guard let first = path.names.first else { return nil }
    if let (imported, _) = modules[module]?.imports.first(where: { $0.alias == first.text }) {
      guard path.names.count > 1 else {
        report(
          .wrongKind(first.text, expected: "the name of a \(what)", found: "a file", at: path.span))
        return nil
      }
      let name = path.names[1]
      if let index = tables[imported]?.byName[name.text] {
        let id = SymbolID(module: imported, index: index)
        used.insert(id)
        return (id, Array(path.names.dropFirst(2)))
      }
      report(.unknownName(name.text, what, at: name.span, nearest: nil))
      return nil
    }
    guard let id = resolve(first.text, in: module) else {
      report(
        .unknownName(
          first.text, what, at: first.span,
          nearest: nearest(to: first.text, what, in: module, also: locals())))
      return nil
    }
    used.insert(id)
    return (id, Array(path.names.dropFirst()))
  }

  /// The number of unknown names for which near ones are searched.
  private static let mostSearches = 200

  /// Calls of other languages for which this one has no method but an operator or a word.
  private static let foreignCalls = [
    "pow": "x^y", "power": "x^y", "ifelse": "if c then x else y", "iif": "if c then x else y",
    "IF": "if c then x else y", "isna": "not present(x)", "isnull": "not present(x)",
    "coalesce": "x otherwise y",
  ]

  /// Returns the finding that no method is called `name`, with what it is called here.
  func unknownMethod(_ name: Name, in module: Int) -> Diagnostic {
    let others = library.standardNames(elsewhereCalled: name.text)
    if let way = Self.foreignCalls[name.text] {
      return .unknownMethod(name.text, written: way, at: name.span)
    }
    guard !others.isEmpty else {
      return .unknownName(
        name.text, "method", at: name.span, nearest: nearest(to: name.text, "method", in: module))
    }
    var takesValues = true
    if let symbol = standardSymbol(others[0]).flatMap({ self.symbol($0) }),
      case .method(let method) = symbol.kind
    {
      takesValues = !method.inputs.isEmpty || !method.axes.contains { $0.clause == .over }
    }
    return .unknownMethod(name.text, others: others, takesValues: takesValues, at: name.span)
  }

  /// Returns the visible name of `what` that is most like `name`.
  func nearest(to name: String, _ what: String, in module: Int, also locals: [String] = [])
    -> String?
  {
    if what == "value", let word = Keyword.foreignValues[name] { return word.text }
    // Each search goes through all names: where hundreds are unknown, the reason is another one.
    if searches >= Self.mostSearches { return nil }
    searches += 1
    var known = locals
    for module in [module] + (tables[module]?.openImports ?? []) {
      let symbols = modules[module]?.rest?.symbols ?? tables[module]?.symbols ?? []
      known += symbols.filter { $0.kind.fits(what) }.map(\.name)
    }
    if let own = Suggestion.nearest(name, in: known) { return own }
    let standard = Suggestion.nearest(name, in: library.standardNames)
    let symbol = standard.flatMap { standardSymbol($0) }.flatMap { self.symbol($0) }
    return symbol?.kind.fits(what) == true ? standard : nil
  }

  /// Returns how people call `term`.
  func describe(_ term: Term) -> String {
    switch term {
    case .array(let array): describe(array.type)
    case .record: "several results"
    case .word(let word): "the word `\(word)`"
    case .text: "a text"
    case .axis(let axis): "the axis \(name(of: axis))"
    case .family: "one value for each group"
    case .evaluation: "an evaluation"
    case .data: "a table"
    case .judgement: "a judgement"
    case .method: "a method"
    case .failed: "something that was reported"
    }
  }

  /// Returns `type` in words: "a number for each park and each indicator".
  public func describe(_ type: ValueType) -> String {
    if type.isNothing { return "a missing value" }
    var words =
      switch type.element {
      case .real: "a number"
      case .integer: "a whole number"
      case .boolean: "true or false"
      case .element(let axis): isOfTexts(axis) ? "a text" : "an element of \(name(of: axis))"
      }
    if type.isNumeric, !type.range.isAll { words += " (\(type.range))" }
    if type.isNumeric, !type.measure.isNone, !type.measure.isUnknown {
      words += " in \(type.measure)"
    }
    if type.isOptional { words += " or missing" }
    if !type.axes.isEmpty {
      words += " for each " + type.axes.map { name(of: $0) }.joined(separator: " and each ")
    }
    return words
  }

  /// Returns the name of `axis`, with its primes.
  func name(of axis: Axis) -> String {
    axisInfos[Int(axis.base)].name + String(repeating: "'", count: Int(axis.primes))
  }
}

extension Elaborator {
  /// Returns the documentation of the method that the main module knows as `name`.
  public func documentation(ofMethod name: String) -> String? {
    method(named: name)?.documentation
  }

  /// Returns the method that the main module knows as `name`.
  public func method(named name: String) -> MethodDeclaration? {
    guard let id = resolve(name, in: 0), case .method(let method)? = symbol(id)?.kind else {
      return nil
    }
    return method
  }

  /// Returns the judgements of `module`, in order, without those in which something is wrong.
  public func judgements(in module: Int) -> [JudgementModel] {
    (tables[module]?.symbols ?? []).compactMap { symbol in
      guard case .judgement = symbol.kind else { return nil }
      return judgementModel(symbol.id)
    }
  }
}
