import Dispatch
import IdxIDE

extension Server {
  func initialize(_ parameters: InitializeParams) -> InitializeResult {
    client = parameters.capabilities
    inbox.setClientProcess(parameters.processId)
    trace = parameters.trace ?? "off"
    let folders = parameters.workspaceFolders?.map(\.uri) ?? parameters.rootUri.map { [$0] } ?? []
    workspace.folders = folders.map(FileURI.path)
    if folders.isEmpty, let path = parameters.rootPath { workspace.folders = [path] }
    apply(parameters.initializationOptions ?? Settings())
    clientShowsResults = settings.showsResults == true
    return InitializeResult(
      capabilities: capabilities, serverInfo: .init(name: "idx", version: version))
  }

  /// The client has the answer to `initialize`.
  func initialized() {
    register()
    // What the library has is read while the client is still starting.
    DispatchQueue.global(qos: .utility).async { _ = LibraryOutline.shared }
  }

  /// Takes over what the user has set.
  func apply(_ settings: Settings) {
    self.settings = settings
    let base = workspace.folders.first ?? "/"
    workspace.allowedFolders = (settings.allowRead ?? []).map { path in
      path.hasPrefix("/") ? path : base + "/" + path
    }
  }

  private var capabilities: ServerCapabilities {
    var result = ServerCapabilities(positionEncoding: client.encoding)
    if client.pullsDiagnostics { result.diagnosticProvider = .init() }
    if client.textDocument?.codeAction?.codeActionLiteralSupport != nil {
      result.codeActionProvider = .init(codeActionKinds: CodeAction.Kind.allCases.map(\.rawValue))
    }
    result.addStructure()
    result.addAssistance()
    result.addNavigation(for: client)
    return result
  }
}
