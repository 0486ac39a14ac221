import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// Columns of tables, and texts.
extension CompletionWork {
  /// Adds the columns of the tables to which the index around the cursor is bound.
  mutating func addColumns(ofIndexAround around: Node, onlyUnused: Bool = false) {
    let name: String?
    switch probe.declaration {
    case .index(let index): name = index.name?.text
    case .variant(let variant): name = variant.base?.names.last?.text
    case .evaluation(let evaluation):
      name = document.tree.model.settled(evaluation).index?.names.last?.text
    default: name = nil
    }
    guard let name else { return }
    let used = usedColumns(of: name)
    for table in assistant.tables(boundTo: name) {
      addColumns(of: table.id, used: used, leavesOutUsed: onlyUnused)
    }
  }

  /// Returns the columns that the indicators of the index `name` read, but the one that is being typed.
  private func usedColumns(of name: String) -> Set<String> {
    var used: Set<String> = []
    func search(_ nodes: [IndexNode]) {
      for node in nodes {
        switch node {
        case .group(let group): search(group.nodes)
        case .indicator(let indicator):
          guard let column = indicator.source ?? indicator.name else { continue }
          let isTyped = column.span.range.contains(word.range.lowerBound)
          if !isTyped { used.insert(column.text) }
        }
      }
    }
    for case .index(let index) in document.tree.model.declarations where index.name?.text == name {
      search(index.nodes)
    }
    return used
  }

  /// Adds the columns of `table` that hold values, those that are `used` behind the others.
  mutating func addColumns(of table: SymbolID, used: Set<String> = [], leavesOutUsed: Bool = false)
  {
    for column in model.schema(of: table)?.columns ?? [] {
      let what: String
      switch column.content {
      case .key: continue
      case .group(let axis): what = "an element of \(axis)"
      case .text: what = "texts"
      case .number(let unit): what = unit.isEmpty ? "numbers" : "in \(unit)"
      }
      let isUsed = used.contains(column.name)
      if isUsed, leavesOutUsed { continue }
      var fit = Fit.best
      if case .group = column.content { fit = Fit.good }
      if isUsed { fit = Fit.good + 50 }
      add(
        name: column.name, .column, fit: fit,
        description: column.label.isEmpty ? what : "\(column.label), \(what)")
    }
  }

  /// Adds the columns in the header of the table around the cursor, those that the model does not declare
  /// first.
  mutating func addHeader() {
    guard let id = tableAround else { return }
    for column in model.schema(of: id)?.columns ?? [] {
      add(
        name: column.name, .column, fit: column.isDeclared ? Fit.good : Fit.best,
        description: column.label)
    }
  }

  private var tableAround: SymbolID? {
    guard case .data(let data) = probe.declaration, let name = data.name?.text,
      let symbol = model.symbol(named: name), symbol.kind.word == "table"
    else { return nil }
    return symbol.id
  }

  /// Adds what may stand in a text.
  mutating func completeText(_ files: () -> [String]) {
    guard let around = probe.node(1) else { return }
    switch around.kind {
    case .attribute where probe.kind(2) == .columnItem:
      guard let id = tableAround else { return }
      for column in model.schema(of: id)?.columns ?? [] where !column.isDeclared {
        add(CompletionItem(column.name, .column, fit: Fit.best))
      }
    case .importDeclaration:
      for file in files() where file.hasSuffix(".idx") {
        add(CompletionItem(file, .file, fit: Fit.best))
      }
    case .dataDeclaration, .indexDeclaration, .judgementDeclaration:
      guard probe.before?.kind == TokenKind(.from) else { return }
      for file in files() where !file.hasSuffix(".idx") {
        add(CompletionItem(file, .file, fit: Fit.best))
      }
    case .indexer: addElements(around)
    case .layoutItem: completeLayout(around)
    default: break
    }
  }

  /// Adds the elements that the brackets around the cursor may pick, of the axis that they name if they do.
  private mutating func addElements(_ indexer: Node) {
    guard assistant.isCurrent,
      let node = document.tree.innermost(
        at: word.range.lowerBound, where: { $0.kind == .indexing }),
      case .index(let indexing)? = Expression(node),
      let fact = indexing.base.flatMap({ model.facts.type(of: $0.node) }), let type = fact.type
    else { return }
    let named = Name(indexer.child(.name))?.text
    for (name, axis) in zip(fact.axes, type.axes) where named == nil || named == name {
      for element in model.elements(of: axis).prefix(Self.mostElements) {
        let label = element.label == element.code ? "" : element.label
        add(
          CompletionItem(
            element.code, .element, fit: Fit.best, description: label.isEmpty ? name : label))
      }
    }
  }

  private static let mostElements = 1000

  /// Adds a name for the axis that the column of `item` defines: the column `city_code` is of a `City`.
  mutating func addAxisName(_ item: Node) {
    guard let column = Name(item.child(.name))?.text else { return }
    let parts = column.split { $0 == "_" || $0 == " " }.map(String.init)
    let table = probe.declaration?.name?.text
    let told = parts.filter { !["code", "id", "key", "name", "no"].contains($0.lowercased()) }
    let wanted = told.isEmpty ? [table.map(Self.singular) ?? column] : told
    let name = wanted.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    add(name: name, .axis, fit: Fit.best, description: "a new axis")
  }

  /// Returns one of the things that `word` is the English plural of.
  private static func singular(_ word: String) -> String {
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  private mutating func completeLayout(_ around: Node) {
    let values: [(String, String)] =
      switch probe.keyword(in: around) {
      case .delimiter: [(",", "comma"), (";", "semicolon"), ("\\t", "tabulator"), ("|", "bar")]
      case .decimal: [(",", "comma"), (".", "point")]
      case .thousands: [(",", "comma"), (".", "point"), (" ", "space")]
      case .encoding: DataReader.encodings.map { ($0, "") }
      case .comments: [("#", "")]
      default: []
      }
    for (value, what) in values {
      add(CompletionItem(value, .value, fit: Fit.best, description: what))
    }
  }
}
