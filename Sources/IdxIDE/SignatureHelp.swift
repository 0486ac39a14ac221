import IdxDiagnostics
import IdxSyntax

/// The signature of the method that is being called.
public struct SignatureHelp: Sendable {
  /// The signature on one line.
  public let label: String
  /// The places of the inputs in the bytes of the label.
  public let parameters: [Range<Int>]
  /// The input at the cursor, if it is one.
  public let active: Int?
  /// What the method is for.
  public let documentation: Explanation
}

extension Assistant {
  /// Returns the signature of the method whose arguments the byte `offset` is in, or that the step around it
  /// names; `nil` where there is none.
  public func signature(at offset: Int) -> SignatureHelp? {
    let word = CursorWord(document, at: offset)
    if word.surroundings == .comment { return nil }
    let isText = word.surroundings == .text
    let probe = Probe(
      document, until: max(0, word.range.lowerBound - (isText ? 1 : 0)), isText: isText)
    guard let (call, view) = Self.call(around: probe) else { return signature(ofStepAt: offset) }
    guard let method = method(calledBy: view) else { return nil }
    let isInClause = probe.around(.clause).map { clause in
      clause.tokenRange.lowerBound > call.tokenRange.lowerBound
    }
    let supplied = Self.supplied(to: call, in: probe)
    return help(
      method,
      active: isInClause == true
        ? nil : ActiveInput.find(method, view, supplied, marker: probe.marker))
  }

  /// Returns the innermost call in whose brackets the word of `probe` is.
  private static func call(around probe: Probe) -> (Node, CallExpression)? {
    for node in probe.chain where node.kind == .call {
      guard case .call(let view)? = Expression(node), let callee = view.callee,
        !callee.node.tokenRange.contains(probe.marker)
      else { continue }
      return (node, view)
    }
    return nil
  }

  /// Returns the inputs that a step supplies to the method that `call`, its own, calls.
  static func supplied(to call: Node, in probe: Probe) -> Set<String> {
    guard let step = probe.around(.slotStep, .combineStep), step.children.contains(call) else {
      return []
    }
    let slot = probe.keyword(in: step).flatMap { Slot(rawValue: $0.text) }
    return MethodFit.supplied(at: slot.map { .slot($0) } ?? .combine)
  }

  /// Returns the signature of the method that the step around `offset` names without brackets.
  private func signature(ofStepAt offset: Int) -> SignatureHelp? {
    let step = document.tree.innermost(at: offset) {
      $0.kind == .slotStep || $0.kind == .combineStep
    }
    guard let name = step?.children.first(where: { $0.kind == .nameExpression }),
      Int(name.span.start) <= offset, let text = Name(name)?.text, let method = method(text)
    else { return nil }
    return help(method, active: nil)
  }

  private func help(_ method: MethodSummary, active: Int?) -> SignatureHelp {
    let (label, parameters) = method.signature
    var documentation = Explanation()
    documentation.add(method.documentation)
    return SignatureHelp(
      label: label, parameters: parameters, active: active, documentation: documentation)
  }
}
