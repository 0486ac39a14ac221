import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// The index at a place, with what is known of its nodes.
struct IndexPlace {
  /// The declaration.
  let node: Node
  let id: SymbolID
  let model: IndexModel
  /// The groups and indicators around the place, from the outside.
  let path: [Node]

  /// Returns the node of the hierarchy that is written as `syntax`; `nil` where there is none, or where copies make
  /// it several.
  func node(_ syntax: Node) -> IndexNodeModel? {
    if syntax == node { return model.nodes.first }
    let found = model.nodes.filter { $0.depth > 0 && $0.syntax == syntax }
    return found.count == 1 ? found[0] : nil
  }

  /// `true` iff all `nodes` have weights, or none has.
  func isEvenlyWeighted(_ nodes: [IndexNodeModel]) -> Bool {
    nodes.allSatisfy { $0.weight != nil } || nodes.allSatisfy { $0.weight == nil }
  }
}

extension ActionContext {
  /// The index around the place that is written in the document.
  var indexPlace: IndexPlace? {
    guard let position = nodes.firstIndex(where: { $0.kind == .indexDeclaration }) else {
      return nil
    }
    let node = nodes[position]
    guard let name = Declaration(node)?.name, let symbol = model.symbol(named: name.text),
      symbol.span == name.span, let hierarchy = model.index(symbol.id)
    else { return nil }
    let inner = nodes[(position + 1)...].prefix { IndexNode($0) != nil }
    return IndexPlace(node: node, id: symbol.id, model: hierarchy, path: Array(inner))
  }

  /// `true` iff a judgement of the document compares the children of `group`.
  func isCompared(_ group: IndexNodeModel, in place: IndexPlace) -> Bool {
    let names = document.tree.model.declarations.compactMap { declaration -> String? in
      guard case .judgement(let judgement) = declaration,
        judgement.subject?.text == place.model.name
      else { return nil }
      return judgement.name?.text
    }
    return model.judgements.contains {
      names.contains($0.name) && $0.group ?? "" == group.path
    }
  }

  /// Returns `name` or a name like it that nothing in the document is called and nothing known to it.
  func freeName(like name: String) -> String {
    let tree = document.tree
    var taken = Set<String>()
    for index in 0..<tree.tokenCount where tree.token(index).kind.isName {
      taken.insert(tree.token(index).text.filter { $0 != "`" })
    }
    func isFree(_ name: String) -> Bool {
      !taken.contains(name) && model.symbol(named: name) == nil
    }
    if isFree(name) { return name }
    var number = 2
    while !isFree("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }

  /// The names of the document with what they stand for, in the order of their places.
  var references: [Reference] { model.facts.references(in: 0) }

  /// Returns the place of the name that declares what `reference` stands for.
  func definition(of reference: Reference) -> Span? {
    model.facts.definition(of: reference.target)
  }

  /// Returns where the node declared at `span` is, for everybody.
  func place(_ span: Span) -> FilePlace { FilePlace(document.path, span.range) }

  /// Returns the changes that `change` makes of what the names stand for in the models that import the document.
  func elsewhere(_ change: (ModelNames) -> [ByteEdit]) -> [FileEdit] {
    workspace.users(of: document).compactMap { path in
      guard let edits = workspace.names(of: path).map(change), !edits.isEmpty else { return nil }
      return FileEdit(path: path, edits: edits)
    }
  }

  /// Returns the path of codes `path` as it is written.
  static func written(_ path: String) -> String {
    path.split(separator: ".").map { Suggestion.written(String($0)) }.joined(separator: ".")
  }

  /// Returns the bytes of the line ends and blanks before `offset` that follow something on its line.
  func blanks(before offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, [0x20, 0x09].contains(document.bytes[start - 1]) { start -= 1 }
    return start..<offset
  }

  /// Returns the offsets at which the lines in `range` begin that hold anything, the first left out.
  func lineStarts(in range: Range<Int>) -> [Int] {
    document.lines.starts.filter { start in
      guard range.contains(start), start > range.lowerBound else { return false }
      let line = document.lines.range(ofLine: document.lines.line(at: start))
      return !text(line).allSatisfy(\.isWhitespace)
    }
  }
}
