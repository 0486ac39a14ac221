import IdxDriver

/// Results made up for the writers: a panel with a missing value, wide characters and grades.
enum SampleReports {
  static let panel = EvaluationReport(
    name: "hdi", label: "Human development", objectAxis: "Country",
    objectCodes: ["NOR", "CHN", "AB_C"], objectLabels: ["Norway", "中国", "A & B | \"C\", [d]"],
    slices: [
      [SliceCoordinate(axis: "Year", label: "2020")],
      [SliceCoordinate(axis: "Year", label: "2021")],
    ],
    nodes: [
      NodeReport(
        path: "", code: "HDI", label: "Index", depth: 0, isIndicator: false, weights: [nil, nil],
        effectiveWeights: [1, 1],
        scores: [[0.9, 0.123456789, nil], [-1234.5, 0.1, 0.7]],
        ranks: [[1, 2, nil], [3, 2, 1]],
        grades: [["High", "Low", nil], ["High", "Low", nil]]),
      NodeReport(
        path: "life", code: "life", label: "Long and healthy life", depth: 1, isIndicator: true,
        weights: [0.5, 0.5], effectiveWeights: [0.5, 0.5],
        scores: [[1, 0.25, 1e-9], [1, 0.25, 0]], ranks: [[1, 2, 3], [1, 2, 3]], grades: []),
      NodeReport(
        path: "life.mean", code: "mean", label: "Mean", depth: 2, isIndicator: true,
        weights: [0.25, 0.25], effectiveWeights: [0.125, 0.125],
        scores: [[3, 2, 1], [3, 2, 1]], ranks: [[1, 2, 3], [1, 2, 3]], grades: []),
    ],
    grades: ["Low", "High"])

  /// One object and one slice without coordinates, as many indicators as `count`.
  static func wide(_ count: Int) -> EvaluationReport {
    let nodes = (0...count).map { (i: Int) -> NodeReport in
      let code = i == 0 ? "root" : "n\(i)"
      return NodeReport(
        path: i == 0 ? "" : code, code: code, label: "A rather long label \(i)",
        depth: i == 0 ? 0 : 1, isIndicator: i > 0, weights: [nil], effectiveWeights: [nil],
        scores: [[Double(i)]], ranks: [[1]], grades: [])
    }
    return EvaluationReport(
      name: "w", label: "", objectAxis: "Object", objectCodes: ["an object with a long code"],
      objectLabels: ["an object with a long code"], slices: [[]], nodes: nodes, grades: [])
  }
}
