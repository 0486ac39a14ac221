import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// What a change of a text concerns.
public struct ConcernedPart {
  /// The new declarations with those that depend on them, and all that these need.
  public let part: ModelPart
  /// The new declarations.
  public let declarations: [Declaration]
  /// `true` iff other declarations depend on them.
  public let hasDependents: Bool
}

extension GrowingModel {
  /// Returns the declaration called `name` with all that it needs; `nil` where there is none.
  public func part(of name: String) -> ModelPart? {
    position(of: name).map { part(needs(of: [$0], changed: [])) }
  }

  /// Returns what the text between the bytes of each of `ranges` concerns, which is new.
  public func change(in ranges: [Range<Int>]) -> ConcernedPart {
    let new = Set(ranges.flatMap { positions(in: $0) })
    let dependents = dependents(of: new)
    return ConcernedPart(
      part: part(needs(of: dependents, changed: new)),
      declarations: new.sorted().compactMap { view($0) },
      hasDependents: dependents.count > new.count)
  }

  private func part(_ positions: Set<Int>) -> ModelPart {
    let members = positions.sorted()
    let tree = tree
    // Who asks for names that may have been meant has made a mistake, which is rare.
    let rest = RestOfModule(isComputing: false) {
      Module.symbols(of: tree.model.declarations, in: tree).symbols
    }
    return ModelPart(
      number: 0, members: members, units: members.map { units[$0] },
      focus: ModuleFocus(tree: tree, declarations: members.compactMap { view($0) }, rest: rest),
      checked: nil)
  }

  /// Returns `start` with what depends on them, directly and through others.
  private func dependents(of start: Set<Int>) -> Set<Int> {
    reached(from: start) { unit in unit.declared.flatMap { uses.users(of: $0) } }
  }

  private func reached(
    from start: Set<Int>, _ next: (DeclarationUnit) -> [Int]
  ) -> Set<Int> {
    var seen = start
    var open = Array(start)
    while let position = open.popLast() {
      for other in next(units[position]) where seen.insert(other).inserted { open.append(other) }
    }
    return seen
  }

  /// Returns `start` with all that they need, directly and through others, where those that are `changed` are to
  /// be checked in full.
  private func needs(of start: Set<Int>, changed: Set<Int>) -> Set<Int> {
    // What is imported is seen everywhere.
    var start = start.union(uses.positions(of: .importDeclaration))
    if changed.contains(where: { units[$0].kind == .dataDeclaration }) {
      start.formUnion(indexes.filter { evaluations(of: $0).isEmpty })
    }
    while true {
      let all = reached(from: start) { unit in unit.names.flatMap { uses.declarers(of: $0) } }
      let more = tables(for: all, changed: changed).subtracting(all)
      if more.isEmpty { return all }
      start = all.union(more)
    }
  }

  /// Returns what tells the tables of the indexes among `positions`: formulas of an index that nothing evaluates
  /// are checked on each table, those of others on theirs.
  private func tables(for positions: Set<Int>, changed: Set<Int>) -> Set<Int> {
    let own = indexes.filter { positions.contains($0) }
    let hasTables = positions.contains { units[$0].kind == .dataDeclaration }
    return own.reduce(into: []) { result, index in
      let known = evaluations(of: index)
      if let first = known.first {
        if !known.contains(where: positions.contains) { result.insert(first) }
      } else if hasTables || changed.contains(index) {
        result.formUnion(uses.positions(of: .dataDeclaration))
      }
    }
  }

  private func evaluations(of index: Int) -> [Int] {
    let kinds: Set<SyntaxKind> = [.indexDeclaration, .variantDeclaration, .evaluationDeclaration]
    let above = reached(from: [index]) { unit in
      // Nothing is evaluated through an evaluation.
      if unit.kind == .evaluationDeclaration { return [] }
      return unit.declared.flatMap { uses.users(of: $0) }.filter { kinds.contains(units[$0].kind) }
    }
    return above.filter { units[$0].kind == .evaluationDeclaration }.sorted()
  }

  private var indexes: [Int] {
    uses.positions(of: .indexDeclaration) + uses.positions(of: .variantDeclaration)
  }
}
