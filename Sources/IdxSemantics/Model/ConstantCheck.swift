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
