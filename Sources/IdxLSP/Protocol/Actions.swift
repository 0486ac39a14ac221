struct CodeActionParams: Decodable {
  struct Context: Decodable {
    var only: [String]?
  }
  var textDocument: DocumentIdentifier
  var range: PositionRange
  var context: Context
}

/// A change that is offered, and what a client gives back to have its edits worked out.
struct LSPCodeAction: Codable {
  /// Where the action was offered, by which it is found again.
  struct Origin: Codable {
    var id: String
    var uri: String
    var version: Int
    var range: PositionRange
  }
  var title: String
  var kind: String?
  var diagnostics: [LSPDiagnostic]?
  var isPreferred: Bool?
  var edit: WorkspaceEdit?
  var data: Origin?
}
