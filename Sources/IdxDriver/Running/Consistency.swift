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
        findings.append(finding(judgement, rater, ratio, own))
      }
    }
  }

  private func finding(
    _ judgement: ElaboratedConsistency, _ rater: Int, _ ratio: Double, _ weights: [Double]
  ) -> Diagnostic {
    let matrix = judgement.matrices[rater]
    var worst = (row: 0, column: 1, off: -1.0)
    for row in weights.indices {
      for column in weights.indices where column > row && weights[column] > 0 && weights[row] > 0 {
        guard let cell = matrix.cells[row][column] else { continue }
        let off = abs(Elementary.ln(cell * weights[column] / weights[row]))
        if off > worst.off { worst = (row, column, off) }
      }
    }
    let quotient = weights[worst.row] / weights[worst.column]
    let better =
      quotient >= 1
      ? Interval.text(min(quotient.rounded(), 9)) : "1/\(Interval.text(min((1 / quotient).rounded(), 9)))"
    let said = matrix.cells[worst.row][worst.column] ?? 1
    let pair = "`\(matrix.codes[worst.row]) : \(matrix.codes[worst.column])`"
    let hundredths = (ratio * 1000).rounded() / 1000
    return .inconsistentJudgement(
      judgement.name, group: judgement.group,
      rater: judgement.raters.indices.contains(rater) ? judgement.raters[rater] : nil,
      ratio: Interval.text(hundredths),
      pair: "\(pair) = \(said >= 1 ? Interval.text(said) : "1/" + Interval.text(1 / said))",
      better: better, at: matrix.places[worst.row][worst.column] ?? judgement.span, fix: nil)
  }
}
