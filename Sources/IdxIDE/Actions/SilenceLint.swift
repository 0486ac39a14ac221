import IdxDiagnostics
import IdxSyntax

extension ActionContext {
  /// For each warning here the `allow` that silences it, before the innermost thing that can have one.
  var silencings: [Proposal] {
    findingsHere.compactMap { finding in
      guard finding.severity != .error, let entry = Catalogue.entry(finding.code),
        Self.canBeSilenced(entry), let node = owner(of: finding.range)
      else { return nil }
      let start = Int(node.span.start)
      return Proposal("Allow `\(entry.name)` here", .quickFix, findings: [finding]) {
        let separator = isFirstOnLine(start) ? "\n" + indentation(at: start) : " "
        let text = "allow(\(entry.name)) \"say why\"" + separator
        return [ByteEdit(start..<start, text)]
      }
    }
  }

  /// `false` iff the finding is about an `allow` itself.
  private static func canBeSilenced(_ entry: Catalogue.Entry) -> Bool {
    !["useless-allow", "unknown-rule", "allow-without-reason"].contains(entry.name)
  }

  /// Returns the innermost declaration, node of an index, step or change around `range`.
  private func owner(of range: Range<Int>) -> Node? {
    let path = document.tree.root.path(to: range)
    guard let declaration = path.first(where: { Declaration($0) != nil }) else { return nil }
    let inner = path.drop { $0 != declaration }.dropFirst()
    switch Declaration(declaration) {
    case .index: return inner.prefix { IndexNode($0) != nil }.last ?? declaration
    case .evaluation:
      let steps: [SyntaxKind] = [.slotStep, .combineStep, .atStep, .onStep, .change]
      return inner.first { steps.contains($0.kind) } ?? declaration
    default: return declaration
    }
  }
}
