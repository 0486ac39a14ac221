import IdxDiagnostics
import IdxIDE

extension Server {
  /// Handles what the client tells.
  func notified(_ method: String, _ content: [UInt8]) throws(ResponseError) {
    switch method {
    case "$/cancelRequest", "$/progress", "textDocument/willSave": break
    case "initialized": initialized()
    case "textDocument/didSave", "workspace/didChangeWatchedFiles", "workspace/didRenameFiles":
      filesChanged()
    case "workspace/didChangeConfiguration":
      try configure(Coding.parameters(ConfigurationParams.self, in: content))
    case "workspace/didChangeWorkspaceFolders":
      try changeFolders(Coding.parameters(FoldersParams.self, in: content))
    case "$/setTrace":
      struct Trace: Decodable { var value: String }
      trace = try Coding.parameters(Trace.self, in: content).value
    case "textDocument/didOpen":
      if let usual = OpenedText(reading: content) {
        open(usual)
      } else {
        open(OpenedText(try Coding.parameters(DidOpenParams.self, in: content).textDocument))
      }
    case "textDocument/didChange":
      if let usual = DidChangeParams(reading: content) {
        try change(usual)
      } else {
        try change(Coding.parameters(DidChangeParams.self, in: content))
      }
    case "textDocument/didClose": try close(Coding.parameters(DidCloseParams.self, in: content))
    default:
      // What begins with `$/` may be left out.
      if !method.hasPrefix("$/") { log(.warning, "there is no notification `\(method)`") }
    }
  }

  private func open(_ document: OpenedText) {
    let path = FileURI.path(document.uri)
    addresses[path] = document.uri
    workspace.open(path, version: document.version, bytes: document.bytes)
    markStale()
  }

  private func change(_ parameters: DidChangeParams) throws(ResponseError) {
    let path = FileURI.path(parameters.textDocument.uri)
    guard let version = workspace.version(of: path) else {
      throw .invalidParams("`\(parameters.textDocument.uri)` is not open")
    }
    let encoding = client.encoding
    for change in parameters.contentChanges {
      _ = workspace.change(
        path, version: parameters.textDocument.version ?? version + 1, Array(change.text.utf8)
      ) { lines in
        change.range.map { PositionMap(lines, encoding).bytes($0) } ?? 0..<lines.bytes.count
      }
    }
    markStale()
  }

  private func close(_ parameters: DidCloseParams) throws(ResponseError) {
    let path = FileURI.path(parameters.textDocument.uri)
    guard workspace.close(path) else {
      throw .invalidParams("`\(parameters.textDocument.uri)` is not open")
    }
    stale.remove(path)
    published[path] = nil
    sentTokens[path] = nil
    guessedTokens.remove(path)
    // What is not open any more has no findings.
    if !client.pullsDiagnostics { publish(path, version: nil, []) }
    addresses[path] = nil
    markStale()
  }

  /// Marks the findings of all open documents as old: any may read the one that has changed.
  func markStale() {
    if !client.pullsDiagnostics { stale.formUnion(workspace.openPaths) }
    delayed.removeAll()
  }

  /// Returns the document `identifier`, open or on the disk.
  func document(_ identifier: DocumentIdentifier) throws(ResponseError) -> Document {
    guard let document = workspace.document(FileURI.path(identifier.uri)) else {
      throw .invalidParams("`\(identifier.uri)` is not open")
    }
    return document
  }

  /// Returns what is known of the document `identifier`.
  func analysis(
    _ identifier: DocumentIdentifier, for request: Request
  ) throws(ResponseError) -> Analysis {
    _ = try document(identifier)
    guard
      let analysis = workspace.analysis(
        of: FileURI.path(identifier.uri), isCancelled: request.isCancelled)
    else { throw .cancelled }
    return analysis
  }

  /// Returns the positions in `document`.
  func positions(_ document: Document) -> PositionMap { PositionMap(document, client.encoding) }

  /// Returns the address of the file at `path`, which may be one of the library.
  func address(_ path: String) -> String {
    addresses[path] ?? FileURI.uri(workspace.openable(path) ?? path)
  }

  /// Tells the client what the server does, if it wants to know.
  func logTrace(_ message: String) {
    struct Line: Encodable { var message: String }
    if trace != "off" { notify("$/logTrace", Line(message: message)) }
  }

  /// How serious a message of the log is.
  enum LogLevel: Int {
    case error = 1
    case warning, info, log
  }

  /// Writes a line into the client's log.
  func log(_ level: LogLevel, _ message: String) {
    struct Line: Encodable {
      var type: Int
      var message: String
    }
    notify("window/logMessage", Line(type: level.rawValue, message: message))
  }
}
