import IdxDiagnostics
public import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the part of a value that is named after a dot.
  func member(_ member: MemberExpression, _ scope: Scope) -> Term {
    guard let baseExpression = member.base, let name = member.member else { return .failed }
    if let imported = aliased(member, scope) { return imported }
    if let found = indexMember(member, scope) { return found }
    let base = term(baseExpression, scope)
    let result = self.member(name, of: base, baseExpression.span, scope)
    return name.primes == 0 ? result : twin(of: result, name)
  }

  /// Returns what `alias.name` stands for where `alias` is an imported file.
  private func aliased(_ member: MemberExpression, _ scope: Scope) -> Term? {
    guard case .name(let alias) = member.base, let name = member.member,
      scope.locals[alias.name.text] == nil,
      let (module, _) = modules[scope.module]?.imports.first(where: {
        $0.alias == alias.name.text
      })
    else { return nil }
    guard let index = tables[module]?.byName[name.text] else {
      return fail(
        .unknownName(
          name.text, "declaration in `\(alias.name.text)`", at: name.span,
          nearest: Suggestion.nearest(name.text, in: tables[module]?.symbols.map(\.name) ?? [])))
    }
    let id = SymbolID(module: module, index: index)
    used.insert(id)
    return term(of: id, at: name.span)
  }

  /// Returns the part `name` of `base`.
  func member(_ name: Name, of base: Term, _ span: Span, _ scope: Scope) -> Term {
    switch base {
    case .failed: return .failed
    case .record(let fields):
      if let field = fields.first(where: { $0.label == name.text }) { return field.term }
      return fail(
        .unknownMember(name.text, of: "the record", at: name.span, known: fields.map(\.label)))
    case .family(let members, let evaluation):
      if name.text == "effective" || name.text == "at" {
        return fail(
          .unknownMember(name.text, of: "a value for each group", at: name.span, known: []))
      }
      return mapped(members, evaluation) { member(name, of: $0, span, scope) }
    case .data(let id):
      guard let model = dataModel(id) else { return .failed }
      return column(name.text, of: id, model, at: name.span, isOptional: false) ?? .failed
    case .axis(let axis):
      return attribute(AttributeName(text: name.text, span: name.span), of: axis, scope)
    case .evaluation(let evaluation, let node):
      return result(name, of: evaluation, node: node, scope)
    case .array(let array):
      // Elements of an axis have its attributes: `Item.objective.weight`.
      if case .element(let axis) = array.type.element {
        let wanted = AttributeName(text: name.text, span: name.span)
        guard case .array(let attribute) = attribute(wanted, of: axis, scope) else {
          return .failed
        }
        var type = attribute.type
        type.isOptional = type.isOptional || array.type.isOptional
        return made(
          type,
          builder.gather(
            here(attribute), axis, at: here(array), origin: origin(name.span, scope)))
      }
      return fail(.unknownMember(name.text, of: describe(base), at: name.span, known: []))
    default:
      return fail(.unknownMember(name.text, of: describe(base), at: name.span, known: []))
    }
  }

  /// Returns the column `name` of the table `id`; where it has none, `nil`, after a report unless
  /// `isOptional`.
  func column(
    _ name: String, of id: SymbolID, _ model: DataModel, at span: Span, isOptional: Bool
  ) -> Term? {
    guard let schema = library.schema(of: model, in: id.module) else {
      return isOptional && model.column(name) == nil ? nil : .failed
    }
    guard let found = schema.column(name) else {
      // A declared column that the table lacks is reported with the table.
      if model.column(name) != nil { return .failed }
      if isOptional { return nil }
      return fail(
        .unknownColumn(
          name, of: model.name, at: span, known: schema.names, table: model.span))
    }
    guard let use = tableUse(id, model) else { return .failed }
    let declared = model.column(name)
    var type = ValueType(.real, axes: axes(of: found, in: use, model))
    type.isOptional = model.missing(in: name).allowsMissing
    let isMeantAsText = declared?.kind == .text || readsTexts
    if let axis = readTables[use].groupAxes[name], isMeantAsText || !isOfTexts(axis) {
      type.element = .element(axis)
    } else if found.isText, isMeantAsText {
      let axis = textAxis(of: id, model)
      readTables[use].groupAxes[name] = axis
      type.element = .element(axis)
    } else if found.isText {
      if var finding = found.firstText, declared?.kind != .text {
        // Told once, where it stands in the file, however often the column is used.
        let isTold = diagnostics.contains { $0.code == finding.code && $0.span == finding.span }
        finding.labels.append(Label(span, "read as numbers here"))
        if !isTold { report(finding) }
        return .failed
      }
      return fail(
        .wrongType(
          expected: "a column of numbers", found: "a column of texts", at: span,
          hints: [
            "to compare its texts declare `column \(name) text`, to group by them "
              + "`group \(name) defines …`"
          ]))
    }
    if !readTables[use].columns.contains(name) { readTables[use].columns.append(name) }
    if let unit = declared?.unit {
      guard let measure = measure(unit, in: id.module) else { return .failed }
      type.measure = measure
    } else {
      type.measure = .none
    }
    if let declared {
      type.range = Interval(declared.lower ?? -.infinity, declared.upper ?? .infinity)
    }
    return made(
      type,
      builder.column(
        readTables[use].planName, name, axes: type.axes, element: type.element,
        isOptional: type.isOptional, origin: Origin(span, name: declared?.label?.first ?? name)))
  }

  /// Returns the axis of the texts in the columns of the table `id`: one for all, so that columns can
  /// be compared.
  private func textAxis(of id: SymbolID, _ model: DataModel) -> Axis {
    makeAxis(
      AxisInfo(
        name: "texts of \(model.name)", kind: .categories, origin: .texts(of: id),
        span: model.span),
      elements: .table(name: "\(id.module).\(model.name) texts"))
  }

  /// `true` iff the elements of `axis` are texts, which can only be compared and shown.
  public func isOfTexts(_ axis: Axis) -> Bool {
    if case .texts = axisInfos[Int(axis.base)].origin { true } else { false }
  }

  /// Adds the tables that define axes which the plan has, even if no column of theirs is read.
  func readDefiningTables() {
    var isNeeded = [Bool](repeating: false, count: axisInfos.count)
    for node in builder.nodes.indices {
      for axis in builder.axes(of: NodeIndex(node)) { isNeeded[Int(axis.base)] = true }
    }
    var isDone = [Bool](repeating: false, count: axisInfos.count)
    while true {
      for axis in readTables.flatMap({ $0.axes + $0.groupAxes.values }) {
        // Tables that are added may bring axes that nothing else has.
        let missing = axisInfos.count - isNeeded.count
        isNeeded += repeatElement(false, count: missing)
        isDone += repeatElement(false, count: missing)
        isNeeded[Int(axis.base)] = true
      }
      let open = isNeeded.indices.filter { isNeeded[$0] && !isDone[$0] }
      if open.isEmpty { return }
      for base in open {
        isDone[base] = true
        guard case .table(let name, let module) = axisInfos[base].origin,
          let id = resolve(name, in: module), let model = dataModel(id)
        else { continue }
        _ = tableUse(id, model)
      }
    }
  }

  /// Returns the axes of a column: those of all keys, but those of patterns that its name lacks.
  private func axes(of column: DataSchema.Column, in use: Int, _ model: DataModel) -> [Axis] {
    let axes = zip(model.keys, readTables[use].axes).compactMap { key, axis in
      key.isPattern && !column.patternKeys.contains(key.column) ? nil : axis
    }
    return builder.ordered(axes)
  }

  /// Returns the position of the table `id` in `readTables`, adding it with the axes of its keys.
  func tableUse(_ id: SymbolID, _ model: DataModel) -> Int? {
    if let known = readTablePositions[id] { return known }
    var axes: [Axis] = []
    for key in model.keys {
      guard let axis = axis(key.axis, Scope(module: id.module)) else { return nil }
      axes.append(Axis(Int(axis.base), primes: key.primes))
    }
    var groups: [String: Axis] = [:]
    for column in model.columns {
      guard case .group = column.kind, let path = column.axis else { continue }
      guard let axis = axis(path, Scope(module: id.module)) else { return nil }
      groups[column.name] = axis
    }
    // The axes above may have read the table themselves.
    if let known = readTablePositions[id] { return known }
    readTablePositions[id] = readTables.count
    readTables.append(
      TableUse(
        symbol: id, model: model,
        planName: id.module == 0 ? model.name : "\(id.module).\(model.name)", axes: axes,
        columns: [], groupAxes: groups))
    let position = readTables.count - 1
    for axis in axes + model.columns.compactMap({ groups[$0.name] }) { readElements(of: axis) }
    return position
  }

  /// Sees to it that the table that defines `axis` is read: the plan needs the elements.
  func readElements(of axis: Axis) {
    switch axisInfos[Int(axis.base)].origin {
    case .table(let table, let module):
      if !openCalls.isEmpty { openCalls[openCalls.count - 1].effects.readAxes.append(axis) }
      guard let id = resolve(table, in: module), let model = dataModel(id) else { return }
      _ = tableUse(id, model)
    case .filtered(let base), .components(of: let base): readElements(of: base)
    case .product(let factors): for factor in factors { readElements(of: factor) }
    case .nodes, .scale, .parts, .positions, .texts, .variable: return
    }
  }
}
