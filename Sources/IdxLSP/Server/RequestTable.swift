import IdxDiagnostics
import IdxIDE

/// A request that is being answered.
struct Request {
  let id: RequestID
  let method: String
  let content: [UInt8]
  let server: Server

  /// Answers once the client no longer wants the answer.
  var isCancelled: @Sendable () -> Bool {
    let (inbox, id) = (server.inbox, id)
    return { inbox.hasMessage && inbox.isCancelled(id) }
  }
}

/// The requests that the server answers, by method.
enum RequestTable {
  typealias Handler = (Request) throws(ResponseError) -> Void

  static var all: [String: Handler] {
    Dictionary(
      [
        diagnosticRequests, outlineRequests, structureRequests, tokenRequests, layoutRequests,
        completionRequests, hoverRequests,
      ].flatMap { $0 }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the entry of a request with parameters `type`, answered by `answer`.
  static func on<Parameters: Decodable, Result: Encodable>(
    _ method: String, _ type: Parameters.Type = Parameters.self,
    _ answer: @escaping (Parameters, Request) throws -> Result?
  ) -> (String, Handler) {
    (
      method,
      { (request: Request) throws(ResponseError) in
        let parameters = try Coding.parameters(type, in: request.content)
        let result: Result?
        do {
          result = try answer(parameters, request)
        } catch let error as ResponseError {
          throw error
        } catch {
          throw .internalError("\(error)")
        }
        if request.isCancelled() { throw .cancelled }
        request.server.respond(request.id, result)
      }
    )
  }
}
