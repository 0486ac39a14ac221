public import IdxDiagnostics
import IdxPlan
public import IdxSyntax

/// A `let` or a `parameter`, with what it stands for.
public struct NamedValue: Sendable {
  /// The name.
  public let name: String
  /// The label.
  public let label: LabelText?
  /// The place of the name.
  public let span: Span
  /// The module of the declaration.
  public let module: Int
  /// What it stands for.
  public let term: Term
  /// The expression after `=`; `nil` for a parameter.
  public let expression: Expression?

  /// The arrays in it, with the names by which expressions reach them: none where it stands for
  /// something that has no cells.
  public func arrays(of evaluations: [ElaboratedEvaluation]) -> [(name: String, array: ArrayTerm)] {
    Self.arrays(name, term, evaluations)
  }

  private static func arrays(
    _ name: String, _ term: Term, _ evaluations: [ElaboratedEvaluation]
  ) -> [(name: String, array: ArrayTerm)] {
    switch term {
    case .array(let array): [(name, array)]
    case .record(let fields): fields.flatMap { arrays("\(name).\($0.label)", $0.term, evaluations) }
    case .family(let members, let evaluation):
      members.flatMap { member in
        let path = evaluations[evaluation].index.nodes[member.node].path
        return arrays(path.isEmpty ? name : "\(name).at(\(path))", member.term, evaluations)
      }
    default: []
    }
  }
}

extension Elaborator {
  /// Returns the `let`s of `module`, in order, without those in which something is wrong.
  public func namedValues(in module: Int) -> [NamedValue] {
    (tables[module]?.symbols ?? []).compactMap { symbol in
      guard case .value = symbol.kind else { return nil }
      return namedValue(symbol)
    }
  }

  /// Returns the `let` or `parameter` that `expression` names in `module`, if it names one.
  public func namedValue(_ expression: Expression, in module: Int) -> NamedValue? {
    declaration(expression, in: module).flatMap { namedValue($0) }
  }

  /// Returns what `expression` names in `module`, if it is the name of a declaration.
  func declaration(_ expression: Expression, in module: Int) -> Symbol? {
    switch expression {
    case .name(let name) where name.name.primes == 0:
      return resolve(name.name.text, in: module).flatMap { symbol($0) }
    case .member(let member):
      guard case .name(let alias)? = member.base, let name = member.member,
        let imported = modules[module]?.imports.first(where: { $0.alias == alias.name.text }),
        let position = tables[imported.module]?.byName[name.text]
      else { return nil }
      return symbol(SymbolID(module: imported.module, index: position))
    default: return nil
    }
  }

  private func namedValue(_ symbol: Symbol) -> NamedValue? {
    let (label, expression): (LabelText?, Expression?)
    switch symbol.kind {
    case .value(let declaration): (label, expression) = (declaration.label, declaration.value)
    case .parameter(let declaration): (label, expression) = (declaration.label, nil)
    default: return nil
    }
    guard case .some(.some(let term)) = values[symbol.id], !term.isFailed else { return nil }
    return NamedValue(
      name: symbol.name, label: label, span: symbol.span, module: symbol.id.module, term: term,
      expression: expression)
  }

  /// Returns what a part of an expression of `module` that was checked stands for.
  ///
  /// By itself it may be wrong, as where a condition around it says that it is present, or where
  /// it is the name of something that a loop changes: nothing is reported of that.
  public func term(ofPart expression: Expression, in module: Int) -> Term {
    let known = diagnostics
    defer { diagnostics = known }
    return apart { term(expression, Scope(module: module)) }
  }
}
