import IdxDiagnostics
import IdxPlan
public import IdxSyntax

/// Something that can stand behind a dot.
public struct MemberFact: Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it is.
  public let kind: ReferenceKind
  /// What it stands for.
  public let target: ReferenceTarget

  /// Creates the member called `name`.
  init(_ name: String, _ kind: ReferenceKind, _ target: ReferenceTarget? = nil) {
    self.name = name
    self.kind = kind
    self.target = target ?? .word(name)
  }
}

extension ElaborationFacts {
  /// Returns what can stand behind a dot after the expression at `node` of `module`, in the order of
  /// declarations; nothing where the expression was not walked or has no parts.
  public func members(of node: Node, in module: Int) -> [MemberFact] {
    elaborator.quietly {
      if let expression = Expression(node), let path = Path(expression),
        let found = members(ofPath: path, module)
      {
        return found
      }
      return term(of: node).map { members(of: $0) } ?? []
    }
  }

  private func members(of term: Term) -> [MemberFact] {
    switch term {
    case .data(let id): return columns(of: id)
    case .axis(let axis): return attributes(of: axis)
    case .array(let array):
      if case .element(let axis) = array.type.element { return attributes(of: axis) }
      return []
    case .record(let fields): return fields.map { MemberFact($0.label, .field) }
    case .evaluation(let number, let node):
      let evaluation = elaborator.evaluations[number]
      let results = Elaborator.resultNames.filter { evaluation.has($0, at: node) }
      return results.map { MemberFact($0, .result) }
        + evaluation.nodes[node].parts.map { MemberFact($0.label, .field) }
    case .family(let parts, _):
      let own = parts.first.map { members(of: $0.term) } ?? []
      return own + [MemberFact("at", .result)]
    case .word, .text, .judgement, .method, .failed: return []
    }
  }

  private func columns(of id: SymbolID) -> [MemberFact] {
    guard let model = elaborator.dataModel(id),
      let schema = elaborator.library.schema(of: model, in: id.module)
    else { return [] }
    return schema.names.map { MemberFact($0, .column, .column(table: id, name: $0)) }
  }

  private func attributes(of axis: Axis) -> [MemberFact] {
    let info = elaborator.axisInfos[Int(axis.base)]
    switch info.origin {
    case .table(let name, let module):
      // The columns are about the elements of a key, not about those of a group.
      guard let id = elaborator.resolve(name, in: module), let model = elaborator.dataModel(id),
        model.keys.contains(where: { $0.defines && $0.axis.text == info.name })
      else { return [] }
      return columns(of: id)
    case .nodes: return Elaborator.indicatorAttributes.map { MemberFact($0, .attribute) }
    case .scale: return ["points", "from", "closed"].map { MemberFact($0, .attribute) }
    case .filtered(let base): return attributes(of: base)
    case .parts, .product, .positions, .components, .texts, .variable: return []
    }
  }

  /// Returns what can stand behind `path` where it is an alias, or names an index or a group of one; `nil`
  /// where it is anything else.
  private func members(ofPath path: Path, _ module: Int) -> [MemberFact]? {
    let first = path.names[0]
    if path.names.count == 1,
      let imported = elaborator.modules[module]?.imports.first(where: { $0.alias == first.text })
    {
      return elaborator.symbols(of: imported.module).map {
        MemberFact($0.name, $0.referenceKind, .symbol($0.id))
      }
    }
    guard isDeclared(first, in: module), let (id, rest) = elaborator.start(of: path, in: module),
      elaborator.symbol(id)?.kind.isIndex == true, let model = elaborator.indexModel(id)
    else { return nil }
    let isLeaves = rest.last?.text == Elaborator.leaves
    let names = (isLeaves ? rest.dropLast() : rest).map(\.text)
    var group = 0
    if !names.isEmpty, names != [model.name] {
      guard case .found(let node) = model.find(names) else { return nil }
      group = node
    }
    let attributes = Elaborator.indicatorAttributes.map { MemberFact($0, .attribute) }
    if model.nodes[group].isIndicator { return [] }
    if isLeaves { return attributes }
    let groups = model.nodes[group].children.filter { !model.nodes[$0].isIndicator }
    return groups.map {
      MemberFact(model.nodes[$0].code, .group, .node(index: id, position: $0))
    } + [MemberFact(Elaborator.leaves, .word)] + attributes
  }

  /// `true` iff nothing nearer than the declarations of `module` has the name of `name`.
  private func isDeclared(_ name: Name, in module: Int) -> Bool {
    guard let known = reference(in: module, at: Int(name.span.start)) else { return true }
    switch known.target {
    case .symbol, .alias: return true
    default: return known.span.start != name.span.start
    }
  }
}

extension ElaboratedEvaluation {
  /// `true` iff there is the result `name` at `node`.
  fileprivate func has(_ name: String, at node: Int) -> Bool {
    func leaves(_ part: (NodeResults) -> ArrayTerm?) -> Bool {
      index.leaves(below: node).allSatisfy { part(nodes[$0]) != nil }
    }
    let results = nodes[node]
    switch name {
    case "score": return results.score != nil
    case "rank": return results.rank != nil
    case "grade": return results.grade != nil
    case "membership": return results.membership != nil
    case "weights": return node == 0 || results.weights != nil
    case "share": return results.effectiveWeight != nil
    case "effective": return leaves(\.effectiveWeight)
    case "raw": return leaves(\.raw)
    case "imputed": return leaves(\.imputed)
    case "treated": return leaves(\.treated)
    case "normalised": return leaves(\.normalised)
    default: return true
    }
  }
}
