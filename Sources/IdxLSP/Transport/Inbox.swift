import Dispatch
import Synchronization

import FoundationEssentials

/// What a client sent, as far as it is understood.
struct Incoming: Sendable {
  /// What it is.
  enum Kind: Sendable {
    case request(RequestID, method: String)
    case notification(method: String)
    /// The answer to a request of the server.
    case answer(RequestID)
    /// Something that is no message.
    case fault(ResponseError, RequestID?)
    /// The end of the input.
    case end
  }
  let kind: Kind
  let content: [UInt8]

  /// `true` iff it changes what answers depend on.
  var changesDocuments: Bool {
    guard case .notification(let method) = kind else { return false }
    return method == "textDocument/didChange" || method == "textDocument/didOpen"
      || method == "textDocument/didClose" || method == "workspace/didChangeWatchedFiles"
  }
}

/// Messages on their way from the thread that reads to the thread that works.
///
/// It knows what has arrived while the other thread works, so that this can stop early.
public final class Inbox: Sendable {
  private struct State {
    var waiting: [Incoming] = []
    var cancelled: Set<RequestID> = []
    var hasEnded = false
  }
  private let state = Mutex(State())
  private let framer = Mutex(MessageFramer())
  private let arrived = DispatchSemaphore(value: 0)
  /// How many of the messages that wait change documents.
  private let waitingChanges = Atomic<Int>(0)
  /// How many messages wait.
  private let waitingMessages = Atomic<Int>(0)

  private let process = Atomic<Int>(0)

  /// The process that has started the server, once it has told which.
  public var clientProcess: Int? {
    let number = process.load(ordering: .relaxed)
    return number > 0 ? number : nil
  }

  func setClientProcess(_ number: Int?) { process.store(number ?? 0, ordering: .relaxed) }

  /// Creates an empty inbox.
  public init() {}

  /// Takes bytes of the client.
  public func receive(_ bytes: ArraySlice<UInt8>) {
    for item in framer.withLock({ $0.feed(bytes) }) { add(Self.read(item)) }
  }

  /// Takes note that no more bytes will come.
  public func end() { add(Incoming(kind: .end, content: [])) }

  private func add(_ message: Incoming) {
    state.withLock { state in
      if state.hasEnded { return }
      if case .end = message.kind { state.hasEnded = true }
      if case .notification("$/cancelRequest") = message.kind,
        let id = Self.cancelled(by: message.content)
      {
        state.cancelled.insert(id)
      }
      state.waiting.append(message)
    }
    if message.changesDocuments { waitingChanges.add(1, ordering: .relaxed) }
    waitingMessages.add(1, ordering: .relaxed)
    arrived.signal()
  }

  /// Returns what has arrived, waiting for it if `waits`.
  func takeAll(waits: Bool) -> [Incoming] {
    if waits { arrived.wait() }
    let messages = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    // Each message was signalled: of those taken, the first was waited for.
    for _ in 0..<max(messages.count - (waits ? 1 : 0), 0) { _ = arrived.wait(timeout: .now()) }
    return messages
  }

  /// Takes note that `message` is being handled: until then it waits, even if it was taken with others.
  func begin(_ message: Incoming) {
    if message.changesDocuments { waitingChanges.subtract(1, ordering: .relaxed) }
    waitingMessages.subtract(1, ordering: .relaxed)
  }

  /// `true` iff a message waits that changes documents.
  var hasChange: Bool { waitingChanges.load(ordering: .relaxed) > 0 }

  /// `true` iff any message waits.
  var hasMessage: Bool { waitingMessages.load(ordering: .relaxed) > 0 }

  /// `true` iff the client does not want the answer to `id` any more.
  func isCancelled(_ id: RequestID) -> Bool { state.withLock { $0.cancelled.contains(id) } }

  /// Forgets that `id` was cancelled, since it was answered.
  func settle(_ id: RequestID) { state.withLock { _ = $0.cancelled.remove(id) } }

  private static func read(_ item: MessageFramer.Item) -> Incoming {
    switch item {
    case .fault(let reason): return Incoming(kind: .fault(.parse(reason), nil), content: [])
    case .message(let content):
      do {
        let envelope =
          try Envelope(reading: content)
          ?? JSONDecoder().decode(Envelope.self, from: Data(content))
        switch (envelope.method, envelope.id) {
        case (let method?, let id?):
          return Incoming(kind: .request(id, method: method), content: content)
        case (let method?, nil):
          return Incoming(kind: .notification(method: method), content: content)
        case (nil, let id?): return Incoming(kind: .answer(id), content: content)
        case (nil, nil):
          return Incoming(
            kind: .fault(.invalidRequest("expected a method or an id"), nil), content: [])
        }
      } catch {
        return Incoming(kind: .fault(.parse(describe(error)), nil), content: [])
      }
    }
  }

  /// Returns what is wrong with a message, in a line.
  static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "the message cannot be read" }
    func path(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : " at `\(path)`"
    }
    return switch error {
    case .keyNotFound(let key, let context): "`\(key.stringValue)` is missing\(path(context))"
    case .typeMismatch(let type, let context): "expected \(type)\(path(context))"
    case .valueNotFound(let type, let context): "expected \(type), found null\(path(context))"
    case .dataCorrupted(let context): "this is no JSON\(path(context))"
    @unknown default: "the message cannot be read"
    }
  }

  private static func cancelled(by content: [UInt8]) -> RequestID? {
    struct Target: Decodable { var id: RequestID }
    return try? JSONDecoder().decode(Parameters<Target>.self, from: Data(content)).params.id
  }
}
