import IdxDiagnostics
import IdxSyntax

extension Elaborator {
  /// Reports weights of evaluated hierarchies that change no score: no evaluation takes them, or they
  /// are 0.
  func lintWeights(_ id: Int) {
    let own = ownEvaluations(id)
    var taken = Set<Span>()
    var written: [(group: String, span: Span, evaluation: Span)] = []
    var zeros: [(code: String, span: Span)] = []
    for evaluation in own {
      for group in evaluation.index.groups {
        let children = evaluation.index.nodes[group].children.map { evaluation.index.nodes[$0] }
        // A change of a weight is there for its effect in its own evaluation.
        let spans = children.compactMap(\.weightSpan)
        let changed = spans.filter(evaluation.changedWeights.contains)
        guard evaluation.nodes[group].applied.contains(where: { $0 == (.weights, "given") }) else {
          let code = evaluation.index.nodes[group].code
          for span in changed {
            report(.weightChangeNotTaken(in: code, at: span, evaluation: evaluation.span))
          }
          if children.count > 1, let other = spans.first(where: { !changed.contains($0) }) {
            written.append((code, other, evaluation.span))
          }
          continue
        }
        taken.formUnion(spans)
        for child in children where child.weight?.number == 0 {
          if let span = child.weightSpan { zeros.append((child.code, span)) }
        }
      }
    }
    var told = Set<Span>()
    for weight in written where !taken.contains(weight.span) && told.insert(weight.span).inserted {
      report(.weightsNotTaken(of: weight.group, at: weight.span, evaluation: weight.evaluation))
    }
    for zero in zeros where told.insert(zero.span).inserted {
      report(.zeroWeight(of: zero.code, at: zero.span))
    }
  }
}

/// `true` iff a step of `slot` by the method called `name` was applied.
private func == (
  applied: (slot: Slot, method: String, span: Span), wanted: (slot: Slot, name: String)
) -> Bool { applied.slot == wanted.slot && applied.method == wanted.name }
