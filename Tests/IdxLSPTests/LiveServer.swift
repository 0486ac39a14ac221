import Foundation
import IdxIDE
import IdxLSP
import Synchronization

/// A server that answers while one waits, in the thread of the test.
final class LiveServer {
  private let inbox = Inbox()
  private let server: Server
  private var framer = MessageFramer()
  private var requests = 0
  /// What the server has sent besides answers.
  private(set) var messages: [[String: Any]] = []

  /// Starts a server for a client that can do `capabilities`.
  init(host: any IDEHost, capabilities: String = "{}") {
    let out = Output()
    server = Server(host: host, version: "0", inbox: inbox) { bytes in
      out.bytes.withLock { $0 += bytes }
      return true
    }
    output = out
    _ = ask(
      "initialize", #"{"rootUri":"file:///models","capabilities":\#(capabilities)}"#)
    notify("initialized", "{}")
  }

  private final class Output: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }
  private let output: Output

  func notify(_ method: String, _ parameters: String) {
    post(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters)}"#)
  }

  /// Returns the result that answers `method`.
  func ask(_ method: String, _ parameters: String) -> Any? {
    requests += 1
    let answers = post(
      #"{"jsonrpc":"2.0","id":\#(requests),"method":"\#(method)","params":\#(parameters)}"#)
    return answers.first { $0["id"] as? Int == requests }?["result"]
  }

  @discardableResult private func post(_ message: String) -> [[String: Any]] {
    inbox.receive(MessageFramer.framed(Array(message.utf8))[...])
    _ = server.turn(waits: false)
    let bytes = output.bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
    let all = framer.feed(bytes).compactMap { item -> [String: Any]? in
      guard case .message(let content) = item else { return nil }
      return (try? JSONSerialization.jsonObject(with: Data(content))) as? [String: Any]
    }
    messages += all.filter { $0["method"] != nil }
    return all.filter { $0["method"] == nil }
  }

  /// Returns `text` as JSON writes it.
  static func quoted(_ text: String) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [text])
    return String(decoding: data ?? Data(), as: UTF8.self).dropFirst().dropLast().description
  }
}
