public import IdxDiagnostics

/// A call of a method.
public final class CallExpression: Sendable {
  /// The node of the call.
  public let node: Node
  /// What is called.
  public let callee: Expression?
  /// The arguments.
  public let arguments: [ArgumentSyntax]
  /// The axes that the call works over or along.
  public let clause: ClauseSyntax?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    callee = node.childExpression
    arguments = node.children(.argument).map { ArgumentSyntax(node: $0) }
    clause = node.child(.clause).map { ClauseSyntax(node: $0) }
  }
}

/// An argument of a call.
public final class ArgumentSyntax: Sendable {
  /// The node of the argument.
  public let node: Node
  /// The name of the input that it is for.
  public let label: Name?
  /// The value.
  public let value: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    label = node.childName
    value = node.childExpression
  }
}

/// The axes that a call works over or along.
public final class ClauseSyntax: Sendable {
  /// The node of the clause.
  public let node: Node
  /// `true` iff the axes are kept.
  public let isAlong: Bool
  /// The axes, with the primes of twins.
  public let axes: [Path]
  /// Which elements count.
  public let condition: Expression?
  /// What the elements are grouped by.
  public let by: Expression?
  /// The bytes of the clause.
  public var span: Span { node.span }

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    isAlong = node.has(.along)
    axes = node.children.compactMap { Path($0) }
    condition = node.expression(after: .where)
    by = node.expression(after: .by)
  }
}

/// A selection from an array.
public final class IndexExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// The array.
  public let base: Expression?
  /// What is selected.
  public let indexers: [IndexerSyntax]

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    base = node.childExpression
    indexers = node.children(.indexer).map { IndexerSyntax(node: $0) }
  }
}

/// One selection.
public final class IndexerSyntax: Sendable {
  /// The node of the selection.
  public let node: Node
  /// The axis, with the primes of a twin.
  public let axis: Path?
  /// `true` iff the axis is followed by `=`, not `:`.
  public let isBinding: Bool
  /// The element, or what the axis becomes.
  public let value: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    axis = node.childPathOrName
    isBinding = node.has(.equals)
    value = node.childExpression
  }
}

/// The operators between two values.
public enum BinaryOperator: String, Sendable, CaseIterable {
  /// Arithmetic.
  case add = "+", subtract = "-", multiply = "*", divide = "/", power = "^"
  /// Comparisons.
  case equal = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">"
  case greaterEqual = ">="
  /// Logic, and the value that stands in for a missing one.
  case and, or, otherwise
}

/// Two values joined by an operator.
public final class BinaryExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// The operator; a `=` that was reported counts as `==`.
  public let op: BinaryOperator
  /// The value on the left.
  public let left: Expression?
  /// The value on the right.
  public let right: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    let sign = node.firstToken()
    op = sign.map { BinaryOperator($0.kind) } ?? .add
    left = node.childExpression
    right = sign.flatMap { sign in
      node.lastChild(behind: sign.index).flatMap { Expression($0) }
    }
  }
}

extension BinaryOperator {
  /// Creates the operator that `sign` stands for.
  fileprivate init(_ sign: TokenKind) {
    switch sign {
    case .plus: self = .add
    case .minus: self = .subtract
    case .times: self = .multiply
    case .divide: self = .divide
    case .power: self = .power
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessEqual: self = .lessEqual
    case .greater: self = .greater
    case .greaterEqual: self = .greaterEqual
    case TokenKind(.and): self = .and
    case TokenKind(.or): self = .or
    case TokenKind(.otherwise): self = .otherwise
    default: self = .equal
    }
  }
}
