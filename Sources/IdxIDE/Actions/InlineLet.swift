import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that writes the value of the `let` at the place where its name is used.
  var inlinedLet: [Proposal] {
    guard let reference = model.facts.reference(in: 0, at: range.lowerBound),
      range.upperBound <= Int(reference.span.end), let place = definition(of: reference),
      place.file == FileID(0)
    else { return [] }
    let path = document.tree.root.path(to: place.range)
    guard let declaration = path.last(where: { $0.kind == .letDeclaration }),
      case .let(let syntax) = Declaration(declaration), syntax.name?.span.start == place.start,
      let value = syntax.value?.node, !hasComment(value)
    else { return [] }
    let uses = references.filter { !$0.isDeclaration && definition(of: $0) == place }
    guard !uses.isEmpty, uses.allSatisfy({ !isHidden(value, at: $0.span) }) else { return [] }
    let times = uses.count == 1 ? "" : " at \(uses.count) places"
    return [
      Proposal("Inline `\(syntax.name?.text ?? "")`\(times)", .inline) {
        let edits = uses.compactMap { inlining(value, at: $0) }
        guard edits.count == uses.count else { return nil }
        return edits + [deletion(of: declaration.documentedSpan.range)]
      }
    ]
  }

  private func inlining(_ value: Node, at use: Reference) -> ByteEdit? {
    let path = document.tree.root.path(to: use.span.range)
    guard let position = path.lastIndex(where: { $0.kind == .nameExpression }), position > 0,
      path[position].span.range.lowerBound == use.span.range.lowerBound
    else { return nil }
    let (node, parent) = (path[position], path[position - 1])
    var text = source.text(value.span)
    if Precedence.needsParentheses(value, inPlaceOf: node, of: parent) { text = "(\(text))" }
    // In a record a name alone is a label, too.
    let isLabel = parent.kind == .field && parent.children.count == 1
    return ByteEdit(node.span.range, isLabel ? "\(source.text(node.span)): \(text)" : text)
  }

  /// `true` iff a comment stands in `node`: on a line with others it would hide them.
  private func hasComment(_ node: Node) -> Bool {
    node.tokenRange.contains { index in
      let kind = document.tree.token(index).kind
      return kind == .comment || kind == .documentation
    }
  }

  /// `true` iff a name in `value` means something else at `use`: the method around that has the same name inside.
  private func isHidden(_ value: Node, at use: Span) -> Bool {
    let path = document.tree.root.path(to: use.range)
    guard let method = path.first(where: { $0.kind == .methodDeclaration }),
      !method.span.range.contains(value.span.range.lowerBound)
    else { return false }
    let inner = Set(
      references.filter { $0.isDeclaration && method.span.range.contains($0.span.range.lowerBound) }
        .map { text($0.span.range) })
    return value.names.contains { inner.contains($0) }
  }
}

extension Node {
  /// The names that are written in the node.
  fileprivate var names: [String] {
    tokenRange.compactMap { index in
      let token = tree.token(index)
      return token.kind.isName ? token.text : nil
    }
  }
}
