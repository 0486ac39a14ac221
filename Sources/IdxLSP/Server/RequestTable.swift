import IdxDiagnostics
import IdxIDE

/// A request that is being answered.
struct Request {
  let id: RequestID
  let method: String
  let content: [UInt8]
  let server: Server
  /// `true` iff nobody waits for the answer who is typing: it gives way to the next edit.
  var givesWay = false

  /// Answers once the client no longer wants the answer, or once a document has changed where that is enough.
  var isCancelled: @Sendable () -> Bool {
    let (inbox, id, givesWay) = (server.inbox, id, givesWay)
    return { inbox.hasMessage && (inbox.isCancelled(id) || givesWay && inbox.hasChange) }
  }

  /// Why the work was stopped.
  var interruption: ResponseError {
    givesWay && !server.inbox.isCancelled(id) ? .contentModified : .cancelled
  }
}

/// The requests that the server answers, by method.
enum RequestTable {
  typealias Handler = (Request) throws(ResponseError) -> Void

  static var all: [String: Handler] {
    Dictionary(
      [
        diagnosticRequests, outlineRequests, structureRequests, tokenRequests, layoutRequests,
        assistRequests,
        navigationRequests, hierarchyRequests, renameRequests,
        codeActionRequests,
      ].flatMap { $0 }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the entry of a request with parameters `type`, answered by `answer`; one that `givesWay` is
  /// stopped by the next edit.
  static func on<Parameters: Decodable, Result: Encodable>(
    _ method: String, _ type: Parameters.Type = Parameters.self, givesWay: Bool = false,
    _ answer: @escaping (Parameters, Request) throws -> Result?
  ) -> (String, Handler) {
    entry(method, type, givesWay: givesWay, answer) { $1.server.respond($1.id, $0) }
  }

  /// Returns the entry of a request whose `answer` writes its result into the message, since it may be long.
  static func onWritten<Parameters: Decodable>(
    _ method: String, _ type: Parameters.Type = Parameters.self,
    _ answer: @escaping (Parameters, Request, inout JSONBuilder) throws -> Void
  ) -> (String, Handler) {
    entry(
      method, type, givesWay: false,
      { parameters, request in
        var json = JSONBuilder()
        json.beginResponse(to: request.id)
        try answer(parameters, request, &json)
        json.raw("}")
        return json
      },
      { $1.server.send(written: $0.bytes) })
  }

  private static func entry<Parameters: Decodable, Result>(
    _ method: String, _ type: Parameters.Type, givesWay: Bool,
    _ answer: @escaping (Parameters, Request) throws -> Result,
    _ respond: @escaping (Result, Request) -> Void
  ) -> (String, Handler) {
    (
      method,
      { (request: Request) throws(ResponseError) in
        var request = request
        request.givesWay = givesWay
        let parameters = try Coding.parameters(type, in: request.content)
        let result: Result
        do {
          result = try answer(parameters, request)
        } catch let error as ResponseError {
          if request.isCancelled() { throw request.interruption }
          throw error
        } catch {
          throw .internalError("\(error)")
        }
        if request.isCancelled() { throw request.interruption }
        respond(result, request)
      }
    )
  }
}

extension JSONBuilder {
  /// Adds the beginning of the answer to the request `id`, up to its result.
  fileprivate mutating func beginResponse(to id: RequestID) {
    raw(#"{"jsonrpc":"2.0","id":"#)
    switch id {
    case .number(let number): self.number(number)
    case .text(let text): string(text)
    }
    raw(#","result":"#)
  }
}
