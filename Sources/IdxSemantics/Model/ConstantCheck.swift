internal import IdxDiagnostics
internal import IdxSyntax

/// Checks constants.
enum ConstantCheck {
  /// Returns the finding of a `constant` that was read but has no finite value.
  static func findings(_ constant: Constant) -> [Diagnostic] {
    if constant.node.isBroken || constant.value?.isFinite == true { return [] }
    return [.noNumber(constant.node.text, at: constant.span)]
  }
}

extension Node {
  /// `true` iff the parser has reported something in the node: what seems to lack may be there.
  var isBroken: Bool {
    let span = span
    return tree.diagnostics.contains { $0.span.start <= span.end && $0.span.end >= span.start }
  }
}
