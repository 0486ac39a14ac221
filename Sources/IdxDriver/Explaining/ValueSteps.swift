import IdxDiagnostics
import IdxPlan
import IdxSemantics
import IdxSyntax

/// A part of the expression of a `let` that stands for an array, and the parts that it is made of.
final class ValueStep {
  /// What it is called: the label or name of a `let`, else what is written.
  let title: String
  /// The measure of a `let`; empty for plain numbers.
  let measure: String
  /// What it stands for.
  let array: ArrayTerm
  /// The place of a `let`.
  let span: Span?
  /// The method that is called last to compute it.
  let method: String?
  /// Its parts, in the order of the text.
  let parts: [ValueStep]

  init(
    _ title: String, _ array: ArrayTerm, measure: String = "", span: Span? = nil,
    method: String? = nil, parts: [ValueStep]
  ) {
    self.title = title
    self.measure = measure
    self.array = array
    self.span = span
    self.method = method
    self.parts = parts
  }

  /// `true` iff it is a `let` or `parameter`.
  var isNamed: Bool { span != nil }
}

/// Takes expressions of `let`s apart.
///
/// The steps are made before the plan is evaluated, for they may ask it for more.
final class ValueSteps {
  private let session: Session
  /// The steps of the `let`s met, by their places: each is taken apart once.
  private var known: [Span: [ValueStep]] = [:]

  init(_ session: Session) { self.session = session }

  /// Returns the step that `part` is; `nil` where it has no cells.
  func step(of part: ValuePart) -> ValueStep? {
    part.array.map { named(part.value, part.name, $0) }
  }

  private func named(_ value: NamedValue, _ name: String, _ array: ArrayTerm) -> ValueStep {
    let label = value.label?.text(language: session.options.language) ?? ""
    return ValueStep(
      label.isEmpty ? name : name == value.name ? label : "\(label), \(name)", array,
      measure: session.measure(array.type), span: value.span,
      method: value.expression.flatMap { Self.method($0) },
      parts: parts(of: value))
  }

  /// Returns the parts of what `value` is declared to be.
  private func parts(of value: NamedValue) -> [ValueStep] {
    guard let expression = value.expression else { return [] }
    if let parts = known[value.span] { return parts }
    let parts =
      switch Self.bare(expression) {
      case .name, .member: steps(in: expression, value.module)
      default: inner(Self.bare(expression).node, value.module)
      }
    known[value.span] = parts
    return parts
  }

  /// Returns the steps that `expression` of `module` consists of: one where it stands for an array.
  func steps(in expression: Expression, _ module: Int) -> [ValueStep] {
    let expression = Self.bare(expression)
    if let value = session.elaborator.namedValue(expression, in: module) {
      return value.term.array.map { [named(value, value.name, $0)] } ?? []
    }
    switch expression {
    case .number, .string, .boolean, .missing, .error: return []
    default: break
    }
    let term = session.elaborator.term(ofPart: expression, in: module)
    if case .member(let member) = expression, let array = term.array {
      return [field(member, array, module)]
    }
    let inner = inner(expression.node, module)
    guard let array = term.array else { return inner }
    // A number that is written says itself what it is.
    let operation = session.elaborator.builder[array.node].operation
    if inner.isEmpty, case .constant = operation { return [] }
    return [
      ValueStep(
        Self.text(expression), array, method: Self.method(expression), parts: inner)
    ]
  }

  /// Returns the step of a column, a result, or one of several values of a `let` or a method.
  private func field(_ member: MemberExpression, _ array: ArrayTerm, _ module: Int) -> ValueStep {
    let whole = Expression.member(member)
    guard let base = member.base else { return ValueStep(Self.text(whole), array, parts: []) }
    if let value = session.elaborator.namedValue(base, in: module) {
      return named(value, "\(value.name).\(member.member?.text ?? "")", array)
    }
    return ValueStep(
      Self.text(whole), array, method: Self.method(base), parts: inner(base.node, module))
  }

  /// Returns the steps of the expressions right below `node`.
  private func inner(_ node: Node, _ module: Int) -> [ValueStep] {
    node.children.flatMap { child in
      Expression(child).map { steps(in: $0, module) } ?? inner(child, module)
    }
  }

  static func bare(_ expression: Expression) -> Expression {
    if case .parenthesised(let view) = expression, let inner = view.inner { return bare(inner) }
    return expression
  }

  /// Returns the name of the method that `expression` calls, if it is a call.
  private static func method(_ expression: Expression) -> String? {
    switch bare(expression) {
    case .call(let call):
      if case .name(let name)? = call.callee { name.name.text } else { nil }
    case .member(let member): member.base.flatMap { method($0) }
    default: nil
    }
  }

  /// Returns what is written as `expression`, on one line.
  private static func text(_ expression: Expression) -> String {
    expression.node.text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
