import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

extension Session {
  /// Asks the plan for what the methods warn of, but for the steps of evaluations that are not among
  /// `evaluations`.
  func askForCautions(_ evaluations: [ElaboratedEvaluation]) {
    let wanted = Set(evaluations.map(\.span))
    for (number, caution) in elaborator.cautions.enumerated() where caution.site != nil {
      // A step may be that of several evaluations, which take it from one of them.
      if let position = caution.evaluation {
        let evaluation = elaborator.evaluations[position]
        guard evaluation.module != 0 || wanted.contains(evaluation.span) else { continue }
      }
      elaborator.builder.output(OutputName.caution(number), caution.condition)
    }
  }

  /// Adds a warning for each call of a method of which the method warns, for whatever groups and cells.
  func warnOfCautions(_ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements) {
    var told: [Told] = []
    for (number, caution) in elaborator.cautions.enumerated() {
      // What cannot be computed is reported where it is needed.
      guard let site = caution.site,
        case .value(let holds)? = outcomes[OutputName.caution(number)]
      else { continue }
      let wrong = (0..<holds.cellCount).filter { holds.cell(number: $0) == 0 }
      guard let first = wrong.first else { continue }
      if let known = told.firstIndex(where: { $0.site == site && $0.condition == caution.place }) {
        if told[known].nodes.insert(caution.condition).inserted { told[known].count += wrong.count }
        continue
      }
      told.append(
        Told(
          site: site, condition: caution.place, nodes: [caution.condition], count: wrong.count,
          message: message(of: caution, holds, first, elements), method: caution.method,
          place: elements.place(holds, cell: first)))
    }
    findings += told.map {
      .methodWarning(
        $0.message, method: $0.method, place: $0.place, others: $0.count - 1, at: $0.site)
    }
  }

  /// Returns the message of `caution` for cell `number` of its condition.
  private func message(
    of caution: Caution, _ holds: ArrayValue, _ number: Int, _ elements: Elements
  ) -> String {
    var result = caution.message
    var rest = number
    for (axis, size) in zip(holds.axes, holds.sizes).reversed() {
      let labels = elements.labels(axis)
      let position = rest % max(size, 1)
      rest /= max(size, 1)
      guard labels.indices.contains(position) else { continue }
      for (name, _) in caution.axes where caution.axes[name] == axis {
        result = result.split(separator: "{\(name)}", omittingEmptySubsequences: false)
          .joined(separator: labels[position])
      }
    }
    return result
  }
}

/// What is said of all cells in which one condition does not hold at one call.
private struct Told {
  let site: Span
  let condition: Span
  /// The arrays of the condition, one a group, and how many cells do not hold.
  var nodes: Set<NodeIndex>
  var count: Int
  /// What is said of the first of them.
  let message: String
  let method: String
  let place: String
}
