import IdxDiagnostics
public import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the table that the symbol `id` declares.
  func dataModel(_ id: SymbolID) -> DataModel? {
    if let known = dataModels[id] { return known }
    guard let symbol = symbol(id), case .data(let declaration) = symbol.kind else { return nil }
    let (model, found) = DataReader.read(declaration, named: symbol.name)
    diagnostics += found
    dataModels[id] = model
    return model
  }

  /// Returns the scale that the symbol `id` declares.
  func scaleModel(_ id: SymbolID) -> ScaleModel? {
    if let known = scales[id] { return known }
    guard let symbol = symbol(id), case .scale(let declaration) = symbol.kind else { return nil }
    let (model, found) = ScaleReader.read(declaration, named: symbol.name)
    diagnostics += found
    scales[id] = model
    return model
  }

  /// Returns the scale whose grades `axis` has, if they are of one.
  public func scale(_ axis: Axis) -> ScaleModel? {
    guard case .scale(let name, let module) = axisInfos[Int(axis.base)].origin else { return nil }
    return resolve(name, in: module).flatMap { scaleModel($0) }
  }

  /// Returns the hierarchy that the symbol `id` declares, by itself or as a variant of another.
  func indexModel(_ id: SymbolID) -> IndexModel? {
    if let known = indexes[id] {
      if known == nil { reportCycle(id) }
      return known
    }
    indexes[id] = .some(nil)
    working.insert(id)
    defer { working.remove(id) }
    guard let symbol = symbol(id) else { return nil }
    switch symbol.kind {
    case .index(let declaration):
      var tree = declaration
      if let file = declaration.file {
        guard let read = library.index(in: file, of: id.module) else { return nil }
        tree = read
      }
      let (model, found) = IndexReader.read(declaration, nodesOf: tree, named: symbol.name)
      diagnostics += found
      indexes[id] = model
    case .variant(let declaration):
      guard let path = declaration.base,
        let (baseID, rest) = resolve(path, in: id.module, as: "index"), rest.isEmpty
      else { return nil }
      guard let base = indexModel(baseID) else {
        if let other = self.symbol(baseID), !["index"].contains(other.kind.word) {
          report(
            .wrongKind(
              other.name, expected: "the name of an index", found: other.kind.phrase,
              at: path.span))
        }
        return nil
      }
      let (model, found) = VariantApplication.apply(
        declaration, named: symbol.name, to: base)
      diagnostics += found
      indexes[id] = model
    default: return nil
    }
    return indexes[id] ?? nil
  }

  /// Returns the judgement that the symbol `id` declares.
  func judgementModel(_ id: SymbolID) -> JudgementModel? {
    if let known = judgements[id] { return known }
    judgements[id] = .some(nil)
    guard let symbol = symbol(id), case .judgement(let declaration) = symbol.kind,
      let path = declaration.subject,
      let (subject, rest) = resolve(path, in: id.module, as: "index or axis")
    else { return nil }
    var words: ScaleModel?
    if let scalePath = declaration.scale {
      guard let (scaleID, _) = resolve(scalePath, in: id.module, as: "scale") else { return nil }
      words = scaleModel(scaleID)
    }
    var rows: [JudgementRow] = []
    if let file = declaration.file {
      guard let read = library.comparisons(in: file, of: id.module) else { return nil }
      rows = read
    }
    let found: (JudgementModel?, [Diagnostic])
    if rest.last?.text != Self.leaves, let index = indexModel(subject) {
      guard find(rest, in: index, at: path.span) != nil else { return nil }
      if let per = declaration.per {
        report(
          .wrongKind(
            path.text, expected: "an axis in front of `per \(per.text)`", found: "an index",
            at: path.span))
        return nil
      }
      found = read(declaration, symbol, on: .index(index), scale: words, rows: rows)
    } else {
      guard let axis = axis(path, Scope(module: id.module)) else { return nil }
      guard let codes = writtenCodes(axis, at: path.span) else { return nil }
      var per: [String]?
      if let perPath = declaration.per {
        guard let other = self.axis(perPath, Scope(module: id.module)),
          let others = writtenCodes(other, at: perPath.span)
        else { return nil }
        per = others
      }
      found = read(
        declaration, symbol, on: .axis(codes: codes, per: per), scale: words, rows: rows)
    }
    diagnostics += found.1
    if let path = declaration.raters, let judgement = found.0, !judgement.raters.isEmpty {
      checkRaters(of: judgement, path, in: id.module)
    }
    // What is wrong with it has been said: nothing more is said of what it would have given.
    guard !found.1.hasErrors else { return nil }
    judgements[id] = .some(found.0)
    return found.0
  }

  /// Returns the judgement `declaration` that `symbol` names, and what is wrong with it.
  private func read(
    _ declaration: JudgementDeclaration, _ symbol: Symbol, on things: ComparedThings,
    scale: ScaleModel?, rows: [JudgementRow]
  ) -> (JudgementModel, [Diagnostic]) {
    let known = symbol.id.module == 0 ? known : nil
    if let model = known?.judgement(declaration, named: symbol.name, on: things) {
      return (model, [])
    }
    let found = JudgementReader.read(
      declaration, named: symbol.name, on: things, scale: scale, rows: rows)
    if found.1.isEmpty { known?.take(found.0, of: declaration, on: things) }
    return found
  }

  /// Reports raters of `judgement` that an axis declared under the name of their axis does not have.
  private func checkRaters(of judgement: JudgementModel, _ path: Path, in module: Int) {
    guard let other = resolve(path.text, in: module), let symbol = symbol(other) else { return }
    used.insert(other)
    if case .raterAxis = symbol.kind { return }
    guard let axis = axis(of: other), let codes = axisInfos[Int(axis.base)].codes else { return }
    guard let stranger = judgement.raters.first(where: { !codes.contains($0) }) else { return }
    report(
      .unknownElement(
        stranger, of: "the axis \(symbol.name)", at: path.span,
        nearest: Suggestion.nearest(stranger, in: codes)))
  }

  /// Returns the codes of the elements of `axis`, reporting that they are not written in the model.
  private func writtenCodes(_ axis: Axis, at span: Span) -> [String]? {
    if let codes = axisInfos[Int(axis.base)].codes { return codes }
    report(
      .wrongKind(
        name(of: axis), expected: "an index, or an axis whose elements are written in the model",
        found: "an axis whose elements come from data", at: span,
        hints: [hintForWriting(axis)].compactMap(\.self)))
    return nil
  }

  /// Returns how the elements of `axis`, which the key of a table defines, are written in the model.
  private func hintForWriting(_ axis: Axis) -> String? {
    guard case .table(let table, let module) = axisInfos[Int(axis.base)].origin,
      let id = resolve(table, in: module), let model = dataModel(id)
    else { return nil }
    let name = name(of: axis.unprimed)
    let key = model.keys.first { $0.defines && $0.axis.text == name }
    let written = key.map { key in
      "\(key.role.rawValue) \(key.isPattern ? "{\(key.column)}" : key.column) of \(name)"
    }
    return "write the elements, `axis \(name) { … }`, and "
      + (written.map { "`\($0)`" } ?? "`of \(name)`") + " in the table `\(model.name)`"
  }

  /// Returns the measure that the symbol `id` declares: a base of its own, or a multiple of others.
  func measure(_ id: SymbolID) -> Measure? {
    if let known = measures[id] {
      if known == nil { reportCycle(id) }
      return known
    }
    guard let symbol = symbol(id), case .measure(let declaration) = symbol.kind else { return nil }
    guard let definition = declaration.definition else {
      let base = Measure([.named(symbol.name, module: id.module): 1])
      measures[id] = .some(base)
      return base
    }
    measures[id] = .some(nil)
    working.insert(id)
    defer { working.remove(id) }
    let result = measure(definition, in: id.module)?.named(symbol.name)
    measures[id] = .some(result)
    return result
  }

  /// Returns the measure written as `syntax`, reporting names that are not measures.
  func measure(_ syntax: UnitSyntax, in module: Int) -> Measure? {
    var result = Measure.none
    let factors = syntax.factors
    for factor in factors {
      var base = Measure.none
      if let number = factor.number {
        guard number > 0, number.isFinite else {
          report(
            .outOfRange(
              "the factor of a measure", expected: "> 0", found: Interval.text(number),
              at: syntax.span))
          return nil
        }
        base = Measure(factor: number)
      }
      if let name = factor.name {
        guard let id = resolve(name.text, in: module) else {
          report(
            .unknownName(
              name.text, "measure", at: name.span,
              nearest: nearest(to: name.text, "measure", in: module)))
          return nil
        }
        used.insert(id)
        guard let named = measure(id) else {
          if let symbol = symbol(id), symbol.kind.word != "measure" {
            report(
              .wrongKind(
                name.text, expected: "the name of a measure", found: symbol.kind.phrase,
                at: name.span))
          }
          return nil
        }
        base = named
      }
      var scaled = 1.0
      for _ in 0..<min(abs(factor.exponent), 64) {
        scaled *= factor.exponent > 0 ? base.factor : 1 / base.factor
      }
      if factors.count == 1, factor.exponent == 1 { return base }
      result = result * base.raised(to: Double(factor.exponent), factor: scaled)
    }
    return result
  }

  /// Returns the value of the `let` or `parameter` with symbol `id`.
  func value(of id: SymbolID) -> Term {
    if let known = values[id] {
      if let known { return known }
      if let symbol = symbol(id) { report(.cyclicDefinition(symbol.name, at: symbol.span)) }
      values[id] = .some(.failed)
      return .failed
    }
    guard let symbol = symbol(id) else { return .failed }
    values[id] = .some(nil)
    let term = apart {
      switch symbol.kind {
      case .value(let declaration): value(declaration, in: id.module)
      case .parameter(let declaration): parameter(declaration, in: id.module)
      default: Term.failed
      }
    }
    if case .some(.some(.failed)) = values[id] { return .failed }
    values[id] = .some(term)
    return term
  }

  private func value(_ declaration: LetDeclaration, in module: Int) -> Term {
    guard let expression = declaration.value else { return .failed }
    let scope = Scope(module: module)
    let result = term(expression, scope)
    guard let syntax = declaration.type else { return result }
    guard let declared = type(syntax, scope) else { return .failed }
    return conforming(
      result, to: declared, what: "`\(declaration.name?.text ?? "")`", at: expression.span)
  }

  private func parameter(_ declaration: ParameterDeclaration, in module: Int) -> Term {
    guard let constant = declaration.value else { return .failed }
    guard let written = constant.value else {
      ConstantCheck.findings(constant).forEach(report)
      return .failed
    }
    let name = declaration.name?.text ?? ""
    let number = module == 0 ? parameters[name] ?? written : written
    // The type is that of every value which the command line may give.
    var type = ValueType(.real)
    if let unit = declaration.unit {
      guard let measure = measure(unit, in: module) else { return .failed }
      type.measure = measure
    }
    if let range = declaration.range {
      let allowed = Interval(range.lower ?? -.infinity, range.upper ?? .infinity)
      guard allowed.contains(number) else {
        return fail(
          .outOfRange(
            "the parameter `\(name)`", expected: "\(allowed)", found: Interval.text(number),
            at: constant.span))
      }
      type.range = allowed
    }
    let node = builder.constant(
      number, element: .real, origin: Origin(declaration.node.span, name: name))
    return .array(ArrayTerm(type, node))
  }
}
