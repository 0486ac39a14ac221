import IdxIDE

/// A symbol with all that stands in it.
struct DocumentSymbolItem: Encodable {
  var name: String
  var detail: String?
  var kind: Int
  var range: PositionRange
  var selectionRange: PositionRange
  var children: [DocumentSymbolItem]?
}

/// A symbol with its place.
struct SymbolItem: Codable {
  struct Place: Codable {
    var uri: String
    /// Absent until the client asks for it.
    var range: PositionRange?
  }
  var name: String
  var kind: Int
  var location: Place
  var containerName: String?
  /// The bytes that the range is to be made of.
  var data: [Int]?
}

/// The symbols of a document as the client understands them.
enum OutlineAnswer: Encodable {
  case tree([DocumentSymbolItem])
  case flat([SymbolItem])

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .tree(let items): try items.encode(to: encoder)
    case .flat(let items): try items.encode(to: encoder)
    }
  }
}

extension OutlineSymbol.Kind {
  /// The number by which the protocol knows the kind, which it has for other languages.
  var number: Int {
    switch self {
    case .module: 2
    case .group: 3
    case .index, .variant: 5
    case .indicator: 7
    case .column, .result: 8
    case .scale, .axis: 10
    case .method: 12
    case .input, .parameter: 13
    case .measure, .value: 14
    case .expectation: 17
    case .judgement: 18
    case .evaluation: 19
    case .key: 20
    case .grade, .element: 22
    case .table: 23
    case .axisVariable: 26
    }
  }
}

extension RequestTable {
  static var outlineRequests: [(String, Handler)] {
    [
      on("textDocument/documentSymbol") { (parameters: DocumentParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let support = server.client.textDocument?.documentSymbol
        if support?.hierarchicalDocumentSymbolSupport == true {
          return OutlineAnswer.tree(document.outline.map { item($0, map) })
        }
        return .flat(
          flattened(document.outline, in: nil).map { symbol, container in
            let place = SymbolItem.Place(
              uri: parameters.textDocument.uri, range: map.range(symbol.range))
            return SymbolItem(
              name: symbol.name, kind: symbol.kind.number, location: place,
              containerName: container)
          })
      },
      on("workspace/symbol") { (parameters: SymbolParams, request) in
        let server = request.server
        let progress = WorkProgress(parameters.workDoneToken, "Looking for symbols", server)
        defer { progress.end() }
        let found = server.workspace.symbols(
          matching: parameters.query, isCancelled: request.isCancelled,
          progress: { progress.report($0, of: $1) })
        guard let found else { throw ResponseError.cancelled }
        let properties = server.client.workspace?.symbol?.resolveSupport?.properties
        let items = server.items(
          found, withPlaces: properties?.contains("location.range") != true)
        guard let token = parameters.partialResultToken else { return items }
        server.send(items, inPartsOf: token)
        return []
      },
      on("workspaceSymbol/resolve") { (parameters: SymbolItem, request) in
        var item = parameters
        guard item.location.range == nil, let bytes = item.data, bytes.count == 2 else {
          return item
        }
        let document = try request.server.document(DocumentIdentifier(uri: item.location.uri))
        let map = request.server.positions(document)
        item.location.range = map.range(bytes[0]..<max(bytes[0], bytes[1]))
        return item
      },
    ]
  }

  private static func item(_ symbol: OutlineSymbol, _ map: PositionMap) -> DocumentSymbolItem {
    DocumentSymbolItem(
      name: symbol.name, detail: symbol.detail.isEmpty ? nil : symbol.detail,
      kind: symbol.kind.number, range: map.range(symbol.range),
      selectionRange: map.range(symbol.selection),
      children: symbol.children.isEmpty ? nil : symbol.children.map { item($0, map) })
  }

  /// Returns `symbols` and all that stands in them, each with the name of what it stands in.
  private static func flattened(
    _ symbols: [OutlineSymbol], in container: String?
  ) -> [(OutlineSymbol, String?)] {
    symbols.flatMap { [($0, container)] + flattened($0.children, in: $0.name) }
  }
}

/// What is looked for in the workspace.
struct SymbolParams: Decodable {
  var query: String
  var partialResultToken: RequestID?
  var workDoneToken: RequestID?
}

extension Server {
  /// Returns `symbols` as the protocol writes them, with their ranges or with what they are made of.
  func items(_ symbols: [WorkspaceSymbol], withPlaces: Bool) -> [SymbolItem] {
    var maps: [String: PositionMap] = [:]
    return symbols.map { found in
      let range = found.symbol.selection
      var item = SymbolItem(
        name: found.symbol.name, kind: found.symbol.kind.number,
        location: .init(uri: address(found.path)),
        containerName: found.container.isEmpty ? nil : found.container)
      if withPlaces {
        let map = maps[found.path] ?? workspace.document(found.path).map(positions)
        maps[found.path] = map
        item.location.range = map?.range(range)
      } else {
        item.data = [range.lowerBound, range.upperBound]
      }
      return item
    }
  }
}
