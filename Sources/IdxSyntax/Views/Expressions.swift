public import IdxDiagnostics

/// An expression.
///
/// The parts of an expression are found once, when its view is created: bodies of methods are walked at
/// each call.
public enum Expression: Sendable {
  /// A number.
  case number(NumberLiteral)
  /// A text.
  case string(StringLiteral)
  /// `true` or `false`.
  case boolean(BooleanLiteral)
  /// `missing`.
  case missing(Node)
  /// A name.
  case name(NameExpression)
  /// An expression in parentheses.
  case parenthesised(Parenthesised)
  /// Values in square brackets.
  case list(ListExpression)
  /// Values with names.
  case record(RecordExpression)
  /// A call of a method.
  case call(CallExpression)
  /// A selection from an array.
  case index(IndexExpression)
  /// A field or attribute.
  case member(MemberExpression)
  /// A value with its sign changed.
  case negation(PrefixExpression)
  /// A condition that is turned around.
  case not(PrefixExpression)
  /// Two values joined by an operator.
  case binary(BinaryExpression)
  /// A choice between two values.
  case conditional(IfExpression)
  /// A choice by the word that a value is.
  case caseOf(CaseExpression)
  /// A bounded loop.
  case repeatLoop(RepeatExpression)
  /// Tokens that are no expression.
  case error(Node)

  /// Creates the view of `node` if it is an expression or an error in the place of one.
  public init?(_ node: Node) {
    switch node.kind {
    case .numberLiteral: self = .number(NumberLiteral(node: node))
    case .stringLiteral: self = .string(StringLiteral(node: node))
    case .booleanLiteral: self = .boolean(BooleanLiteral(node: node))
    case .missingLiteral: self = .missing(node)
    case .nameExpression:
      guard let name = Name(node) else { return nil }
      self = .name(NameExpression(node: node, name: name))
    case .parenthesised: self = .parenthesised(Parenthesised(node: node))
    case .list: self = .list(ListExpression(node: node))
    case .record: self = .record(RecordExpression(node: node))
    case .call: self = .call(CallExpression(node: node))
    case .indexing: self = .index(IndexExpression(node: node))
    case .member: self = .member(MemberExpression(node: node))
    case .negation: self = .negation(PrefixExpression(node: node))
    case .not: self = .not(PrefixExpression(node: node))
    case .binary: self = .binary(BinaryExpression(node: node))
    case .conditional: self = .conditional(IfExpression(node: node))
    case .caseOf: self = .caseOf(CaseExpression(node: node))
    case .repeatLoop: self = .repeatLoop(RepeatExpression(node: node))
    case .error: self = .error(node)
    default: return nil
    }
  }

  /// The node of the expression.
  public var node: Node {
    switch self {
    case .number(let view): view.node
    case .string(let view): view.node
    case .boolean(let view): view.node
    case .missing(let node), .error(let node): node
    case .name(let view): view.node
    case .parenthesised(let view): view.node
    case .list(let view): view.node
    case .record(let view): view.node
    case .call(let view): view.node
    case .index(let view): view.node
    case .member(let view): view.node
    case .negation(let view), .not(let view): view.node
    case .binary(let view): view.node
    case .conditional(let view): view.node
    case .caseOf(let view): view.node
    case .repeatLoop(let view): view.node
    }
  }

  /// The bytes of the expression.
  public var span: Span { node.span }
}

/// An expression in parentheses.
public final class Parenthesised: Sendable {
  /// The node of the expression.
  public let node: Node
  /// What stands in the parentheses.
  public let inner: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    inner = node.childExpression
  }
}

/// Values in square brackets.
public final class ListExpression: Sendable {
  /// The node of the list.
  public let node: Node
  /// The values.
  public let elements: [Expression]

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    elements = node.children.compactMap { Expression($0) }
  }
}

/// Values with names, or at least two values.
public final class RecordExpression: Sendable {
  /// The node of the record.
  public let node: Node
  /// The values with their names.
  public let fields: [(label: Name?, value: Expression?)]

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    fields = node.children(.field).map { ($0.childName, $0.childExpression) }
  }
}

/// A field or attribute of a value.
public final class MemberExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// What the member is of.
  public let base: Expression?
  /// The name of the member.
  public let member: Name?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    base = node.childExpression
    member = node.childName
  }
}

/// A value behind a sign or `not`.
public final class PrefixExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// The value.
  public let operand: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    operand = node.childExpression
  }
}

/// A choice between two values.
public final class IfExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// What decides.
  public let condition: Expression?
  /// The value where the condition is true.
  public let then: Expression?
  /// The value where it is false.
  public let `else`: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    condition = node.expression(after: .if)
    then = node.expression(after: .then)
    self.`else` = node.expression(after: .else)
  }
}

/// A choice by the word that a value is.
public final class CaseExpression: Sendable {
  /// The node of the expression.
  public let node: Node
  /// What decides.
  public let subject: Expression?
  /// The branches.
  public let arms: [ArmSyntax]

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    subject = node.expression(after: .case)
    arms = node.children(.arm).map { ArmSyntax(node: $0) }
  }
}

/// A branch of a choice.
public final class ArmSyntax: Sendable {
  /// The node of the branch.
  public let node: Node
  /// The words for which the branch is.
  public let labels: [Name]
  /// The value.
  public let value: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    labels = node.childNames
    value = node.expression(after: .colon)
  }
}

/// A bounded loop.
public final class RepeatExpression: Sendable {
  /// The node of the loop.
  public let node: Node
  /// The name of the value that goes on.
  public let variable: Name?
  /// What it is at first.
  public let initial: Expression?
  /// How often it goes on at most.
  public let limit: Expression?
  /// `true` iff the condition ends the loop rather than keeps it going.
  public let isUntil: Bool
  /// What decides whether it goes on.
  public let condition: Expression?
  /// What is named in each round, and what the value becomes.
  public let body: BlockSyntax?
  /// What the value becomes.
  public var next: Expression? { body?.result }

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    variable = node.childName
    initial = node.expression(after: .equals)
    limit = node.expression(after: .most)
    isUntil = node.has(.until)
    condition = node.expression(after: isUntil ? .until : .while)
    body = node.child(.block).map { BlockSyntax(node: $0) }
  }
}
