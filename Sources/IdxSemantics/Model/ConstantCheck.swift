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
  /// `true` iff the parser has reported something in the node or directly behind it: what seems to
  /// lack may be there.
  var isBroken: Bool { !faults.isEmpty }

  /// `true` iff the parser has reported something in the node that is in none of its children, so
  /// that some of those may be lost.
  var hasLostParts: Bool {
    let spans = children.map(\.span)
    return faults.contains { fault in
      !spans.contains { $0.start <= fault.start && $0.end > fault.end }
    }
  }
}
