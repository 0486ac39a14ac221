import IdxSemantics
import IdxSyntax

/// The parts of a file that can be checked and analysed each by itself.
public struct ModelParts: Sendable {
  private var tree: SyntaxTree?
  private var declarations: [Declaration] = []
  private var ranges: [Range<Int>] = []
  private var groups: [[Int]] = []
  private var rest = RestOfModule(symbols: [], isComputing: false)

  /// Creates the parts of a file of which nothing is known.
  init() {}

  /// Creates the parts `groups` of `declarations`, whose texts with what stands before them are at `ranges`.
  init(
    tree: SyntaxTree, declarations: [Declaration], ranges: [Range<Int>], groups: [[Int]],
    rest: RestOfModule
  ) {
    self.tree = tree
    self.declarations = declarations
    self.ranges = ranges
    self.groups = groups
    self.rest = rest
  }

  /// Returns the part that holds the declaration at the byte `offset`, or behind it; `nil` where there is none.
  public func part(around offset: Int) -> ModelPart? {
    guard let tree, let position = ranges.firstIndex(where: { offset <= $0.upperBound }),
      let number = groups.firstIndex(where: { $0.contains(position) })
    else { return nil }
    let focus = ModuleFocus(
      tree: tree, declarations: groups[number].map { declarations[$0] }, rest: rest)
    return ModelPart(number: number, focus: focus)
  }
}

/// Declarations of a file that name each other, with all that they name.
public struct ModelPart: Sendable {
  /// The position among the parts of the file.
  public let number: Int
  let focus: ModuleFocus
}
