public import IdxDiagnostics

/// A unit of measure.
public struct MeasureDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// What the unit is in other units.
  public var definition: UnitSyntax? { UnitSyntax(node.child(.unit)) }
}

/// Ordered grades.
public struct ScaleDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// `true` iff the first grade is the best, `nil` if it is not said.
  public var bestFirst: Bool? {
    if node.has(.best) { return true }
    return node.has(.worst) ? false : nil
  }
  /// The grades in the order of the file.
  public var grades: [GradeSyntax] { node.children(.grade).map { GradeSyntax(node: $0) } }
}

/// A grade of a scale.
public struct GradeSyntax: DeclarationSyntax {
  /// The node of the grade.
  public let node: Node
  /// The least score of the grade.
  public var from: Constant? { constant(.from) }
  /// The score that the grade lies above.
  public var above: Constant? { constant(.above) }
  /// The points that the grade counts.
  public var points: Constant? { constant(.points) }
  /// The ratio that the grade stands for in a judgement.
  public var ratio: ComparisonValue? {
    ComparisonValue(node.attribute(.ratio)?.child(.comparisonValue))
  }

  private func constant(_ keyword: Keyword) -> Constant? {
    Constant(node.attribute(keyword)?.child(.constant))
  }
}

/// How much one element outweighs another.
public struct ComparisonValue: Sendable {
  /// What is written.
  public enum Content: Sendable {
    /// A number.
    case constant(Constant)
    /// A word of a scale.
    case word(Name)
    /// A triangular number: least, most likely, greatest.
    case triangular(Constant, Constant, Constant)
  }

  /// The node of the value.
  public let node: Node

  /// Creates the view of `node` if it is such a value.
  init?(_ node: Node?) {
    guard let node, node.kind == .comparisonValue else { return nil }
    self.node = node
  }

  /// What is written; `nil` if it is incomplete.
  public var content: Content? {
    if let name = node.childName { return .word(name) }
    let constants = node.children(.constant).compactMap { Constant($0) }
    if node.has(.leftParenthesis) {
      guard constants.count == 3 else { return nil }
      return .triangular(constants[0], constants[1], constants[2])
    }
    return constants.first.map { .constant($0) }
  }

  /// The bytes of the value.
  public var span: Span { node.span }
}

/// A list of parts, or part of an axis.
public struct AxisDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The parts, if they are listed.
  public var parts: [PartSyntax] { node.children(.part).map { PartSyntax(node: $0) } }
  /// The axis that this is part of; what it is of another one where `owner` is there.
  public var base: Path? { node.childPath }
  /// The axis that this is made of.
  public var owner: Path? { node.node(after: .of).flatMap { Path($0) } }
  /// What is true of its elements.
  public var condition: Expression? { node.expression(after: .where) }
}

/// A part of an axis.
public struct PartSyntax: DeclarationSyntax {
  /// The node of the part.
  public let node: Node
}
