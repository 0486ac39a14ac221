import IdxPlan
import IdxRuntime
import IdxSemantics

/// The comparisons behind weights.
extension DerivationWalk {
  /// Returns a line for each judgement, and rater at the place, by which `group` is weighted: what is compared,
  /// and how consistent that is.
  func comparisons(_ group: Int) -> [String] {
    session.elaborator.judgedWeights(of: group, in: evaluation).flatMap { lines(on: $0) }
  }

  private func lines(on weights: JudgedWeights) -> [String] {
    let (judgement, subject) = (weights.judgement, weights.subject)
    let own = rater(of: judgement)
    let wanted = subject.matrices.indices.filter { own == nil || $0 == own }
    let shown = wanted.prefix(wanted.count > Self.most ? Self.few : Self.most)
    let lines = shown.map { number in
      let rater = judgement.raters.indices.contains(number) ? ", \(judgement.raters[number])" : ""
      let pairs = pairs(subject.matrices[number], isTriangular: judgement.isTriangular)
      // Two things cannot contradict each other.
      let isPair = !judgement.isTriangular && subject.codes.count == 2
      let ratio = (isPair ? 0 : ratio(subject, number)).map {
        "; consistency ratio \(DecimalText.fixed($0, decimals: 4))"
      }
      return "\(judgement.name)\(rater): \(pairs)\(ratio ?? "")"
    }
    let rest = wanted.count - shown.count
    return lines + (rest > 0 ? ["\(judgement.name): and by \(rest) more"] : [])
  }

  /// Returns the rater of `judgement` that the place names; `nil` where the weights are those of all.
  private func rater(of judgement: JudgementModel) -> Int? {
    place.first { axis, _ in
      let info = session.elaborator.axisInfos[Int(axis.base)]
      return info.kind == .raters && info.codes == judgement.raters
    }?.value
  }

  /// Returns the pairs of `matrix` as they were said: "a : b = 3, a : c = 1/2".
  private func pairs(_ matrix: ComparisonMatrix, isTriangular: Bool) -> String {
    var pairs: [String] = []
    for row in matrix.codes.indices {
      for column in matrix.codes.indices where column > row {
        let isTurned = matrix.place(row, column) == nil && matrix.place(column, row) != nil
        let (left, right) = isTurned ? (column, row) : (row, column)
        guard let middle = matrix.cells[left][right] else { continue }
        var values = [middle]
        if isTriangular, let low = matrix.lows[left][right], let high = matrix.highs[left][right] {
          values = [low, middle, high]
        }
        let numbers = values.map { DecimalText.ratio($0) }.joined(separator: " · ")
        pairs.append("\(matrix.codes[left]) : \(matrix.codes[right]) = \(numbers)")
      }
    }
    if pairs.isEmpty { return "no pair" }
    let rest = pairs.count > Self.most ? pairs.count - Self.few : 0
    let shown = pairs.prefix(pairs.count - rest).joined(separator: ", ")
    return rest > 0 ? "\(shown) and \(rest) more pairs" : shown
  }

  /// Returns the consistency ratio of the comparisons of `subject` by the rater `number`, where it is worked out.
  private func ratio(_ subject: JudgementModel.Subject, _ number: Int) -> Double? {
    let found = session.elaborator.consistencies.first { $0.span == subject.span }
    guard let found else { return nil }
    let node = trace.node(ofEvaluated: found.ratio)
    let axes = trace.plan.nodes[Int(node)].axes
    return trace.value(
      of: node, at: Dictionary(uniqueKeysWithValues: axes.map { ($0, number) }))
  }
}
