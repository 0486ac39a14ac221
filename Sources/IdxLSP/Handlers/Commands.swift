import IdxDriver
import IdxIDE

/// What editors may ask the server to do by name; the first argument is the address of the model.
enum ServerCommand: String, CaseIterable {
  /// Shows the results of an evaluation, or of all.
  case run = "idx.run"
  /// Shows how a result came about: an evaluation, an object, a node.
  case why = "idx.why"
  /// Shows the plan.
  case plan = "idx.plan"

  /// The command without what it is of.
  var word: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }
}

struct ExecuteCommandParams: Decodable {
  var command: String
  var arguments: [String]?
}

extension RequestTable {
  static var commandRequests: [(String, Handler)] {
    [
      on("workspace/executeCommand") { (parameters: ExecuteCommandParams, request) in
        guard let command = ServerCommand(rawValue: parameters.command) else {
          throw ResponseError.invalidParams("there is no command `\(parameters.command)`")
        }
        guard let uri = parameters.arguments?.first else {
          throw ResponseError.invalidParams("expected the address of a model")
        }
        let names = Array(parameters.arguments?.dropFirst() ?? [])
        let text = try request.text(of: command, DocumentIdentifier(uri: uri), names)
        let model = uri.split(separator: "/").last.map { $0.split(separator: ".")[0] } ?? ""
        request.server.show(
          text, called: ([String(model)] + names + [command.word]).joined(separator: " "))
        return text
      }
    ]
  }
}

extension Request {
  /// Returns what `command` says of the model `identifier`.
  fileprivate func text(
    of command: ServerCommand, _ identifier: DocumentIdentifier, _ names: [String]
  ) throws(ResponseError) -> String {
    let text: String?
    switch command {
    case .run: text = try server.assistant(identifier, for: self).table(of: names.first)
    case .why:
      text = try server.analysis(identifier, for: self)
        .explanation(of: names, isCancelled: isCancelled)
    case .plan:
      text = try server.analysis(identifier, for: self)
        .plan(of: names, format: .text, isCancelled: isCancelled)
    }
    guard let text else { throw interruption }
    return text
  }
}

extension Server {
  /// The lines that a message shows; the answer to the request has all.
  private static let shownLines = 15

  /// Shows `text`, results called `name`, to the user, who may not see the answer to a command.
  fileprivate func show(_ text: String, called name: String) {
    struct Page: Encodable { var uri: String }
    if clientShowsResults { return }
    if client.window?.showDocument?.support == true,
      let page = workspace.host.page(of: text, called: name)
    {
      ask("window/showDocument", Page(uri: FileURI.uri(page))) { _ in }
      return
    }
    struct Shown: Encodable {
      var type: Int
      var message: String
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var message = lines.prefix(Self.shownLines).joined(separator: "\n")
    if lines.count > Self.shownLines { message += "\n…" }
    notify("window/showMessage", Shown(type: 3, message: message))
  }
}
