import IdxDiagnostics
import IdxDriver
import IdxSemantics

/// The hierarchy of an evaluation with weights and scores, for a panel beside the text.
public struct Hierarchy: Sendable {
  /// A node.
  public struct Node: Sendable {
    /// The path of codes, empty for the index itself; the code and the label.
    public let path: String
    public let code: String
    public let label: String
    public let depth: Int
    public let isIndicator: Bool
    /// The shares among the siblings and in the whole index, for each slice.
    public let weights: [Double?]
    public let effectiveWeights: [Double?]
    /// The scores and ranks over the objects, for each slice.
    public let scores: [[Double?]]
    public let ranks: [[Double?]]
    /// The place of its name, where that is in the document.
    public let range: Range<Int>?
  }

  /// The name of the evaluation and of its index.
  public let evaluation: String
  public let index: String
  /// The names of the objects, and of the slices such as years.
  public let objects: [String]
  public let slices: [String]
  /// The nodes in the order of the model, the index itself first.
  public let nodes: [Node]
}

extension Assistant {
  /// Returns the hierarchies of the evaluation called `name`, or of all evaluations; without scores where the model
  /// cannot be run. `nil` where the work was stopped.
  public func hierarchies(_ name: String? = nil) -> [Hierarchy]? {
    var result: [Hierarchy] = []
    for evaluation in model.evaluations where name == nil || evaluation.name == name {
      guard let run = results(of: evaluation.name) else { return nil }
      result.append(hierarchy(evaluation, run.evaluations.first))
    }
    return result
  }

  private func hierarchy(
    _ evaluation: ElaboratedEvaluation, _ report: EvaluationReport?
  ) -> Hierarchy {
    let weights = report == nil ? model.weights(ofEvaluation: evaluation.name) : []
    let nodes = evaluation.index.nodes.enumerated().map { position, node in
      let results = report.flatMap {
        $0.nodes.indices.contains(position) ? $0.nodes[position] : nil
      }
      let known = weights.indices.contains(position) ? weights[position] : nil
      return Hierarchy.Node(
        path: node.path, code: node.code, label: node.title(nil), depth: node.depth,
        isIndicator: node.isIndicator, weights: results?.weights ?? [known?.local],
        effectiveWeights: results?.effectiveWeights ?? [known?.effective],
        scores: results?.scores ?? [], ranks: results?.ranks ?? [],
        range: node.span.file == FileID(0) ? node.span.range : nil)
    }
    return Hierarchy(
      evaluation: evaluation.name, index: evaluation.index.name,
      objects: report?.objectLabels ?? [],
      slices: report?.slices.map { $0.map(\.label).joined(separator: ", ") } ?? [], nodes: nodes)
  }
}
