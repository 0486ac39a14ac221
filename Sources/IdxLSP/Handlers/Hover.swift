import IdxIDE

extension RequestTable {
  /// What is told of the thing under the cursor.
  struct LSPHover: Encodable {
    var contents: MarkupContent
    var range: PositionRange
  }

  static var hoverRequests: [(String, Handler)] {
    [
      on("textDocument/hover") { (parameters: PlaceParams, request) in
        let server = request.server
        let (assistant, offset) = try server.assistant(at: parameters, for: request)
        let map = server.positions(assistant.document)
        return assistant.hover(at: offset).map { found in
          LSPHover(
            contents: server.markup(
              found, formats: server.client.textDocument?.hover?.contentFormat),
            range: map.range(found.range))
        }
      }
    ]
  }
}
