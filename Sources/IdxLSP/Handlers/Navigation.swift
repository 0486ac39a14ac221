import IdxDiagnostics
import IdxIDE

/// Where something is declared, for clients that show both the name and the whole.
struct LocationLink: Encodable {
  var originSelectionRange: PositionRange
  var targetUri: String
  var targetRange: PositionRange
  var targetSelectionRange: PositionRange
}

/// Where something is declared, as the client understands it.
enum DestinationAnswer: Encodable {
  case links([LocationLink])
  case places([Location])

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .links(let links): try links.encode(to: encoder)
    case .places(let places): try places.encode(to: encoder)
    }
  }
}

struct ReferenceParams: Decodable {
  struct Context: Decodable { var includeDeclaration: Bool }
  var textDocument: DocumentIdentifier
  var position: Position
  var context: Context
  var partialResultToken: RequestID?
  var workDoneToken: RequestID?
}

struct HighlightItem: Encodable {
  var range: PositionRange
  /// 2 where it is read, 3 where it is written.
  var kind: Int
}

struct LinkedRanges: Encodable { var ranges: [PositionRange] }

extension ServerCapabilities {
  /// Adds what needs to know what names stand for, for `client`.
  mutating func addNavigation(for client: ClientCapabilities) {
    definitionProvider = true
    declarationProvider = true
    typeDefinitionProvider = true
    implementationProvider = true
    referencesProvider = .init()
    documentHighlightProvider = true
    linkedEditingRangeProvider = true
    renameProvider =
      client.textDocument?.rename?.prepareSupport == true ? .prepared : .plain
    callHierarchyProvider = true
    typeHierarchyProvider = true
    let files = Workspace.Operations.Registration.Filter(pattern: .init(glob: "**/*"))
    workspace = .init(fileOperations: .init(willRename: .init(filters: [files])))
  }
}

extension RequestTable {
  static var navigationRequests: [(String, Handler)] {
    [
      destinations("textDocument/definition", \.definition) { $0.definitions(at: $1) },
      destinations("textDocument/declaration", \.declaration) { $0.definitions(at: $1) },
      destinations("textDocument/typeDefinition", \.typeDefinition) { $0.typeDefinitions(at: $1) },
      on("textDocument/implementation") { (parameters: PlaceParams, request) in
        let server = request.server
        let (names, offset) = try server.place(parameters, for: request)
        let found = server.workspace.implementations(
          ofNameAt: offset, in: names.document.path, isCancelled: request.isCancelled)
        guard let found else { throw ResponseError.cancelled }
        return server.answer(found, \.implementation, in: names)
      },
      on("textDocument/references") { (parameters: ReferenceParams, request) in
        let server = request.server
        let place = PlaceParams(
          textDocument: parameters.textDocument, position: parameters.position)
        let progress = WorkProgress(parameters.workDoneToken, "Looking for references", server)
        defer { progress.end() }
        let (names, offset) = try server.place(place, for: request)
        var rest: [Location] = []
        // What is found in one model may be told before the next is looked at.
        let uses: Void? = server.workspace.findUses(
          ofNameAt: offset, in: names.document.path, isCancelled: request.isCancelled
        ) { found in
          let places = found.filter { parameters.context.includeDeclaration || !$0.isDeclaration }
            .map { server.location($0.place, in: names) }
          if let token = parameters.partialResultToken {
            server.send(places, inPartsOf: token)
          } else {
            rest += places
          }
        }
        guard uses != nil else { throw ResponseError.cancelled }
        return rest
      },
      on("textDocument/documentHighlight") { (parameters: PlaceParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let found = server.workspace.highlights(
          of: document.path, at: map.offset(parameters.position), isCancelled: request.isCancelled)
        guard let found else { throw ResponseError.cancelled }
        return found.map {
          HighlightItem(range: map.range($0.place.range), kind: $0.isDeclaration ? 3 : 2)
        }
      },
      on("textDocument/linkedEditingRange") { (parameters: PlaceParams, request) in
        let (names, offset) = try request.server.place(parameters, for: request)
        let map = request.server.positions(names.document)
        let places = names.linkedPlaces(at: offset)
        return places.isEmpty ? nil : LinkedRanges(ranges: places.map { map.range($0) })
      },
    ]
  }

  typealias LinkSupport = KeyPath<
    ClientCapabilities.TextDocument, ClientCapabilities.TextDocument.Links?
  >

  private static func destinations(
    _ method: String, _ support: LinkSupport,
    _ find: @escaping (ModelNames, Int) -> [Destination]
  ) -> (String, Handler) {
    on(method) { (parameters: PlaceParams, request) in
      let (names, offset) = try request.server.place(parameters, for: request)
      return request.server.answer(find(names, offset), support, in: names)
    }
  }
}

extension Server {
  /// Returns the document, with what its names around the place stand for that `parameters` name, and the place.
  func place(
    _ parameters: PlaceParams, for request: Request
  ) throws(ResponseError) -> (ModelNames, offset: Int) {
    let document = try document(parameters.textDocument)
    let offset = positions(document).offset(parameters.position)
    let names = workspace.names(
      of: document.path, around: offset, isCancelled: request.isCancelled)
    guard let names else { throw .cancelled }
    return (names, offset)
  }

  /// Returns `destinations`, found in `names`, as the client understands them.
  func answer(
    _ destinations: [Destination], _ support: RequestTable.LinkSupport, in names: ModelNames
  ) -> DestinationAnswer {
    guard client.textDocument?[keyPath: support]?.linkSupport == true else {
      return .places(destinations.map { location($0.name, in: names) })
    }
    let map = positions(names.document)
    return .links(
      destinations.map { found in
        let (name, whole) = (
          location(found.name, in: names), location(found.whole, in: names)
        )
        return LocationLink(
          originSelectionRange: map.range(found.origin), targetUri: name.uri,
          targetRange: whole.range, targetSelectionRange: name.range)
      })
  }

  /// Returns `place`, which is in a file that `names` know or in a document, as the protocol writes it.
  func location(_ place: FilePlace, in names: ModelNames) -> Location {
    let source = names.sources.first { $0.path == place.path }
    let map =
      place.path == names.document.path
      ? positions(names.document)
      : source.map { PositionMap($0, client.encoding) }
        ?? workspace.document(place.path).map(positions)
    let start = Position(line: 0, character: 0)
    return Location(
      uri: address(place.path),
      range: map?.range(place.range) ?? PositionRange(start: start, end: start))
  }
}
