import IdxDiagnostics
import IdxIDE

/// An item as a client sends it back, to be told more of it.
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

extension RequestTable {
  static var completionRequests: [(String, Handler)] {
    [
      onWritten("textDocument/completion") { (parameters: PlaceParams, request, json) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        guard
          let found = server.workspace.completions(
            document.path, at: map.offset(parameters.position), isCancelled: request.isCancelled)
        else { throw request.interruption }
        var writer = CompletionWriter(
          client: server.client.textDocument?.completion,
          inserted: map.range(found.inserted), replaced: map.range(found.replaced),
          typed: document.source.text(in: found.inserted), uri: parameters.textDocument.uri)
        writer.list(found.items, to: &json)
      },
      on("completionItem/resolve") { (item: LSPCompletionItem, request) in
        var item = item
        guard let origin = item.data else { return item }
        let server = request.server
        let found = server.workspace.documentation(
          ofCompletion: origin.key, in: FileURI.path(origin.uri), isCancelled: request.isCancelled)
        item.documentation = found.map {
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
  /// `true` iff the client can be told once for all items what they replace.
  let sharesRange: Bool
  /// What stands in the place of the item so far.
  let typed: String
  private var json = JSONBuilder()
  /// The parts that are the same in all items.
  private let place: [UInt8]
  private let uri: [UInt8]

  init(
    client completion: ClientCapabilities.TextDocument.Completion?, inserted: PositionRange,
    replaced: PositionRange, typed: String, uri: String
  ) {
    client = completion?.completionItem
    sharesRange = completion?.completionList?.itemDefaults?.contains("editRange") == true
    self.typed = typed
    var place = JSONBuilder()
    var isWhole = false
    if client?.insertReplaceSupport == true, inserted != replaced {
      place.raw(#""insert":"#)
      place.range(inserted)
      place.raw(#","replace":"#)
      place.range(replaced)
    } else {
      if !sharesRange { place.raw(#""range":"#) }
      place.range(inserted)
      isWhole = true
    }
    self.place =
      sharesRange && !isWhole ? Array("{".utf8) + place.bytes + Array("}".utf8) : place.bytes
    var address = JSONBuilder()
    address.string(uri)
    self.uri = address.bytes
  }

  /// Adds the answer that lists `items` to `message`.
  mutating func list(_ items: [CompletionItem], to message: inout JSONBuilder) {
    swap(&json, &message)
    defer { swap(&json, &message) }
    json.raw(#"{"isIncomplete":false,"#)
    if sharesRange {
      json.raw(#""itemDefaults":{"editRange":"#)
      json.raw(place)
      json.raw("},")
    }
    json.raw(#""items":["#)
    for (number, item) in items.enumerated() {
      if number > 0 { json.raw(",") }
      write(item, number)
    }
    json.raw("]}")
  }

  /// Adds `item`, the `number`-th of all.
  private mutating func write(_ item: CompletionItem, _ number: Int) {
    json.raw(#"{"label":"#)
    json.string(item.label)
    if let kind = Self.kinds[item.kind] {
      json.raw(#","kind":"#)
      json.number(kind)
    }
    writeDetails(item)
    json.raw(#","sortText":"#)
    let digits = String(number)
    json.string(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    // What is typed in backquotes is found by them.
    if typed.hasPrefix("`") {
      json.raw(#","filterText":"#)
      json.string("`\(item.label)")
    }
    let snippet = client?.snippetSupport == true ? item.snippet : nil
    if snippet != nil { json.raw(#","insertTextFormat":2"#) }
    write(text: snippet ?? item.text, of: item)
    if client?.commitCharactersSupport == true, !item.commits.isEmpty {
      json.raw(#","commitCharacters":["#)
      for (position, character) in item.commits.enumerated() {
        if position > 0 { json.raw(",") }
        json.string(character)
      }
      json.raw("]")
    }
    if let key = item.key {
      json.raw(#","data":{"uri":"#)
      json.raw(uri)
      json.raw(#","key":"#)
      json.string(key)
      json.raw("}")
    }
    json.raw("}")
  }

  /// Adds what `item` puts into the document: `text`.
  private mutating func write(text: String, of item: CompletionItem) {
    if sharesRange {
      // Without any the label is written.
      if text == item.label { return }
      json.raw(#","textEditText":"#)
      json.string(text)
      return
    }
    json.raw(#","textEdit":{"newText":"#)
    json.string(text)
    json.raw(",")
    json.raw(place)
    json.raw("}")
  }

  private mutating func writeDetails(_ item: CompletionItem) {
    guard client?.labelDetailsSupport == true else {
      if !item.description.isEmpty {
        json.raw(#","detail":"#)
        json.string(item.description)
      }
      return
    }
    if item.detail.isEmpty, item.description.isEmpty { return }
    json.raw(#","labelDetails":{"#)
    if !item.detail.isEmpty {
      json.raw(#""detail":"#)
      json.string(item.detail)
    }
    if !item.description.isEmpty {
      if !item.detail.isEmpty { json.raw(",") }
      json.raw(#""description":"#)
      json.string(item.description)
    }
    json.raw("}")
  }

  private static let kinds: [CompletionItem.Kind: Int] = [
    .keyword: 14, .snippet: 15, .method: 3, .table: 22, .column: 5, .axis: 13, .element: 20,
    .index: 7, .group: 9, .indicator: 5, .judgement: 22, .evaluation: 7, .result: 10, .value: 6,
    .parameter: 21, .local: 6, .input: 5, .choice: 20, .scale: 13, .grade: 20, .unit: 11,
    .type: 25, .module: 9, .file: 17, .rule: 14, .attribute: 10,
  ]
}
