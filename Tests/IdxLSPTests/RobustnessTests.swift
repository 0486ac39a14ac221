import Foundation
import IdxEditorTestSupport
import IdxLSP
import Synchronization
import Testing

/// What a client may do wrong, or leave undone.
@Suite struct RobustnessTests {
  private static let main = #"{"uri":"file:///models/a.idx","version":2}"#

  private func change(_ range: String, _ text: String) -> String {
    #"{"textDocument":\#(Self.main),"contentChanges":[{"range":\#(range),"text":"\#(text)"}]}"#
  }

  @Test func publishesOnceForABurst() {
    let client = TestClient()
    client.open("/models/a.idx", "let a = 1\n")
    client.pause()
    for version in 2...52 {
      client.notify(
        "textDocument/didChange",
        #"{"textDocument":{"uri":"file:///models/a.idx","version":\#(version)},"contentChanges":["#
          + #"{"range":{"start":{"line":0,"character":9},"end":{"line":0,"character":9}},"text":"b"}]}"#
      )
    }
    let published = client.run().notifications("textDocument/publishDiagnostics")
    #expect(published.map { $0["version"] as? Int } == [1, 52])
    let last = published.last?["diagnostics"] as? [[String: Any]]
    #expect(last?.first?["code"] as? String == "E0114")
  }

  @Test(arguments: [
    #"{"start":{"line":99,"character":0},"end":{"line":120,"character":9}}"#,
    #"{"start":{"line":0,"character":900},"end":{"line":0,"character":1000}}"#,
    #"{"start":{"line":-1,"character":-5},"end":{"line":-1,"character":-1}}"#,
    #"{"start":{"line":1,"character":4},"end":{"line":0,"character":2}}"#,
  ]) func takesPlacesOutsideOfTheText(_ range: String) {
    let client = TestClient()
    client.open("/models/a.idx", "let a = 1\n")
    client.notify("textDocument/didChange", change(range, ""))
    let hover = client.request(
      "textDocument/diagnostic", #"{"textDocument":{"uri":"file:///models/a.idx"}}"#)
    #expect(client.run().answer(hover)["result"] != nil)
  }

  @Test func reportsEditsOfWhatIsNotOpen() {
    let client = TestClient()
    client.notify(
      "textDocument/didChange",
      change(#"{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}"#, "x"))
    client.notify("textDocument/didClose", #"{"textDocument":\#(Self.main)}"#)
    let lines = client.run().notifications("window/logMessage").map { $0["message"] as? String }
    #expect(lines.filter { $0?.contains("is not open") == true }.count == 2)
  }

  @Test func answersWithoutParametersThatItNeeds() {
    let client = TestClient()
    let missing = client.request("textDocument/diagnostic", "{}")
    let wrong = client.request("textDocument/diagnostic", #"{"textDocument":3}"#)
    let conversation = client.run()
    #expect(conversation.errorCode(missing) == -32602)
    #expect(conversation.errorCode(wrong) == -32602)
  }

  @Test func answersWhatWasCancelledBeforeItBegan() {
    let client = TestClient()
    client.open("/models/a.idx", "let a = 1\n")
    let request = client.request(
      "textDocument/diagnostic", #"{"textDocument":{"uri":"file:///models/a.idx"}}"#)
    client.notify("$/cancelRequest", #"{"id":\#(request)}"#)
    #expect(client.run().errorCode(request) == -32800)
  }

  /// The work on a request stops where it is, once the client does not want the answer any more: then all
  /// takes much less time than it would.
  @Test func stopsWhatWasCancelledWhileItIsWorkedOn() {
    let whole = Self.serve(cancelling: false)
    let stopped = Self.serve(cancelling: true)
    #expect(!whole.answers.contains("-32800"))
    #expect(stopped.answers.contains("-32800"))
    #expect(stopped.seconds < whole.seconds / 2)
  }

  /// Returns what is answered to a request about a long model, which may be cancelled while it is worked on,
  /// and how long that takes.
  private static func serve(cancelling: Bool) -> (seconds: Double, answers: String) {
    let inbox = Inbox()
    let written = Output()
    func send(_ message: String) {
      inbox.receive(MessageFramer.framed(Array(#"{"jsonrpc":"2.0",\#(message)}"#.utf8))[...])
    }
    // Pulled, so that nothing is worked out before it is asked for.
    send(
      #""id":1,"method":"initialize","params":{"capabilities":{"textDocument":{"diagnostic":{}}}}"#)
    let lines = (1...1000).map { "let a\($0) = max([1, 2, \($0)], over Entry)" }
    let text = LiveServer.quoted(lines.joined(separator: "\n"))
    send(
      #""method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///models/a.idx","#
        + #""languageId":"idx","version":1,"text":\#(text)}}"#)
    send(
      #""id":2,"method":"textDocument/documentHighlight","params":{"textDocument":"#
        + #"{"uri":"file:///models/a.idx"},"position":{"line":0,"character":4}}"#)
    let thread = Thread {
      let server = Server(host: MemoryHost(files: [:]), version: "0", inbox: inbox) { bytes in
        written.bytes.withLock { $0 += bytes }
        return true
      }
      _ = server.run()
    }
    let start = Date.now
    thread.start()
    Thread.sleep(forTimeInterval: 0.1)
    if cancelling { send(#""method":"$/cancelRequest","params":{"id":2}"#) }
    send(#""id":3,"method":"shutdown""#)
    send(#""method":"exit""#)
    while !thread.isFinished { Thread.sleep(forTimeInterval: 0.01) }
    let answers = String(decoding: written.bytes.withLock { $0 }, as: UTF8.self)
    return (Date.now.timeIntervalSince(start), answers)
  }

  private final class Output: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  @Test func skipsAMessageThatIsTooLong() {
    var framer = MessageFramer()
    let length = 100 << 20
    var items = framer.feed(Array("Content-Length: \(length)\r\n\r\n".utf8))
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    for _ in 0..<100 { items += framer.feed(piece) }
    items += framer.feed(MessageFramer.framed([1, 2]))
    #expect(items.count == 2)
    #expect(items.last == .message([1, 2]))
  }

  @Test func endsWhenNobodyReads() {
    let inbox = Inbox()
    let server = Server(host: MemoryHost(files: [:]), version: "0", inbox: inbox) { _ in false }
    inbox.receive(
      MessageFramer.framed(
        Array(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#.utf8))[
          ...])
    #expect(server.run() == 1)
  }
}
