import IdxIDE

/// Folders that the client has opened and closed.
struct FoldersParams: Decodable {
  struct Event: Decodable {
    var added: [InitializeParams.Folder]
    var removed: [InitializeParams.Folder]
  }
  var event: Event
}

/// What the user has set, where the client sends it.
struct ConfigurationParams: Decodable {
  struct Sections: Decodable { var idx: Settings? }
  var settings: Sections?
}

extension Server {
  /// Asks the client to tell what changes, once it is ready to be asked.
  func register() {
    struct Registration: Encodable {
      struct Options: Encodable {
        struct Watcher: Encodable { var globPattern: String }
        var watchers: [Watcher]?
        var section: String?
      }
      var id: String
      var method: String
      var registerOptions: Options
    }
    struct Registrations: Encodable { var registrations: [Registration] }
    var registrations: [Registration] = []
    if client.workspace?.didChangeWatchedFiles?.dynamicRegistration == true {
      let patterns = ["**/*.idx", "**/*.csv", "**/*.tsv", "**/*.jsonl"]
      registrations.append(
        Registration(
          id: "files", method: "workspace/didChangeWatchedFiles",
          registerOptions: .init(watchers: patterns.map { .init(globPattern: $0) })))
    }
    if client.workspace?.didChangeConfiguration?.dynamicRegistration == true {
      registrations.append(
        Registration(
          id: "configuration", method: "workspace/didChangeConfiguration",
          registerOptions: .init(section: "idx")))
    }
    if !registrations.isEmpty {
      ask("client/registerCapability", Registrations(registrations: registrations)) { _ in }
    }
    askForSettings()
  }

  /// Asks the client for what the user has set, if it can be asked.
  private func askForSettings() {
    struct Items: Encodable {
      struct Item: Encodable { var section = "idx" }
      var items = [Item()]
    }
    guard client.workspace?.configuration == true else { return }
    ask("workspace/configuration", Items()) { [weak self] content in
      guard let found = Coding.answer([Settings?].self, in: content)?.first, let found else {
        return
      }
      self?.change(to: found)
    }
  }

  /// Takes over what the user has changed.
  func configure(_ parameters: ConfigurationParams) {
    // A client that can be asked may tell only that something has changed.
    if let settings = parameters.settings?.idx {
      change(to: settings)
    } else {
      askForSettings()
    }
  }

  private func change(to settings: Settings) {
    apply(settings)
    filesChanged()
  }

  /// Takes over which folders are open.
  func changeFolders(_ parameters: FoldersParams) {
    let removed = parameters.event.removed.map { FileURI.path($0.uri) }
    let added = parameters.event.added.map { FileURI.path($0.uri) }
    workspace.folders = workspace.folders.filter { !removed.contains($0) } + added
    filesChanged()
  }

  /// Sees to it that what files hold is read again, and that the client shows it.
  func filesChanged() {
    workspace.filesChanged()
    markStale()
    let workspace = client.workspace
    let refreshes = [
      ("workspace/diagnostic/refresh", workspace?.diagnostics?.refreshSupport),
      ("workspace/codeLens/refresh", workspace?.codeLens?.refreshSupport),
      ("workspace/inlayHint/refresh", workspace?.inlayHint?.refreshSupport),
    ]
    for (method, isSupported) in refreshes where isSupported == true {
      if method.contains("diagnostic"), !client.pullsDiagnostics { continue }
      ask(method, NoParameters?.none) { _ in }
    }
  }
}
