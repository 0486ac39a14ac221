import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// Finds what the names of one module stand for, of the terms that the elaboration has noted.
///
/// Names are looked up as the elaboration looks them up, by the same functions; what depends on types, such as
/// what stands behind a dot, is taken from the terms.
final class ReferenceWalk {
  /// The program.
  let elaborator: Elaborator
  let facts: ElaborationFacts
  /// The module.
  let module: Module
  private(set) var references: [Reference] = []
  var calls: [CallFact] = []
  private var places: Set<Span> = []
  /// The axes of the program by what declares them, in the other direction.
  private(set) lazy var axisSymbols: [Int32: SymbolID] = {
    let known = elaborator.axes.compactMap { id, axis in axis.map { ($0.base, id) } }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }()
  /// The nodes of hierarchies by the places of their names.
  private(set) lazy var nodesByPlace: [Span: (index: SymbolID, position: Int)] = {
    var result: [Span: (index: SymbolID, position: Int)] = [:]
    let declared = elaborator.indexes.compactMapValues(\.self)
    for models in [declared, elaborator.ownIndexes] {
      for (id, model) in models.sorted(by: { $0.key.order < $1.key.order }) {
        for node in model.nodes.dropFirst() where result[node.span] == nil {
          result[node.span] = (id, node.id)
        }
      }
    }
    return result
  }()

  /// Creates a walk through `module`.
  init(_ module: Module, _ facts: ElaborationFacts) {
    elaborator = facts.elaborator
    self.facts = facts
    self.module = module
  }

  /// Returns what is found.
  func walk() -> WalkedModule {
    for declaration in module.declarations { walk(declaration) }
    if module.rest == nil {
      walkEverywhere(module.tree.root)
    } else {
      for declaration in module.declarations { walkEverywhere(declaration.node) }
    }
    return WalkedModule(
      references: references.sorted { $0.span.start < $1.span.start },
      calls: calls.sorted { $0.span.start < $1.span.start })
  }

  /// Adds `reference`, unless something is known of its place already.
  func add(_ reference: Reference) {
    if places.insert(reference.span).inserted { references.append(reference) }
  }

  /// Adds that `name` stands for `target`.
  func add(
    _ name: Name?, _ target: ReferenceTarget, _ kind: ReferenceKind, isDeclaration: Bool = false,
    label: ReferenceTarget? = nil
  ) {
    guard let name else { return }
    add(Reference(name.tokenSpan, target, kind, isDeclaration: isDeclaration, label: label))
  }

  /// Adds that `name` is a word of the language.
  func add(word name: Name?, _ kind: ReferenceKind = .word) {
    guard let name else { return }
    add(name, .word(name.text), kind)
  }

  /// Adds that `name` stands for the symbol `id`.
  func add(_ name: Name?, _ id: SymbolID, isDeclaration: Bool = false) {
    guard let symbol = elaborator.symbol(id) else { return }
    add(name, .symbol(id), symbol.referenceKind, isDeclaration: isDeclaration)
  }

  /// Adds what stands the same wherever it does: units, languages of labels, rules that are silenced.
  private func walkEverywhere(_ node: Node) {
    for child in node.children {
      switch child.kind {
      case .unitFactor:
        guard let name = Name(child.child(.name)),
          let id = elaborator.resolve(name.text, in: module.id)
        else { continue }
        add(name, id)
      case .label: for name in child.children(.name) { add(word: Name(name), .language) }
      case .allow: for name in child.children(.name) { add(word: Name(name), .rule) }
      case .row: continue
      default: walkEverywhere(child)
      }
    }
  }
}

/// What a part of a file sees besides the declarations.
struct LexicalScope {
  /// The module whose declarations are seen.
  let module: Int
  /// The inputs and `let`s of a method, and variables of loops.
  var locals: [String: LocalName] = [:]
  /// The axis variables of a method.
  var axes: [String: LocalName] = [:]
  /// The table whose columns a formula sees.
  var data: SymbolID?
  /// The method whose result is being walked, if that has labels.
  var labelled: SymbolID?
}

/// A name that is known in a part of a file only.
struct LocalName {
  /// What it stands for.
  let target: ReferenceTarget
  let kind: ReferenceKind
  /// The words that it may be, where it is an input that is a choice.
  var choices: [String] = []
  /// The value, of a `let`.
  var value: Expression?
}

// Names and paths.
extension ReferenceWalk {
  /// Adds what `name` stands for in an expression.
  func walk(_ name: Name, _ scope: LexicalScope, label: ReferenceTarget? = nil) {
    if name.primes == 0, let local = scope.locals[name.text] {
      return add(name, local.target, local.kind, label: label)
    }
    if let axis = scope.axes[name.text] { return add(name, axis.target, axis.kind, label: label) }
    if let table = scope.data, hasColumn(name.text, table) {
      return add(name, .column(table: table, name: name.text), .column, label: label)
    }
    if let id = elaborator.resolve(name.text, in: scope.module), let symbol = elaborator.symbol(id)
    {
      add(name, .symbol(id), symbol.referenceKind, label: label)
    }
  }

  /// `true` iff the formulas of an index see a column `name` in `table`.
  func hasColumn(_ name: String, _ table: SymbolID) -> Bool {
    guard let model = elaborator.dataModel(table) else { return false }
    return elaborator.library.schema(of: model, in: table.module)?.column(name) != nil
      || model.column(name) != nil
  }

  /// Adds what the names of `path` stand for, the first of which is a declaration or an axis variable.
  func walk(_ path: Path?, _ scope: LexicalScope) {
    guard let path else { return }
    if path.names.count == 1, let local = scope.axes[path.names[0].text] {
      return add(path.names[0], local.target, local.kind)
    }
    guard let (id, rest) = start(path.names, scope) else { return }
    if elaborator.symbol(id)?.kind.isIndex == true { walk(nodes: rest, of: id) }
  }

  /// Adds what the first names of `names` stand for, an alias and a declaration; returns the declaration and
  /// the names behind it.
  func start(_ names: [Name], _ scope: LexicalScope) -> (SymbolID, rest: [Name])? {
    guard let first = names.first else { return nil }
    guard let imported = aliased(first, scope) else {
      guard let id = elaborator.resolve(first.text, in: scope.module) else { return nil }
      add(first, id)
      return (id, Array(names.dropFirst()))
    }
    add(first, .alias(importer: scope.module, name: first.text), .module)
    guard names.count > 1, let index = elaborator.tables[imported]?.byName[names[1].text] else {
      return nil
    }
    let id = SymbolID(module: imported, index: index)
    add(names[1], id)
    return (id, Array(names.dropFirst(2)))
  }

  /// Returns the module that `name` is an alias of, if it is one.
  func aliased(_ name: Name, _ scope: LexicalScope) -> Int? {
    elaborator.modules[scope.module]?.imports.first { $0.alias == name.text }?.module
  }

  /// Adds what `names`, which follow the name of the index `id`, stand for: nodes, `leaves`, attributes of
  /// axes of indicators. The longest part that names something counts.
  func walk(nodes names: [Name], of id: SymbolID) {
    guard !names.isEmpty, let model = elaborator.knownHierarchy(id) else { return }
    for length in stride(from: names.count, through: 1, by: -1) {
      let part = Array(names.prefix(length))
      guard walk(exactly: part, of: id, model) else { continue }
      for name in names.dropFirst(length) { add(word: name, .attribute) }
      return
    }
    for name in names where Elaborator.indicatorAttributes.contains(name.text) {
      add(word: name, .attribute)
    }
  }

  private func walk(exactly names: [Name], of id: SymbolID, _ model: IndexModel) -> Bool {
    if names.count == 1, names[0].text == model.name {
      add(names[0], id)
      return true
    }
    if case .found(let node) = model.find(names.map(\.text)) {
      add(names, endingAt: node, of: id, model)
      return true
    }
    guard names.last?.text == Elaborator.leaves else { return false }
    let group = Array(names.dropLast())
    guard group.isEmpty || walk(exactly: group, of: id, model) else { return false }
    add(word: names.last)
    return true
  }

  /// Adds that the last of `names` stands for `node`, and those before it for the groups above.
  func add(_ names: [Name], endingAt node: Int, of id: SymbolID, _ model: IndexModel) {
    var current: Int? = node
    for name in names.reversed() {
      guard let position = current else { return }
      if position == 0 { return add(name, id) }
      add(
        name, .node(index: id, position: position),
        model.nodes[position].isIndicator ? .indicator : .group)
      current = model.nodes[position].parent
    }
  }

  /// Adds that `label` at `span` is an element of `axis`.
  func add(element label: String, of axis: Axis, at span: Span) {
    guard let (target, kind) = target(ofElement: label, of: axis) else { return }
    let isDeclaration = facts.definition(of: target) == span
    add(Reference(span, target, kind, isDeclaration: isDeclaration))
  }

  /// Returns what the element `label` of `axis` is.
  func target(ofElement label: String, of axis: Axis) -> (ReferenceTarget, ReferenceKind)? {
    let info = elaborator.axisInfos[Int(axis.base)]
    // An element may be named by its label.
    var code = label
    if case .fixed(let codes, let labels) = elaborator.builder.axes[Int(axis.base)].elements,
      !codes.contains(label), let position = labels.firstIndex(of: label)
    {
      code = codes[position]
    }
    switch info.origin {
    case .nodes(let index, let nodes):
      guard let position = info.codes?.firstIndex(of: code), nodes.indices.contains(position)
      else { return nil }
      let node = elaborator.workedOutIndex(index)?.nodes[nodes[position]]
      return (
        .node(index: index, position: nodes[position]),
        node?.isIndicator == true ? .indicator : .group
      )
    case .scale(let name, let module):
      return elaborator.resolve(name, in: module).map { (.grade(scale: $0, code: code), .grade) }
    case .filtered(let base): return target(ofElement: label, of: base)
    case .table, .parts:
      if let id = axisSymbols[axis.base] { return (.element(axis: id, code: code), .element) }
      return (.word(code), .word)
    case .product, .positions, .components, .texts, .variable: return (.word(code), .element)
    }
  }
}

extension SymbolID {
  /// Orders symbols as modules and their declarations stand.
  fileprivate var order: (Int, Int) { (module, index) }
}
