import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The places at which a model silences warnings, each with its reason.
struct Silencing {
  /// An `allow` with what it holds for.
  private struct Permission {
    let allow: Allow
    let range: Span

    /// `true` iff it silences `diagnostic`, which is at `span` of a model.
    func covers(_ diagnostic: Diagnostic, at span: Span) -> Bool {
      range.file == span.file && range.range.contains(Int(span.start))
        && allow.rule == Catalogue.entry(diagnostic.code)?.name
    }
  }

  /// The permissions of the main module.
  private let own: [Permission]
  private let modules: [Module]
  private let indexFiles: [FileID: Span]
  private let isComplete: (Catalogue.Entry) -> Bool

  /// Creates the silencing that the `allow`s of `modules` ask for; `isComplete` tells of a rule whether
  /// all that it finds was looked for.
  ///
  /// An index whose nodes stand in a file is silenced where a model names the file, by `indexFiles`.
  init(
    _ modules: [Module], indexFiles: [FileID: Span],
    isComplete: @escaping (Catalogue.Entry) -> Bool
  ) {
    own = modules.first.map { Self.permissions(of: $0) } ?? []
    self.modules = modules
    self.indexFiles = indexFiles
    self.isComplete = isComplete
  }

  private func covers(_ permission: Permission, _ diagnostic: Diagnostic) -> Bool {
    permission.covers(diagnostic, at: indexFiles[diagnostic.span.file] ?? diagnostic.span)
  }

  /// Returns `diagnostics` without the warnings and hints that are silenced.
  func applied(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    // Of most modules nothing is found, so that they are not searched for `allow`s.
    var known: [FileID: [Permission]] = [:]
    return diagnostics.filter { diagnostic in
      if diagnostic.severity == .error { return true }
      let place = indexFiles[diagnostic.span.file] ?? diagnostic.span
      let permissions = known[place.file] ?? self.permissions(in: place.file)
      known[place.file] = permissions
      return !permissions.contains { $0.covers(diagnostic, at: place) }
    }
  }

  private func permissions(in file: FileID) -> [Permission] {
    guard let position = modules.firstIndex(where: { $0.tree.source.file == file }) else {
      return []
    }
    return position == 0 ? own : Self.permissions(of: modules[position])
  }

  /// What is wrong with the `allow`s of the main module by themselves.
  var faults: [Diagnostic] {
    own.compactMap { permission in
      let allow = permission.allow
      guard !allow.rule.isEmpty else { return nil }
      guard isRule(allow.rule) else { return .unknownRule(allow.rule, at: allow.ruleSpan) }
      return nil
    }
      + own.compactMap { permission in
        let allow = permission.allow
        guard !allow.rule.isEmpty, allow.reason?.allSatisfy(\.isWhitespace) == true else {
          return nil
        }
        return .allowWithoutReason(allow.rule, at: allow.span)
      }
  }

  /// Returns the findings of `allow`s of the main module that silence none of `diagnostics`, which are all
  /// that was found; none where there are errors, with which not all that is questionable is looked for.
  func uselessAllows(besides diagnostics: [Diagnostic]) -> [Diagnostic] {
    if diagnostics.hasErrors { return [] }
    return own.compactMap { permission in
      let rule = permission.allow.rule
      guard isRule(rule), let entry = Catalogue.entry(rule), isComplete(entry),
        !diagnostics.contains(where: { covers(permission, $0) })
      else { return nil }
      return .uselessAllow(rule, at: permission.allow.span)
    }
  }

  private func isRule(_ name: String) -> Bool {
    guard let entry = Catalogue.entry(name) else { return false }
    return entry.name == name && entry.severity != .error
  }

  private static func permissions(of module: Module) -> [Permission] {
    module.declarations.flatMap { scopes(of: $0.node, $0.allows) + inner($0) }
  }

  private static func scopes(of node: Node, _ allows: [Allow]) -> [Permission] {
    allows.map { Permission(allow: $0, range: node.span) }
  }

  /// Returns the permissions inside of a declaration: at nodes of an index, at steps and
  /// changes.
  private static func inner(_ declaration: Declaration) -> [Permission] {
    switch declaration {
    case .index(let index): index.nodes.flatMap { nodes($0) }
    case .evaluation(let evaluation):
      evaluation.steps.flatMap { scopes(of: $0.node, $0.allows) }
        + evaluation.changes.flatMap { scopes(of: $0.node, $0.allows) }
    default: []
    }
  }

  private static func nodes(_ node: IndexNode) -> [Permission] {
    switch node {
    case .indicator(let indicator): scopes(of: indicator.node, indicator.allows)
    case .group(let group): scopes(of: group.node, group.allows) + group.nodes.flatMap { nodes($0) }
    }
  }
}
