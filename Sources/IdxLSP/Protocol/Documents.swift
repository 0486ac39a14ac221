/// Which document a request is about.
struct DocumentIdentifier: Codable, Sendable {
  var uri: String
  var version: Int?
}

/// A document that is opened.
struct OpenedDocument: Decodable {
  var uri: String
  var version: Int
  var text: String
}

struct DidOpenParams: Decodable { var textDocument: OpenedDocument }
struct DidCloseParams: Decodable { var textDocument: DocumentIdentifier }
struct DidSaveParams: Decodable { var textDocument: DocumentIdentifier }

struct DidChangeParams: Decodable {
  struct Change: Decodable {
    /// What is replaced; the whole text where it is absent.
    var range: PositionRange?
    var text: String
  }
  var textDocument: DocumentIdentifier
  var contentChanges: [Change]
}

/// A request about a document.
struct DocumentParams: Decodable { var textDocument: DocumentIdentifier }

/// A request about a place in a document.
struct PlaceParams: Decodable {
  var textDocument: DocumentIdentifier
  var position: Position
}

/// A request about a range of a document.
struct RangeParams: Decodable {
  var textDocument: DocumentIdentifier
  var range: PositionRange
}

/// A range of a document.
struct Location: Codable, Hashable {
  var uri: String
  var range: PositionRange
}

/// The replacement of a range by a text.
struct ChangedText: Codable, Hashable {
  var range: PositionRange
  var newText: String
}

/// Changes of several documents.
struct WorkspaceEdit: Codable {
  struct DocumentEdit: Codable {
    struct Identifier: Codable {
      var uri: String
      var version: Int?

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(uri, forKey: .uri)
        // The protocol wants a null where the document is not open.
        try container.encode(version, forKey: .version)
      }
    }
    var textDocument: Identifier
    var edits: [ChangedText]
  }
  /// By document, for clients that know no versions.
  var changes: [String: [ChangedText]]?
  var documentChanges: [DocumentEdit]?
}

/// A text with its format.
struct MarkupContent: Codable {
  var kind: String
  var value: String
}
