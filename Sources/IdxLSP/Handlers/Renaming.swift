import IdxIDE

struct RenameParams: Decodable {
  var textDocument: DocumentIdentifier
  var position: Position
  var newName: String
  var workDoneToken: RequestID?
}

struct RenameFilesParams: Decodable {
  struct File: Decodable {
    var oldUri: String
    var newUri: String
  }
  var files: [File]
}

/// The name that is about to be changed.
struct PreparedRename: Encodable {
  var range: PositionRange
  var placeholder: String
}

extension RequestTable {
  static var renameRequests: [(String, Handler)] {
    [
      on("textDocument/prepareRename") { (parameters: PlaceParams, request) in
        let (names, offset) = try request.server.place(parameters, for: request)
        let found = try refusing { () throws(RenameRefusal) in
          try request.server.workspace.renameable(
            at: offset, in: names.document.path, isCancelled: request.isCancelled)
        }
        guard let found else { throw ResponseError.cancelled }
        let map = request.server.positions(names.document)
        return PreparedRename(range: map.range(found.range), placeholder: found.name)
      },
      on("textDocument/rename") { (parameters: RenameParams, request) in
        let place = PlaceParams(
          textDocument: parameters.textDocument, position: parameters.position)
        let progress = WorkProgress(parameters.workDoneToken, "Renaming", request.server)
        defer { progress.end() }
        let (names, offset) = try request.server.place(place, for: request)
        let changes = try refusing { () throws(RenameRefusal) in
          try request.server.workspace.renaming(
            at: offset, in: names.document.path, to: parameters.newName,
            isCancelled: request.isCancelled)
        }
        guard let changes else { throw ResponseError.cancelled }
        return request.server.edit(changes.map { ($0.path, $0.edits) })
      },
      on("workspace/willRenameFiles") { (parameters: RenameFilesParams, request) in
        let renames = parameters.files.map { (FileURI.path($0.oldUri), FileURI.path($0.newUri)) }
        let changes = request.server.workspace.changes(renamingFiles: renames)
        return changes.isEmpty ? nil : request.server.edit(changes)
      },
    ]
  }

  /// Returns what `work` returns, telling the client why it refuses.
  private static func refusing<Result>(
    _ work: () throws(RenameRefusal) -> Result
  ) throws(ResponseError) -> Result {
    do {
      return try work()
    } catch {
      throw .failed(error.reason)
    }
  }
}

extension Server {
  /// Returns `changes` as the client understands them.
  func edit(_ changes: [(path: String, edits: [ByteEdit])]) -> WorkspaceEdit {
    var documents: [WorkspaceEdit.DocumentEdit] = []
    for (path, edits) in changes {
      guard let document = workspace.document(path) else { continue }
      let map = positions(document)
      documents.append(
        .init(
          textDocument: .init(uri: address(path), version: workspace.version(of: path)),
          edits: edits.map { RequestTable.changed($0, map) }))
    }
    if client.workspace?.workspaceEdit?.documentChanges == true {
      return WorkspaceEdit(changes: nil, documentChanges: documents)
    }
    return WorkspaceEdit(
      changes: Dictionary(
        documents.map { ($0.textDocument.uri, $0.edits) }, uniquingKeysWith: { $0 + $1 }),
      documentChanges: nil)
  }
}
