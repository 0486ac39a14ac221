import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension ReferenceWalk {
  /// Adds the names of `member`.
  func walk(_ member: MemberExpression, _ scope: LexicalScope) {
    if let path = Path(.member(member)), let first = path.names.first,
      scope.locals[first.text] == nil, scope.axes[first.text] == nil
    {
      if aliased(first, scope) != nil, path.names.count == 2 {
        _ = start(path.names, scope)
        return
      }
      if let (id, _) = elaborator.start(of: path, in: scope.module),
        elaborator.symbol(id)?.kind.isIndex == true
      {
        if let (_, rest) = start(path.names, scope) { walk(nodes: rest, of: id) }
        return
      }
    }
    guard let base = member.base else { return }
    walk(base, scope)
    guard let name = member.member else { return }
    if let term = facts.term(of: base.node) {
      add(name, of: term, base, scope)
    } else if let label = label(name.text, of: base, scope) {
      // A branch that no choice of words takes by itself was not walked.
      add(name, label, .field)
    }
  }

  /// Adds what the part `name` of `base`, which is `term`, stands for.
  private func add(_ name: Name, of term: Term, _ base: Expression, _ scope: LexicalScope) {
    switch term {
    case .data(let table): add(name, .column(table: table, name: name.text), .column)
    case .axis(let axis): add(name, attributeOf: axis)
    case .array(let array):
      if case .element(let axis) = array.type.element { add(name, attributeOf: axis) }
    case .evaluation(let number, let node):
      if let field = field(name.text, of: number, node: node, [.aggregate, .identify]) {
        add(name, field, .field)
      } else if Elaborator.resultNames.contains(name.text) {
        add(word: name, .result)
      }
    case .family(let members, let number):
      let node = members.first?.node ?? 0
      if let field = field(name.text, of: number, node: node, [.weights]) {
        add(name, field, .field)
      } else {
        add(word: name, .result)
      }
    case .record(let fields):
      guard fields.contains(where: { $0.label == name.text }) else { return }
      add(name, label(name.text, of: base, scope) ?? .word(name.text), .field)
    default: break
    }
  }

  /// Adds that `name` is an attribute of the elements of `axis`: a column of the table that defines it, or one
  /// of the language.
  private func add(_ name: Name, attributeOf axis: Axis) {
    switch elaborator.axisInfos[Int(axis.base)].origin {
    case .table(let table, let module):
      guard let id = elaborator.resolve(table, in: module) else { return }
      add(name, .column(table: id, name: name.text), .column)
    case .filtered(let base): add(name, attributeOf: base)
    default: add(word: name, .attribute)
    }
  }
}

// The labels of records.
extension ReferenceWalk {
  /// `true` iff the method `id` gives a result labelled `name`.
  func hasField(_ name: String, _ id: SymbolID) -> Bool {
    guard case .record(let fields)? = elaborator.methodDeclaration(id)?.result else { return false }
    return fields.contains { $0.name?.text == name }
  }

  /// Returns the result `name` of a method that was applied in one of `slots` at `node` of an evaluation, or
  /// below it.
  private func field(
    _ name: String, of evaluation: Int, node: Int, _ slots: [Slot]
  ) -> ReferenceTarget? {
    let found = elaborator.evaluations[evaluation]
    if slots != [.weights], Elaborator.resultNames.contains(name) { return nil }
    for applied in found.nodes[node].applied where slots.contains(applied.slot) {
      let parts = applied.method.split(separator: ".").map(String.init)
      guard let last = parts.last else { continue }
      let alias = parts.count == 2 ? parts[0] : nil
      let module = alias.flatMap { alias in
        elaborator.modules[found.module]?.imports.first { $0.alias == alias }?.module
      }
      guard let id = elaborator.resolve(last, in: module ?? found.module), hasField(name, id) else {
        continue
      }
      return .field(method: id, name: name)
    }
    return nil
  }

  /// Returns what declares the label `name` of the record that `expression` is; `nil` where nothing written
  /// does.
  private func label(
    _ name: String, of expression: Expression, _ scope: LexicalScope, depth: Int = 0
  ) -> ReferenceTarget? {
    guard depth < 32 else { return nil }
    func search(_ other: Expression?) -> ReferenceTarget? {
      other.flatMap { label(name, of: $0, scope, depth: depth + 1) }
    }
    switch expression {
    case .parenthesised(let inner): return search(inner.inner)
    case .index(let index): return search(index.base)
    case .conditional(let choice): return search(choice.then) ?? search(choice.else)
    case .caseOf(let cases):
      return cases.arms.lazy.compactMap { search($0.value) }.first
    case .binary(let binary): return search(binary.left) ?? search(binary.right)
    case .negation(let prefix): return search(prefix.operand)
    case .call(let call):
      if let callee = call.callee, let id = method(calledBy: callee, scope) {
        return hasField(name, id)
          ? .field(method: id, name: name)
          : search(elaborator.methodDeclaration(id)?.body?.result)
      }
      return call.callee.flatMap { weights(name, of: $0) }
    case .record(let record): return label(name, in: record)
    case .member(let member):
      return weights(name, of: expression) ?? value(of: member, scope, depth, name)
    case .name(let found):
      if let local = scope.locals[found.name.text] { return search(local.value) }
      guard let id = elaborator.resolve(found.name.text, in: scope.module) else { return nil }
      return label(name, of: id, depth)
    default: return nil
    }
  }

  private func label(_ name: String, of id: SymbolID, _ depth: Int) -> ReferenceTarget? {
    guard case .value(let declaration)? = elaborator.symbol(id)?.kind, let value = declaration.value
    else { return nil }
    return label(name, of: value, LexicalScope(module: id.module), depth: depth + 1)
  }

  private func label(_ name: String, in record: RecordExpression) -> ReferenceTarget? {
    for field in record.fields {
      if let label = field.label, label.text == name { return .local(label.tokenSpan) }
      if field.label == nil, case .name(let pun)? = field.value, pun.name.text == name {
        return .local(pun.name.tokenSpan)
      }
    }
    return nil
  }

  /// Returns the label of what `member` is, where that is a part of a record or of another module.
  private func value(
    of member: MemberExpression, _ scope: LexicalScope, _ depth: Int, _ name: String
  ) -> ReferenceTarget? {
    if let path = Path(.member(member)), path.names.count == 2,
      aliased(path.names[0], scope) != nil,
      let (id, rest) = elaborator.start(of: path, in: scope.module), rest.isEmpty
    {
      return label(name, of: id, depth)
    }
    return nil
  }

  /// Returns the result `name` of the method that weighs the groups of the evaluation whose weights
  /// `expression` is: `e.weights.at(G)`.
  private func weights(_ name: String, of expression: Expression) -> ReferenceTarget? {
    guard case .member(let member) = expression, let base = member.base else { return nil }
    switch facts.term(of: base.node) {
    case .family(let members, let number)? where member.member?.text == "at":
      return members.lazy.compactMap {
        self.field(name, of: number, node: $0.node, [.weights])
      }.first
    case .evaluation(let number, let node)? where member.member?.text == "weights":
      return field(name, of: number, node: node, [.weights])
    case .evaluation(let number, let node)?:
      return field(name, of: number, node: node, [.aggregate, .identify])
    default: return nil
    }
  }
}
