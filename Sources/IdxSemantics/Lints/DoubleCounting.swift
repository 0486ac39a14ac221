import IdxDiagnostics
import IdxPlan

extension Elaborator {
  /// Reports indicators of one evaluation that hold the same numbers, so that these count twice.
  ///
  /// Equal numbers are equal nodes of the plan, whatever way they were written.
  func lintDoubleCounting(_ id: Int) {
    var told = Set<[Span]>()
    for evaluation in ownEvaluations(id) {
      var first: [NodeIndex: Int] = [:]
      for leaf in evaluation.index.leaves {
        guard let raw = evaluation.nodes[leaf].raw else { continue }
        guard let other = first[raw.node] else {
          first[raw.node] = leaf
          continue
        }
        let (a, b) = (evaluation.index.nodes[other], evaluation.index.nodes[leaf])
        if told.insert([a.span, b.span]).inserted {
          report(.countedTwice(b.path, at: b.span, as: a.path, first: a.span))
        }
      }
    }
  }
}
