import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The parts of a file that can be checked and analysed each by itself.
public struct ModelParts {
  let tree: SyntaxTree?
  let declarations: [Declaration]
  private let ranges: [Range<Int>]
  /// The declarations of each part, as positions in order.
  let groups: [[Int]]
  private let rest: RestOfModule
  /// The part that the last edit touched, if there is one such that was checked since.
  var checked: (number: Int, part: CheckedPart)?

  /// Creates the parts of a file of which nothing is known.
  init() {
    self.init(
      tree: nil, declarations: [], ranges: [], groups: [],
      rest: RestOfModule(symbols: [], isComputing: false))
  }

  /// Creates the parts `groups` of `declarations`, whose texts with what stands before them are at `ranges`.
  init(
    tree: SyntaxTree?, declarations: [Declaration], ranges: [Range<Int>], groups: [[Int]],
    rest: RestOfModule
  ) {
    self.tree = tree
    self.declarations = declarations
    self.ranges = ranges
    self.groups = groups
    self.rest = rest
  }

  /// Returns the part that holds the declaration at the byte `offset`, or behind it, at the end the last; `nil`
  /// where there is none, or where something is named beside declarations that the part does not hold.
  public func part(around offset: Int) -> ModelPart? {
    guard
      let position = ranges.firstIndex(where: { offset <= $0.upperBound }) ?? ranges.indices.last,
      let number = groups.firstIndex(where: { $0.contains(position) })
    else { return nil }
    let isHeld =
      holds(namesBefore: position, groups[number])
      && (position < ranges.count - 1 || holds(namesBefore: position + 1, groups[number]))
    return isHeld ? part(number) : nil
  }

  /// `true` iff the declarations `members` declare what is named between the declaration before `position` and
  /// that, as far as the file declares it: something stands there only where it is wrong.
  private func holds(namesBefore position: Int, _ members: [Int]) -> Bool {
    guard let tree else { return true }
    let start = position > 0 ? declarations[position - 1].node.tokenRange.upperBound : 0
    let end =
      position < declarations.count
      ? declarations[position].node.tokenRange.lowerBound : tree.tokenCount
    let names = Set(
      (start..<max(start, end)).filter { tree.kind(ofToken: $0).isName }.map { tree.token($0).text }
    )
    if names.isEmpty { return true }
    let held = members.map { declarations[$0].node.span }
    return rest.symbols.allSatisfy { symbol in
      !names.contains(symbol.name)
        || held.contains { $0.start <= symbol.span.start && symbol.span.end <= $0.end }
    }
  }

  /// Returns the parts that hold the declarations that the bytes `range` touch, each once, in order.
  public func parts(around range: Range<Int>) -> [ModelPart] {
    let touched = Set(
      ranges.indices.filter {
        ranges[$0].lowerBound <= range.upperBound && range.lowerBound <= ranges[$0].upperBound
      })
    return groups.indices.filter { !touched.isDisjoint(with: groups[$0]) }.map { part($0) }
  }

  private func part(_ number: Int) -> ModelPart {
    ModelPart(
      number: number, members: groups[number], focus: focus(number),
      checked: checked?.number == number ? checked?.part : nil)
  }

  /// Returns the part `number`, to be compiled by itself.
  func focus(_ number: Int) -> ModuleFocus? {
    tree.map { tree in
      ModuleFocus(
        tree: tree, declarations: groups[number].map { declarations[$0] }, rest: rest)
    }
  }
}

/// Declarations of a file that name each other, with all that they name.
public struct ModelPart {
  /// The position among the parts of the file.
  public let number: Int
  /// The positions of the declarations in the file, in order.
  public let members: [Int]
  let focus: ModuleFocus?
  /// The part as it was checked.
  let checked: CheckedPart?
}

/// A part of a file that was checked, with what was found before anything was evaluated.
struct CheckedPart {
  let session: Session
  let findings: [Diagnostic]
}

/// What a value is like, for those who look for one that fits.
public struct ValueShape: Hashable, Sendable {
  /// How many axes it has.
  public let axes: Int
  /// `true` iff its cells are shares of a whole.
  public let isShare: Bool
}
