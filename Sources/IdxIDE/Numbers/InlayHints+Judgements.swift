import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// The weights that follow from comparisons, behind the lines that say them.
extension Assistant {
  /// The hints behind the comparisons of all judgements.
  var judgementHints: [InlayHint] {
    let outcomes = Dictionary(grouping: model.judgements, by: \.name)
    return document.tree.model.declarations.flatMap { declaration -> [InlayHint] in
      guard case .judgement(let judgement) = declaration, let name = judgement.name?.text,
        let sets = outcomes[name]
      else { return [] }
      let index = judgement.subject.flatMap { self.index(behind: $0.names.map(\.text)) }?.0
      let place = ComparisonPlace(name: name, sets: sets, index: index)
      return hints(judgement.comparisons, place)
    }
  }

  private func hints(_ comparisons: [ComparisonSyntax], _ place: ComparisonPlace) -> [InlayHint] {
    var result: [InlayHint] = []
    var own: [PairSyntax] = []
    for comparison in comparisons {
      switch comparison {
      case .pair(let pair): own.append(pair)
      case .at(let at):
        result += hints(at.comparisons, place.at(at.path?.names.map(\.text) ?? []))
      case .rater(let rater): result += hints(rater.comparisons, place.of(rater.name?.text))
      }
    }
    guard let weights = place.weights, let last = own.last else { return result }
    let lefts = own.compactMap { $0.left?.text }
    for (position, pair) in own.enumerated() {
      guard let left = pair.left?.text, lefts.lastIndex(of: left) == position else { continue }
      var shown = [left]
      // What stands on the left nowhere is told with the last line.
      if pair.node == last.node { shown += weights.map(\.code).filter { !lefts.contains($0) } }
      let texts = shown.compactMap { code in
        weights.first { $0.code == code }.map { "\(code) \(NumberText.weight($0.weight))" }
      }
      guard !texts.isEmpty else { continue }
      result.append(
        InlayHint(
          offset: Int(pair.span.end), text: texts.joined(separator: ", "), isType: false,
          key: "judgement:\(place.name)"))
    }
    return result
  }
}

/// A part of a judgement: of which group and rater comparisons are.
private struct ComparisonPlace {
  let name: String
  let sets: [JudgementOutcome]
  let index: IndexModel?
  /// The path of the group, or the element for which things are compared.
  var group: String?
  var rater: String?

  /// Returns the part for the group or element `names`.
  func at(_ names: [String]) -> ComparisonPlace {
    var result = self
    result.group = names.joined(separator: ".")
    if let index, case .found(let node) = index.find(names), index.nodes.indices.contains(node) {
      result.group = index.nodes[node].path
    }
    return result
  }

  /// Returns the part of one rater.
  func of(_ rater: String?) -> ComparisonPlace {
    var result = self
    result.rater = rater
    return result
  }

  /// The weights that follow from the comparisons.
  var weights: [(code: String, weight: Double)]? {
    guard let set = sets.first(where: { $0.group == group }) else { return nil }
    let position = rater.map { set.raters.firstIndex(of: $0) } ?? 0
    guard let position else { return nil }
    if set.weights.indices.contains(position) {
      return zip(set.codes, set.weights[position]).compactMap { code, weight in
        weight.map { (code, $0) }
      }
    }
    // Of two things their ratio tells the weights.
    guard set.codes.count == 2, set.matrices.indices.contains(position),
      let ratio = set.matrices[position].cells.first?.last ?? nil, ratio > 0, ratio.isFinite
    else { return nil }
    return [(set.codes[0], ratio / (1 + ratio)), (set.codes[1], 1 / (1 + ratio))]
  }
}
