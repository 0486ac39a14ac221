import IdxDiagnostics
import IdxIDE

extension Server {
  /// `true` iff the client asks for the edits of an action once it is taken.
  private var resolvesActions: Bool {
    let action = client.textDocument?.codeAction
    let properties = action?.resolveSupport?.properties ?? []
    return action?.dataSupport == true && properties.contains("edit")
  }

  /// Returns what can be done at the place of `parameters`.
  fileprivate func actions(
    _ parameters: CodeActionParams, _ request: Request
  ) throws(ResponseError) -> [LSPCodeAction] {
    let document = try document(parameters.textDocument)
    let range = positions(document).bytes(parameters.range)
    guard
      let found = workspace.actions(
        in: document.path, range, only: parameters.context.only, isCancelled: request.isCancelled),
      let analysis = workspace.analysis(of: document.path, isCancelled: request.isCancelled)
    else { throw .cancelled }
    return found.compactMap { action in
      var result = LSPCodeAction(title: action.title, kind: action.kind.rawValue)
      if !action.findings.isEmpty {
        result.diagnostics = diagnostics(action.findings, in: analysis)
      }
      if action.isPreferred { result.isPreferred = true }
      if resolvesActions {
        result.data = LSPCodeAction.Origin(
          id: action.id, uri: parameters.textDocument.uri, version: document.version,
          range: parameters.range)
        return result
      }
      guard
        case .edits(let edits)? = workspace.outcome(
          of: action.id, in: document.path, range, isCancelled: request.isCancelled)
      else { return nil }
      result.edit = workspaceEdit(edits)
      return result
    }
  }

  /// Returns `action` with its edits.
  fileprivate func resolved(
    _ action: LSPCodeAction, _ request: Request
  ) throws(ResponseError) -> LSPCodeAction {
    guard let origin = action.data else { throw .invalidParams("`data` is missing") }
    let document = try document(DocumentIdentifier(uri: origin.uri))
    guard document.version == origin.version else { throw .contentModified }
    let range = positions(document).bytes(origin.range)
    let outcome = workspace.outcome(
      of: origin.id, in: document.path, range, isCancelled: request.isCancelled)
    var result = action
    switch outcome {
    case nil: throw .contentModified
    case .refused(let reason): throw .failed(reason)
    case .edits(let edits): result.edit = workspaceEdit(edits)
    }
    return result
  }

  /// Returns `edits` as the client understands them.
  func workspaceEdit(_ edits: [FileEdit]) -> WorkspaceEdit {
    var changes: [(uri: String, version: Int?, edits: [ChangedText])] = []
    for file in edits {
      guard let document = workspace.document(file.path) else { continue }
      let map = positions(document)
      let texts = file.edits.map {
        ChangedText(range: map.range($0.range), newText: String(decoding: $0.bytes, as: UTF8.self))
      }
      changes.append((address(file.path), workspace.version(of: file.path), texts))
    }
    guard client.workspace?.workspaceEdit?.documentChanges == true else {
      return WorkspaceEdit(
        changes: Dictionary(changes.map { ($0.uri, $0.edits) }, uniquingKeysWith: { $0 + $1 }))
    }
    return WorkspaceEdit(
      documentChanges: changes.map {
        WorkspaceEdit.DocumentEdit(
          textDocument: .init(uri: $0.uri, version: $0.version), edits: $0.edits)
      })
  }
}

extension RequestTable {
  static var codeActionRequests: [(String, Handler)] {
    [
      on("textDocument/codeAction") { (parameters: CodeActionParams, request) in
        try request.server.actions(parameters, request)
      },
      on("codeAction/resolve") { (action: LSPCodeAction, request) in
        try request.server.resolved(action, request)
      },
    ]
  }
}
