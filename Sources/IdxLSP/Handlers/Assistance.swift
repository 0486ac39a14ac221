import IdxIDE

// What needs the whole model: completion, what is told of names, hints, lenses, results.
extension RequestTable {
  static var assistRequests: [(String, Handler)] {
    completionRequests + hoverRequests + signatureRequests + hintRequests + lensRequests
      + commandRequests + viewRequests
  }
}

extension ServerCapabilities {
  /// Adds what `assistRequests` answer.
  mutating func addAssistance() {
    completionProvider = Completion(triggerCharacters: [".", "`", "\"", ":", "("])
    hoverProvider = true
    signatureHelpProvider = Signature()
    inlayHintProvider = Resolving()
    codeLensProvider = Resolving()
    executeCommandProvider = Commands(commands: ServerCommand.allCases.map(\.rawValue))
  }
}

extension Server {
  /// Returns what answers questions about the document `identifier`.
  func assistant(
    _ identifier: DocumentIdentifier, for request: Request
  ) throws(ResponseError) -> Assistant {
    let analysis = try analysis(identifier, for: request)
    guard let assistant = analysis.assistant(isCancelled: request.isCancelled) else {
      throw request.interruption
    }
    return assistant
  }

  /// Returns what answers questions about the place of `parameters`, and the byte that it is.
  func assistant(
    at parameters: PlaceParams, for request: Request
  ) throws(ResponseError) -> (assistant: Assistant, offset: Int) {
    let document = try document(parameters.textDocument)
    let offset = positions(document).offset(parameters.position)
    guard
      let assistant = workspace.assistant(
        of: document.path, around: offset, isCancelled: request.isCancelled)
    else { throw request.interruption }
    return (assistant, offset)
  }

  /// Returns `explanation` in the first of `formats` that the server knows; without any as plain text.
  func markup(_ explanation: Explanation, formats: [String]?) -> MarkupContent {
    let format = formats?.first { $0 == "markdown" || $0 == "plaintext" }
    return format == "markdown"
      ? MarkupContent(kind: "markdown", value: explanation.markdown)
      : MarkupContent(kind: "plaintext", value: explanation.plain)
  }
}
