import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that puts the weights that follow from the judgement here in its place.
  var weightsOfJudgement: [Proposal] {
    guard case .judgement(let syntax)? = declaration, let name = syntax.name,
      syntax.raters == nil, syntax.per == nil, let place = indexPlace(of: syntax),
      let tables = derivedWeights(name.text, place)
    else { return [] }
    return [
      Proposal("Replace `\(name.text)` by its weights, rounded to six decimals", .rewrite) {
        let uses = references.filter { !$0.isDeclaration && definition(of: $0) == name.span }
        let steps = evaluationSteps(of: place).flatMap(\.methods).filter { method in
          uses.contains { method.span.range.contains($0.span.range.lowerBound) }
        }
        var edits = tables.flatMap { nodes, texts in
          zip(nodes, texts).map { weighing($0, "weight " + $1) }
        }
        edits += steps.map { ByteEdit($0.span.range, "given") }
        let isReplaced = uses.allSatisfy { use in
          steps.contains { $0.span.range.contains(use.span.range.lowerBound) }
        }
        if isReplaced { edits.append(deletion(of: syntax.node.documentedSpan.range)) }
        return edits
      }
    ]
  }

  /// Returns the index that `judgement` compares, if it stands in the document.
  private func indexPlace(of judgement: JudgementDeclaration) -> IndexPlace? {
    guard let path = judgement.subject, path.names.count == 1,
      let symbol = model.symbol(named: path.text), symbol.span.file == FileID(0),
      case .index(let syntax) = symbol.kind, let hierarchy = model.index(symbol.id)
    else { return nil }
    let place = IndexPlace(node: syntax.node, id: symbol.id, model: hierarchy, path: [])
    let isWritten = hierarchy.nodes.allSatisfy { place.node($0.syntax) != nil }
    return isWritten && syntax.file == nil ? place : nil
  }

  /// Returns the children of the groups that the judgement `name` compares, with their shares; `nil` where they
  /// are not known.
  private func derivedWeights(
    _ name: String, _ place: IndexPlace
  ) -> [(nodes: [IndexNodeModel], texts: [String])]? {
    let outcomes = model.judgements.filter { $0.name == name }
    var result: [(nodes: [IndexNodeModel], texts: [String])] = []
    for outcome in outcomes {
      guard let group = place.model.nodes.first(where: { $0.path == outcome.group ?? "" }) else {
        return nil
      }
      let children = group.children.map { place.model.nodes[$0] }
      guard let weights = usedWeights(of: children, name, place) ?? outcome.onlyWeights,
        weights.count == children.count
      else { return nil }
      let texts = GivenWeights.shares(weights)
      guard texts.count == children.count else { return nil }
      result.append((children, texts))
    }
    return result.isEmpty ? nil : result
  }

  /// Returns the weights of `children` in the first evaluation whose weights follow from the judgement `name`.
  private func usedWeights(
    of children: [IndexNodeModel], _ name: String, _ place: IndexPlace
  ) -> [Double]? {
    for (evaluation, methods) in evaluationSteps(of: place) {
      guard methods.contains(where: { $0.mentions(name) }), let title = evaluation.name?.text else {
        continue
      }
      let known = model.weights(ofEvaluation: title)
      let weights = children.compactMap { child in
        known.indices.contains(child.id) ? known[child.id].local : nil
      }
      if weights.count == children.count { return weights }
    }
    return nil
  }

  /// Returns the change that gives `node` the weight `text`.
  private func weighing(_ node: IndexNodeModel, _ text: String) -> ByteEdit {
    if let span = node.weightSpan { return ByteEdit(span.range, text) }
    let end =
      node.isIndicator
      ? Int(node.syntax.span.end) : Int((node.label?.node.span ?? node.span).end)
    return ByteEdit(end..<end, " " + text)
  }
}

extension JudgementOutcome {
  /// The weights of the only matrix, where they are known.
  fileprivate var onlyWeights: [Double]? {
    guard weights.count == 1 else { return nil }
    let known = weights[0].compactMap { $0 }
    return known.count == weights[0].count ? known : nil
  }
}

extension Node {
  /// `true` iff `name` is written in the node.
  fileprivate func mentions(_ name: String) -> Bool {
    tokenRange.contains { index in
      let token = tree.token(index)
      return token.kind.isName && token.text.filter { $0 != "`" } == name
    }
  }
}
