/// What the client can do, as far as the server asks.
struct ClientCapabilities: Decodable, Sendable {
  /// A feature that may be registered while running.
  struct Registrable: Decodable, Sendable { var dynamicRegistration: Bool? }
  /// A feature whose views are refreshed when the server asks.
  struct Refreshable: Decodable, Sendable { var refreshSupport: Bool? }
  struct Resolvable: Decodable, Sendable { var properties: [String]? }

  struct General: Decodable, Sendable { var positionEncodings: [String]? }

  struct Window: Decodable, Sendable {
    var workDoneProgress: Bool?
    struct ShowDocument: Decodable, Sendable { var support: Bool? }
    var showDocument: ShowDocument?
  }

  struct Workspace: Decodable, Sendable {
    struct Edit: Decodable, Sendable {
      var documentChanges: Bool?
      var resourceOperations: [String]?
    }
    struct Diagnostics: Decodable, Sendable { var refreshSupport: Bool? }
    struct Symbols: Decodable, Sendable { var resolveSupport: Resolvable? }
    var symbol: Symbols?
    var applyEdit: Bool?
    var workspaceEdit: Edit?
    var configuration: Bool?
    var workspaceFolders: Bool?
    var didChangeConfiguration: Registrable?
    var didChangeWatchedFiles: Registrable?
    var codeLens: Refreshable?
    var inlayHint: Refreshable?
    var semanticTokens: Refreshable?
    var diagnostics: Diagnostics?
  }

  struct TextDocument: Decodable, Sendable {
    struct Hover: Decodable, Sendable { var contentFormat: [String]? }
    struct Symbols: Decodable, Sendable { var hierarchicalDocumentSymbolSupport: Bool? }
    struct Links: Decodable, Sendable { var linkSupport: Bool? }
    struct Completion: Decodable, Sendable {
      struct Item: Decodable, Sendable {
        var snippetSupport: Bool?
        var commitCharactersSupport: Bool?
        var documentationFormat: [String]?
        var labelDetailsSupport: Bool?
        var insertReplaceSupport: Bool?
        var resolveSupport: Resolvable?
      }
      struct List: Decodable, Sendable { var itemDefaults: [String]? }
      var completionItem: Item?
      var completionList: List?
    }
    struct Signature: Decodable, Sendable {
      struct Information: Decodable, Sendable {
        struct Parameter: Decodable, Sendable { var labelOffsetSupport: Bool? }
        var parameterInformation: Parameter?
        var activeParameterSupport: Bool?
        var documentationFormat: [String]?
      }
      var signatureInformation: Information?
    }
    struct Action: Decodable, Sendable {
      struct Kinds: Decodable, Sendable {}
      var codeActionLiteralSupport: Kinds?
      var dataSupport: Bool?
      var resolveSupport: Resolvable?
    }
    struct Rename: Decodable, Sendable { var prepareSupport: Bool? }
    struct Publish: Decodable, Sendable {
      struct Tags: Decodable, Sendable { var valueSet: [Int]? }
      var relatedInformation: Bool?
      var tagSupport: Tags?
      var versionSupport: Bool?
      var codeDescriptionSupport: Bool?
    }
    struct Folding: Decodable, Sendable {
      var lineFoldingOnly: Bool?
      var rangeLimit: Int?
    }
    var hover: Hover?
    var documentSymbol: Symbols?
    var definition: Links?
    var declaration: Links?
    var typeDefinition: Links?
    var implementation: Links?
    var completion: Completion?
    var signatureHelp: Signature?
    var codeAction: Action?
    var rename: Rename?
    var publishDiagnostics: Publish?
    var foldingRange: Folding?
    var diagnostic: Registrable?
    var inlayHint: Registrable?
    var codeLens: Registrable?
  }

  var general: General?
  var window: Window?
  var workspace: Workspace?
  var textDocument: TextDocument?

  /// How columns count: the first of the client's wishes that the server knows.
  var encoding: PositionEncoding {
    let wishes = general?.positionEncodings ?? []
    return wishes.lazy.compactMap { PositionEncoding(rawValue: $0) }.first ?? .utf16
  }

  /// `true` iff the client asks for findings itself, so that they are not sent.
  var pullsDiagnostics: Bool { textDocument?.diagnostic != nil }
}
