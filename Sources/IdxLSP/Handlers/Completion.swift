import IdxDiagnostics
import IdxIDE

/// An item as the protocol writes it.
struct LSPCompletionItem: Codable {
  struct Details: Codable {
    var detail: String?
    var description: String?
  }
  /// A replacement: of one range, or of the one or the other as the editor likes.
  struct Edit: Codable {
    var newText: String
    var range: PositionRange?
    var insert: PositionRange?
    var replace: PositionRange?
  }
  /// By what the item is found again.
  struct Origin: Codable {
    var uri: String
    var key: String
  }
  var label: String
  var labelDetails: Details?
  var kind: Int?
  var detail: String?
  var documentation: MarkupContent?
  var sortText: String?
  var filterText: String?
  var insertTextFormat: Int?
  var textEdit: Edit?
  var commitCharacters: [String]?
  var data: Origin?
}

struct LSPCompletionList: Encodable {
  var isIncomplete = false
  var items: [LSPCompletionItem]
}

extension RequestTable {
  static var completionRequests: [(String, Handler)] {
    [
      on("textDocument/completion") { (parameters: PlaceParams, request) in
        let server = request.server
        let assistant = try server.assistant(parameters.textDocument, for: request)
        let map = server.positions(assistant.document)
        let found = assistant.completions(
          at: map.offset(parameters.position), files: server.workspace.files(beside: assistant))
        let writer = CompletionWriter(
          client: server.client.textDocument?.completion?.completionItem,
          inserted: map.range(found.inserted), replaced: map.range(found.replaced),
          typed: assistant.document.source.text(in: found.inserted),
          uri: parameters.textDocument.uri)
        return LSPCompletionList(
          items: found.items.enumerated().map { writer.item($1, place: $0) })
      },
      on("completionItem/resolve") { (item: LSPCompletionItem, request) in
        var item = item
        guard let origin = item.data else { return item }
        let server = request.server
        let assistant = try server.assistant(DocumentIdentifier(uri: origin.uri), for: request)
        item.documentation = assistant.documentation(ofCompletion: origin.key).map {
          server.markup(
            $0,
            formats: server.client.textDocument?.completion?.completionItem?.documentationFormat)
        }
        return item
      },
    ]
  }
}

/// Writes items as the client understands them.
private struct CompletionWriter {
  let client: ClientCapabilities.TextDocument.Completion.Item?
  let inserted: PositionRange
  let replaced: PositionRange
  /// What stands in the place of the item so far.
  let typed: String
  let uri: String

  /// Returns `item`, the `place`-th of all.
  func item(_ item: CompletionItem, place: Int) -> LSPCompletionItem {
    let usesSnippet = client?.snippetSupport == true && item.snippet != nil
    let text = usesSnippet ? item.snippet ?? item.text : item.text
    var result = LSPCompletionItem(label: item.label)
    if client?.labelDetailsSupport == true {
      if !item.detail.isEmpty || !item.description.isEmpty {
        result.labelDetails = .init(
          detail: item.detail.isEmpty ? nil : item.detail,
          description: item.description.isEmpty ? nil : item.description)
      }
    } else if !item.description.isEmpty {
      result.detail = item.description
    }
    result.kind = Self.kinds[item.kind]
    result.sortText = Self.ordinal(place)
    // What is typed in backquotes is found by them.
    if typed.hasPrefix("`") { result.filterText = "`\(item.label)" }
    if usesSnippet { result.insertTextFormat = 2 }
    result.textEdit =
      client?.insertReplaceSupport == true && inserted != replaced
      ? .init(newText: text, insert: inserted, replace: replaced)
      : .init(newText: text, range: inserted)
    if client?.commitCharactersSupport == true, !item.commits.isEmpty {
      result.commitCharacters = item.commits
    }
    result.data = item.key.map { .init(uri: uri, key: $0) }
    return result
  }

  private static func ordinal(_ place: Int) -> String {
    let digits = String(place)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static let kinds: [CompletionItem.Kind: Int] = [
    .keyword: 14, .snippet: 15, .method: 3, .table: 22, .column: 5, .axis: 13, .element: 20,
    .index: 7, .group: 9, .indicator: 5, .judgement: 22, .evaluation: 7, .result: 10, .value: 6,
    .parameter: 21, .local: 6, .input: 5, .choice: 20, .scale: 13, .grade: 20, .unit: 11,
    .type: 25, .module: 9, .file: 17, .rule: 14, .attribute: 10,
  ]
}
