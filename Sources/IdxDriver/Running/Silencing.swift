import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The places at which a model silences warnings, each with its reason.
enum Silencing {
  /// An `allow` with what it holds for.
  private struct Permission {
    let allow: Allow
    let range: Span

    /// `true` iff it silences `diagnostic`, which is at `span` of a model.
    func covers(_ diagnostic: Diagnostic, at span: Span) -> Bool {
      allow.rule == Catalogue.entry(diagnostic.code)?.name && range.file == span.file
        && range.range.contains(Int(span.start))
    }
  }

  /// Returns `diagnostics` without the warnings and hints that an `allow` of `modules` silences, and
  /// with what is wrong with the `allow`s of the first module; `isComplete` tells of a rule whether all
  /// that it finds was looked for.
  ///
  /// An index whose nodes stand in a file is silenced where a model names the file, by `indexFiles`.
  static func applied(
    to diagnostics: [Diagnostic], _ modules: [Module], indexFiles: [FileID: Span],
    _ isComplete: (Catalogue.Entry) -> Bool
  ) -> [Diagnostic] {
    func covers(_ permission: Permission, _ diagnostic: Diagnostic) -> Bool {
      permission.covers(
        diagnostic, at: indexFiles[diagnostic.span.file] ?? diagnostic.span)
    }
    let own = modules.first.map { permissions(of: $0) } ?? []
    let all = own + modules.dropFirst().flatMap { permissions(of: $0) }
    let rest = diagnostics.filter { diagnostic in
      diagnostic.severity == .error || !all.contains { covers($0, diagnostic) }
    }
    let faults = own.compactMap { permission -> Diagnostic? in
      let rule = permission.allow.rule
      guard !rule.isEmpty else { return nil }
      guard let entry = Catalogue.entry(rule), entry.name == rule, entry.severity != .error else {
        return .unknownRule(rule, at: permission.allow.ruleSpan)
      }
      // With errors, not all that is questionable has been looked for.
      guard !diagnostics.hasErrors, isComplete(entry),
        !diagnostics.contains(where: { covers(permission, $0) })
      else { return nil }
      return .uselessAllow(rule, at: permission.allow.span)
    }
    let reasonless = own.compactMap { permission -> Diagnostic? in
      guard let reason = permission.allow.reason, !permission.allow.rule.isEmpty,
        reason.allSatisfy({ $0.isWhitespace })
      else { return nil }
      return .allowWithoutReason(permission.allow.rule, at: permission.allow.span)
    }
    return rest + faults + reasonless
  }

  private static func permissions(of module: Module) -> [Permission] {
    module.declarations.flatMap { scopes(of: $0.node, $0.allows) + inner($0) }
  }

  private static func scopes(of node: Node, _ allows: [Allow]) -> [Permission] {
    allows.map { Permission(allow: $0, range: node.span) }
  }

  /// Returns the permissions inside of a declaration: at nodes of an index, at steps.
  private static func inner(_ declaration: Declaration) -> [Permission] {
    switch declaration {
    case .index(let index): index.nodes.flatMap { nodes($0) }
    case .evaluation(let evaluation):
      evaluation.steps.flatMap { scopes(of: $0.node, $0.allows) }
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
