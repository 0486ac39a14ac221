import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// A declaration, with where its text is, what stands before it included.
struct PlacedUnit {
  let unit: DeclarationUnit
  let range: Range<Int>
}

/// The parts of a file that can be checked and analysed each by itself.
public struct ModelParts: Sendable {
  private var tree: SyntaxTree?
  private var declarations: [Declaration] = []
  /// The declarations as far as others depend on them.
  private(set) var units: [PlacedUnit] = []
  /// The declarations of each part, by their positions.
  private(set) var groups: [[Int]] = []
  /// What is known of the names of the file, and what is wrong with them.
  private(set) var rest = RestOfModule(symbols: [], isComputing: false)
  private(set) var nameFindings: [Diagnostic] = []

  /// Creates the division of a file of which nothing is known.
  init() {}

  /// Creates the division of `tree` into `groups` of its `declarations`.
  init(
    tree: SyntaxTree, declarations: [Declaration], units: [PlacedUnit], groups: [[Int]],
    rest: RestOfModule, nameFindings: [Diagnostic]
  ) {
    self.tree = tree
    self.declarations = declarations
    self.units = units
    self.groups = groups
    self.rest = rest
    self.nameFindings = nameFindings
  }

  /// The parts, in order.
  public var all: [ModelPart] { groups.indices.map { part($0) } }

  /// Returns the part that holds the declaration at the byte `offset`, or behind it; `nil` where there is none.
  public func part(around offset: Int) -> ModelPart? {
    guard let position = units.firstIndex(where: { offset <= $0.range.upperBound }),
      let number = groups.firstIndex(where: { $0.contains(position) })
    else { return nil }
    return part(number)
  }

  /// The declarations of part `number`, as the same objects for as long as their texts are the same.
  func key(_ number: Int) -> [ObjectIdentifier] {
    groups[number].map { ObjectIdentifier(units[$0].unit) }
  }

  func focus(_ number: Int) -> ModuleFocus? {
    tree.map { tree in
      ModuleFocus(tree: tree, declarations: groups[number].map { declarations[$0] }, rest: rest)
    }
  }

  private func part(_ number: Int) -> ModelPart {
    ModelPart(number: number, units: groups[number].map { units[$0].unit }, focus: focus(number))
  }
}

/// Declarations of a file that name each other, with all that they name.
public struct ModelPart: Sendable {
  /// The position among the parts of the file.
  public let number: Int
  /// The declarations, as far as others depend on them.
  private let units: [DeclarationUnit]
  let focus: ModuleFocus?

  init(number: Int, units: [DeclarationUnit], focus: ModuleFocus?) {
    self.number = number
    self.units = units
    self.focus = focus
  }

  /// The declarations of the part.
  public var declarations: [Declaration] { focus?.declarations ?? [] }

  /// What tells it from other parts of files that the same divider divides: it stays the same while the texts
  /// of its declarations do. Whoever keeps it has to keep the part as well.
  public var identity: [ObjectIdentifier] { units.map { ObjectIdentifier($0) } }
}
