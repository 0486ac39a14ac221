import IdxEditorTestSupport
import Testing

/// What a client says that it can show decides what it is told.
@Suite struct CapabilityTests {
  private typealias JSON = [String: Any]

  private func findings(_ text: String, _ capabilities: String) -> [[String: Any]] {
    let client = TestClient(capabilities: capabilities)
    client.open("/models/a.idx", text)
    return client.run().notifications("textDocument/publishDiagnostics")
      .flatMap { $0["diagnostics"] as? [[String: Any]] ?? [] }
  }

  @Test func findingsTellMoreToWhoShowsMore() {
    let text = "method f(x: Real) -> Real { x }\nlet a = 1\nlet a = 2\n"
    let all =
      #"{"textDocument":{"publishDiagnostics":"#
      + #"{"relatedInformation":true,"tagSupport":{"valueSet":[1,2]}}}}"#
    let told = findings(text, all)
    let related = told.compactMap { $0["relatedInformation"] as? [JSON] }.flatMap { $0 }
    let places = related.compactMap { ($0["location"] as? JSON)?["range"] as? JSON }
    #expect(places.compactMap { ($0["start"] as? JSON)?["line"] as? Int } == [1])
    #expect(told.count { $0["code"] as? String == "E0202" } == 1)
    let unused = findings("method f(x: Real) -> Real { x }\nlet a = 1\nexpect a == 1\n", all)
    #expect(unused.compactMap { $0["tags"] as? [Int] } == [[1]])
    let plain = findings(text, "{}")
    #expect(!plain.isEmpty)
    #expect(plain.allSatisfy { $0["tags"] == nil && $0["relatedInformation"] == nil })
  }

  @Test(
    arguments: [
      ("[\"utf-8\",\"utf-16\"]", "utf-8", 11), ("[\"utf-16\"]", "utf-16", 9),
      ("[\"utf-32\"]", "utf-32", 8), ("[]", "utf-16", 9),
    ])
  func placesAreCountedAsAgreed(_ offered: String, _ encoding: String, _ character: Int) {
    let capabilities = #"{"general":{"positionEncodings":\#(offered)}}"#
    let client = TestClient(capabilities: capabilities)
    client.open("/models/a.idx", "let 𠀀 = b\n")
    let conversation = client.run()
    let answer = conversation.answer(1)["result"] as? JSON
    #expect((answer?["capabilities"] as? JSON)?["positionEncoding"] as? String == encoding)
    let told = findings("let 𠀀 = b\n", capabilities)
    let starts = told.compactMap { ($0["range"] as? JSON)?["start"] as? JSON }
    #expect(starts.compactMap { $0["character"] as? Int } == [character])
  }

  @Test(arguments: [true, false])
  func completionsHaveDetailsForWhoShowsThem(_ isWanted: Bool) {
    let client = TestClient(
      capabilities: """
        {"textDocument":{"completion":{"completionItem":{"labelDetailsSupport":\(isWanted),\
        "commitCharactersSupport":\(isWanted)}}}}
        """)
    client.open("/models/a.idx", "let a = geometric_\n")
    let request = client.request(
      "textDocument/completion",
      #"{"textDocument":{"uri":"file:///models/a.idx"},"position":{"line":0,"character":18}}"#)
    let result = client.run().answer(request)["result"] as? JSON
    let items = result?["items"] as? [JSON] ?? []
    let item = items.first { $0["label"] as? String == "geometric_mean" }
    #expect(item != nil)
    #expect((item?["labelDetails"] != nil) == isWanted)
    #expect(item?["commitCharacters"] as? [String] == (isWanted ? ["("] : nil))
  }

  @Test func tellsWhatItDoesToWhoWantsToKnow() {
    let client = TestClient()
    client.notify("$/setTrace", #"{"value":"messages"}"#)
    client.request("workspace/symbol", #"{"query":""}"#)
    client.pause()
    client.notify("$/setTrace", #"{"value":"off"}"#)
    client.request("workspace/symbol", #"{"query":""}"#)
    let lines = client.run().notifications("$/logTrace").compactMap { $0["message"] as? String }
    #expect(lines == ["answering workspace/symbol"])
  }
}
