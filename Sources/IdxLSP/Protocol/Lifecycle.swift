struct InitializeParams: Decodable {
  struct Folder: Decodable {
    var uri: String
    var name: String?
  }
  var processId: Int?
  var rootUri: String?
  var rootPath: String?
  var workspaceFolders: [Folder]?
  var capabilities: ClientCapabilities
  var initializationOptions: Settings?
  var trace: String?
}

/// What users set, under the name `idx`.
struct Settings: Codable {
  struct Switch: Codable { var enabled: Bool? }
  /// Folders that models may read besides their own.
  var allowRead: [String]?
  /// Numbers over evaluations, judgements and expectations.
  var codeLens: Switch?
  /// Weights and axes that are not written.
  var inlayHints: Switch?
  /// Whether the client shows answers to commands itself; said once, at the beginning.
  var showsResults: Bool?
}

struct InitializeResult: Encodable {
  struct Info: Encodable {
    var name: String
    var version: String
  }
  var capabilities: ServerCapabilities
  var serverInfo: Info
}
