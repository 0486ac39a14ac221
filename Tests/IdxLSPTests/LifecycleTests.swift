import IdxEditorTestSupport
import IdxLSP
import Testing

@Suite struct LifecycleTests {
  @Test func refusesRequestsBeforeAndAfter() {
    let client = TestClient(uninitialized: MemoryHost(files: [:]))
    let early = client.request("textDocument/hover", "{}")
    client.request("initialize", #"{"capabilities":{}}"#)
    let second = client.request("initialize", #"{"capabilities":{}}"#)
    let unknown = client.request("textDocument/none", "{}")
    client.request("shutdown", "null")
    let late = client.request("textDocument/hover", "{}")
    client.notify("exit", "null")
    let conversation = client.run(ending: false)
    #expect(conversation.errorCode(early) == -32002)
    #expect(conversation.errorCode(second) == -32600)
    #expect(conversation.errorCode(unknown) == -32601)
    #expect(conversation.errorCode(late) == -32600)
    #expect(conversation.status == 0)
  }

  @Test func endsWithStatusOneWithoutShutdown() {
    let client = TestClient()
    client.notify("exit", "null")
    #expect(client.run(ending: false).status == 1)
    #expect(TestClient().run(ending: false).status == 1)
  }

  @Test func answersWhatIsNoMessage() {
    let client = TestClient()
    client.send("{")
    client.send("[1, 2]")
    client.send("{}")
    let answers = client.run().messages.filter { $0["error"] != nil }
    let codes = answers.map { ($0["error"] as? [String: Any])?["code"] as? Int }
    #expect(codes == [-32700, -32700, -32600])
  }

  @Test func publishesWhatIsWrongWithOpenDocuments() {
    let client = TestClient()
    client.open("/models/a.idx", "let a = b\n")
    let published = client.run().notifications("textDocument/publishDiagnostics")
    let diagnostics = published.last?["diagnostics"] as? [[String: Any]]
    #expect(diagnostics?.map { $0["code"] as? String } == ["E0201"])
  }
}
