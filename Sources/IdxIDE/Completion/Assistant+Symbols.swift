import IdxDriver
import IdxSemantics
import IdxSyntax

// What completion and hover ask of the model.
extension Assistant {
  /// The module of the document; `nil` where it could not be read.
  var module: Module? { model.modules.first }

  /// Returns the declarations that may follow `names`: those of the model and of what it imports, or of the
  /// file that goes by the name.
  func symbols(behind names: [String]) -> [Symbol] {
    guard let module else { return [] }
    if names.isEmpty {
      let open = module.imports.filter { $0.alias == nil }.map(\.module)
      return own(module) + open.flatMap { model.symbols(of: $0) }
    }
    guard names.count == 1, let imported = module.imports.first(where: { $0.alias == names[0] })
    else { return [] }
    return model.symbols(of: imported.module)
  }

  /// Returns what the document declares, in its order; of what is not in the part that `module` is only the
  /// names are known.
  private func own(_ module: Module) -> [Symbol] {
    let own = model.symbols(of: module.id)
    guard let rest = module.rest else { return own }
    let known = Dictionary(own.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var result = rest.symbols.map { known[$0.name] ?? $0 }
    // What was declared in an older text, or again, stands behind.
    let named = Set(rest.symbols.map(\.name))
    result += own.filter { !named.contains($0.name) }
    return result
  }

  /// Returns the declaration that `names` begin with, and the names behind it.
  func symbol(_ names: [String]) -> (symbol: Symbol, rest: [String])? {
    guard let first = names.first, let module else { return nil }
    if let imported = module.imports.first(where: { $0.alias == first }), names.count > 1 {
      let found = model.symbols(of: imported.module).first { $0.name == names[1] }
      return found.map { ($0, Array(names.dropFirst(2))) }
    }
    return model.symbol(named: first).map { ($0, Array(names.dropFirst())) }
  }

  /// Returns the index that `names` begin with, and the names behind it.
  func index(behind names: [String]) -> (IndexModel, rest: [String])? {
    guard let (symbol, rest) = symbol(names), symbol.kind.isIndex,
      let index = model.index(symbol.id)
    else { return nil }
    return (index, rest)
  }

  /// Returns the index of the evaluation that `names` begin with.
  func index(evaluatedBy names: [String]) -> IndexModel? {
    guard let symbol = symbol(names)?.symbol, case .evaluation = symbol.kind else { return nil }
    return model.index(ofEvaluation: symbol.id)?.model
  }

  /// Returns the index that the construct around the word of `probe` is about.
  func index(around probe: Probe) -> IndexModel? {
    let path: Path?
    switch probe.declaration {
    case .index(let declaration):
      return declaration.name.flatMap { index(behind: [$0.text]) }?.0
    case .evaluation(let declaration):
      // Changes name nodes of the base, and what is removed is not there any more.
      if declaration.index == nil, let base = declaration.base {
        return index(evaluatedBy: base.names.map(\.text))
      }
      path = declaration.index
    case .variant(let declaration): path = declaration.base
    case .judgement(let declaration): path = declaration.subject
    default: path = nil
    }
    return path.flatMap { index(behind: $0.names.map(\.text)) }?.0
  }

  /// The tables to which evaluations bind the index called `name`; all tables where there is none.
  func tables(boundTo name: String) -> [Symbol] {
    let bound = document.tree.model.declarations.compactMap { declaration -> Symbol? in
      guard case .evaluation(let evaluation) = declaration,
        case let settled = document.tree.model.settled(evaluation),
        settled.index?.names.last?.text == name, let data = settled.data
      else { return nil }
      return symbol(data.names.map(\.text))?.symbol
    }
    if !bound.isEmpty { return bound }
    return symbols(behind: []).filter { $0.kind.word == "table" }
  }

  /// Returns the label that `symbol` has for people.
  func label(of symbol: Symbol) -> String? {
    let label =
      switch symbol.kind {
      case .data(let view): view.label
      case .measure(let view): view.label
      case .scale(let view): view.label
      case .axis(let view): view.label
      case .tableAxis, .raterAxis, .method: LabelText?.none
      case .index(let view): view.label
      case .variant(let view): view.label
      case .judgement(let view): view.label
      case .evaluation(let view): view.label
      case .value(let view): view.label
      case .parameter(let view): view.label
      }
    return label.map(\.first)
  }

  /// Returns what is to be told of the method called `name`, of the model or of the library.
  func method(_ name: String) -> MethodSummary? {
    if case .method(let method)? = model.symbol(named: name)?.kind {
      return LibraryOutline.shared.methods[name].flatMap { known in
        known.documentation == (method.documentation ?? "") ? known : nil
      } ?? MethodSummary(method)
    }
    return LibraryOutline.shared.methods[name]
  }

  /// Returns what the `let` or the parameter `symbol` is like; `nil` where that is not known.
  func shape(of symbol: Symbol) -> ValueShape? {
    model.facts.type(of: symbol.id)?.type.map { ValueShape($0) }
      ?? valuesElsewhere()[symbol.name]
  }
}
