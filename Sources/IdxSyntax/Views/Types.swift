public import IdxDiagnostics

/// A type.
public final class TypeSyntax: Sendable {
  /// The node of the type.
  public let node: Node
  /// `true` iff more is better in all values.
  public let isOriented: Bool
  /// The type of each element.
  public let element: Path?
  /// `true` iff elements may be missing.
  public let isOptional: Bool
  /// The axes.
  public let axes: [TypeAxisSyntax]
  /// Where the elements lie.
  public let range: RangeSyntax?
  /// The unit of the elements.
  public let unit: UnitSyntax?
  /// What all elements are at least, or above.
  public let lowerBound: (value: Double, isStrict: Bool)?
  /// The values that the elements do reach.
  public let touching: [Double]
  /// The bytes of the type.
  public var span: Span { node.span }

  /// Creates the view of `node` if it is a type.
  init?(_ node: Node?) {
    guard let node, node.kind == .type else { return nil }
    self.node = node
    isOriented = node.has(.oriented)
    element = node.childPathOrName
    isOptional = node.has(.question)
    axes = node.children(.typeAxis).map { TypeAxisSyntax(node: $0) }
    let refinements = node.children(.refinement)
    range = RangeSyntax(refinements.lazy.compactMap { $0.child(.range) }.first)
    unit = UnitSyntax(refinements.lazy.compactMap { $0.child(.unit) }.first)
    lowerBound =
      refinements.lazy.compactMap { refinement -> (value: Double, isStrict: Bool)? in
        let isStrict = refinement.has(.greater)
        guard isStrict || refinement.has(.greaterEqual) else { return nil }
        return Constant(refinement.child(.constant))?.value.map { ($0, isStrict) }
      }.first
    touching = refinements.filter { $0.has(.touching) }.flatMap { refinement in
      refinement.children.compactMap { Constant($0)?.value }
    }
  }
}

/// An axis of a type.
public struct TypeAxisSyntax: Sendable {
  /// The node of the axis.
  public let node: Node
  /// The name, with the primes of a twin axis.
  public let name: Path?
  /// `true` iff a value without the axis is as good.
  public let isOptional: Bool

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    name = node.childPathOrName
    isOptional = node.has(.question)
  }
}
