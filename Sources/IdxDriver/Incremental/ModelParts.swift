import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// A declaration, with where its text is, what stands before it included.
public struct PlacedUnit: Sendable {
  let unit: DeclarationUnit
  /// The bytes of its text, from the end of the declaration before it on.
  public let range: Range<Int>

  /// `true` iff `other` has the same text, be it elsewhere.
  public func isSame(as other: PlacedUnit) -> Bool { unit === other.unit }
}

/// The parts of a file that can be checked and analysed each by itself.
public struct ModelParts {
  let tree: SyntaxTree?
  private let nodes: [NodeID]
  /// The declarations as far as others depend on them.
  public let units: [PlacedUnit]
  /// The declarations of each part, by their positions.
  public let groups: [[Int]]
  let identities: [PartIdentity]
  /// What is known of the names of the file, and what is wrong with them.
  let rest: RestOfModule
  /// A number that changes with these names.
  let surroundings: Int
  let nameFindings: [Diagnostic]
  /// The part that the last edit touched, if there is one such that was checked since.
  var checked: (number: Int, part: CheckedPart)?

  /// Creates the division of a file of which nothing is known.
  init() {
    self.init(
      tree: nil, nodes: [], units: [], groups: [], identities: [],
      rest: RestOfModule(isComputing: false) { [] }, surroundings: 0, nameFindings: [])
  }

  /// Creates the division of `tree` into `groups` of its declarations, which are `nodes`.
  init(
    tree: SyntaxTree?, nodes: [NodeID], units: [PlacedUnit], groups: [[Int]],
    identities: [PartIdentity], rest: RestOfModule, surroundings: Int, nameFindings: [Diagnostic]
  ) {
    self.tree = tree
    self.nodes = nodes
    self.units = units
    self.groups = groups
    self.identities = identities
    self.rest = rest
    self.surroundings = surroundings
    self.nameFindings = nameFindings
  }

  /// `true` iff all of the parts are faster looked at together: many small ones have more in common than apart, and
  /// each would read the files again that are imported.
  public var areSmall: Bool {
    groups.count * Self.leastDeclarations > units.count
      || units.contains { $0.unit.isImport }
  }

  /// How many declarations a part has at least, on average.
  private static let leastDeclarations = 3

  /// The parts, in order.
  public var all: [ModelPart] { groups.indices.map { part($0) } }

  /// Returns the part that holds the declaration at the byte `offset`, or behind it, at the end the last; `nil`
  /// where there is none, or where something is named beside declarations that the part does not hold.
  public func part(around offset: Int) -> ModelPart? {
    let found = units.firstIndex { offset <= $0.range.upperBound } ?? units.indices.last
    guard let position = found,
      let number = groups.firstIndex(where: { $0.contains(position) })
    else { return nil }
    let isHeld =
      holds(namesBefore: position, groups[number])
      && (position < units.count - 1 || holds(namesBefore: position + 1, groups[number]))
    return isHeld ? part(number) : nil
  }

  /// `true` iff the declarations `members` declare what is named between the declaration before `position` and
  /// that, as far as the file declares it: something stands there only where it is wrong.
  private func holds(namesBefore position: Int, _ members: [Int]) -> Bool {
    guard let tree else { return true }
    let start = position > 0 ? tree.node(nodes[position - 1]).tokenRange.upperBound : 0
    let end =
      position < nodes.count
      ? tree.node(nodes[position]).tokenRange.lowerBound : tree.tokenCount
    let names = Set(
      (start..<max(start, end)).filter { tree.kind(ofToken: $0).isName }
        .map { tree.token($0).text })
    if names.isEmpty { return true }
    let held = members.map { tree.node(nodes[$0]).span }
    return rest.symbols.allSatisfy { symbol in
      !names.contains(symbol.name)
        || held.contains { $0.start <= symbol.span.start && symbol.span.end <= $0.end }
    }
  }

  /// Returns the parts that hold the declarations that the bytes `range` touch, each once, in order.
  public func parts(around range: Range<Int>) -> [ModelPart] {
    let touched = Set(
      units.indices.filter {
        units[$0].range.lowerBound <= range.upperBound
          && range.lowerBound <= units[$0].range.upperBound
      })
    return groups.indices.filter { !touched.isDisjoint(with: groups[$0]) }.map { part($0) }
  }

  /// What tells part `number` from others: it stays the same object while the texts of its declarations do.
  public func identity(ofPart number: Int) -> PartIdentity { identities[number] }

  /// Returns the bytes of declaration `position` without what stands before it.
  public func declaration(_ position: Int) -> Range<Int> {
    tree.map { $0.node(nodes[position]).span.range } ?? 0..<0
  }

  func focus(_ number: Int) -> ModuleFocus? {
    tree.map { tree in
      ModuleFocus(
        tree: tree, declarations: groups[number].compactMap { Declaration(tree.node(nodes[$0])) },
        rest: rest)
    }
  }

  /// Returns the part `number`.
  public func part(_ number: Int) -> ModelPart {
    ModelPart(
      number: number, members: groups[number], units: groups[number].map { units[$0].unit },
      focus: focus(number), checked: checked?.number == number ? checked?.part : nil)
  }
}

/// Declarations of a file that name each other, with all that they name.
public struct ModelPart {
  /// The position among the parts of the file.
  public let number: Int
  /// The positions of the declarations in the file, in order.
  public let members: [Int]
  /// The declarations, as far as others depend on them.
  private let units: [DeclarationUnit]
  let focus: ModuleFocus?
  /// The part as it was checked.
  let checked: CheckedPart?

  init(
    number: Int, members: [Int], units: [DeclarationUnit], focus: ModuleFocus?,
    checked: CheckedPart?
  ) {
    self.number = number
    self.members = members
    self.units = units
    self.focus = focus
    self.checked = checked
  }

  /// The declarations of the part.
  public var declarations: [Declaration] { focus?.declarations ?? [] }

  /// What tells it from other parts of files that the same divider divides: it stays the same while the texts
  /// of its declarations do. Whoever keeps it has to keep the part as well.
  public var identity: [ObjectIdentifier] { units.map { ObjectIdentifier($0) } }
}

/// A part of a file that was checked, with what was found before anything was evaluated.
struct CheckedPart {
  let session: Session
  let findings: [Diagnostic]
}

/// What a value is like, for those who look for one that fits.
public struct ValueShape: Hashable, Sendable {
  private let axisCount: Int32
  /// How many axes it has.
  public var axes: Int { Int(axisCount) }
  /// `true` iff its cells are shares of a whole.
  public let isShare: Bool

  init(axes: Int, isShare: Bool) {
    axisCount = Int32(truncatingIfNeeded: axes)
    self.isShare = isShare
  }
}
