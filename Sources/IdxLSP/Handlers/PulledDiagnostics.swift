import IdxIDE

/// A request for the findings of one document.
struct PullParams: Decodable {
  var textDocument: DocumentIdentifier
  var previousResultId: String?
}

/// A request for the findings of all models in the folders.
struct WorkspacePullParams: Decodable {
  struct Previous: Decodable {
    var uri: String
    var value: String
  }
  var previousResultIds: [Previous]?
  var partialResultToken: RequestID?
  var workDoneToken: RequestID?
}

/// The findings of one document, for a client that asks.
struct DiagnosticReport: Encodable {
  /// `full`, or `unchanged` where they are what the client has.
  var kind: String
  var resultId: String
  var items: [LSPDiagnostic]?
  /// The document, where a report is one of several.
  var uri: String?
  var version: Int?
  /// `true` iff the protocol wants the version, even where there is none.
  var isOneOfMany = false

  private enum Key: String, CodingKey { case kind, resultId, items, uri, version }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(resultId, forKey: .resultId)
    try container.encodeIfPresent(items, forKey: .items)
    guard isOneOfMany else { return }
    try container.encode(uri, forKey: .uri)
    try container.encode(version, forKey: .version)
  }
}

/// The findings of several documents.
struct WorkspaceDiagnosticReport: Encodable { var items: [DiagnosticReport] }

/// What was answered last about one document.
struct PulledFindings {
  var id: String
  var diagnostics: [LSPDiagnostic]
}

extension Server {
  /// Returns the findings of `analysis`; `unchanged` where the client has them under the name `previous`.
  func report(_ analysis: Analysis, previous: String?) -> DiagnosticReport {
    let path = analysis.document.path
    let found = diagnostics(analysis)
    if let last = pulled[path], last.diagnostics == found {
      if last.id == previous { return DiagnosticReport(kind: "unchanged", resultId: last.id) }
      return DiagnosticReport(kind: "full", resultId: last.id, items: found)
    }
    pulledAnswers += 1
    let id = "\(pulledAnswers)"
    pulled[path] = PulledFindings(id: id, diagnostics: found)
    return DiagnosticReport(kind: "full", resultId: id, items: found)
  }

  /// Returns the findings of all models in the folders; sends them one by one where the client wants that.
  func reports(
    _ parameters: WorkspacePullParams, for request: Request
  ) throws(ResponseError) -> WorkspaceDiagnosticReport {
    var known: [String: String] = [:]
    for previous in parameters.previousResultIds ?? [] {
      known[FileURI.path(previous.uri)] = previous.value
    }
    let progress = WorkProgress(parameters.workDoneToken, "Checking models", self)
    defer { progress.end() }
    var reports: [DiagnosticReport] = []
    let models = workspace.models
    for (number, path) in models.enumerated() {
      progress.report(number, of: models.count)
      guard let analysis = workspace.analysis(of: path, isCancelled: request.isCancelled) else {
        if request.isCancelled() { throw .cancelled }
        continue
      }
      var report = report(analysis, previous: known[path])
      report.isOneOfMany = true
      report.uri = address(path)
      report.version = workspace.version(of: path)
      if let token = parameters.partialResultToken {
        notify(
          "$/progress",
          PartialResult(token: token, value: WorkspaceDiagnosticReport(items: [report])))
      } else {
        reports.append(report)
      }
    }
    return WorkspaceDiagnosticReport(items: reports)
  }
}

/// How far long work has come, told to a client that wants to know.
struct WorkProgress {
  private struct Message: Encodable {
    struct Value: Encodable {
      var kind: String
      var title: String?
      var percentage: Int?
    }
    var token: RequestID
    var value: Value
  }
  private let token: RequestID?
  private let server: Server

  /// Begins the work called `title`.
  init(_ token: RequestID?, _ title: String, _ server: Server) {
    self.token = token
    self.server = server
    send(.init(kind: "begin", title: title, percentage: 0))
  }

  /// Tells that `count` parts of `all` are done.
  func report(_ count: Int, of all: Int) {
    // A line for each of many parts would be more work than the part.
    guard all > 0, count * 20 / all != (count - 1) * 20 / all else { return }
    send(.init(kind: "report", percentage: count * 100 / all))
  }

  /// Ends the work.
  func end() { send(.init(kind: "end")) }

  private func send(_ value: Message.Value) {
    guard let token else { return }
    server.notify("$/progress", Message(token: token, value: value))
  }
}

extension RequestTable {
  static var diagnosticRequests: [(String, Handler)] {
    [
      on("textDocument/diagnostic") { (parameters: PullParams, request) in
        let analysis = try request.server.analysis(parameters.textDocument, for: request)
        return request.server.report(analysis, previous: parameters.previousResultId)
      },
      on("workspace/diagnostic", givesWay: true) { (parameters: WorkspacePullParams, request) in
        try request.server.reports(parameters, for: request)
      },
    ]
  }
}
