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
  /// What was found in the parts, by their identities.
  private var components: [ObjectIdentifier: CheckedComponent] = [:]
  private var knownParts = ModelParts()
  /// What the part that was checked before the last was checked with: it is large.
  private var former: CheckedPart?
  private let consistencies = KnownConsistencies()
  /// What is known of the declarations of the parts that were edited.
  private let declarations = KnownDeclarations()

  /// Creates the checker of the file at `path`, of which nothing is known.
  public init(path: String) { self.path = path }

  /// Returns the parts of `tree`, the parsed text of the file as file 0, that are checked apart.
  ///
  /// - Complexity: O(bytes) with a small factor.
  public func parts(of tree: SyntaxTree) -> ModelParts {
    if let known = knownParts.tree, known.isSame(as: tree) { return knownParts }
    former = knownParts.checked?.part
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
    let lines = CurrentLines(tree.source)
    let changed = parts.groups.indices.filter { number in
      components[ObjectIdentifier(parts.identity(ofPart: number))]?.isValid(
        for: provider, surroundings: parts.surroundings, lines: lines,
        at: { parts.starts(ofPart: number) }) != true
    }
    guard checkAnew(changed, of: parts, lines: lines, provider: provider, options: options) else {
      return nil
    }
    forgetOthers(than: parts)
    var merge = FindingsMerge(tree, parts.nameFindings, isEmpty: parts.units.isEmpty)
    for number in parts.groups.indices {
      guard let component = components[ObjectIdentifier(parts.identity(ofPart: number))],
        !component.findings.isEmpty
      else { continue }
      merge.add(component, at: parts.starts(ofPart: number))
    }
    return merge.report(of: parts)
  }

  /// Lets go of what an older text was checked with: that takes time, which nobody has who waits for findings.
  public func releaseFormer() { former = nil }

  /// Lets go of what is known of parts that are not there any more, once there are many of them.
  private func forgetOthers(than parts: ModelParts) {
    guard components.count > parts.groups.count + Self.mostFormerParts else { return }
    let current = Set(parts.groups.indices.map { ObjectIdentifier(parts.identity(ofPart: $0)) })
    components = components.filter { current.contains($0.key) }
  }

  private static let mostFormerParts = 16

  /// Checks those of `parts` that have the numbers `changed`; `false` once it is cancelled.
  private func checkAnew(
    _ changed: [Int], of parts: ModelParts, lines: CurrentLines, provider: any SourceProvider,
    options: DriverOptions
  ) -> Bool {
    let (surroundings, path, consistencies) = (parts.surroundings, path, consistencies)
    let declarations = declarations
    consistencies.forgetMany()
    // What was checked is held for whoever asks for more; of many parts that would be much.
    let isHeld = changed.count == 1
    let works = changed.map { number in
      (
        part: parts.identities[number], focus: parts.focus(number),
        units: parts.groups[number].map { parts.units[$0] }
      )
    }
    @Sendable func check(
      _ place: Int
    ) -> (component: CheckedComponent, part: CheckedPart)? {
      CheckedComponent.make(
        works[place].focus, of: works[place].part, units: works[place].units, at: path,
        surroundings: surroundings,
        lines: lines, provider: provider, options: options, recordsFacts: isHeld,
        consistencies: consistencies, known: isHeld ? declarations : nil)
    }
    if options.sideBySide != nil, !isHeld {
      let found = options.results(changed.count) { check($0)?.component }
      guard let found else { return false }
      for (number, component) in zip(changed, found) {
        components[ObjectIdentifier(parts.identity(ofPart: number))] = component
      }
      return true
    }
    for (place, number) in changed.enumerated() {
      guard !options.isCancelled(), let made = check(place) else { return false }
      // What was checked stays so if the rest is cancelled.
      components[ObjectIdentifier(parts.identity(ofPart: number))] = made.component
      if isHeld { knownParts.checked = (number, made.part) }
    }
    return true
  }

  /// The values that the file declares, as far as they were checked, by their names.
  public var values: [String: ValueShape] {
    knownParts.groups.indices.reduce(into: [:]) { values, number in
      guard let component = components[ObjectIdentifier(knownParts.identity(ofPart: number))] else {
        return
      }
      for value in component.findings.values where values[value.name] == nil {
        values[value.name] = value.shape
      }
    }
  }
}

extension ModelParts {
  /// Where the declarations of part `number` begin, with what stands before each.
  fileprivate func starts(ofPart number: Int) -> [Int] {
    groups[number].map { units[$0].range.lowerBound }
  }
}

extension SyntaxTree {
  /// `true` iff `other` is the tree of the same text.
  fileprivate func isSame(as other: SyntaxTree) -> Bool {
    source.path == other.source.path && source.bytes == other.source.bytes
  }
}
