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
        if a.span == b.span, let (original, copy) = copied(a, b, in: evaluation.index) {
          if told.insert([original.span, copy.span]).inserted {
            report(
              .copyCountedTwice(
                copy.path, at: copy.span, as: original.path, first: original.span))
          }
          continue
        }
        if told.insert([a.span, b.span]).inserted {
          report(.countedTwice(b.path, at: b.span, as: a.path, first: a.span))
        }
      }
    }
  }

  /// Returns the groups of which one is like the other, above the indicators `a` and `b` that are
  /// written once.
  private func copied(
    _ a: IndexNodeModel, _ b: IndexNodeModel, in index: IndexModel
  ) -> (original: IndexNodeModel, copy: IndexNodeModel)? {
    guard let first = a.parent, let second = b.parent, first != second else { return nil }
    let (original, copy) = (index.nodes[first], index.nodes[second])
    return original.span == copy.span ? copied(original, copy, in: index) : (original, copy)
  }
}
