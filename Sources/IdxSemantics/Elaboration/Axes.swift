import IdxDiagnostics
public import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the axis of the plan that `info` describes, added if it is a new one; the plan calls it
  /// `name`, by default as `info` does.
  ///
  /// The builder gives axes of equal names and elements one position: the name gets a number where
  /// that is already the position of an axis which is something else.
  func makeAxis(_ info: AxisInfo, elements: AxisElements, name: String? = nil) -> Axis {
    // A copy makes axes of the language again, and no others.
    if !info.isOfLanguage { seeBeyondShape() }
    let name = name ?? info.name
    var number = 1
    while true {
      let axis = builder.axis(
        PlanAxis(
          name: number == 1 ? name : "\(name) \(number)", isInner: info.kind == .objects,
          elements: elements))
      if note(info, of: axis) {
        if info.isOfLanguage, !openCalls.isEmpty {
          openCalls[openCalls.count - 1].effects.languageAxes.append(axis)
        }
        return axis
      }
      number += 1
    }
  }

  /// Returns the axis that the symbol `id` declares, `nil` where that failed.
  func axis(of id: SymbolID) -> Axis? {
    if let known = axes[id] {
      if known == nil { reportCycle(id) }
      return known
    }
    guard let symbol = symbol(id) else { return nil }
    axes[id] = .some(nil)
    working.insert(id)
    defer { working.remove(id) }
    let axis = apart { makeAxis(of: symbol) }
    axes[id] = axis.map { .some($0) } ?? .some(nil)
    return axis
  }

  /// Reports that `id` is needed to work itself out, if it is: else it failed, and that was reported.
  func reportCycle(_ id: SymbolID) {
    guard working.contains(id), reportedCycles.insert(id).inserted, let symbol = symbol(id) else {
      return
    }
    report(.cyclicDefinition(symbol.name, at: symbol.span))
  }

  private func makeAxis(of symbol: Symbol) -> Axis? {
    let module = symbol.id.module
    switch symbol.kind {
    case .tableAxis(let declaration, let column):
      guard let dataID = resolve(declaration.name?.text ?? "", in: module),
        let data = dataModel(dataID)
      else { return nil }
      let kind = data.keys.first { $0.column == column }?.role.axisKind ?? .categories
      return makeAxis(
        AxisInfo(
          name: symbol.name, kind: kind, origin: .table(name: data.name, module: module),
          span: symbol.span),
        elements: .table(name: "\(module).\(symbol.name)"))
    case .scale(let declaration): return scaleAxis(symbol, declaration)
    case .axis(let declaration): return declaredAxis(symbol, declaration)
    case .raterAxis(let declaration):
      guard let id = resolve(declaration.name?.text ?? "", in: module),
        let judgement = judgementModel(id)
      else { return nil }
      return makeAxis(
        AxisInfo(
          name: symbol.name, kind: .raters, origin: .parts, span: symbol.span,
          codes: judgement.raters),
        elements: .fixed(codes: judgement.raters, labels: judgement.raters))
    default: return nil
    }
  }

  private func scaleAxis(_ symbol: Symbol, _ declaration: ScaleDeclaration) -> Axis? {
    guard let scale = scaleModel(symbol.id) else { return nil }
    let codes = scale.grades.map(\.code)
    return makeAxis(
      AxisInfo(
        name: symbol.name, kind: .grades,
        origin: .scale(name: symbol.name, module: symbol.id.module), span: symbol.span,
        codes: codes),
      elements: .fixed(
        codes: codes, labels: scale.grades.map { $0.label?.first ?? $0.code }))
  }

  private func declaredAxis(_ symbol: Symbol, _ declaration: AxisDeclaration) -> Axis? {
    guard let basePath = declaration.base else {
      let codes = declaration.parts.compactMap { $0.name?.text }
      return makeAxis(
        AxisInfo(
          name: symbol.name, kind: .parts, origin: .parts, span: symbol.span, codes: codes),
        elements: .fixed(
          codes: codes,
          labels: declaration.parts.compactMap { $0.label?.first ?? $0.name?.text }))
    }
    let scope = Scope(module: symbol.id.module)
    if let owner = declaration.owner {
      guard isComponents(basePath.names.last), let axis = axis(owner, scope) else { return nil }
      return components(of: axis)
    }
    guard let base = axis(basePath, scope), let condition = declaration.condition else {
      return nil
    }
    guard let array = boolean(condition, scope) else { return nil }
    guard array.type.axes == [base] else {
      report(
        .wrongType(
          expected: "true or false for each \(name(of: base))", found: describe(array.type),
          at: condition.span))
      return nil
    }
    return makeAxis(
      AxisInfo(
        name: symbol.name, kind: axisInfos[Int(base.base)].kind, origin: .filtered(base),
        span: symbol.span),
      elements: .filtered(base: base, by: array.node))
  }

  /// Returns the axis of the components of `axis`: as many as it has elements, numbered from 1.
  ///
  /// It is one axis whatever makes it, so that results over the components of one axis line up.
  func components(of axis: Axis) -> Axis {
    let base = axis.unprimed
    seeBeyondShape()
    if let known = componentAxes[base] { return known }
    readElements(of: base)
    let declared = declaredComponents(of: base)
    let axis = makeAxis(
      AxisInfo(
        name: declared?.name ?? "component of \(name(of: base))", kind: .components,
        origin: .components(of: base), span: declared?.span),
      elements: .numbered(base: base))
    componentAxes[base] = axis
    return axis
  }

  /// Returns what declares the components of `base`, the first of several: people see its name.
  private func declaredComponents(of base: Axis) -> Symbol? {
    for module in modules.values.sorted(by: { $0.id < $1.id }) where !module.isStandard {
      for symbol in tables[module.id]?.symbols ?? [] {
        guard case .axis(let declaration) = symbol.kind, let owner = declaration.owner,
          declaration.base?.text == AxisKind.components.rawValue,
          isKnown(owner, as: base, in: module.id)
        else { continue }
        return symbol
      }
    }
    return nil
  }

  /// `true` iff `path` names `axis`, which is known already.
  private func isKnown(_ path: Path, as axis: Axis, in module: Int) -> Bool {
    if let id = resolve(path.text, in: module), case .some(axis) = axes[id] ?? nil { return true }
    guard case .nodes = axisInfos[Int(axis.base)].origin, namesAxis(path, in: module) else {
      return false
    }
    return self.axis(path, Scope(module: module)) == axis
  }

  /// `true` iff `word`, which stands before `of` and an axis, says what can be made of one.
  func isComponents(_ word: Name?) -> Bool {
    guard let word, word.text != AxisKind.components.rawValue else { return word != nil }
    report(
      .arguments(
        "no axis can be made of the `\(word.text)` of another", at: word.span,
        hints: ["write `components of …`"]))
    return false
  }
}

extension KeyRole {
  /// The kind of the axes that keys of this role define.
  var axisKind: AxisKind {
    switch self {
    case .key: .objects
    case .period: .periods
    case .rater: .raters
    case .category: .categories
    }
  }
}

extension Elaborator {
  /// Returns the labels of the elements of `axis` in `language`, where the model writes them.
  public func labels(of axis: Axis, in language: String) -> [String]? {
    guard axisInfos.indices.contains(Int(axis.base)) else { return nil }
    switch axisInfos[Int(axis.base)].origin {
    case .scale(let name, let module):
      guard let id = resolve(name, in: module), let scale = scaleModel(id) else { return nil }
      return scale.grades.map { $0.label?.text(language: language) ?? $0.code }
    case .nodes(let id, let nodes):
      guard let model = hierarchy(id) else { return nil }
      return nodes.map { model.nodes[$0].title(language) }
    default: return nil
    }
  }
}
