import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension Assistant {
  /// Returns what is to be told of what stands at the byte `offset`; `nil` where there is nothing.
  public func hover(at offset: Int) -> Explanation? {
    guard offset >= 0, offset <= document.bytes.count else { return nil }
    let special = document.tree.innermost(at: offset) {
      [.comparisonValue, .weight, .allow].contains($0.kind)
    }
    var explanation = Explanation()
    if let special {
      switch special.kind {
      case .comparisonValue: explain(comparison: special, in: &explanation)
      case .allow: explain(allow: special, at: offset, in: &explanation)
      default: explain(weight: special, in: &explanation)
      }
    }
    if explanation.isEmpty, let reference = model.facts.reference(in: 0, at: offset) {
      explanation = Explanation(reference.span.range)
      explain(reference, in: &explanation)
    }
    if explanation.isEmpty, let token = keyword(at: offset) {
      explanation = Explanation(token.span.range)
      explanation.add(token.kind.keyword.map { "`\($0.text)`: \($0.meaning)" })
    }
    return explanation.isEmpty ? nil : explanation
  }

  /// Returns the word of the grammar at `offset`.
  private func keyword(at offset: Int) -> Token? {
    guard let index = document.tree.lastToken(before: offset + 1) else { return nil }
    // Between two tokens the first is meant where the second is none.
    for index in [index, index - 1] where index >= 0 {
      let token = document.tree.token(index)
      guard token.kind.keyword != nil, token.span.range.upperBound >= offset else { continue }
      var around = document.tree.root
      while let inner = around.children.last(where: { $0.tokenRange.contains(index) }) {
        around = inner
      }
      switch around.kind {
      case .name, .nameExpression, .path, .error, .cell: continue
      default: return token
      }
    }
    return nil
  }

  private func explain(_ reference: Reference, in explanation: inout Explanation) {
    switch reference.target {
    case .symbol(let id):
      if let symbol = model.symbol(id) { explain(symbol, in: &explanation) }
    case .node(let index, let position):
      explain(node: position, of: index, in: &explanation)
    case .column(let table, let name): explain(column: name, of: table, in: &explanation)
    case .module(let id): explain(module: id, in: &explanation)
    case .alias(_, let name):
      let imported = module?.imports.first { $0.alias == name }
      if let imported { explain(module: imported.module, in: &explanation) }
    case .grade(let scale, let code): explain(grade: code, of: scale, in: &explanation)
    case .element(let axis, let code):
      explanation.add(model.symbol(axis).map { "`\(code)`, an element of the axis `\($0.name)`" })
    case .input(let method, let name): explain(input: name, of: method, in: &explanation)
    case .choice(let method, let input, let word):
      guard let name = model.symbol(method)?.name else { return }
      explanation.add("`\(word)`, a choice for `\(input)` of `\(name)`")
      explanation.add(self.method(name)?.entry("Choices"))
    case .field(let method, let name):
      explanation.add(model.symbol(method).map { "`\(name)`, a result of `\($0.name)`" })
    case .local: explain(localAt: reference.span, in: &explanation)
    case .word(let word): explain(word: word, reference, in: &explanation)
    }
  }

  private func explain(module id: Int, in explanation: inout Explanation) {
    guard let module = model.modules.first(where: { $0.id == id }) else { return }
    explanation.add("`\(module.tree.source.path)`")
    explanation.add(module.tree.model.documentation)
  }

  private func explain(
    word: String, _ reference: Reference, in explanation: inout Explanation
  ) {
    switch reference.kind {
    case .result:
      let meaning = EvaluationResults.meaning(of: word)
      if !meaning.isEmpty { explanation.add("`\(word)`: \(meaning)") }
    case .rule: explain(rule: word, in: &explanation)
    default: explanation.add(Keyword(word).map { "`\(word)`: \($0.meaning)" })
    }
    if reference.kind == .result || reference.kind == .attribute {
      explain(localAt: reference.span, in: &explanation)
    }
  }

  /// Tells the type of the expression that ends with the name at `span`.
  private func explain(localAt span: Span, in explanation: inout Explanation) {
    let node = document.tree.innermost(at: Int(span.end)) {
      $0.kind.isExpression && $0.span.end == span.end
        || $0.kind == .letDeclaration && $0.child(.name)?.span == span
    }
    guard var node else { return }
    if node.kind == .letDeclaration, let value = node.children.last(where: \.kind.isExpression) {
      explanation.add(code: MethodSummary.oneLine(node))
      node = value
    }
    explanation.add(model.facts.type(of: node)?.words)
  }

  /// Tells of the rule that the `allow` at `node` names.
  private func explain(allow node: Node, at offset: Int, in explanation: inout Explanation) {
    let names = node.children(.name)
    guard let first = names.first, let last = names.last else { return }
    let range = first.span.range.lowerBound..<last.span.range.upperBound
    guard range.lowerBound <= offset, offset <= range.upperBound else { return }
    explanation.range = range
    explain(rule: names.map(\.text).joined(separator: "-"), in: &explanation)
  }
}

extension MethodSummary {
  /// Returns what the documentation says after the word `title`, such as `Choices`.
  func entry(_ title: String) -> String? {
    var lines: [Substring] = []
    for line in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("- ") {
        if !lines.isEmpty { break }
        if line.hasPrefix("- \(title):") { lines.append(line.dropFirst(2)) }
      } else if !lines.isEmpty {
        lines.append(line.drop { $0 == " " })
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }
}
