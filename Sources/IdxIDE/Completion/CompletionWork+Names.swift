import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// Names outside of expressions: what a place is for follows from the node around it.
extension CompletionWork {
  /// Adds what may stand in the place of a name.
  mutating func completeName() {
    guard let around = probe.node(1) else { return }
    let keyword = probe.keyword(in: around)
    switch around.kind {
    case .path: completePath(around)
    case .member: completeMember(around)
    case .attribute where keyword == .from: addColumns(ofIndexAround: around)
    case .keyItem, .groupColumnItem, .columnItem, .variableItem: addHeader()
    case .indicator: addColumns(ofIndexAround: around, onlyUnused: true)
    case .pair, .comparisonValue: completeComparison(around)
    case .unitFactor: addUnits()
    case .allow: addRules(around)
    case .axisVariable: completeAxisVariable(around)
    case .qualifier:
      for stage in ["raw", "imputed", "treated", "normalised"] {
        add(name: stage, .attribute, fit: Fit.best)
      }
    case .clause, .typeAxis, .indexer: addAxes(behind: [])
    case .type: addTypes(behind: [])
    case .arm: completeArm(around)
    default: break
    }
  }

  /// Adds what may stand where something begins, which is no name yet.
  mutating func completeBeginning() {
    if case .judgement = probe.declaration { completeComparison(nil) }
  }

  /// Adds what may follow the names of the path `around`, or begin it.
  private mutating func completePath(_ around: Node) {
    let names = around.children(.name).filter { $0.tokenRange.upperBound <= probe.marker }
      .compactMap { Name($0)?.text }
    guard let parent = probe.node(2) else { return }
    let keyword = probe.keyword(in: parent)
    switch parent.kind {
    case .importDeclaration: addModules(behind: names)
    case .keyItem, .groupColumnItem:
      if keyword == .of { addAxes(behind: names) }
      if keyword == .defines, names.isEmpty { addAxisName(parent) }
    case .axisDeclaration:
      addAxes(behind: names)
      if names.isEmpty {
        add(CompletionItem("components", .keyword, fit: Fit.good, text: "components of"))
      }
    case .group: addNodes(behind: names) { !$0.isIndicator }
    case .attribute:
      add(symbols: ["scale"], behind: names)
      addMethods(for: .classify, fit: Fit.good)
    case .judgementDeclaration:
      switch keyword {
      case .in: add(symbols: ["scale"], behind: names)
      case .on: addAxes(behind: names, withIndexes: true)
      default: addAxes(behind: names)
      }
    case .atComparisons: completeComparedSet(names)
    case .variantDeclaration: add(symbols: ["index"], behind: names)
    case .change: addNodes(behind: names) { keyword != .to || !$0.isIndicator }
    case .evaluationDeclaration:
      let words: [Keyword: String] = [.of: "index", .with: "evaluation"]
      add(symbols: [keyword.flatMap { words[$0] } ?? "table"], behind: names)
    case .atStep: addNodes(behind: names) { _ in true }
    case .onStep: add(symbols: ["table"], behind: names)
    case .type: addTypes(behind: names)
    default: addAxes(behind: names)
    }
  }

  /// The types that are no axes, as the reference of the language lists them.
  static let types = [
    "Real", "Int", "Bool", "Text", "Weights", "Membership", "Ratio", "Complement", "Tfn",
  ]

  private mutating func addTypes(behind names: [String]) {
    if names.isEmpty { for type in Self.types { add(CompletionItem(type, .type, fit: Fit.best)) } }
    addAxes(behind: names, fit: Fit.good)
  }

  /// Adds the declarations whose word is one of `words`.
  mutating func add(symbols words: [String], behind names: [String], fit: Int = Fit.best) {
    for symbol in assistant.symbols(behind: names) where words.contains(symbol.kind.word) {
      add(symbol, fit: fit)
    }
    if words.contains("scale"), names.isEmpty {
      for scale in LibraryOutline.shared.scales {
        var item = CompletionItem(scale.name, .scale, fit: fit + 1, description: scale.label)
        item.key = "scale:\(scale.name)"
        add(item)
      }
    }
  }

  /// Adds the name of `symbol`.
  mutating func add(_ symbol: Symbol, fit: Int) {
    add(
      name: symbol.name, symbol.completionKind, fit: fit,
      description: assistant.label(of: symbol) ?? symbol.kind.word, key: "symbol:\(symbol.name)")
  }

  /// Adds the axes, those of a method around the cursor first, and what follows the name of an index.
  mutating func addAxes(behind names: [String], withIndexes: Bool = false, fit: Int = Fit.best) {
    if names.isEmpty {
      for variable in LocalNames(document, at: word.range.lowerBound).axes {
        add(name: variable, .axis, fit: fit)
      }
    }
    add(symbols: ["axis", "scale", "index"], behind: names, fit: fit + 10)
    for symbol in assistant.symbols(behind: names) where symbol.kind.isIndex && !withIndexes {
      add(
        CompletionItem(
          "\(written(symbol.name)).leaves", .axis, fit: fit + 20, description: "all indicators"))
    }
    guard let (index, rest) = assistant.index(behind: names) else { return }
    addNodes(of: index, behind: rest, fit: fit) { !$0.isIndicator }
    add(CompletionItem("leaves", .axis, fit: fit, description: "all indicators"))
  }

  /// Adds the nodes that `fits` of the index that the construct around the cursor is about.
  private mutating func addNodes(
    behind names: [String], where fits: (IndexNodeModel) -> Bool
  ) {
    guard let index = assistant.index(around: probe) else { return }
    addNodes(of: index, behind: names, fit: Fit.best, where: fits)
  }

  /// Adds the nodes of `index` that `fits`: the children of the group `names`, or all by their shortest paths.
  mutating func addNodes(
    of index: IndexModel, behind names: [String], fit: Int, where fits: (IndexNodeModel) -> Bool
  ) {
    func item(_ node: IndexNodeModel, _ label: String) -> CompletionItem {
      CompletionItem(
        label, node.isIndicator ? .indicator : .group, fit: fit + min(node.depth, 9),
        description: node.label?.first ?? "")
    }
    if names.isEmpty {
      for node in index.nodes.dropFirst() where fits(node) {
        add(item(node, index.shortPath(of: node)))
      }
    } else if case .found(let group) = index.find(names) {
      for child in index.nodes[group].children where index.nodes.indices.contains(child) {
        if fits(index.nodes[child]) {
          add(item(index.nodes[child], written(index.nodes[child].code)))
        }
      }
    }
  }

  private mutating func addModules(behind names: [String]) {
    let prefix = names.map { $0 + "." }.joined()
    for module in LibraryOutline.shared.modules where module.hasPrefix(prefix) {
      let rest = module.dropFirst(prefix.count)
      guard let next = rest.split(separator: ".").first else { continue }
      add(CompletionItem(String(next), .module, fit: Fit.best))
    }
  }

  private mutating func addUnits() {
    for symbol in assistant.symbols(behind: []) where symbol.kind.word == "measure" {
      add(symbol, fit: Fit.best)
    }
    for unit in LibraryOutline.shared.units {
      var item = CompletionItem(
        unit.name, .unit, fit: Fit.good,
        description: unit.definition.isEmpty ? "" : "= \(unit.definition)")
      item.key = "unit:\(unit.name)"
      add(item)
    }
  }

  /// Adds the rules that can be silenced, in the place of all words that are joined by hyphens.
  private mutating func addRules(_ around: Node) {
    if let first = around.child(.name), first.tokenRange.lowerBound < probe.marker {
      // What is probed has the bytes of the document up to the cursor at its end.
      start -= probe.prefix.count - Int(first.span.start)
    }
    for rule in Catalogue.all where rule.severity != .error {
      var item = CompletionItem(rule.name, .rule, fit: Fit.best, description: rule.title)
      item.key = "rule:\(rule.name)"
      add(item)
    }
  }

  private mutating func completeAxisVariable(_ around: Node) {
    switch probe.before?.kind {
    case .colon?:
      for kind in AxisKind.allCases { add(name: kind.rawValue, .type, fit: Fit.best) }
    case TokenKind(.of)?:
      for name in LocalNames(document, at: word.range.lowerBound).axes {
        add(name: name, .axis, fit: Fit.best)
      }
    default: break
    }
  }
}

extension Symbol {
  /// What the symbol is in a list of what may stand at the cursor.
  var completionKind: CompletionItem.Kind {
    switch kind {
    case .data: .table
    case .measure: .unit
    case .scale: .scale
    case .axis, .tableAxis, .raterAxis: .axis
    case .index, .variant: .index
    case .judgement: .judgement
    case .method: .method
    case .evaluation: .evaluation
    case .value: .value
    case .parameter: .parameter
    }
  }
}

extension IndexModel {
  /// Returns the shortest path that names `node` and no other, as it is written.
  func shortPath(of node: IndexNodeModel) -> String {
    let parts = node.path.split(separator: ".").map(String.init)
    for count in 1...max(parts.count, 1) {
      let end = Array(parts.suffix(count))
      if case .found(let found) = find(end), found == node.id {
        return end.map { Suggestion.written($0) }.joined(separator: ".")
      }
    }
    return parts.map { Suggestion.written($0) }.joined(separator: ".")
  }
}
