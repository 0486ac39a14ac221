import Foundation
import IdxEditorTestSupport
import IdxIDE
import IdxLSP
import Synchronization

/// A client of a server in the same process: it writes JSON and reads JSON.
///
/// All messages are given at once, and the server runs until it has answered them.
final class TestClient {
  private var messages: [String] = []
  private var requests = 0
  private let host: any IDEHost

  init(host: any IDEHost = MemoryHost(files: [:]), capabilities: String = "{}") {
    self.host = host
    request(
      "initialize",
      #"{"processId":null,"rootUri":"file:///models","capabilities":\#(capabilities)}"#)
    notify("initialized", "{}")
  }

  /// Creates a client that has not said `initialize`.
  init(uninitialized host: any IDEHost) { self.host = host }

  /// Asks for `method`; the answer has the number that is returned.
  @discardableResult func request(_ method: String, _ parameters: String) -> Int {
    requests += 1
    messages.append(
      #"{"jsonrpc":"2.0","id":\#(requests),"method":"\#(method)","params":\#(parameters)}"#)
    return requests
  }

  func notify(_ method: String, _ parameters: String) {
    messages.append(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters)}"#)
  }

  /// Sends `text` as the content of a message.
  func send(_ text: String) { messages.append(text) }

  func open(_ path: String, _ text: String, version: Int = 1) {
    let item =
      #"{"uri":"file://\#(path)","languageId":"idx","version":\#(version),"text":\#(quoted(text))}"#
    notify("textDocument/didOpen", #"{"textDocument":\#(item)}"#)
  }

  /// Lets the server handle what was sent so far before the rest arrives.
  func pause() { messages.append("") }

  /// Lets the server handle all messages, and returns what it wrote and the status it ended with.
  func run(ending: Bool = true) -> Conversation {
    if ending {
      pause()
      request("shutdown", "null")
      notify("exit", "null")
    }
    let inbox = Inbox()
    let written = Mutex<[UInt8]>([])
    let server = Server(host: host, version: "0", inbox: inbox) { bytes in
      written.withLock { $0 += bytes }
      return true
    }
    for message in messages {
      if message.isEmpty {
        _ = server.turn(waits: false)
      } else {
        inbox.receive(MessageFramer.framed(Array(message.utf8))[...])
      }
    }
    inbox.end()
    let status = server.run()
    var framer = MessageFramer()
    let items = framer.feed(written.withLock { $0 })
    return Conversation(
      status: status,
      messages: items.compactMap { item in
        guard case .message(let content) = item else { return nil }
        return (try? JSONSerialization.jsonObject(with: Data(content))) as? [String: Any]
      })
  }

  private func quoted(_ text: String) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [text])
    return String(decoding: data ?? Data(), as: UTF8.self).dropFirst().dropLast().description
  }
}

/// What a server wrote.
struct Conversation {
  let status: Int32
  let messages: [[String: Any]]

  /// The answer to the request `id`.
  func answer(_ id: Int) -> [String: Any] {
    messages.first { $0["id"] as? Int == id && $0["method"] == nil } ?? [:]
  }

  /// The code of the error that answers the request `id`.
  func errorCode(_ id: Int) -> Int? { (answer(id)["error"] as? [String: Any])?["code"] as? Int }

  /// What the messages of `method` say, in order.
  func notifications(_ method: String) -> [[String: Any]] {
    messages.filter { $0["method"] as? String == method }.compactMap {
      $0["params"] as? [String: Any]
    }
  }
}
