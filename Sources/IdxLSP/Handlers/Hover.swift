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
        let analysis = try server.analysis(parameters.textDocument, for: request)
        let map = server.positions(analysis.document)
        return analysis.hover(at: map.offset(parameters.position)).map { found in
          LSPHover(
            contents: server.markup(
              found, formats: server.client.textDocument?.hover?.contentFormat),
            range: map.range(found.range))
        }
      }
    ]
  }
}
