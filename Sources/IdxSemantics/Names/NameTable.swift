import IdxDiagnostics
public import IdxSyntax

/// The names that one module declares.
final class NameTable: Sendable {
  /// The symbols, in the order of the module.
  let symbols: [Symbol]
  /// The positions of the symbols by name.
  let byName: [String: Int]
  /// The modules whose names can be used without theirs.
  let openImports: [Int]

  /// Creates the table of `module`, reporting names that are declared twice.
  init(_ module: Module, diagnostics: inout [Diagnostic]) {
    var names = Names(module: module.id)
    names.symbols.reserveCapacity(module.declarations.count)
    names.byName.reserveCapacity(module.declarations.count)
    for declaration in module.declarations {
      if let name = declaration.name, let kind = Self.kind(declaration) {
        names.add(name, kind, &diagnostics)
      }
      if case .data(let data) = declaration {
        for (axis, column) in data.definedAxes {
          names.add(axis, .tableAxis(data, column: column), &diagnostics)
        }
      }
      if case .judgement(let judgement) = declaration, let raters = judgement.raters,
        raters.names.count == 1, names.byName[raters.text] == nil
      {
        names.add(raters.names[0], .raterAxis(judgement), &diagnostics)
      }
    }
    (symbols, byName) = (names.symbols, names.byName)
    openImports = module.imports.filter { $0.alias == nil }.map(\.module)
  }

  /// The names found so far.
  private struct Names {
    let module: Int
    var symbols: [Symbol] = []
    var byName: [String: Int] = [:]

    mutating func add(_ name: Name, _ kind: Symbol.Kind, _ diagnostics: inout [Diagnostic]) {
      if let earlier = byName[name.text] {
        diagnostics.append(
          .duplicateName(
            name.text, kind.word, at: name.span, earlier: symbols[earlier].span,
            earlierKind: symbols[earlier].kind.word))
        return
      }
      byName[name.text] = symbols.count
      symbols.append(
        Symbol(
          id: SymbolID(module: module, index: symbols.count), name: name.text, kind: kind,
          span: name.span))
    }
  }

  private static func kind(_ declaration: Declaration) -> Symbol.Kind? {
    switch declaration {
    case .importing, .expect: nil
    case .data(let d): .data(d)
    case .measure(let d): .measure(d)
    case .scale(let d): .scale(d)
    case .axis(let d): .axis(d)
    case .index(let d): .index(d)
    case .variant(let d): .variant(d)
    case .judgement(let d): .judgement(d)
    case .method(let d): .method(d)
    case .evaluation(let d): .evaluation(d)
    case .let(let d): .value(d)
    case .parameter(let d): .parameter(d)
    }
  }
}

extension DataDeclaration {
  /// The axes that its keys and groups define, with the columns that define them.
  public var definedAxes: [(axis: Name, column: String)] {
    items.compactMap { item in
      switch item {
      case .key(let key) where key.defines:
        guard let axis = key.axis?.names.first, let column = key.column else { return nil }
        return (axis, column.text)
      case .group(let group) where group.defines:
        guard let axis = group.axis?.names.first, let column = group.column else { return nil }
        return (axis, column.text)
      default: return nil
      }
    }
  }
}
