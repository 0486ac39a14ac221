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
  }

  /// Takes note of the names of the file.
  private func take(_ rest: RestOfModule) {
    let names = rest.symbols.map(\.name) + [rest.isComputing ? "" : " "]
    let words = names + rest.symbols.map(\.kind.word)
    if words != surroundings.names { surroundings = (words, surroundings.number + 1) }
  }
}
