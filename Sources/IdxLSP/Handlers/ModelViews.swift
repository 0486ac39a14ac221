import IdxDriver
import IdxIDE

struct ModelViewParams: Decodable {
  var textDocument: DocumentIdentifier
  /// The name of the evaluation; all by default.
  var evaluation: String?
}

/// A hierarchy with weights and scores, as the request `idx/hierarchy` answers.
struct LSPHierarchy: Encodable {
  struct Node: Encodable {
    var path: String
    var code: String
    var label: String
    var depth: Int
    var isIndicator: Bool
    var weights: [Double?]
    var effectiveWeights: [Double?]
    var scores: [[Double?]]
    var ranks: [[Double?]]
    var range: PositionRange?
  }
  var evaluation: String
  var index: String
  var objects: [String]
  var slices: [String]
  var nodes: [Node]
}

struct PlanParams: Decodable {
  var textDocument: DocumentIdentifier
  /// The names of evaluations and `let`s; all by default.
  var names: [String]?
  /// `text`, `json` or `dot`.
  var format: String?
}

/// The plan, as the request `idx/plan` answers.
struct LSPPlan: Encodable {
  var format: String
  var text: String
}

extension RequestTable {
  static var viewRequests: [(String, Handler)] {
    [
      on("idx/hierarchy", givesWay: true) { (parameters: ModelViewParams, request) in
        let server = request.server
        let assistant = try server.assistant(parameters.textDocument, for: request)
        guard let found = assistant.hierarchies(parameters.evaluation) else {
          throw request.interruption
        }
        let map = server.positions(assistant.document)
        return found.map { LSPHierarchy($0, map) }
      },
      on("idx/plan", givesWay: true) { (parameters: PlanParams, request) in
        let format = parameters.format ?? PlanFormat.text.rawValue
        guard let known = PlanFormat(rawValue: format) else {
          throw ResponseError.invalidParams("expected the format text, json or dot")
        }
        let analysis = try request.server.analysis(parameters.textDocument, for: request)
        let text = analysis.plan(
          of: parameters.names ?? [], format: known, isCancelled: request.isCancelled)
        guard let text else { throw request.interruption }
        return LSPPlan(format: format, text: text)
      },
    ]
  }
}

extension LSPHierarchy {
  /// Creates what is written of `hierarchy`, whose places `map` counts.
  fileprivate init(_ hierarchy: Hierarchy, _ map: PositionMap) {
    // What failed is no number, and JSON has no word for that.
    func finite(_ numbers: [Double?]) -> [Double?] {
      numbers.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    }
    evaluation = hierarchy.evaluation
    index = hierarchy.index
    objects = hierarchy.objects
    slices = hierarchy.slices
    nodes = hierarchy.nodes.map { node in
      Node(
        path: node.path, code: node.code, label: node.label, depth: node.depth,
        isIndicator: node.isIndicator, weights: finite(node.weights),
        effectiveWeights: finite(node.effectiveWeights), scores: node.scores.map(finite),
        ranks: node.ranks.map(finite), range: node.range.map { map.range($0) })
    }
  }
}
