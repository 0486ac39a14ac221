import IdxIDE

/// A hint as the protocol writes it.
struct LSPInlayHint: Codable {
  /// By what the hint is found again.
  struct Origin: Codable {
    var uri: String
    var key: String
  }
  var position: Position
  var label: String
  var kind: Int?
  var tooltip: MarkupContent?
  var paddingLeft: Bool?
  var data: Origin?
}

extension RequestTable {
  static var hintRequests: [(String, Handler)] {
    [
      on("textDocument/inlayHint", givesWay: true) { (parameters: RangeParams, request) in
        let server = request.server
        if server.settings.inlayHints?.enabled == false { return [LSPInlayHint]() }
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let hints = server.workspace.hints(
          of: document.path, in: map.bytes(parameters.range), isCancelled: request.isCancelled)
        guard let hints else { throw request.interruption }
        return hints.map { hint in
          LSPInlayHint(
            position: map.position(hint.offset), label: hint.text, kind: hint.isType ? 1 : nil,
            paddingLeft: !hint.isType,
            data: .init(uri: parameters.textDocument.uri, key: hint.key))
        }
      },
      on("inlayHint/resolve", givesWay: true) { (hint: LSPInlayHint, request) in
        var hint = hint
        guard let origin = hint.data else { return hint }
        let server = request.server
        let document = try server.document(DocumentIdentifier(uri: origin.uri))
        let found = server.workspace.explanation(
          ofHint: origin.key, at: server.positions(document).offset(hint.position),
          of: document.path, isCancelled: request.isCancelled)
        hint.tooltip = found.map {
          // Who shows hints shows Markdown in them.
          server.markup($0, formats: server.client.textDocument?.hover?.contentFormat)
        }
        return hint
      },
    ]
  }
}
