public import IdxDiagnostics

/// A type.
public struct TypeSyntax: Sendable {
  /// The node of the type.
  public let node: Node

  /// Creates the view of `node` if it is a type.
  init?(_ node: Node?) {
    guard let node, node.kind == .type else { return nil }
    self.node = node
  }

  /// `true` iff more is better in all values.
  public var isOriented: Bool { node.has(.oriented) }
  /// The type of each element.
  public var element: Name? { node.childName }
  /// `true` iff elements may be missing.
  public var isOptional: Bool { node.has(.question) }
  /// The axes.
  public var axes: [TypeAxisSyntax] { node.children(.typeAxis).map { TypeAxisSyntax(node: $0) } }
  /// Where the elements lie.
  public var range: RangeSyntax? { RangeSyntax(part(.range)) }
  /// The unit of the elements.
  public var unit: UnitSyntax? { UnitSyntax(part(.unit)) }
  /// The bytes of the type.
  public var span: Span { node.span }

  /// What all elements are at least, or above.
  public var lowerBound: (value: Double, isStrict: Bool)? {
    for refinement in refinements {
      let isStrict = refinement.has(.greater)
      guard isStrict || refinement.has(.greaterEqual) else { continue }
      if let value = Constant(refinement.child(.constant))?.value { return (value, isStrict) }
    }
    return nil
  }

  /// The values that the elements do reach.
  public var touching: [Double] {
    refinements.filter { $0.has(.touching) }.flatMap { refinement in
      refinement.children.compactMap { Constant($0)?.value }
    }
  }

  private var refinements: [Node] { node.children(.refinement) }

  private func part(_ kind: SyntaxKind) -> Node? {
    refinements.lazy.compactMap { $0.child(kind) }.first
  }
}

/// An axis of a type.
public struct TypeAxisSyntax: Sendable {
  /// The node of the axis.
  public let node: Node
  /// The name, with the primes of a twin axis.
  public var name: Name? { node.childName }
  /// `true` iff a value without the axis is as good.
  public var isOptional: Bool { node.has(.question) }
}
