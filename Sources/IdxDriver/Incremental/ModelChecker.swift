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
  private var components: [[ObjectIdentifier]: CheckedComponent] = [:]
  /// The names that the file declares, and a number that changes with them.
  private var surroundings: (names: [String], number: Int) = ([], 0)
  /// What is wrong with the names that the last tree declares.
  private var nameFindings: [Diagnostic] = []
  private var knownParts = ModelParts()

  /// Creates the checker of the file at `path`, of which nothing is known.
  public init(path: String) { self.path = path }

  /// Returns the parts of `tree`, the parsed text of the file as file 0, that are checked apart.
  ///
  /// - Complexity: O(bytes) with a small factor.
  public func parts(of tree: SyntaxTree) -> ModelParts {
    if let known = knownParts.tree, known.isSame(as: tree) { return knownParts }
    let declarations = tree.model.declarations
    takeUnits(declarations, tree)
    let (symbols, findings) = Module.symbols(of: declarations, in: tree)
    nameFindings = findings
    let rest = RestOfModule(
      symbols: symbols, isComputing: declarations.contains(where: \.isComputing))
    take(rest)
    let imports = declarations.indices.filter {
      if case .importing = declarations[$0] { true } else { false }
    }
    let groups = ComponentGraph.components(of: units.map(\.unit), names: numbers.count).map {
      imports.isEmpty ? $0 : Set($0 + imports).sorted()
    }
    knownParts = ModelParts(
      tree: tree, declarations: declarations, ranges: units.map(\.range), groups: groups, rest: rest
    )
    return knownParts
  }

  /// Returns what is wrong with `tree`, the parsed text of the file as file 0; `nil` once it is cancelled.
  ///
  /// - Complexity: What an edit touches is checked in full; besides that, O(bytes) with a small factor.
  public func check(
    _ tree: SyntaxTree, provider: any SourceProvider, options: DriverOptions
  ) -> CheckReport? {
    let parts = parts(of: tree)
    var merge = FindingsMerge(tree, nameFindings, isEmpty: parts.declarations.isEmpty)
    var kept: [[ObjectIdentifier]: CheckedComponent] = [:]
    var checked: [(number: Int, CheckedPart)] = []
    let lines = CurrentLines(tree.source)
    for (number, members) in parts.groups.enumerated() {
      let key = members.map { ObjectIdentifier(units[$0].unit) }
      var component = components[key]
      let starts = members.map { units[$0].range.lowerBound }
      if component?.isValid(
        for: provider, surroundings: surroundings.number, at: starts, lines: lines) != true
      {
        if options.isCancelled() { return nil }
        let made = CheckedComponent.make(
          parts.focus(number), units: members.map { units[$0] }, at: path,
          surroundings: surroundings.number, lines: lines, provider: provider, options: options)
        component = made?.component
        // What was checked is held for whoever asks for more; of many parts that would be much.
        if let made, checked.count < 2 { checked.append((number, made.part)) }
      }
      guard let component else { return nil }
      // What was checked stays so if the rest is cancelled.
      components[key] = component
      kept[key] = component
      merge.add(component, at: starts)
    }
    components = kept
    if checked.count == 1 { knownParts.checked = checked.first }
    return merge.report(starts: units.map(\.range.lowerBound))
  }

  /// The values that the file declares, as far as they were checked, by their names.
  public var values: [String: ValueShape] {
    components.values.reduce(into: [:]) { $0.merge($1.findings.values) { first, _ in first } }
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
    let change = TextChange(from: knownParts.tree?.source.bytes ?? [], to: tree.source.bytes)
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
  }
}

extension SyntaxTree {
  /// `true` iff `other` is the tree of the same text.
  fileprivate func isSame(as other: SyntaxTree) -> Bool {
    source.path == other.source.path && source.bytes == other.source.bytes
  }
}
