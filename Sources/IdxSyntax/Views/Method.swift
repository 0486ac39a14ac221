public import IdxDiagnostics
import Synchronization

/// A method, or an external one.
///
/// Its parts are viewed when they are asked for first: a library has many methods, of which a model uses few.
public final class MethodDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// `true` iff the body is outside the language.
  public var isExternal: Bool { signature.isExternal }
  /// The axes that the method works for.
  public var axes: [AxisVariableSyntax] { signature.axes }
  /// The inputs.
  public var inputs: [InputSyntax] { signature.inputs }
  /// What the method gives.
  public var result: ResultSyntax? { signature.result }
  /// The body; `nil` if it has none.
  public var body: BlockSyntax? {
    viewedBody.value { Body(node.child(.block).map { BlockSyntax(node: $0) }) }.block
  }

  private let viewedSignature = ViewedOnce<Signature>()
  private let viewedBody = ViewedOnce<Body>()

  private var signature: Signature { viewedSignature.value { Signature(node) } }

  /// Creates the view of `node`.
  init(node: Node) { self.node = node }

  /// What a method says before its body.
  private final class Signature: Sendable {
    let isExternal: Bool
    let axes: [AxisVariableSyntax]
    let inputs: [InputSyntax]
    let result: ResultSyntax?

    init(_ node: Node) {
      isExternal = node.keyword == .external
      axes = node.children(.axisVariable).map { AxisVariableSyntax(node: $0) }
      inputs = node.children(.input).map { InputSyntax(node: $0) }
      result = node.child(.result).flatMap { ResultSyntax($0) }
    }
  }

  /// The body of a method, if it has one.
  private final class Body: Sendable {
    let block: BlockSyntax?

    init(_ block: BlockSyntax?) { self.block = block }
  }
}

/// What is made when it is asked for first, by whichever thread: an `AtomicLazyReference` whose code is made
/// for its type, so that asking costs nothing.
private struct ViewedOnce<View: AnyObject & Sendable>: ~Copyable, Sendable {
  private let view = Atomic<Unmanaged<View>?>(nil)

  /// Returns what was made first, now or before.
  @inline(__always) borrowing func value(_ make: () -> View) -> View {
    if let known = view.load(ordering: .acquiring) { return known.takeUnretainedValue() }
    let made = Unmanaged.passRetained(make())
    let (isFirst, known) = view.compareExchange(
      expected: nil, desired: made, ordering: .acquiringAndReleasing)
    guard !isFirst, let known else { return made.takeUnretainedValue() }
    made.release()
    return known.takeUnretainedValue()
  }

  deinit { view.load(ordering: .acquiring)?.release() }
}

/// An axis that a method works for.
public struct AxisVariableSyntax: Sendable {
  /// How a call names the axis.
  public enum Clause: Sendable {
    /// Not at all: it is that of an input.
    case none
    /// By `over`: the method removes it.
    case over
    /// By `along`: the method keeps it.
    case along
  }

  /// The node of the axis.
  public let node: Node
  /// The name of the axis in the method.
  public let name: Name?
  /// The kind of axis that it may be.
  public let kind: Name?
  /// The axis variable that it is made of, where a call does not find it but makes it.
  public let base: Name?
  /// How a call names the axis.
  public let clause: Clause

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    name = node.childName
    kind = Name(node.node(after: .colon))
    base = Name(node.node(after: .of))
    clause = node.has(.over) ? .over : node.has(.along) ? .along : .none
  }
}

/// An input of a method.
public final class InputSyntax: Sendable {
  /// The node of the input.
  public let node: Node
  /// The name.
  public let name: Name?
  /// The type; `nil` if the input is a choice of words.
  public let type: TypeSyntax?
  /// The words that the input may be; empty if it has a type.
  public let choices: [Name]
  /// The value that is used if none is given.
  public let defaultValue: Expression?
  /// `true` iff the input names the axis that the result is over.
  public let isInto: Bool
  /// The bytes of the input.
  public var span: Span { node.span }

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    name = node.childName
    type = TypeSyntax(node.child(.type))
    choices = node.child(.choice)?.childNames ?? []
    defaultValue = node.expression(after: .equals)
    isInto = node.has(.into)
  }
}

/// What a method gives.
public enum ResultSyntax: Sendable {
  /// One value.
  case type(TypeSyntax)
  /// Several values, each with a name.
  case record([FieldTypeSyntax])

  /// Creates the view of `node`; `nil` if no type could be read.
  init?(_ node: Node) {
    if node.has(.leftParenthesis) {
      self = .record(node.children(.fieldType).map { FieldTypeSyntax(node: $0) })
    } else if let type = TypeSyntax(node.child(.type)) {
      self = .type(type)
    } else {
      return nil
    }
  }
}

/// One of several values that a method gives.
public struct FieldTypeSyntax: Sendable {
  /// The node of the field.
  public let node: Node
  /// The name.
  public let name: Name?
  /// The type.
  public let type: TypeSyntax?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    name = node.childName
    type = TypeSyntax(node.child(.type))
  }
}

/// The body of a method.
public struct BlockSyntax: Sendable {
  /// The node of the body.
  public let node: Node
  /// The statements before the result.
  public let statements: [StatementSyntax]
  /// What the method gives.
  public let result: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    statements = node.children.compactMap { StatementSyntax($0) }
    result = node.childExpression
  }
}

/// A statement of a method.
public enum StatementSyntax: Sendable {
  /// A named value.
  case `let`(LetDeclaration)
  /// A condition without which the method gives nothing, or is doubtful.
  case require(RequireSyntax)

  /// Creates the view of `node` if it is a statement.
  init?(_ node: Node) {
    switch node.kind {
    case .letDeclaration: self = .let(LetDeclaration(node: node))
    case .require: self = .require(RequireSyntax(node: node))
    default: return nil
    }
  }

  /// The node of the statement.
  public var node: Node {
    switch self {
    case .let(let statement): statement.node
    case .require(let statement): statement.node
    }
  }
}

/// A condition without which a method gives nothing, or is doubtful.
public final class RequireSyntax: Sendable {
  /// The node of the statement.
  public let node: Node
  /// `true` iff the method only warns where the condition does not hold.
  public let isWarning: Bool
  /// What must be true.
  public let condition: Expression?
  /// What is said if it is not.
  public let message: StringLiteral?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    let required = node.expression(after: .require)
    isWarning = required == nil
    condition = required ?? node.expression(after: .warn)
    message = StringLiteral(node.node(after: .else))
  }
}

/// A named value.
public final class LetDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The name.
  public let name: Name?
  /// The type, if it is given.
  public let type: TypeSyntax?
  /// The value.
  public let value: Expression?

  /// Creates the view of `node`.
  init(node: Node) {
    self.node = node
    name = node.childName
    type = TypeSyntax(node.child(.type))
    value = node.childExpression
  }
}

/// A value that an analysis may change.
public struct ParameterDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// The value.
  public var value: Constant? { Constant(node.child(.constant)) }
  /// Where it may lie.
  public var range: RangeSyntax? { RangeSyntax(node.child(.range)) }
  /// Its unit.
  public var unit: UnitSyntax? { UnitSyntax(node.child(.unit)) }
}

/// A test.
public struct ExpectDeclaration: DeclarationSyntax {
  /// The node of the declaration.
  public let node: Node
  /// A test has no name.
  public var name: Name? { nil }
  /// What must be true.
  public var condition: Expression? { node.expression(after: .expect) }
  /// `true` iff results are compared with recorded ones, even if the file is not named.
  public var hasRecord: Bool { node.has(.matches) }
  /// The file with the results that were recorded.
  public var record: StringLiteral? { StringLiteral(node.node(after: .matches)) }
  /// How far the sides of a comparison may differ.
  public var tolerance: Constant? { Constant(node.node(after: .within)) }
  /// For which elements it must be true.
  public var filter: Expression? { node.expression(after: .where) }
}
