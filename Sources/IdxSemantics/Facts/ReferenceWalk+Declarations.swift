import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension ReferenceWalk {
  /// Adds the names of `declaration`.
  func walk(_ declaration: Declaration) {
    let scope = LexicalScope(module: module.id)
    declare(declaration.name)
    switch declaration {
    case .importing(let syntax): walk(syntax)
    case .data(let data): walk(data, scope)
    case .measure: break
    case .scale(let scale): walk(scale, scope)
    case .axis(let axis): walk(axis, scope)
    case .index(let index): walk(index, scope)
    case .judgement(let judgement): walk(judgement, scope)
    case .method(let method): walk(method, scope)
    case .evaluation(let evaluation): walk(evaluation, scope)
    case .variant(let variant): walk(variant, scope)
    case .let(let value):
      walk(value.type, scope)
      walk(value.value, scope)
    case .parameter: break
    case .expect(let expect):
      walk(expect.condition, scope)
      walk(expect.filter, scope)
    }
  }

  /// Returns the symbol that is declared by `name`; of a name that is declared twice, the first.
  func symbol(declaredBy name: Name?) -> SymbolID? {
    guard let name, let index = elaborator.tables[module.id]?.byName[name.text] else { return nil }
    return SymbolID(module: module.id, index: index)
  }

  /// Adds the declaration of `name`. One that is declared twice stands for the first.
  private func declare(_ name: Name?) {
    guard let id = symbol(declaredBy: name) else { return }
    add(name, id, isDeclaration: elaborator.symbol(id)?.span == name?.span)
  }

  private func walk(_ syntax: ImportDeclaration) {
    guard let imported = self.module(importedBy: syntax) else { return }
    if let file = syntax.file { add(Reference(file.span, .module(imported), .module)) }
    for name in syntax.path?.names ?? [] { add(name, .module(imported), .module) }
    guard let alias = syntax.alias else { return }
    add(
      alias, .alias(importer: module.id, name: alias.text), .module,
      isDeclaration: facts.definition(of: .alias(importer: module.id, name: alias.text))
        == alias.tokenSpan)
  }

  /// Returns the module that `syntax` imports; those that could not be read have left no trace.
  private func module(importedBy syntax: ImportDeclaration) -> Int? {
    let imports = elaborator.modules[module.id]?.imports ?? []
    if let alias = syntax.alias { return imports.first { $0.alias == alias.text }?.module }
    let all = module.declarations.compactMap(\.imported)
    if all.count == imports.count, let place = all.firstIndex(where: { $0.node == syntax.node }) {
      return imports[place].module
    }
    let ending =
      syntax.file.map { $0.value.split(separator: "/").last.map(String.init) ?? "" }
      ?? syntax.path.map { "\($0.names.last?.text ?? "").idx" } ?? ""
    let fits = imports.filter { entry in
      entry.alias == nil && elaborator.modules[entry.module]?.path.hasSuffix(ending) == true
    }
    return fits.count == 1 ? fits[0].module : nil
  }

  private func walk(_ scale: ScaleDeclaration, _ scope: LexicalScope) {
    guard let id = symbol(declaredBy: scale.name) else { return }
    for grade in scale.grades {
      guard let name = grade.name else { continue }
      let target = ReferenceTarget.grade(scale: id, code: name.text)
      add(name, target, .grade, isDeclaration: facts.definition(of: target) == name.tokenSpan)
    }
  }

  private func walk(_ axis: AxisDeclaration, _ scope: LexicalScope) {
    guard let id = symbol(declaredBy: axis.name) else { return }
    for part in axis.parts {
      guard let name = part.name else { continue }
      let target = ReferenceTarget.element(axis: id, code: name.text)
      add(name, target, .element, isDeclaration: facts.definition(of: target) == name.tokenSpan)
    }
    if axis.owner != nil {
      for name in axis.base?.names ?? [] { add(word: name, .axisKind) }
      walk(axis.owner, scope)
    } else {
      walk(axis.base, scope)
    }
    walk(axis.condition, scope)
  }
}

// Tables.
extension ReferenceWalk {
  func walk(_ data: DataDeclaration, _ scope: LexicalScope) {
    guard let table = symbol(declaredBy: data.name) else { return }
    func column(_ name: Name?) {
      guard let name else { return }
      let target = ReferenceTarget.column(table: table, name: name.text)
      add(name, target, .column, isDeclaration: facts.definition(of: target) == name.tokenSpan)
    }
    func axis(_ path: Path?, defines: Bool) {
      guard defines else { return walk(path, scope) }
      guard let name = path?.names.first, let id = symbol(declaredBy: name) else { return }
      add(name, id, isDeclaration: elaborator.symbol(id)?.span == name.span)
    }
    for item in data.items {
      switch item {
      case .key(let key):
        column(key.column)
        column(key.labelColumn)
        axis(key.axis, defines: key.defines)
      case .group(let group):
        column(group.column)
        axis(group.axis, defines: group.defines)
      case .column(let item): column(item.name)
      case .variable(let item):
        column(item.variable)
        column(item.value)
      case .missing, .layout: break
      }
    }
    walkRows(of: data, table)
  }

  /// Adds the names in the header of a table within the model, and the elements in its key and group columns.
  private func walkRows(of data: DataDeclaration, _ table: SymbolID) {
    guard let header = data.rows.first, let model = elaborator.dataModel(table) else { return }
    let cells = header.cells
    for cell in cells where !cell.isEmpty {
      let declared = model.columns.first { $0.source == cell.text }?.name ?? cell.text
      let target = ReferenceTarget.column(table: table, name: declared)
      add(
        Reference(
          cell.span, target, .column, isDeclaration: facts.definition(of: target) == cell.span))
    }
    let axes = cells.map { axis(ofColumn: $0.text, model, table) }
    guard axes.contains(where: { $0 != nil }) else { return }
    for row in data.rows.dropFirst() {
      for (cell, axis) in zip(row.cells, axes) where !cell.isEmpty {
        if let axis { add(element: cell.text, of: axis, at: cell.span) }
      }
    }
  }

  /// Returns the axis of which the cells in the column `source` of a table are elements.
  private func axis(ofColumn source: String, _ model: DataModel, _ table: SymbolID) -> Axis? {
    let scope = Scope(module: table.module)
    if let key = model.keys.first(where: { !$0.isPattern && $0.column == source }) {
      return elaborator.axis(key.axis, scope)
    }
    let column = model.columns.first { $0.source == source }
    if case .group? = column?.kind, let path = column?.axis { return elaborator.axis(path, scope) }
    guard let use = elaborator.readTablePositions[table] else { return nil }
    // A column that is graded, or compared with texts.
    return elaborator.readTables[use].groupAxes[column?.name ?? source]
  }
}
