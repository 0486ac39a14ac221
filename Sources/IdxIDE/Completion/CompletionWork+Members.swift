import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// What stands behind a dot in an expression.
extension CompletionWork {
  /// Adds the parts of the value before the dot.
  mutating func completeMember(_ around: Node) {
    guard case .member(let member)? = Expression(around), let base = member.base else { return }
    if case .call(let call) = base, let names = assistant.indexBehindAt(call) {
      addResults(names, ofPart: true)
      return
    }
    guard let names = Path(base)?.names.map(\.text) else {
      addFields(of: base)
      return
    }
    for symbol in assistant.symbols(behind: names) { add(symbol, fit: Fit.best) }
    guard let (symbol, rest) = assistant.symbol(names) else {
      addAttributes(ofVariable: names)
      return
    }
    switch symbol.kind {
    case .evaluation:
      if rest.isEmpty { addResults(names, ofPart: false) } else { addParts(ofWeights: rest) }
    case .data: addColumns(of: symbol.id)
    case .tableAxis(let data, _):
      if let name = data.name?.text, let table = model.symbol(named: name) {
        addColumns(of: table.id)
      }
    case .scale: addGradeAttributes()
    case .index, .variant: addAxes(behind: names)
    case .value where rest.isEmpty:
      for field in model.facts.type(of: symbol.id)?.fields ?? [] {
        add(name: field.label, .result, fit: Fit.best, description: field.type.words)
      }
    default: break
    }
    addFields(of: base)
  }

  private mutating func addGradeAttributes() {
    add(CompletionItem("points", .attribute, fit: Fit.best, description: "what grades are worth"))
    add(CompletionItem("from", .attribute, fit: Fit.best, description: "the thresholds"))
  }

  private mutating func addAttributes(ofVariable names: [String]) {
    guard names.count == 1,
      case .method(let method)? = document.declaration(at: word.range.lowerBound),
      let variable = method.axes.first(where: { $0.name?.text == names[0] })
    else { return }
    if variable.kind?.text == "grades" {
      addGradeAttributes()
    } else {
      for name in Elaborator.indicatorAttributes { add(name: name, .attribute, fit: Fit.best) }
    }
  }

  /// Adds the results of the evaluation that `names` are, those that it has first.
  private mutating func addResults(_ names: [String], ofPart: Bool) {
    guard case .evaluation? = assistant.symbol(names)?.symbol.kind, let last = names.last else {
      return
    }
    let evaluation = model.evaluations.first { $0.name == last }
    let has = evaluation.map { ResultsAtHand($0) }
    for name in Elaborator.resultNames where ofPart ? name != "at" : name != "share" {
      var item = CompletionItem(
        name, .result, fit: has?.names.contains(name) ?? true ? Fit.best : Fit.good,
        description: EvaluationResults.meaning(of: name))
      if name == "at" {
        item.snippet = "at(${1:group})"
        item.detail = "(group)"
      }
      add(item)
    }
    for label in has?.labels ?? [] {
      add(name: label, .result, fit: Fit.best + 10, description: "a result of the method")
    }
  }

  private mutating func addParts(ofWeights names: [String]) {
    guard names.first == "weights" else { return }
    for name in ["at", "cr"] { add(name: name, .result, fit: Fit.best) }
  }

  /// Adds the labels of the record that the expression before the dot is, as far as the document was
  /// understood.
  private mutating func addFields(of base: Expression) {
    // The nodes of an older text are others.
    guard assistant.isCurrent else { return }
    let dot = word.range.lowerBound - 1
    var found: Node?
    _ = document.tree.innermost(at: dot) { node in
      if node.kind.isExpression, Int(node.span.end) == dot, found == nil { found = node }
      return false
    }
    for field in found.flatMap({ model.facts.type(of: $0) })?.fields ?? [] {
      add(name: field.label, .result, fit: Fit.best, description: field.type.words)
    }
  }
}

/// Which results an evaluation has.
struct ResultsAtHand {
  /// The names that every evaluation may have.
  private(set) var names: Set<String> = ["at"]
  /// The labels of what methods give besides.
  private(set) var labels: [String] = []

  init(_ evaluation: ElaboratedEvaluation) {
    func note(_ name: String, _ isThere: Bool) { if isThere { names.insert(name) } }
    for node in evaluation.nodes {
      note("raw", node.raw != nil)
      note("imputed", node.imputed != nil)
      note("treated", node.treated != nil)
      note("normalised", node.normalised != nil)
      note("membership", node.membership != nil)
      note("weights", node.weights != nil)
      note("effective", node.effectiveWeight != nil)
      note("share", node.effectiveWeight != nil)
      for part in node.parts where !labels.contains(part.label) { labels.append(part.label) }
    }
    guard let root = evaluation.nodes.first else { return }
    note("score", root.score != nil)
    note("rank", root.rank != nil)
    note("grade", root.grade != nil)
  }
}

/// What the results of evaluations are.
enum EvaluationResults {
  /// Returns what the result `name` is.
  static func meaning(of name: String) -> String { meanings[name] ?? "" }

  private static let meanings = [
    "score": "the scores of the objects", "rank": "the ranks, 1 for the best",
    "grade": "the grades of the scores", "membership": "degrees over the grades",
    "weights": "the weights within each group", "share": "the weight in the whole index",
    "effective": "the weights of the indicators in the whole index",
    "raw": "the values as bound", "imputed": "the values with gaps supplied",
    "treated": "the values after `treat`", "normalised": "the values on one scale",
    "at": "the results of a group or an indicator",
  ]
}
