import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// Declarations.
extension Assistant {
  /// Tells of the declaration `symbol`.
  func explain(_ symbol: Symbol, in explanation: inout Explanation) {
    switch symbol.kind {
    case .method: explain(method: symbol.name, in: &explanation)
    case .measure: explain(unit: symbol.name, in: &explanation)
    case .data(let view): head(view, symbol, &explanation)
    case .scale(let view):
      head(view, symbol, &explanation)
      explanation.add(
        code: view.grades.map { MethodSummary.oneLine($0.node) }.joined(separator: "\n"))
    case .axis(let view):
      head(view, symbol, &explanation)
      let parts = view.parts.compactMap { $0.name?.text }
      if !parts.isEmpty { explanation.add("\(parts.count) elements: \(Self.list(parts))") }
    case .tableAxis(let data, let column):
      explanation.add(
        "**\(symbol.name)** · axis of the values of `\(column)` in `\(data.name?.text ?? "")`")
    case .raterAxis(let judgement):
      explanation.add("**\(symbol.name)** · axis of the raters of `\(judgement.name?.text ?? "")`")
    case .index(let view):
      head(view, symbol, &explanation)
      explain(index: symbol.id, in: &explanation)
    case .variant(let view):
      head(view, symbol, &explanation)
      explanation.add("A variant of `\(view.base?.text ?? "")`")
      explain(index: symbol.id, in: &explanation)
    case .judgement(let view):
      head(view, symbol, &explanation)
      explain(judgement: symbol.name, in: &explanation)
    case .evaluation(let view):
      head(view, symbol, &explanation)
      if let base = view.base { explanation.add("Made with `\(base.text)`") }
      explain(evaluation: symbol.name, in: &explanation)
    case .value(let view):
      head(view, symbol, &explanation)
      explain(value: symbol, in: &explanation)
    case .parameter(let view):
      explanation.add(code: MethodSummary.oneLine(view.node))
      explanation.add(view.documentation)
    }
  }

  /// Adds what all declarations have: word, name, label, documentation.
  private func head(
    _ view: some DeclarationSyntax, _ symbol: Symbol, _ explanation: inout Explanation
  ) {
    let label = view.label?.first ?? ""
    explanation.add(
      "**\(label.isEmpty ? symbol.name : label)** · \(symbol.kind.word) `\(symbol.name)`")
    explanation.add(view.documentation)
  }

  private func explain(index id: SymbolID, in explanation: inout Explanation) {
    guard let index = model.index(id) else { return }
    explanation.add("\(index.leaves.count) indicators in \(index.groups.count - 1) groups")
  }

  private func explain(judgement name: String, in explanation: inout Explanation) {
    let lines = model.judgements.filter { $0.name == name }.prefix(Self.mostLines).map { set in
      let title = set.group.map { "`\($0)`: " } ?? ""
      return title
        + set.matrices.indices.map { rater in
          let who = set.raters.indices.contains(rater) ? "\(set.raters[rater]) " : ""
          return who + Self.weights(of: set, rater: rater)
        }.joined(separator: "; ")
    }
    explanation.add(lines.joined(separator: "  \n"))
  }

  /// Returns the weights that follow from one rater's comparisons, with their consistency ratio.
  private static func weights(of set: JudgementOutcome, rater: Int) -> String {
    var parts: [String] = []
    if set.weights.indices.contains(rater) {
      parts = zip(set.codes, set.weights[rater]).compactMap { code, weight in
        weight.map { "\(code) \(NumberText.weight($0))" }
      }
    }
    if set.ratios.indices.contains(rater), let ratio = set.ratios[rater] {
      parts.append("CR \(NumberText.weight(ratio))")
    }
    return parts.isEmpty ? Self.list(set.codes) : parts.joined(separator: ", ")
  }

  private func explain(evaluation name: String, in explanation: inout Explanation) {
    guard let evaluation = model.evaluations.first(where: { $0.name == name }) else { return }
    let data = model.symbol(evaluation.data)?.name ?? ""
    explanation.add("The index `\(evaluation.index.name)` on `\(data)`")
    let has = ResultsAtHand(evaluation)
    let results = Elaborator.resultNames.filter { has.names.contains($0) && $0 != "at" }
    explanation.add(
      "Results: "
        + (results + has.labels).map { "`\(name).\($0)`" }.joined(separator: ", "))
  }

  private func explain(value symbol: Symbol, in explanation: inout Explanation) {
    guard let fact = model.facts.type(of: symbol.id) else { return }
    explanation.add(fact.words)
    for field in fact.fields { explanation.add("`.\(field.label)`: \(field.type.words)") }
    guard fact.axes.isEmpty, fact.fields.isEmpty, symbol.id.module == 0,
      let value = scalar(symbol.name)
    else { return }
    explanation.add(code: "\(symbol.name) = \(value)")
  }

  /// Returns the single value that the `let` called `name` holds.
  private func scalar(_ name: String) -> String? {
    guard let value = results(of: name)?.values.first(where: { $0.name == name }),
      value.axes.isEmpty, value.cells.count == 1
    else { return nil }
    let measure = value.measure.isEmpty ? "" : " \(value.measure)"
    switch value.cells[0] {
    case .text(let text): return text
    case .number(let number), .ordinal(let number): return NumberText.short(number) + measure
    case .missing: return "missing"
    }
  }

  /// Tells of a grade of the scale `id`.
  func explain(grade code: String, of id: SymbolID, in explanation: inout Explanation) {
    guard case .scale(let scale)? = model.symbol(id)?.kind,
      let grade = scale.grades.first(where: { $0.name?.text == code })
    else { return }
    explanation.add("**\(grade.label?.first ?? code)** · grade of `\(scale.name?.text ?? "")`")
    explanation.add(code: MethodSummary.oneLine(grade.node))
  }

  /// Tells of an input or an axis variable of the method `id`.
  func explain(input name: String, of id: SymbolID, in explanation: inout Explanation) {
    guard case .method(let view)? = model.symbol(id)?.kind, let method = MethodSummary(view) else {
      return
    }
    if let input = method.input(name) {
      explanation.add(code: input.text)
      explanation.add("An input of `\(method.name)`")
    } else if let axis = view.axes.first(where: { $0.name?.text == name }) {
      explanation.add(code: MethodSummary.oneLine(axis.node))
      explanation.add("An axis variable of `\(method.name)`")
    }
  }

  private static let mostLines = 12

  /// Returns the first of `words` as a list.
  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(mostLines).map { "`\($0)`" }.joined(separator: ", ")
    return words.count > mostLines ? shown + ", …" : shown
  }
}
