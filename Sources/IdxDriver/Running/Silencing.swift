import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// The places at which a model silences warnings, each with its reason.
enum Silencing {
  /// Returns `diagnostics` without the warnings and hints that an `allow` of `modules` silences.
  static func applied(to diagnostics: [Diagnostic], _ modules: [Module]) -> [Diagnostic] {
    guard diagnostics.contains(where: { $0.severity != .error }) else { return diagnostics }
    let allowed = modules.flatMap { module in
      module.declarations.flatMap { scopes(of: $0.node, $0.allows) + inner($0) }
    }
    return diagnostics.filter { diagnostic in
      guard diagnostic.severity != .error, let entry = Catalogue.entry(diagnostic.code) else {
        return true
      }
      return !allowed.contains { scope in
        scope.rule == entry.name && scope.span.file == diagnostic.span.file
          && scope.span.range.contains(Int(diagnostic.span.start))
      }
    }
  }

  private static func scopes(of node: Node, _ allows: [Allow]) -> [(rule: String, span: Span)] {
    allows.map { ($0.rule, node.span) }
  }

  /// Returns the scopes of the `allow`s inside of a declaration: at nodes of an index, at steps.
  private static func inner(_ declaration: Declaration) -> [(rule: String, span: Span)] {
    switch declaration {
    case .index(let index): return index.nodes.flatMap { nodes($0) }
    case .evaluation(let evaluation):
      return evaluation.steps.flatMap { step -> [(rule: String, span: Span)] in
        if case .slot(let slot) = step { return scopes(of: slot.node, slot.allows) }
        return []
      }
    default: return []
    }
  }

  private static func nodes(_ node: IndexNode) -> [(rule: String, span: Span)] {
    switch node {
    case .indicator(let indicator): scopes(of: indicator.node, indicator.allows)
    case .group(let group): scopes(of: group.node, group.allows) + group.nodes.flatMap { nodes($0) }
    }
  }
}
