import Foundation
import IdxEditorTestSupport
import IdxLSP
import Testing

@Suite struct AssistanceTests {
  private static let model = """
    data Parks { key code defines Park
      | code | trees |
      | a    | 1     |
      | b    | 3     |
    }
    index Green { indicator trees benefit weight 1 }
    evaluation e of Green on Parks { normalise minmax  weights given  aggregate arithmetic_mean }
    expect max(e.score, over Park) == 1 within 0

    """
  private static let document = #""textDocument":{"uri":"file:///models/a.idx"}"#

  private func client(_ capabilities: String = "{}", _ model: String = Self.model) -> TestClient {
    let client = TestClient(capabilities: capabilities)
    client.open("/models/a.idx", model)
    return client
  }

  private func place(_ line: Int, _ character: Int) -> String {
    #"{\#(Self.document),"position":{"line":\#(line),"character":\#(character)}}"#
  }

  @Test(arguments: [
    (#"{"textDocument":{"completion":{"completionItem":{"snippetSupport":true}}}}"#, 2),
    ("{}", nil),
  ])
  func writesSnippetsWhereTheyAreKnown(_ capabilities: String, _ format: Int?) throws {
    let client = client(capabilities)
    let asked = client.request("textDocument/completion", place(8, 0))
    let result = client.run().answer(asked)["result"] as? [String: Any]
    #expect(result?["isIncomplete"] as? Bool == false)
    let items = result?["items"] as? [[String: Any]]
    let index = try #require(items?.first { $0["label"] as? String == "index" })
    #expect(index["insertTextFormat"] as? Int == format)
    let edit = index["textEdit"] as? [String: Any]
    #expect((edit?["newText"] as? String)?.contains("${1") == (format == 2))
  }

  @Test(arguments: [false, true]) func tellsOnceWhatIsReplaced(_ canReplace: Bool) throws {
    let item = canReplace ? #""completionItem":{"insertReplaceSupport":true},"# : ""
    let client = client(
      #"{"textDocument":{"completion":{\#(item)"completionList":{"itemDefaults":["editRange"]}}}}"#)
    let asked = client.request("textDocument/completion", place(8, 0))
    let inside = client.request("textDocument/completion", place(6, 4))
    let conversation = client.run()
    for (id, isInside) in [(asked, false), (inside, true)] {
      let result = conversation.answer(id)["result"] as? [String: Any]
      let items = try #require(result?["items"] as? [[String: Any]])
      #expect(!items.isEmpty && items.allSatisfy { $0["textEdit"] == nil })
      let range = try #require(
        (result?["itemDefaults"] as? [String: Any])?["editRange"] as? [String: Any])
      #expect(
        range.keys.sorted() == (canReplace && isInside ? ["insert", "replace"] : ["end", "start"]))
    }
  }

  @Test func writesStrangeNamesAsJSON() {
    let name = #"a "b" \\ c"#
    let table = #"data d from "d.csv" { key k defines K }"# + "\n"
    let host = MemoryHost(files: ["/models/d.csv": "k,\"a \"\"b\"\" \\ c\"\nx,1\n"])
    let client = TestClient(host: host)
    client.open("/models/a.idx", table + "let a = d.\n")
    let asked = client.request("textDocument/completion", place(1, 10))
    let result = client.run().answer(asked)["result"] as? [String: Any]
    let labels = (result?["items"] as? [[String: Any]])?.map { $0["label"] as? String }
    #expect(labels?.contains(name.replacing(#"\\"#, with: #"\"#)) == true, "\(labels ?? [])")
  }

  @Test func resolvesItems() {
    let client = client()
    let data = #"{"uri":"file:///models/a.idx","key":"method:minmax"}"#
    let asked = client.request("completionItem/resolve", #"{"label":"minmax","data":\#(data)}"#)
    let result = client.run().answer(asked)["result"] as? [String: Any]
    let documentation = result?["documentation"] as? [String: Any]
    #expect((documentation?["value"] as? String)?.contains("Min-max") == true)
    #expect(documentation?["kind"] as? String == "plaintext")
  }

  @Test(arguments: [
    (#"{"textDocument":{"hover":{"contentFormat":["markdown"]}}}"#, "markdown"),
    ("{}", "plaintext"),
  ])
  func tellsInTheFormatOfTheClient(_ capabilities: String, _ kind: String) {
    let client = client(capabilities)
    let asked = client.request("textDocument/hover", place(5, 27))
    let result = client.run().answer(asked)["result"] as? [String: Any]
    #expect((result?["contents"] as? [String: Any])?["kind"] as? String == kind)
  }

  @Test func tellsSignaturesWithPlaces() {
    let wishes = #"{"parameterInformation":{"labelOffsetSupport":true}}"#
    let client = client(
      #"{"textDocument":{"signatureHelp":{"signatureInformation":\#(wishes)}}}"#,
      "let a = abs(1)\n")
    let asked = client.request("textDocument/signatureHelp", place(0, 12))
    let result = client.run().answer(asked)["result"] as? [String: Any]
    #expect(result?["activeParameter"] as? Int == 0)
    let signature = (result?["signatures"] as? [[String: Any]])?.first
    #expect(signature?["label"] as? String == "abs(x: Real?) -> Real?")
    let parameter = (signature?["parameters"] as? [[String: Any]])?.first
    #expect(parameter?["label"] as? [Int] == [4, 12])
  }

  @Test func resolvesLenses() throws {
    let client = client()
    let asked = client.request("textDocument/codeLens", "{\(Self.document)}")
    let origin = #"{"uri":"file:///models/a.idx","subject":"expectation","name":"0"}"#
    let range = #"{"start":{"line":7,"character":0},"end":{"line":7,"character":1}}"#
    let resolved = client.request("codeLens/resolve", #"{"range":\#(range),"data":\#(origin)}"#)
    let conversation = client.run()
    let lenses = conversation.answer(asked)["result"] as? [[String: Any]]
    let commands = lenses?.compactMap { $0["command"] as? [String: Any] }
    #expect(lenses?.count == 3)
    #expect(commands?.map { $0["command"] as? String } == ["idx.run"])
    let lens = conversation.answer(resolved)["result"] as? [String: Any]
    #expect((lens?["command"] as? [String: Any])?["title"] as? String == "passes: got 1")
  }

  @Test(arguments: [("true", 1), ("false", 0)])
  func leavesOutHintsThatAreNotWanted(_ enabled: String, _ count: Int) {
    let client = TestClient(uninitialized: MemoryHost(files: [:]))
    client.request(
      "initialize",
      #"{"capabilities":{},"initializationOptions":{"inlayHints":{"enabled":\#(enabled)}}}"#)
    client.open("/models/a.idx", Self.model)
    let range = #"{"start":{"line":0,"character":0},"end":{"line":20,"character":0}}"#
    let asked = client.request("textDocument/inlayHint", "{\(Self.document),\"range\":\(range)}")
    let hints = client.run().answer(asked)["result"] as? [[String: Any]]
    #expect(hints?.map { $0["label"] as? String } == Array(repeating: "1.000", count: count))
  }

  @Test func runsCommands() {
    let client = client()
    func execute(_ command: String, _ arguments: String) -> Int {
      client.request(
        "workspace/executeCommand", #"{"command":"\#(command)","arguments":\#(arguments)}"#)
    }
    let run = execute("idx.run", #"["file:///models/a.idx","e"]"#)
    let plan = execute("idx.plan", #"["file:///models/a.idx"]"#)
    let why = execute("idx.why", #"["file:///models/a.idx","b"]"#)
    let unknown = execute("idx.none", "[]")
    let conversation = client.run()
    for (id, word) in [(run, "Green"), (plan, "minmax"), (why, "b")] {
      let text = conversation.answer(id)["result"] as? String
      #expect(text?.contains(word) == true, "\(text ?? "nothing")")
    }
    #expect(conversation.errorCode(unknown) == -32602)
    #expect(conversation.notifications("window/showMessage").count == 3)
  }

  @Test(arguments: [
    (#"{"window":{"showDocument":{"support":true}}}"#, "{}", ["window/showDocument"]),
    ("{}", "{}", ["window/showMessage"]), ("{}", #"{"showsResults":true}"#, []),
    (#"{"window":{"showDocument":{"support":true}}}"#, #"{"showsResults":true}"#, []),
  ])
  func showsResultsAsTheClientCan(_ capabilities: String, _ options: String, _ expected: [String]) {
    let client = TestClient(uninitialized: MemoryHost(files: [:]))
    client.request(
      "initialize", #"{"capabilities":\#(capabilities),"initializationOptions":\#(options)}"#)
    client.open("/models/a.idx", Self.model)
    client.request(
      "workspace/executeCommand",
      #"{"command":"idx.run","arguments":["file:///models/a.idx","e"]}"#)
    let conversation = client.run()
    let shown = conversation.messages.compactMap { $0["method"] as? String }
    #expect(shown.filter { $0.hasPrefix("window/show") } == expected)
    let page = conversation.notifications("window/showDocument").first?["uri"] as? String
    #expect(
      page == (expected.first == "window/showDocument" ? "file:///copies/a%20e%20run.txt" : nil))
  }

  @Test func showsTheHierarchyAndThePlan() {
    let client = client()
    let hierarchy = client.request("idx/hierarchy", #"{\#(Self.document)}"#)
    let plan = client.request("idx/plan", #"{\#(Self.document),"format":"json"}"#)
    let wrong = client.request("idx/plan", #"{\#(Self.document),"format":"picture"}"#)
    let conversation = client.run()
    let first = (conversation.answer(hierarchy)["result"] as? [[String: Any]])?.first
    let nodes = first?["nodes"] as? [[String: Any]]
    #expect(nodes?.map { $0["path"] as? String } == ["", "trees"])
    #expect(nodes?.last?["scores"] as? [[Double]] == [[0, 1]])
    let text = (conversation.answer(plan)["result"] as? [String: Any])?["text"] as? String
    #expect(text?.hasPrefix("{") == true)
    #expect(conversation.errorCode(wrong) == -32602)
  }

  @Test func givesWayToEdits() {
    let client = client()
    client.pause()
    let lens = client.request("idx/hierarchy", #"{\#(Self.document)}"#)
    client.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"file:///models/a.idx","version":2},"contentChanges":[{"text":""}]}"#
    )
    #expect(client.run().errorCode(lens) == -32801)
  }
}
