import IdxSemantics
import IdxSyntax

/// A call of a method in a model, or its name alone where a step names it so.
struct MethodUse {
  /// The name of the method.
  let method: String
  /// The call as it is written, on one line.
  let written: String
  /// The arguments.
  let arguments: [ArgumentSyntax]
  /// The inputs that the step gives by itself.
  let supplied: Set<String>

  /// Returns the uses in `expression`, the outermost first; `supplied` is given to that alone.
  static func all(in expression: Expression, supplied: Set<String>) -> [MethodUse] {
    if case .name(let name) = expression {
      return [
        MethodUse(
          method: name.name.text, written: name.name.text, arguments: [], supplied: supplied)
      ]
    }
    var uses: [MethodUse] = []
    visit(expression.node, isFirst: true)
    return uses

    func visit(_ node: Node, isFirst: Bool) {
      if case .call(let call)? = Expression(node), let callee = call.callee {
        uses.append(
          MethodUse(
            method: callee.node.text, written: oneLine(node.text), arguments: call.arguments,
            supplied: isFirst ? supplied : []))
      }
      for child in node.children { visit(child, isFirst: isFirst && !node.isCall) }
    }
  }

  /// Returns `text` with its white space as single spaces.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Returns what is in force of what `declaration` lets its callers choose: words of a list and values
  /// with a default, with `true` where the call says them.
  func choices(of declaration: MethodDeclaration) -> [(name: String, value: String, isSaid: Bool)] {
    var said: [String: String] = [:]
    var open = declaration.inputs.filter { !supplied.contains($0.name?.text ?? "") }
    for argument in arguments {
      let input = argument.label.map { label in
        declaration.inputs.first { $0.name?.text == label.text }
      }
      guard let name = (input ?? open.first)?.name?.text else { continue }
      open.removeAll { $0.name?.text == name }
      said[name] = argument.value.map { Self.oneLine($0.node.text) }
    }
    return declaration.inputs.compactMap { input in
      guard let name = input.name?.text, !input.choices.isEmpty || input.defaultValue != nil else {
        return nil
      }
      let standard = input.defaultValue.map { Self.oneLine($0.node.text) }
      return (said[name] ?? standard).map { (name, $0, said[name] != nil) }
    }
  }
}

extension Node {
  /// `true` iff it is a call of a method.
  fileprivate var isCall: Bool { if case .call? = Expression(self) { true } else { false } }
}

/// A step of an evaluation as the model writes it.
struct DocumentedStep {
  /// The part of the index that it is for; `nil` for all of it.
  let part: String?
  /// Its word in the language.
  let word: String
  /// What follows the word, on one line.
  let written: String
  /// The methods that it uses.
  let uses: [MethodUse]

  /// Returns `steps` as they are documented.
  static func all(_ steps: [EvaluationStep]) -> [DocumentedStep] {
    steps.compactMap { step in
      switch step.syntax {
      case .slot(let slot):
        let supplied: Set = slot.slot == .aggregate ? ["x", "w"] : ["x"]
        return DocumentedStep(step.part, slot.slot.rawValue, slot.node, slot.method, supplied)
      case .combine(let combine):
        return DocumentedStep(step.part, "combine", combine.node, combine.method, ["x"])
      case .on(let on): return DocumentedStep(step.part, "on", on.node, nil, [])
      case .at: return nil
      }
    }
  }

  private init(
    _ part: String?, _ word: String, _ node: Node, _ method: Expression?, _ supplied: Set<String>
  ) {
    self.part = part
    self.word = word
    let text = MethodUse.oneLine(node.text)
    // What is allowed stands before the word.
    let start = text.split(separator: " ").firstIndex { $0 == word } ?? 0
    written = text.split(separator: " ").dropFirst(start + 1).joined(separator: " ")
    uses = method.map { MethodUse.all(in: $0, supplied: supplied) } ?? []
  }
}
