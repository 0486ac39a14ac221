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

  /// The places of the parser's findings in the node, and up to the next token behind it.
  private var faults: [Span] {
    let (span, bytes) = (span, tree.source.bytes)
    var end = Int(span.end)
    while end < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end]) { end += 1 }
    return tree.findings(touching: Int(span.start)...end)
  }
}
