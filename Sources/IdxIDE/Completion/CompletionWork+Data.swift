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
    case .layoutItem: completeLayout(around)
    default: break
    }
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
