import IdxIDE

/// A part of a document that may be hidden.
struct FoldingRangeItem: Encodable {
  var startLine: Int
  var startCharacter: Int?
  var endLine: Int
  var endCharacter: Int?
  var kind: String
}

/// A range with the next larger one.
final class SelectionRangeItem: Encodable {
  let range: PositionRange
  let parent: SelectionRangeItem?

  init(_ range: PositionRange, in parent: SelectionRangeItem?) {
    self.range = range
    self.parent = parent
  }
}

struct SelectionParams: Decodable {
  var textDocument: DocumentIdentifier
  var positions: [Position]
}

/// A place that names a file.
struct DocumentLinkItem: Codable {
  var range: PositionRange
  /// The address; absent until the client asks for it where a copy has to be made.
  var target: String?
  /// The path of what the library has.
  var data: String?
}

extension ServerCapabilities {
  /// Adds what needs the tree only.
  mutating func addStructure() {
    documentSymbolProvider = true
    workspaceSymbolProvider = .init()
    foldingRangeProvider = true
    selectionRangeProvider = true
    documentLinkProvider = .init()
    semanticTokensProvider = .init(legend: SemanticTokenItem.legend)
    documentFormattingProvider = true
    documentRangeFormattingProvider = true
    documentOnTypeFormattingProvider = .init()
  }
}

extension RequestTable {
  static var structureRequests: [(String, Handler)] {
    [
      on("textDocument/foldingRange") { (parameters: DocumentParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let support = server.client.textDocument?.foldingRange
        let wholeLines = support?.lineFoldingOnly == true
        let map = server.positions(document)
        return document.folds(wholeLines: wholeLines, limit: support?.rangeLimit).map { fold in
          if wholeLines {
            return FoldingRangeItem(
              startLine: document.firstLine(fold), endLine: document.lastLine(fold),
              kind: fold.kind.rawValue)
          }
          let range = map.range(fold.range)
          return FoldingRangeItem(
            startLine: range.start.line, startCharacter: range.start.character,
            endLine: range.end.line, endCharacter: range.end.character, kind: fold.kind.rawValue)
        }
      },
      on("textDocument/selectionRange") { (parameters: SelectionParams, request) in
        let document = try request.server.document(parameters.textDocument)
        let map = request.server.positions(document)
        return parameters.positions.map { position in
          let ranges = document.selectionRanges(at: map.offset(position))
          let outer = ranges.reversed().reduce(nil as SelectionRangeItem?) { parent, range in
            SelectionRangeItem(map.range(range), in: parent)
          }
          return outer ?? SelectionRangeItem(PositionRange(start: position, end: position), in: nil)
        }
      },
      on("textDocument/documentLink") { (parameters: DocumentParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        return server.workspace.links(in: document).map { link in
          let isStandard = link.target.hasPrefix("std/")
          return DocumentLinkItem(
            range: map.range(link.range), target: isStandard ? nil : server.address(link.target),
            data: isStandard ? link.target : nil)
        }
      },
      on("documentLink/resolve") { (parameters: DocumentLinkItem, request) in
        var link = parameters
        if link.target == nil, let path = link.data {
          link.target = request.server.workspace.openable(path).map(request.server.address)
        }
        return link
      },
    ]
  }
}
