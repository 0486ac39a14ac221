import IdxSyntax

/// Which declarations of a file have to be checked together.
///
/// A declaration depends on those whose names stand in it. Two belong together if one depends on the other;
/// a definition, of which nothing is known but what it says itself, joins those that name it without
/// joining these with each other.
enum ComponentGraph {
  /// Returns the declarations of each component, as positions in `units`, in order; `declarers` are the first of
  /// them that declare each name.
  ///
  /// - Complexity: O(names in all units).
  static func components(of units: [DeclarationUnit], declaredBy declarers: [Int]) -> [[Int]] {
    var groups = DisjointSets(units.count)
    var definitions: [[Int]] = Array(repeating: [], count: units.count)
    func link(_ position: Int, _ other: Int) {
      if units[position].isDefinition || units[other].isDefinition {
        definitions[position].append(other)
      } else {
        groups.join(position, other)
      }
    }
    // The first declaration of a name stands for all of them, so that many take no more time.
    for (position, unit) in units.enumerated() {
      for name in unit.names {
        let first = declarers[Int(name)]
        if first >= 0, first != position { link(position, first) }
      }
      for name in unit.declared {
        let first = declarers[Int(name)]
        if first >= 0, first != position {
          link(position, first)
          link(first, position)
        }
      }
    }
    let isFree = freeDefinitions(units, definitions)
    let isAnyBound = units.indices.contains { units[$0].isDefinition && !isFree[$0] }
    for position in units.indices where isAnyBound && !isFree[position] {
      for other in closure(of: [position], definitions) where !isFree[other] {
        groups.join(position, other)
      }
    }
    joinFormulas(units, &groups)
    var members: [Int: [Int]] = [:]
    for position in units.indices where !isFree[position] {
      members[groups.root(position), default: []].append(position)
    }
    var isUsed = [Bool](repeating: false, count: units.count)
    var result = members.values.map { group in
      let whole = closure(of: group, definitions)
      for position in whole { isUsed[position] = true }
      return whole
    }
    // A definition that nothing names is checked with those that it names.
    for position in units.indices where isFree[position] && !isUsed[position] {
      result.append(closure(of: [position], definitions))
    }
    return result.sorted { $0[0] < $1[0] }
  }

  /// Returns for each of the names below `count` the first of `units` that declares it; -1 where none does.
  static func firstDeclarers(_ units: [DeclarationUnit], _ count: Int) -> [Int] {
    var first = [Int](repeating: -1, count: count)
    for (position, unit) in units.enumerated() {
      for name in unit.declared where first[Int(name)] < 0 { first[Int(name)] = position }
    }
    return first
  }

  /// Returns for each declaration whether it is a definition that names definitions only, directly and
  /// through others. One that names a table, say, belongs to what the table belongs to.
  private static func freeDefinitions(
    _ units: [DeclarationUnit], _ definitions: [[Int]]
  ) -> [Bool] {
    units.indices.map { position in
      units[position].isDefinition
        && closure(of: [position], definitions).allSatisfy { units[$0].isDefinition }
    }
  }

  /// Joins indexes with the tables: the formulas of one that nothing evaluates are checked on each.
  private static func joinFormulas(_ units: [DeclarationUnit], _ sets: inout DisjointSets) {
    func groups(with kind: SyntaxKind) -> Set<Int> {
      Set(units.indices.filter { units[$0].kind == kind }.map { sets.root($0) })
    }
    // An evaluation whose table is not there reads no formula.
    let evaluated = groups(with: .evaluationDeclaration).intersection(
      groups(with: .dataDeclaration))
    let indexes = units.indices.filter {
      [.indexDeclaration, .variantDeclaration].contains(units[$0].kind)
        && !evaluated.contains(sets.root($0))
    }
    guard let first = indexes.first else { return }
    for position in units.indices where units[position].kind == .dataDeclaration {
      sets.join(first, position)
    }
    for index in indexes { sets.join(first, index) }
  }

  /// Returns `start` with all that they depend on through definitions, in order.
  private static func closure(of start: [Int], _ definitions: [[Int]]) -> [Int] {
    var seen = Set(start)
    var open = start
    while let next = open.popLast() {
      for other in definitions[next] where seen.insert(other).inserted { open.append(other) }
    }
    return seen.sorted()
  }
}

/// Sets of positions that are joined.
struct DisjointSets {
  private var parents: [Int]

  /// Creates `count` sets of one position each.
  init(_ count: Int) { parents = Array(0..<count) }

  /// Returns the position that stands for the set of `position`.
  mutating func root(_ position: Int) -> Int {
    var root = position
    while parents[root] != root { root = parents[root] }
    var next = position
    while parents[next] != root { (next, parents[next]) = (parents[next], root) }
    return root
  }

  /// Makes the sets of `a` and `b` one.
  mutating func join(_ a: Int, _ b: Int) {
    let (low, high) = (min(root(a), root(b)), max(root(a), root(b)))
    parents[high] = low
  }
}
