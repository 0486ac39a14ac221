import IdxDiagnostics
import IdxSyntax

extension Elaborator {
  /// Reports declarations that nothing refers to.
  ///
  /// A file without evaluation and test is one that others import. A `let` is a number that somebody
  /// wants to know: it can be asked for by its name, and needs no other use.
  func lintUnused(_ id: Int) {
    guard let module = modules[id], let table = tables[id] else { return }
    let isComputing =
      module.rest?.isComputing ?? module.declarations.contains(where: \.isComputing)
    guard isComputing else { return }
    let declarations = module.declarationsByName
    for symbol in table.symbols where !isUsed(symbol, table) {
      let declaration = declarations[symbol.span]
      if case .let? = declaration { continue }
      report(
        .unusedDeclaration(
          symbol.name, symbol.kind.word, at: symbol.span,
          deletion: isWhole(symbol) ? declaration?.node.documentedSpan : nil))
    }
  }

  /// Reports imports of which nothing is used.
  func lintImports(_ id: Int) {
    guard let module = modules[id] else { return }
    let imports = module.declarations.compactMap(\.imported)
    // Of a file without errors each import was read.
    guard imports.count == module.imports.count else { return }
    let usedModules = Set(used.map(\.module))
    for (syntax, imported) in zip(imports, module.imports)
    where !usedModules.contains(imported.module) {
      guard let name = syntax.file?.value ?? syntax.path?.text,
        let place = syntax.file?.node ?? syntax.path?.node
      else { continue }
      report(
        .unusedImport(of: name, at: place.span, deletion: syntax.node.documentedSpan))
    }
  }

  /// `true` iff `symbol` is all that its declaration declares.
  private func isWhole(_ symbol: Symbol) -> Bool {
    switch symbol.kind {
    case .tableAxis, .raterAxis: false
    default: true
    }
  }

  private func isUsed(_ symbol: Symbol, _ table: NameTable) -> Bool {
    if used.contains(symbol.id) { return true }
    switch symbol.kind {
    case .evaluation, .tableAxis, .raterAxis: return true
    case .data:
      // A table whose axis is used is used.
      let axes = table.symbols.filter {
        if case .tableAxis(let data, _) = $0.kind { return data.name?.text == symbol.name }
        return false
      }
      return axes.contains { used.contains($0.id) }
        || readTables.contains { $0.symbol == symbol.id }
    default: return false
    }
  }
}
