import IdxSyntax

extension ReferenceWalk {
  func walk(_ method: MethodDeclaration, _ scope: LexicalScope) {
    guard let id = symbol(declaredBy: method.name) else { return }
    var scope = scope
    for variable in method.axes {
      guard let name = variable.name else { continue }
      scope.axes[name.text] = input(name, of: id, .axisVariable)
    }
    for input in method.inputs where input.isInto {
      if let name = input.name { scope.axes[name.text] = self.input(name, of: id, .axisVariable) }
    }
    for variable in method.axes {
      add(word: variable.kind, .axisKind)
      if let base = variable.base, let local = scope.axes[base.text] {
        add(base, local.target, local.kind)
      }
    }
    for input in method.inputs where !input.isInto {
      walk(input.type, scope)
      // A default sees the inputs before it.
      walk(argument: input.defaultValue, input.choices.map(\.text), input.name, id, scope)
      guard let name = input.name else { continue }
      for word in input.choices {
        add(
          word, .choice(method: id, input: name.text, word: word.text), .choice,
          isDeclaration: true)
      }
      var local = self.input(name, of: id, .input)
      local.choices = input.choices.map(\.text)
      scope.locals[name.text] = local
    }
    walkResult(of: method, id, scope)
    if let body = method.body { walk(body, scope, of: id) }
  }

  /// Adds the declaration of an input or axis variable, and returns it.
  private func input(_ name: Name, of method: SymbolID, _ kind: ReferenceKind) -> LocalName {
    let target = ReferenceTarget.input(method: method, name: name.text)
    add(name, target, kind, isDeclaration: true)
    return LocalName(target: target, kind: kind)
  }

  private func walkResult(of method: MethodDeclaration, _ id: SymbolID, _ scope: LexicalScope) {
    switch method.result {
    case .type(let type): walk(type, scope)
    case .record(let fields):
      for field in fields {
        if let name = field.name {
          add(name, .field(method: id, name: name.text), .field, isDeclaration: true)
        }
        walk(field.type, scope)
      }
    case nil: break
    }
  }

  /// Adds the names of the body of the method `id`, or of a loop.
  func walk(_ block: BlockSyntax, _ scope: LexicalScope, of id: SymbolID? = nil) {
    var scope = scope
    for statement in block.statements {
      switch statement {
      case .let(let value):
        walk(value.type, scope)
        walk(value.value, scope)
        guard let name = value.name else { continue }
        let target = ReferenceTarget.local(name.tokenSpan)
        add(name, target, .local, isDeclaration: true)
        scope.locals[name.text] = LocalName(target: target, kind: .local, value: value.value)
      case .require(let require): walk(require.condition, scope)
      }
    }
    scope.labelled = id
    walk(block.result, scope)
  }

  /// The names of types that are no axes.
  private static let typeNames: Set = [
    "Real", "Int", "Bool", "Text", "Weights", "Membership", "Ratio", "Complement", "Tfn",
  ]

  /// Adds the names of `type`.
  func walk(_ type: TypeSyntax?, _ scope: LexicalScope) {
    guard let type else { return }
    if let element = type.element {
      if element.names.count == 1, Self.typeNames.contains(element.text),
        scope.axes[element.text] == nil
      {
        add(word: element.names[0], .type)
      } else {
        walk(element, scope)
      }
    }
    for axis in type.axes { walk(axis.name, scope) }
  }
}
