import IdxIDE

/// A line over a declaration, as the protocol writes it.
struct LSPCodeLens: Codable {
  struct Command: Codable {
    var title: String
    var command: String
    var arguments: [String]?
  }
  /// By what the line is found again.
  struct Origin: Codable {
    var uri: String
    var subject: String
    var name: String
  }
  var range: PositionRange
  var command: Command?
  var data: Origin?
}

extension RequestTable {
  static var lensRequests: [(String, Handler)] {
    [
      on("textDocument/codeLens", givesWay: true) { (parameters: DocumentParams, request) in
        let server = request.server
        if server.settings.codeLens?.enabled == false { return [LSPCodeLens]() }
        let uri = parameters.textDocument.uri
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        return document.lenses.map { lens in
          var result = LSPCodeLens(range: map.range(lens.range))
          if lens.subject == .run {
            result.command = .init(
              title: "Run", command: ServerCommand.run.rawValue, arguments: [uri, lens.name])
          } else {
            result.data = .init(uri: uri, subject: lens.subject.rawValue, name: lens.name)
          }
          return result
        }
      },
      on("codeLens/resolve", givesWay: true) { (lens: LSPCodeLens, request) in
        var lens = lens
        guard let origin = lens.data, let subject = CodeLens.Subject(rawValue: origin.subject)
        else {
          return lens
        }
        let title = request.server.workspace.title(
          of: subject, origin.name, in: FileURI.path(origin.uri), isCancelled: request.isCancelled)
        guard let title else { throw request.interruption }
        // Numbers do nothing; the objects that come first lead to the others.
        lens.command =
          subject == .best
          ? .init(
            title: title, command: ServerCommand.run.rawValue,
            arguments: [origin.uri, origin.name])
          : .init(title: title, command: "")
        return lens
      },
    ]
  }
}
