import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// Divides one file again and again, while it is edited, into parts that can be checked apart.
///
/// Declarations whose text an edit does not touch stay the same objects, so that what is known of a part can be
/// kept for as long as its declarations are the same.
public final class ModelDivider {
  private var numbers = NameNumbers()
  /// The declarations of the last tree, with where their texts begin and end.
  private var units: [PlacedUnit] = []
  private var bytes: [UInt8] = []

  /// Creates the divider of a file of which nothing is known.
  public init() {}

  /// Returns the parts of `tree`, the parsed text of the file as file 0.
  ///
  /// - Complexity: O(bytes) with a small factor.
  public func divide(_ tree: SyntaxTree) -> ModelParts {
    let declarations = tree.model.declarations
    takeUnits(declarations, tree)
    let (symbols, findings) = Module.symbols(of: declarations, in: tree)
    let rest = RestOfModule(
      symbols: symbols, isComputing: declarations.contains(where: \.isComputing))
    let imports = declarations.indices.filter { declarations[$0].imported != nil }
    let groups = ComponentGraph.components(of: units.map(\.unit), names: numbers.count).map {
      imports.isEmpty ? $0 : Set($0 + imports).sorted()
    }
    return ModelParts(
      tree: tree, declarations: declarations, units: units, groups: groups, rest: rest,
      nameFindings: findings)
  }

  /// Takes over what is known of the declarations that are the same as in the last tree, and looks at the
  /// others.
  private func takeUnits(_ declarations: [Declaration], _ tree: SyntaxTree) {
    let old = units
    let change = TextChange(from: bytes, to: tree.source.bytes)
    var start = 0
    units = declarations.enumerated().map { position, declaration in
      let end = Int(declaration.node.span.end)
      defer { start = end }
      let range = start..<end
      func isSame(_ other: PlacedUnit) -> Bool {
        other.unit.kind == declaration.node.kind
          && other.unit.nodeCount == declaration.node.subtreeCount
      }
      if position < old.count, end < change.replaced.lowerBound, old[position].range == range,
        isSame(old[position])
      {
        return old[position]
      }
      let other = old.count - (declarations.count - position)
      let moved = range.lowerBound - change.shift..<range.upperBound - change.shift
      if old.indices.contains(other), range.lowerBound > change.newEnd,
        old[other].range == moved, isSame(old[other])
      {
        return PlacedUnit(unit: old[other].unit, range: range)
      }
      return PlacedUnit(unit: DeclarationUnit(declaration, &numbers), range: range)
    }
    bytes = tree.source.bytes
  }
}
