import IdxDiagnostics
import IdxNumerics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Session {
  /// Adds a warning for each judgement whose consistency ratio is over 0.10.
  func warnOfInconsistency(_ outcomes: [String: IdxRuntime.Outcome]) {
    for (number, judgement) in elaborator.consistencies.enumerated() {
      guard case .value(let ratios)? = outcomes[OutputName.judgement(number, "ratio")],
        case .value(let weights)? = outcomes[OutputName.judgement(number, "weights")]
      else { continue }
      for rater in judgement.matrices.indices {
        let ratio = ratios.cell(ratios.axes.isEmpty ? [] : [rater])
        guard let ratio, ratio > 0.1 else { continue }
        let own = judgement.codes.indices.map { code in
          weights.cell(weights.axes.map { $0 == judgement.axis ? code : rater }) ?? 0
        }
        findings.append(
          finding(
            Judged(
              name: judgement.name, group: judgement.group,
              rater: judgement.raters.indices.contains(rater) ? judgement.raters[rater] : nil,
              matrix: judgement.matrices[rater], span: judgement.span), ratio, own))
      }
    }
  }

  /// Adds the same warnings for judgements of which that is `known`.
  func warnOfInconsistency(known: KnownConsistencies) {
    for (judgement, subject) in elaborator.knownConsistencies {
      guard let found = known[subject.matrices[0]], found.ratio > 0.1 else { continue }
      findings.append(
        finding(
          Judged(
            name: judgement.name, group: subject.group.flatMap { $0.isEmpty ? nil : $0 },
            rater: nil, matrix: subject.matrices[0], span: subject.span), found.ratio,
          found.weights))
    }
  }

  /// Comparisons of one set by one rater, or by the only one.
  private struct Judged {
    let name: String
    let group: String?
    let rater: String?
    let matrix: ComparisonMatrix
    let span: IdxDiagnostics.Span
  }

  private func finding(_ judged: Judged, _ ratio: Double, _ weights: [Double]) -> Diagnostic {
    let matrix = judged.matrix
    var worst = (row: 0, column: 1, off: -1.0)
    for row in weights.indices {
      for column in weights.indices where column > row && weights[column] > 0 && weights[row] > 0 {
        guard let cell = matrix.cells[row][column] else { continue }
        let off = abs(Elementary.ln(cell * weights[column] / weights[row]))
        if off > worst.off { worst = (row, column, off) }
      }
    }
    // The pair is told as it was written.
    var (row, column) = (worst.row, worst.column)
    if matrix.place(row, column) == nil { swap(&row, &column) }
    let said = Self.onScale(matrix.cells[row][column] ?? 1, rounded: false)
    let better = Self.onScale(matrix.implied(row, column) ?? 1, rounded: true)
    let pair = "`\(matrix.codes[row]) : \(matrix.codes[column])`"
    let thousandths = (ratio * 1000).rounded() / 1000
    let place = better == said ? nil : matrix.numberPlace(row, column)
    return .inconsistentJudgement(
      judged.name, group: judged.group, rater: judged.rater,
      ratio: Interval.text(thousandths), pair: "\(pair) = \(said)", better: better,
      at: matrix.place(row, column) ?? judged.span,
      fix: place.map { Fix("say \(better), as the others imply", [TextEdit($0, better)]) })
  }

  /// Returns `ratio` as people write it, `3` or `1/3`, to the nearest of 1/9 to 9 if `rounded`.
  private static func onScale(_ ratio: Double, rounded: Bool) -> String {
    let size = ratio >= 1 ? ratio : 1 / ratio
    let text = Interval.text(rounded ? min(size.rounded(), 9) : (size * 1e6).rounded() / 1e6)
    return ratio >= 1 || text == "1" ? text : "1/" + text
  }
}
