import IdxDiagnostics
public import IdxIDE

/// The language server: takes messages from an inbox and writes answers.
///
/// One thread runs it. Messages are taken in their order; what the editor did not ask for, the findings of
/// changed documents, is worked out when nothing waits.
public final class Server {
  /// Where messages arrive.
  public let inbox: Inbox
  let write: ([UInt8]) -> Bool
  let version: String
  let workspace: Workspace
  var phase = Phase.started
  var client = ClientCapabilities()
  var settings = Settings()
  /// `true` iff the client shows answers to commands itself.
  var clientShowsResults = false
  var trace = "off"
  /// The addresses by which the client knows documents, by path.
  var addresses: [String: String] = [:]
  /// The documents whose findings have to be sent.
  var stale: Set<String> = []
  /// Those of them whose findings gave way to a question since the last change.
  var delayed: Set<String> = []
  /// The findings sent last of each document.
  var published: [String: PublishedFindings] = [:]
  /// The addresses of the pages that explain findings, by code.
  var pages: [String: String?] = [:]
  /// The findings answered last about each document, and how many times some were.
  var pulled: [String: PulledFindings] = [:]
  var pulledAnswers = 0
  /// What to do with answers to requests of the server.
  var awaited: [RequestID: ([UInt8]) -> Void] = [:]
  private var requests = 0
  /// `true` once the client cannot be reached.
  private var isGone = false
  /// The documents whose tokens were sent before their names were known for sure.
  var guessedTokens: Set<String> = []
  /// How many times tokens were sent: each time has its name.
  var tokenAnswers = 0
  /// The last semantic tokens sent for each document.
  var sentTokens: [String: SentTokens] = [:]
  let table = RequestTable.all

  /// How far the conversation has come.
  enum Phase {
    case started, running, shutDown
  }

  /// Creates a server that writes by `write`, which returns `false` once nobody reads.
  public init(
    host: any IDEHost, version: String, inbox: Inbox, write: @escaping ([UInt8]) -> Bool
  ) {
    self.inbox = inbox
    self.write = write
    self.version = version
    workspace = Workspace(host: host)
  }

  /// Serves until the client says `exit` or is gone; returns the status of the process: 0 iff the client
  /// has asked for the shutdown before.
  public func run() -> Int32 {
    while true {
      if let status = turn(waits: stale.isEmpty) { return status }
    }
  }

  /// Handles what has arrived, waiting for it if `waits`, and sends what is due once nothing waits; returns
  /// the status of the process where it is to end.
  public func turn(waits: Bool) -> Int32? {
    for message in inbox.takeAll(waits: waits) {
      inbox.begin(message)
      if let status = handle(message) { return status }
      if isGone { return 1 }
    }
    if !inbox.hasMessage { publishStale() }
    if !inbox.hasMessage { completeTokens() }
    // Who waits for findings has them now.
    workspace.releaseFormerChecks()
    return nil
  }

  /// Handles `message`; returns the status of the process where it is the last one.
  private func handle(_ message: Incoming) -> Int32? {
    switch message.kind {
    case .end: return phase == .shutDown ? 0 : 1
    case .fault(let error, let id): respond(id, error: error)
    case .answer(let id): awaited.removeValue(forKey: id)?(message.content)
    case .request(let id, let method):
      answer(id, method, message.content)
      inbox.settle(id)
    case .notification("exit"): return phase == .shutDown ? 0 : 1
    case .notification(let method): take(method, message.content)
    }
    return nil
  }

  private func answer(_ id: RequestID, _ method: String, _ content: [UInt8]) {
    do throws(ResponseError) {
      if inbox.isCancelled(id) { throw .cancelled }
      switch (method, phase) {
      case ("initialize", .started):
        try respond(id, initialize(Coding.parameters(InitializeParams.self, in: content)))
        phase = .running
      case ("initialize", _): throw .invalidRequest("the server was initialized before")
      case (_, .started): throw .notInitialized
      case (_, .shutDown): throw .invalidRequest("the server was shut down")
      case ("shutdown", .running):
        phase = .shutDown
        respond(id, Optional<Int>.none)
      default:
        guard let handler = table[method] else { throw .methodNotFound(method) }
        logTrace("answering \(method)")
        try handler(Request(id: id, method: method, content: content, server: self))
      }
    } catch {
      respond(id, error: error)
    }
  }

  private func take(_ method: String, _ content: [UInt8]) {
    guard phase == .running else { return }
    do throws(ResponseError) {
      try notified(method, content)
    } catch {
      // Nobody waits for an answer to a notification.
      log(.error, "\(method): \(error.message)")
    }
  }

  /// Answers the request `id` by `result`.
  func respond(_ id: RequestID, _ result: (some Encodable)?) {
    send(Response(id: id, result: result, error: nil))
  }

  /// Sends a message that is JSON.
  func send(written message: [UInt8]) {
    // Of a long message no copy is made.
    let isSent =
      message.count < Self.longMessage
      ? write(MessageFramer.framed(message))
      : write(MessageFramer.header(ofContent: message.count)) && write(message)
    isGone = !isSent || isGone
  }

  private static let longMessage = 1 << 16

  func respond(_ id: RequestID?, error: ResponseError) {
    send(Response<Int>(id: id, result: nil, error: error))
  }

  /// Tells the client something.
  func notify(_ method: String, _ parameters: some Encodable) {
    send(Message(method: method, params: parameters))
  }

  /// Asks the client for something; `then` gets the message that answers.
  func ask(_ method: String, _ parameters: some Encodable, then: @escaping ([UInt8]) -> Void) {
    requests += 1
    let id = RequestID.text("idx-\(requests)")
    awaited[id] = then
    send(Message(id: id, method: method, params: parameters))
  }

  private func send(_ message: some Encodable) {
    do {
      send(written: try Coding.bytes(message))
    } catch {
      // Only numbers that JSON cannot hold are refused, and none are sent.
      let words = #"{"type":1,"message":"an answer could not be written"}"#
      let message = #"{"jsonrpc":"2.0","method":"window/logMessage","params":\#(words)}"#
      send(written: Array(message.utf8))
    }
  }
}
