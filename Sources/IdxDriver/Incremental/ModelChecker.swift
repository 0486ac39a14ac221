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
  private var knownParts = ModelParts()

  /// Creates the checker of the file at `path`, of which nothing is known.
  public init(path: String) { self.path = path }

  /// Returns the parts of `tree`, the parsed text of the file as file 0, that are checked apart.
  ///
  /// - Complexity: O(bytes) with a small factor.
  public func parts(of tree: SyntaxTree) -> ModelParts {
    if let known = knownParts.tree, known.isSame(as: tree) { return knownParts }
    knownParts = divider.divide(tree)
    return knownParts
  }

  /// Returns what is wrong with `tree`, the parsed text of the file as file 0; `nil` once it is cancelled.
  ///
  /// - Complexity: What an edit touches is checked in full; besides that, O(bytes) with a small factor.
  public func check(
    _ tree: SyntaxTree, provider: any SourceProvider, options: DriverOptions
  ) -> CheckReport? {
    let parts = parts(of: tree)
    take(parts.rest)
    let lines = CurrentLines(tree.source)
    let starts = parts.groups.map { $0.map { parts.units[$0].range.lowerBound } }
    let changed = parts.groups.indices.filter { number in
      components[parts.key(number)]?.isValid(
        for: provider, surroundings: surroundings.number, at: starts[number], lines: lines) != true
    }
    guard checkAnew(changed, of: parts, lines: lines, provider: provider, options: options) else {
      return nil
    }
    var merge = FindingsMerge(tree, parts.nameFindings, isEmpty: parts.units.isEmpty)
    var kept: [[ObjectIdentifier]: CheckedComponent] = [:]
    for number in parts.groups.indices {
      let key = parts.key(number)
      guard let component = components[key] else { continue }
      kept[key] = component
      merge.add(component, at: starts[number])
    }
    components = kept
    return merge.report(starts: parts.units.map(\.range.lowerBound))
  }

  /// Checks those of `parts` that have the numbers `changed`; `false` once it is cancelled.
  private func checkAnew(
    _ changed: [Int], of parts: ModelParts, lines: CurrentLines, provider: any SourceProvider,
    options: DriverOptions
  ) -> Bool {
    let (surroundings, path) = (surroundings.number, path)
    // What was checked is held for whoever asks for more; of many parts that would be much.
    let isHeld = changed.count == 1
    let works = changed.map { number in
      (focus: parts.focus(number), units: parts.groups[number].map { parts.units[$0] })
    }
    @Sendable func check(
      _ place: Int
    ) -> (component: CheckedComponent, part: CheckedPart)? {
      CheckedComponent.make(
        works[place].focus, units: works[place].units, at: path, surroundings: surroundings,
        lines: lines, provider: provider, options: options, recordsFacts: isHeld)
    }
    if options.sideBySide != nil, !isHeld {
      let found = options.results(changed.count) { check($0)?.component }
      guard let found else { return false }
      for (number, component) in zip(changed, found) { components[parts.key(number)] = component }
      return true
    }
    for (place, number) in changed.enumerated() {
      guard !options.isCancelled(), let made = check(place) else { return false }
      // What was checked stays so if the rest is cancelled.
      components[parts.key(number)] = made.component
      if isHeld { knownParts.checked = (number, made.part) }
    }
    return true
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
}

extension SyntaxTree {
  /// `true` iff `other` is the tree of the same text.
  fileprivate func isSame(as other: SyntaxTree) -> Bool {
    source.path == other.source.path && source.bytes == other.source.bytes
  }
}
