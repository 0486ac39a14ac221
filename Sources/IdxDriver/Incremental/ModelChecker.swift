import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// Checks one file again and again while it is edited: what an edit does not touch is not checked again.
///
/// The findings are those of `Driver.check`. Declarations that do not name each other, directly or through
/// others, are checked apart, and their findings kept as long as their texts, the files that they read and
/// the names around them stay as they are.
public final class ModelChecker {
  private let path: String
  private var numbers = NameNumbers()
  /// The declarations of the last tree, with where their texts begin and end.
  private var units: [(unit: DeclarationUnit, range: Range<Int>)] = []
  private var bytes: [UInt8] = []
  private var components: [[ObjectIdentifier]: CheckedComponent] = [:]
  /// The names that the file declares, and a number that changes with them.
  private var surroundings: (names: [String], number: Int) = ([], 0)

  /// The parts of the last tree that were checked apart.
  public private(set) var parts = ModelParts()

  /// Creates the checker of the file at `path`, of which nothing is known.
  public init(path: String) { self.path = path }

  /// Returns what is wrong with `tree`, the parsed text of the file as file 0; `nil` once it is cancelled.
  ///
  /// - Complexity: What an edit touches is checked in full; besides that, O(bytes) with a small factor.
  public func check(
    _ tree: SyntaxTree, provider: any SourceProvider, options: DriverOptions
  ) -> CheckReport? {
    let declarations = tree.model.declarations
    takeUnits(declarations, tree)
    let (symbols, findings) = Module.symbols(of: declarations, in: tree)
    let rest = RestOfModule(
      symbols: symbols, isComputing: declarations.contains(where: \.isComputing))
    take(rest)
    var merge = FindingsMerge(tree, findings, isEmpty: declarations.isEmpty)
    let imports = declarations.indices.filter {
      if case .importing = declarations[$0] { true } else { false }
    }
    let groups = ComponentGraph.components(of: units.map(\.unit), names: numbers.count).map {
      imports.isEmpty ? $0 : Set($0 + imports).sorted()
    }
    let lines = CurrentLines(tree.source)
    let (surroundings, path, units) = (surroundings.number, path, units)
    let known = groups.map { members in
      components[members.map { ObjectIdentifier(units[$0].unit) }].flatMap { component in
        component.isValid(
          for: provider, surroundings: surroundings, at: members.map { units[$0].range.lowerBound },
          lines: lines) ? component : nil
      }
    }
    let changed = groups.indices.filter { known[$0] == nil }
    let new = options.results(changed.count) { number in
      let members = groups[changed[number]]
      return CheckedComponent(
        ModuleFocus(tree: tree, declarations: members.map { declarations[$0] }, rest: rest),
        units: members.map { units[$0] }, at: path, surroundings: surroundings, lines: lines,
        provider: provider, options: options)
    }
    guard let new else { return nil }
    let all = Dictionary(uniqueKeysWithValues: zip(changed, new))
    components = [:]
    for (number, members) in groups.enumerated() {
      guard let component = known[number] ?? all[number] else { continue }
      components[members.map { ObjectIdentifier(units[$0].unit) }] = component
      merge.add(component, at: members.map { units[$0].range.lowerBound })
    }
    parts = ModelParts(
      tree: tree, declarations: declarations, ranges: units.map(\.range), groups: groups,
      rest: rest)
    return merge.report(starts: units.map(\.range.lowerBound))
  }

  /// Takes note of the names of the file.
  private func take(_ rest: RestOfModule) {
    let names = rest.symbols.map(\.name) + [rest.isComputing ? "" : " "]
    let words = names + rest.symbols.map(\.kind.word)
    if words != surroundings.names { surroundings = (words, surroundings.number + 1) }
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
      func isSame(_ other: (unit: DeclarationUnit, range: Range<Int>)) -> Bool {
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
        return (old[other].unit, range)
      }
      return (DeclarationUnit(declaration, &numbers), range)
    }
    bytes = tree.source.bytes
  }
}
