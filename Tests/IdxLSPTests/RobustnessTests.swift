import IdxEditorTestSupport
import IdxLSP
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
