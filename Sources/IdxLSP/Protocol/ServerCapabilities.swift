/// What the server can do.
struct ServerCapabilities: Encodable {
  struct Sync: Encodable {
    struct Save: Encodable { var includeText = false }
    var openClose = true
    /// Documents are changed piece by piece.
    var change = 2
    var save = Save()
  }
  struct Completion: Encodable {
    var triggerCharacters: [String]
    var resolveProvider = true
    struct Item: Encodable { var labelDetailsSupport = true }
    var completionItem = Item()
  }
  struct Signature: Encodable {
    var triggerCharacters = ["(", ","]
    var retriggerCharacters = [")"]
  }
  struct Actions: Encodable {
    var codeActionKinds: [String]
    var resolveProvider = true
  }
  struct Resolving: Encodable { var resolveProvider = true }
  /// What tells how far it has come, for clients that want to know.
  struct Progressing: Encodable { var workDoneProgress = true }
  struct Symbols: Encodable {
    var resolveProvider = true
    var workDoneProgress = true
  }
  struct OnType: Encodable {
    var firstTriggerCharacter = "\n"
    var moreTriggerCharacter = ["}"]
  }
  /// Renaming, of which only clients that can prepare it may be told more than that it works.
  enum Rename: Encodable {
    case plain, prepared

    private enum Key: String, CodingKey { case prepareProvider, workDoneProgress }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .plain:
        var container = encoder.singleValueContainer()
        try container.encode(true)
      case .prepared:
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(true, forKey: .prepareProvider)
        try container.encode(true, forKey: .workDoneProgress)
      }
    }
  }
  struct Commands: Encodable { var commands: [String] }
  struct SemanticTokens: Encodable {
    struct Legend: Encodable {
      var tokenTypes: [String]
      var tokenModifiers: [String]
    }
    struct Full: Encodable { var delta = true }
    var legend: Legend
    var range = true
    var full = Full()
  }
  struct Diagnostics: Encodable {
    var identifier = "idx"
    var interFileDependencies = true
    var workspaceDiagnostics = true
    var workDoneProgress = true
  }
  struct Workspace: Encodable {
    struct Folders: Encodable {
      var supported = true
      var changeNotifications = true
    }
    struct Operations: Encodable {
      struct Registration: Encodable {
        struct Filter: Encodable {
          struct Pattern: Encodable {
            var glob: String
            var matches: String?
          }
          var scheme = "file"
          var pattern: Pattern
        }
        var filters: [Filter]
      }
      var willRename: Registration
    }
    var workspaceFolders = Folders()
    var fileOperations: Operations
  }

  var positionEncoding: PositionEncoding
  var textDocumentSync = Sync()
  var diagnosticProvider: Diagnostics?
  var hoverProvider: Bool?
  var completionProvider: Completion?
  var signatureHelpProvider: Signature?
  var definitionProvider: Bool?
  var declarationProvider: Bool?
  var typeDefinitionProvider: Bool?
  var implementationProvider: Bool?
  var referencesProvider: Progressing?
  var documentHighlightProvider: Bool?
  var documentSymbolProvider: Bool?
  var workspaceSymbolProvider: Symbols?
  var codeActionProvider: Actions?
  var codeLensProvider: Resolving?
  var documentLinkProvider: Resolving?
  var inlayHintProvider: Resolving?
  var semanticTokensProvider: SemanticTokens?
  var foldingRangeProvider: Bool?
  var selectionRangeProvider: Bool?
  var linkedEditingRangeProvider: Bool?
  var documentFormattingProvider: Bool?
  var documentRangeFormattingProvider: Bool?
  var documentOnTypeFormattingProvider: OnType?
  var renameProvider: Rename?
  var callHierarchyProvider: Bool?
  var typeHierarchyProvider: Bool?
  var executeCommandProvider: Commands?
  var workspace: Workspace?

  init(positionEncoding: PositionEncoding) { self.positionEncoding = positionEncoding }
}
