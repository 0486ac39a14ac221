import IdxIDE

/// A declaration in a hierarchy, as the client keeps it and sends it back.
struct HierarchyEntry: Codable {
  struct Origin: Codable {
    var path: String
    var offset: Int
  }
  var name: String
  var kind: Int
  var detail: String?
  var uri: String
  var range: PositionRange
  var selectionRange: PositionRange
  var data: Origin?
}

struct HierarchyParams: Decodable { var item: HierarchyEntry }

struct IncomingCall: Encodable {
  var from: HierarchyEntry
  var fromRanges: [PositionRange]
}

struct OutgoingCall: Encodable {
  var to: HierarchyEntry
  var fromRanges: [PositionRange]
}

extension RequestTable {
  static var hierarchyRequests: [(String, Handler)] {
    [
      on("textDocument/prepareCallHierarchy") { (parameters: PlaceParams, request) in
        let (names, offset) = try request.server.place(parameters, for: request)
        let item = request.server.workspace.callItem(
          at: offset, in: names.document.path, isCancelled: request.isCancelled)
        return item.map { [request.server.entry($0)] }
      },
      on("callHierarchy/incomingCalls") { (parameters: HierarchyParams, request) in
        let server = request.server
        guard let item = server.item(parameters.item) else { return nil as [IncomingCall]? }
        let calls = server.workspace.callers(of: item, isCancelled: request.isCancelled)
        guard let calls else { throw ResponseError.cancelled }
        return calls.map { call in
          IncomingCall(
            from: server.entry(call.item), fromRanges: server.ranges(call.places, call.item.path))
        }
      },
      on("callHierarchy/outgoingCalls") { (parameters: HierarchyParams, request) in
        let server = request.server
        guard let item = server.item(parameters.item) else { return nil as [OutgoingCall]? }
        let calls = server.workspace.callees(of: item, isCancelled: request.isCancelled)
        guard let calls else { throw ResponseError.cancelled }
        return calls.map { call in
          OutgoingCall(
            to: server.entry(call.item), fromRanges: server.ranges(call.places, item.path))
        }
      },
      on("textDocument/prepareTypeHierarchy") { (parameters: PlaceParams, request) in
        let (names, offset) = try request.server.place(parameters, for: request)
        let item = request.server.workspace.typeItem(
          at: offset, in: names.document.path, isCancelled: request.isCancelled)
        return item.map { [request.server.entry($0)] }
      },
      types("typeHierarchy/supertypes") { $0.bases(of: $1, isCancelled: $2) },
      types("typeHierarchy/subtypes") { $0.variants(of: $1, isCancelled: $2) },
    ]
  }

  private static func types(
    _ method: String,
    _ find: @escaping (Workspace, HierarchyItem, @escaping @Sendable () -> Bool) -> [HierarchyItem]?
  ) -> (String, Handler) {
    on(method) { (parameters: HierarchyParams, request) in
      let server = request.server
      guard let item = server.item(parameters.item) else { return nil as [HierarchyEntry]? }
      guard let found = find(server.workspace, item, request.isCancelled) else {
        throw ResponseError.cancelled
      }
      return found.map { server.entry($0) }
    }
  }
}

extension Server {
  /// Returns `item` as the protocol writes it.
  func entry(_ item: HierarchyItem) -> HierarchyEntry {
    let ranges = ranges([item.symbol.range, item.symbol.selection], item.path)
    return HierarchyEntry(
      name: item.symbol.name, kind: item.symbol.kind.number,
      detail: item.symbol.detail.isEmpty ? nil : item.symbol.detail, uri: address(item.path),
      range: ranges[0], selectionRange: ranges[1],
      data: .init(path: item.path, offset: item.symbol.selection.lowerBound))
  }

  /// Returns the declaration that `entry` was made of; `nil` where it is gone.
  func item(_ entry: HierarchyEntry) -> HierarchyItem? {
    let path = entry.data?.path ?? FileURI.path(entry.uri)
    guard let document = workspace.document(path) else { return nil }
    let offset = entry.data?.offset ?? positions(document).offset(entry.selectionRange.start)
    return document.outline.first { $0.selection.lowerBound == offset }
      .map { HierarchyItem(symbol: $0, path: path) }
  }

  /// Returns `ranges` of the file at `path` as the protocol writes them, as many as there are.
  func ranges(_ ranges: [Range<Int>], _ path: String) -> [PositionRange] {
    let map = workspace.document(path).map(positions)
    let start = Position(line: 0, character: 0)
    return ranges.map { map?.range($0) ?? PositionRange(start: start, end: start) }
  }
}
