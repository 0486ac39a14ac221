public import IdxDiagnostics

/// A call of a method.
public struct CallExpression: Sendable {
  /// The node of the call.
  public let node: Node
  /// What is called.
  public var callee: Expression? { node.childExpression }
  /// The arguments.
  public var arguments: [ArgumentSyntax] {
    node.children(.argument).map { ArgumentSyntax(node: $0) }
  }
  /// The axes that the call works over or along.
  public var clause: ClauseSyntax? { node.child(.clause).map { ClauseSyntax(node: $0) } }
}

/// An argument of a call.
public struct ArgumentSyntax: Sendable {
  /// The node of the argument.
  public let node: Node
  /// The name of the input that it is for.
  public var label: Name? { node.childName }
  /// The value.
  public var value: Expression? { node.childExpression }
}

/// The axes that a call works over or along.
public struct ClauseSyntax: Sendable {
  /// The node of the clause.
  public let node: Node
  /// `true` iff the axes are kept.
  public var isAlong: Bool { node.has(.along) }
  /// The axes, with the primes of twins.
  public var axes: [Name] { node.childNames }
  /// Which elements count.
  public var condition: Expression? { node.expression(after: .where) }
  /// What the elements are grouped by.
  public var by: Expression? { node.expression(after: .by) }
  /// The bytes of the clause.
  public var span: Span { node.span }
}

/// A selection from an array.
public struct IndexExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// The array.
  public var base: Expression? { node.childExpression }
  /// What is selected.
  public var indexers: [IndexerSyntax] { node.children(.indexer).map { IndexerSyntax(node: $0) } }
}

/// One selection.
public struct IndexerSyntax: Sendable {
  /// The node of the selection.
  public let node: Node
  /// The axis, with the primes of a twin.
  public var axis: Name? { node.childName }
  /// `true` iff the axis is followed by `=`, not `:`.
  public var isBinding: Bool { node.has(.equals) }
  /// The element, or what the axis becomes.
  public var value: Expression? { node.childExpression }
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
public struct BinaryExpression: Sendable {
  /// The node of the expression.
  public let node: Node

  private var sign: Token? { node.firstToken() }

  /// The operator; a `=` that was reported counts as `==`.
  public var op: BinaryOperator {
    guard let kind = sign?.kind else { return .add }
    switch kind {
    case .plus: return .add
    case .minus: return .subtract
    case .times: return .multiply
    case .divide: return .divide
    case .power: return .power
    case .notEqual: return .notEqual
    case .less: return .less
    case .lessEqual: return .lessEqual
    case .greater: return .greater
    case .greaterEqual: return .greaterEqual
    case TokenKind(.and): return .and
    case TokenKind(.or): return .or
    case TokenKind(.otherwise): return .otherwise
    default: return .equal
    }
  }

  /// The value on the left.
  public var left: Expression? { node.childExpression }

  /// The value on the right.
  public var right: Expression? {
    guard let sign else { return nil }
    return node.children.last { $0.tokenRange.lowerBound > sign.index }.flatMap { Expression($0) }
  }
}
