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
  private let divider = ModelDivider()
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
<<<<<<< HEAD
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
=======
    let parts = divider.divide(tree)
    take(parts.rest)
    var merge = FindingsMerge(tree, parts.nameFindings, isEmpty: parts.units.isEmpty)
    var kept: [[ObjectIdentifier]: CheckedComponent] = [:]
    let lines = CurrentLines(tree.source)
    for (number, members) in parts.groups.enumerated() {
      let key = parts.key(number)
      var component = components[key]
      let starts = members.map { parts.units[$0].range.lowerBound }
      if component?.isValid(
        for: provider, surroundings: surroundings.number, at: starts, lines: lines) != true
      {
        if options.isCancelled() { return nil }
        component = parts.focus(number).flatMap { focus in
          CheckedComponent(
            focus, units: members.map { parts.units[$0] }, at: path,
            surroundings: surroundings.number, lines: lines, provider: provider, options: options)
        }
      }
      guard let component else { return nil }
      kept[key] = component
      merge.add(component, at: starts)
    }
    components = kept
    self.parts = parts
    return merge.report(starts: parts.units.map(\.range.lowerBound))
>>>>>>> 7941f1061e36a579ed66aaf1454d7249d7ae18b5
  }

  /// Takes note of the names of the file.
  private func take(_ rest: RestOfModule) {
    let names = rest.symbols.map(\.name) + [rest.isComputing ? "" : " "]
    let words = names + rest.symbols.map(\.kind.word)
    if words != surroundings.names { surroundings = (words, surroundings.number + 1) }
  }
}
