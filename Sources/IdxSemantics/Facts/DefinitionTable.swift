import IdxDiagnostics
import IdxSyntax

/// The places of the names that declare targets; those inside of declarations are found once for each.
struct DefinitionTable {
  private var columns: [SymbolID: [String: Span]] = [:]
  private var elements: [SymbolID: [String: Span]] = [:]

  /// Creates a table in which nothing was looked for.
  init() {}

  /// Returns the place of the name that declares `target` in the program of `elaborator`.
  mutating func place(of target: ReferenceTarget, _ elaborator: Elaborator) -> Span? {
    switch target {
    case .symbol(let id): return elaborator.symbol(id)?.span
    case .module(let id):
      return elaborator.modules[id].map { Span($0.tree.source.file, 0, 0) }
    case .alias(let importer, let name):
      return elaborator.modules[importer]?.declarations.lazy.compactMap { declaration in
        guard let alias = declaration.imported?.alias, alias.text == name else { return nil }
        return alias.tokenSpan
      }.first
    case .node(let index, let position):
      let nodes = elaborator.workedOutIndex(index)?.nodes ?? []
      return nodes.indices.contains(position) ? nodes[position].span : nil
    case .column(let table, let name):
      if columns[table] == nil { columns[table] = Self.columns(of: table, elaborator) }
      return columns[table]?[name]
    case .local(let span): return span
    case .grade(let scale, let code):
      return elaborator.scales[scale]?.grades.first { $0.code == code }?.span
    case .element(let axis, let code):
      if elements[axis] == nil { elements[axis] = Self.elements(of: axis, elaborator) }
      return elements[axis]?[code]
    case .input(let method, let name):
      guard let declaration = elaborator.methodDeclaration(method) else { return nil }
      let input = declaration.inputs.first { $0.name?.text == name }?.name
      return (input ?? declaration.axes.first { $0.name?.text == name }?.name)?.tokenSpan
    case .choice(let method, let input, let word):
      let input = elaborator.methodDeclaration(method)?.inputs.first { $0.name?.text == input }
      return input?.choices.first { $0.text == word }?.tokenSpan
    case .field(let method, let name):
      guard case .record(let fields)? = elaborator.methodDeclaration(method)?.result else {
        return nil
      }
      return fields.first { $0.name?.text == name }?.name?.tokenSpan
    case .word: return nil
    }
  }

  /// Returns the places at which the columns of `table` are declared; those that the header of a table
  /// within the model names and nothing else declares are declared there.
  private static func columns(of table: SymbolID, _ elaborator: Elaborator) -> [String: Span] {
    guard case .data(let declaration)? = elaborator.symbol(table)?.kind else { return [:] }
    var places: [String: Span] = [:]
    func declare(_ name: Name?) {
      guard let name, places[name.text] == nil else { return }
      places[name.text] = name.tokenSpan
    }
    var sources: Set<String> = []
    for item in declaration.items {
      switch item {
      case .key(let key): declare(key.column)
      case .group(let group): declare(group.column)
      case .column(let column):
        declare(column.name)
        if let source = column.source { sources.insert(source.value) }
      case .variable(let variable):
        declare(variable.variable)
        declare(variable.value)
      case .missing, .layout: break
      }
    }
    for cell in declaration.rows.first?.cells ?? [] where !cell.isEmpty {
      if places[cell.text] == nil, !sources.contains(cell.text) { places[cell.text] = cell.span }
    }
    return places
  }

  /// Returns the places at which the model writes the elements of `axis`: its parts, raters, or the cells
  /// of a key in a table within the model.
  private static func elements(of axis: SymbolID, _ elaborator: Elaborator) -> [String: Span] {
    var places: [String: Span] = [:]
    func declare(_ text: String, _ span: Span) {
      if places[text] == nil { places[text] = span }
    }
    switch elaborator.symbol(axis)?.kind {
    case .axis(let declaration):
      for case let name? in declaration.parts.map(\.name) { declare(name.text, name.tokenSpan) }
    case .raterAxis(let judgement):
      func search(_ comparisons: [ComparisonSyntax]) {
        for comparison in comparisons {
          switch comparison {
          case .rater(let rater):
            if let name = rater.name { declare(name.text, name.tokenSpan) }
          case .at(let at): search(at.comparisons)
          case .pair: break
          }
        }
      }
      search(judgement.comparisons)
    case .tableAxis(let data, let column):
      let header = data.rows.first?.cells.map(\.text) ?? []
      guard let position = header.firstIndex(of: column) else { break }
      for row in data.rows.dropFirst() {
        let cells = row.cells
        guard cells.indices.contains(position), !cells[position].isEmpty else { continue }
        declare(cells[position].text, cells[position].span)
      }
    default: break
    }
    return places
  }
}

extension Elaborator {
  /// Returns the hierarchy `id`: one that is declared, or that of an evaluation which changes its base's.
  func knownHierarchy(_ id: SymbolID) -> IndexModel? {
    symbol(id)?.kind.isIndex == true ? indexModel(id) : hierarchy(id)
  }

  /// Returns the method that `id` declares, if it declares one.
  func methodDeclaration(_ id: SymbolID) -> MethodDeclaration? {
    guard case .method(let method)? = symbol(id)?.kind else { return nil }
    return method
  }
}

extension Name {
  /// The bytes of the name alone, without the primes of a twin axis.
  var tokenSpan: Span { node.tree.token(node.tokenRange.lowerBound).span }
}
