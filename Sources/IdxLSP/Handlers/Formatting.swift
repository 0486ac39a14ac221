import IdxIDE

struct TypedParams: Decodable {
  var textDocument: DocumentIdentifier
  var position: Position
  var ch: String
}

struct RangesParams: Decodable {
  var textDocument: DocumentIdentifier
  var ranges: [PositionRange]
}

extension RequestTable {
  static var layoutRequests: [(String, Handler)] {
    [
      on("textDocument/formatting") { (parameters: DocumentParams, request) in
        let document = try request.server.document(parameters.textDocument)
        return request.server.layout(of: document, [nil])
      },
      on("textDocument/rangeFormatting") { (parameters: RangeParams, request) in
        let document = try request.server.document(parameters.textDocument)
        let map = request.server.positions(document)
        return request.server.layout(of: document, [map.bytes(parameters.range)])
      },
      on("textDocument/rangesFormatting") { (parameters: RangesParams, request) in
        let document = try request.server.document(parameters.textDocument)
        let map = request.server.positions(document)
        return request.server.layout(of: document, parameters.ranges.map { map.bytes($0) })
      },
      on("textDocument/onTypeFormatting") { (parameters: TypedParams, request) in
        let document = try request.server.document(parameters.textDocument)
        let map = request.server.positions(document)
        let edits = document.changes(
          afterTyping: parameters.ch, at: map.offset(parameters.position))
        return edits.map { changed($0, map) }
      },
    ]
  }

  /// Returns `edit` as the protocol writes it.
  static func changed(_ edit: ByteEdit, _ map: PositionMap) -> ChangedText {
    ChangedText(
      range: map.range(edit.range), newText: String(decoding: edit.bytes, as: UTF8.self))
  }
}

extension Server {
  /// Returns what lays out `ranges` of `document`, `nil` being all of it, and tells the log what stays as
  /// it is.
  func layout(of document: Document, _ ranges: [Range<Int>?]) -> [ChangedText] {
    let map = positions(document)
    let layouts = ranges.map { document.layout(of: $0) }
    let skipped = Set(layouts.flatMap(\.skipped)).count
    if skipped > 0 {
      let words = skipped == 1 ? "1 part was" : "\(skipped) parts were"
      log(.info, "\(document.path): \(words) not laid out because of errors")
    }
    // Ranges may touch the same declaration.
    var seen = Set<ByteEdit>()
    let edits = layouts.flatMap(\.edits).filter { seen.insert($0).inserted }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { RequestTable.changed($0, map) }
  }
}
