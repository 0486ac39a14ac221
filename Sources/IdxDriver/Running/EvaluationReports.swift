import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

extension Session {
  /// Returns the results of `evaluation` as they stand in `outcomes`; adds what failed in them.
  func report(
    on evaluation: ElaboratedEvaluation, _ outcomes: [String: IdxRuntime.Outcome],
    _ elements: Elements
  ) -> EvaluationReport? {
    guard let objects = evaluation.objects else { return nil }
    let others = evaluation.others
    let slices = tuples(others.map { elements.labels($0).count })
    let maker = NodeReportMaker(
      session: self, evaluation: evaluation, outcomes: outcomes, elements: elements,
      objects: objects, others: others, slices: slices)
    return EvaluationReport(
      name: evaluation.name,
      label: evaluation.label?.text(language: options.language)
        ?? evaluation.index.nodes[0].title(options.language),
      objectAxis: elaborator.axisInfos[Int(objects.base)].name,
      objectCodes: elements.codes(objects), objectLabels: elements.labels(objects),
      slices: slices.map { positions in
        zip(others, positions).map { axis, position in
          SliceCoordinate(
            axis: elaborator.axisInfos[Int(axis.base)].name, label: elements.labels(axis)[position])
        }
      },
      nodes: evaluation.index.nodes.indices.map { maker.report(on: $0) },
      grades: evaluation.grades.map { elements.labels($0) } ?? [])
  }

  /// Returns all tuples of positions in axes of `sizes`, the last varying fastest.
  func tuples(_ sizes: [Int]) -> [[Int]] {
    sizes.reduce([[]]) { tuples, size in
      tuples.flatMap { tuple in (0..<size).map { tuple + [$0] } }
    }
  }
}

/// Makes the reports on the nodes of one evaluation.
private struct NodeReportMaker {
  let session: Session
  let evaluation: ElaboratedEvaluation
  let outcomes: [String: IdxRuntime.Outcome]
  let elements: Elements
  let objects: Axis
  let others: [Axis]
  let slices: [[Int]]

  func report(on position: Int) -> NodeReport {
    let node = evaluation.index.nodes[position]
    let grades = table("grade", node)
    let names = evaluation.grades.map { elements.labels($0) } ?? []
    return NodeReport(
      path: node.path, code: node.code, label: node.title(session.options.language),
      depth: node.depth, isIndicator: node.isIndicator, weights: list("weight", node),
      effectiveWeights: list("effective", node), scores: table("score", node),
      ranks: table("rank", node),
      grades: grades.map { row in
        row.map { cell in
          cell.flatMap { names.indices.contains(Int($0)) ? names[Int($0)] : nil }
        }
      })
  }

  private func value(_ part: String, _ node: IndexNodeModel) -> ArrayValue? {
    switch outcomes[OutputName.node(evaluation.name, node.path, part)] {
    case .value(let array): return array
    case .failure(let failure):
      session.add(failure, asked: step(of: failure))
      return nil
    case nil: return nil
    }
  }

  /// Returns the place of the step whose method, or a method that it calls, failed; of the evaluation
  /// where it was no step.
  private func step(of failure: Failure) -> IdxDiagnostics.Span {
    if let step = failure.origin.step { return step }
    for results in evaluation.nodes {
      if let step = results.applied.first(where: { $0.method == failure.origin.method }) {
        return step.span
      }
    }
    return evaluation.span
  }

  /// Returns the cells of `part` over slices and objects; empty where it is not there or has none,
  /// or where it has an axis that `combine` took from the scores: one of its slices is not the whole.
  private func table(_ part: String, _ node: IndexNodeModel) -> [[Double?]] {
    guard let array = value(part, node), array.axes.contains(objects), isWhole(array) else {
      return []
    }
    return slices.map { slice in
      array.cells(along: objects, at: Dictionary(uniqueKeysWithValues: zip(others, slice)))
    }
  }

  private func isWhole(_ array: ArrayValue) -> Bool {
    array.axes.allSatisfy { $0 == objects || others.contains($0) }
  }

  /// Returns the cells of `part` over slices; empty where it is not there, or not as a whole.
  private func list(_ part: String, _ node: IndexNodeModel) -> [Double?] {
    guard let array = value(part, node), !array.axes.contains(objects), isWhole(array) else {
      return []
    }
    return slices.map { slice in
      let place = Dictionary(uniqueKeysWithValues: zip(others, slice))
      return array.cell(array.axes.map { place[$0] ?? 0 })
    }
  }
}
