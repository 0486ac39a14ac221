import IdxDiagnostics
import IdxSemantics
public import IdxSyntax
import Synchronization

/// Divides one file again and again, while it is edited, into parts that can be checked apart.
///
/// Declarations whose text an edit does not touch stay the same objects, and so do the identities of parts of which
/// all declarations are the same: what is known of a part can be kept for as long as that is so.
public final class ModelDivider {
  private var numbers = NameNumbers()
  /// The declarations of the last tree, with where their texts begin and end.
  private var units: [PlacedUnit] = []
  private var bytes: [UInt8] = []
  /// The first declaration of each name, by its number.
  private var declarers: [Int] = []
  private var groups: [[Int]] = []
  private var identities: [PartIdentity] = []
  private var hasTwins = false
  private var isComputing = false
  private var surroundings = 0

  /// Creates the divider of a file of which nothing is known.
  public init() {}

  /// Returns the parts of `tree`, the parsed text of the file as file 0.
  ///
  /// - Complexity: O(bytes) with a small factor.
  public func divide(_ tree: SyntaxTree) -> ModelParts {
    let nodes = tree.model.declarationIDs
    let old = units
    takeUnits(nodes, tree)
    let changed = changed(since: old)
    let wasComputing = isComputing
    isComputing = units.contains { $0.unit.isComputing }
    if isComputing != wasComputing || !changed.declareTheSame(old, units) {
      surroundings += 1
      hasTwins = Self.hasTwins(units.map(\.unit), names: numbers.count)
    }
    if changed.areAlike(old, units), areLinksTheSame(old, changed) {
      renewIdentities(changed.new)
    } else {
      divideAnew()
    }
    let symbols = FileSymbols(tree)
    let rest = RestOfModule(isComputing: isComputing) { symbols.all }
    let findings = hasTwins ? Module.symbols(of: tree.model.declarations, in: tree).findings : []
    return ModelParts(
      tree: tree, nodes: nodes, units: units, groups: groups, identities: identities, rest: rest,
      surroundings: surroundings, nameFindings: findings)
  }

  /// Finds out which declarations hang together.
  private func divideAnew() {
    let all = units.map(\.unit)
    declarers = ComponentGraph.firstDeclarers(all, numbers.count)
    let imports = all.indices.filter { all[$0].isImport }
    let found = ComponentGraph.components(of: all, declaredBy: declarers)
    groups = imports.isEmpty ? found : found.map { Set($0 + imports).sorted() }
    let known = Dictionary(
      identities.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    identities = groups.map { group in
      let identity = PartIdentity(group.map { all[$0] })
      return known[identity.key] ?? identity
    }
  }

  /// Gives the parts that hold declarations of `changed` another identity, where the parts are what they were.
  private func renewIdentities(_ changed: Range<Int>) {
    if changed.isEmpty { return }
    for (number, group) in groups.enumerated() where group.contains(where: changed.contains) {
      identities[number] = PartIdentity(group.map { units[$0].unit })
    }
  }

  /// Returns which declarations are others than in `old`.
  private func changed(since old: [PlacedUnit]) -> ChangedUnits {
    let shorter = min(old.count, units.count)
    var head = 0
    while head < shorter, old[head].unit === units[head].unit { head += 1 }
    var tail = 0
    while tail < shorter - head,
      old[old.count - 1 - tail].unit === units[units.count - 1 - tail].unit
    {
      tail += 1
    }
    return ChangedUnits(old: head..<old.count - tail, new: head..<units.count - tail)
  }

  /// `true` iff the `changed` declarations, which declare what those of `old` did, name the same of what is
  /// declared.
  private func areLinksTheSame(_ old: [PlacedUnit], _ changed: ChangedUnits) -> Bool {
    func links(_ unit: DeclarationUnit) -> [Int32] {
      unit.names.filter { declarers.indices.contains(Int($0)) && declarers[Int($0)] >= 0 }
    }
    return zip(changed.old, changed.new).allSatisfy {
      links(old[$0].unit) == links(units[$1].unit)
    }
  }

  /// `true` iff two of `units` may declare the same name.
  private static func hasTwins(_ units: [DeclarationUnit], names count: Int) -> Bool {
    var isDeclared = [Bool](repeating: false, count: count)
    for unit in units {
      for name in unit.declared {
        if isDeclared[Int(name)] { return true }
        isDeclared[Int(name)] = true
      }
    }
    return false
  }

  /// Takes over what is known of the declarations that are the same as in the last tree, and looks at the
  /// others.
  private func takeUnits(_ nodes: [NodeID], _ tree: SyntaxTree) {
    let old = units
    let change = TextChange(from: bytes, to: tree.source.bytes)
    var start = 0
    var taken: [PlacedUnit] = []
    taken.reserveCapacity(nodes.count)
    for (position, id) in nodes.enumerated() {
      let node = tree.node(id)
      let end = Int(node.span.end)
      defer { start = end }
      let range = start..<end
      if position < old.count, end < change.replaced.lowerBound, old[position].range == range,
        old[position].unit.isRead(as: node)
      {
        taken.append(old[position])
        continue
      }
      let other = old.count - (nodes.count - position)
      let moved = range.lowerBound - change.shift..<range.upperBound - change.shift
      if old.indices.contains(other), range.lowerBound > change.newEnd,
        old[other].range == moved, old[other].unit.isRead(as: node)
      {
        taken.append(PlacedUnit(unit: old[other].unit, range: range))
      } else {
        taken.append(PlacedUnit(unit: DeclarationUnit(node, &numbers), range: range))
      }
    }
    units = taken
    bytes = tree.source.bytes
  }
}

/// The declarations that are others than before, as positions before and now.
private struct ChangedUnits {
  let old: Range<Int>
  let new: Range<Int>

  /// `true` iff others are told the same names of them as of those `before`.
  func declareTheSame(_ before: [PlacedUnit], _ now: [PlacedUnit]) -> Bool {
    func declaring(_ units: ArraySlice<PlacedUnit>) -> [DeclarationUnit] {
      units.map(\.unit).filter { !$0.declared.isEmpty }
    }
    return declaring(before[old]).elementsEqual(declaring(now[new])) {
      $0.declaresTheSame(as: $1)
    }
  }

  /// `true` iff as many stand in the place of those `before`, each of which others may name as before.
  func areAlike(_ before: [PlacedUnit], _ now: [PlacedUnit]) -> Bool {
    before[old].elementsEqual(now[new]) {
      $0.unit.isDefinition == $1.unit.isDefinition && $0.unit.declaresTheSame(as: $1.unit)
    }
  }
}

/// What a file declares, found out where it is first asked for.
private final class FileSymbols: Sendable {
  private let tree: SyntaxTree
  private let known = Mutex<[Symbol]?>(nil)

  init(_ tree: SyntaxTree) { self.tree = tree }

  var all: [Symbol] {
    if let known = known.withLock({ $0 }) { return known }
    let found = Module.symbols(of: tree.model.declarations, in: tree).symbols
    known.withLock { $0 = found }
    return found
  }
}

/// What tells a part of a file from others, and from what it was before one of its declarations changed.
public final class PartIdentity: Sendable {
  /// The declarations: held, so that others are not taken for them.
  private let units: [DeclarationUnit]

  /// Creates the identity of the part with the declarations `units`.
  init(_ units: [DeclarationUnit]) { self.units = units }

  /// The declarations, as objects.
  var key: [ObjectIdentifier] { units.map { ObjectIdentifier($0) } }
}
