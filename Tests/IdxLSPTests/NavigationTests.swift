import IdxEditorTestSupport
import IdxIDE
import Testing

/// The shapes of answers; what they say is tested where it is found.
@Suite struct NavigationTests {
  private static let document = #""textDocument":{"uri":"file:///models/a.idx"}"#

  private static func place(_ line: Int, _ character: Int) -> String {
    #"{\#(document),"position":{"line":\#(line),"character":\#(character)}}"#
  }

  /// Asks for `method` in a document that holds `text`.
  private static func ask(
    _ method: String, _ parameters: String, in text: String, capabilities: String = "{}",
    files: [String: String] = [:]
  ) -> [String: Any] {
    let client = TestClient(host: MemoryHost(files: files), capabilities: capabilities)
    client.open("/models/a.idx", text)
    let id = client.request(method, parameters)
    return client.run().answer(id)
  }

  @Test func countsColumnsInUTF16() {
    let answer = Self.ask(
      "textDocument/definition", Self.place(1, 15), in: "let `🦀` = 1\nlet 名 = 2 * `🦀`\n")
    let places = answer["result"] as? [[String: Any]]
    #expect(places?.count == 1)
    let range = places?.first?["range"] as? [String: [String: Int]]
    #expect(range?["start"] == ["line": 0, "character": 4])
    #expect(range?["end"] == ["line": 0, "character": 8])
  }

  @Test func linksWhereTheClientCan() {
    let answer = Self.ask(
      "textDocument/definition", Self.place(1, 8), in: "let a = 1\nlet b = a\n",
      capabilities: #"{"textDocument":{"definition":{"linkSupport":true}}}"#)
    let link = (answer["result"] as? [[String: Any]])?.first
    #expect(link?["targetUri"] as? String == "file:///models/a.idx")
    let whole = link?["targetRange"] as? [String: [String: Int]]
    #expect(whole?["end"] == ["line": 0, "character": 9])
  }

  @Test func leadsToCopiesOfTheLibrary() {
    let answer = Self.ask(
      "textDocument/definition", Self.place(0, 8), in: "let a = max([1, 2], over Entry)\n")
    let place = (answer["result"] as? [[String: Any]])?.first
    #expect(place?["uri"] as? String == "file:///copies/primitives.idx")
    let range = place?["range"] as? [String: [String: Int]]
    #expect((range?["start"]?["line"] ?? 0) > 0)
  }

  @Test func outlinesAsATreeOrFlat() {
    let text = "index I \"Label\" { group g { indicator a cost } }\n"
    let flat = Self.ask("textDocument/documentSymbol", "{\(Self.document)}", in: text)
    let items = flat["result"] as? [[String: Any]]
    #expect(items?.map { $0["containerName"] as? String } == [nil, "I", "g"])
    let tree = Self.ask(
      "textDocument/documentSymbol", "{\(Self.document)}", in: text,
      capabilities:
        #"{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}}}"#)
    let roots = tree["result"] as? [[String: Any]]
    #expect(roots?.count == 1)
    #expect(roots?.first?["detail"] as? String == "Label")
    #expect((roots?.first?["children"] as? [[String: Any]])?.count == 1)
  }

  @Test func resolvesPlacesOfSymbols() {
    let client = TestClient(
      capabilities:
        #"{"workspace":{"symbol":{"resolveSupport":{"properties":["location.range"]}}}}"#)
    client.open("/models/a.idx", "\nlet abc = 1\n")
    let found = client.request("workspace/symbol", #"{"query":"abc"}"#)
    let item =
      #"{"name":"abc","kind":14,"location":{"uri":"file:///models/a.idx"},"data":[5,8]}"#
    let resolved = client.request("workspaceSymbol/resolve", item)
    let conversation = client.run()
    let items = conversation.answer(found)["result"] as? [[String: Any]]
    #expect(items?.first?["data"] as? [Int] == [5, 8])
    let whole = conversation.answer(resolved)["result"] as? [String: Any]
    let location = whole?["location"] as? [String: Any]
    let range = location?["range"] as? [String: [String: Int]]
    #expect(range?["start"] == ["line": 1, "character": 4])
  }

  @Test func sendsReferencesAndSymbolsInParts() {
    let text = "let a = 1\nlet b = a\n"
    let user = "import \"a.idx\"\nlet c = a\n"
    let client = TestClient(
      host: MemoryHost(files: ["/models/a.idx": text, "/models/b.idx": user]))
    client.open("/models/a.idx", text)
    let whole =
      #"{\#(Self.document),"position":{"line":0,"character":4},"context":{"includeDeclaration":true}"#
    let all = client.request("textDocument/references", whole + "}")
    let parts = client.request(
      "textDocument/references", whole + #","partialResultToken":"p","workDoneToken":8}"#)
    let symbols = client.request("workspace/symbol", #"{"query":"","partialResultToken":9}"#)
    let conversation = client.run()
    let wanted = conversation.answer(all)["result"] as? [[String: Any]]
    #expect(wanted?.count == 3)
    for (id, token, count) in [(parts, "p" as any Hashable, 3), (symbols, 9, 3)] {
      #expect((conversation.answer(id)["result"] as? [Any])?.isEmpty == true)
      let found = conversation.notifications("$/progress")
        .filter { ($0["token"] as? any Hashable).map { AnyHashable($0) } == AnyHashable(token) }
        .flatMap { $0["value"] as? [[String: Any]] ?? [] }
      #expect(found.count == count)
    }
    let kinds = conversation.notifications("$/progress").filter { $0["token"] as? Int == 8 }
      .map { ($0["value"] as? [String: Any])?["kind"] as? String }
    #expect(kinds == ["begin", "end"])
  }

  /// How far work on the whole workspace has come is told to who asks for it.
  @Test(arguments: [
    ("workspace/symbol", #""query":"a""#),
    (
      "textDocument/rename",
      #""textDocument":{"uri":"file:///models/a.idx"},"position":{"line":0,"character":4},"newName":"z""#
    ),
    (
      "textDocument/references",
      #""textDocument":{"uri":"file:///models/a.idx"},"position":{"line":0,"character":4},"#
        + #""context":{"includeDeclaration":true}"#
    ),
    ("workspace/diagnostic", #""previousResultIds":[]"#),
  ])
  func tellsHowFarItHasCome(_ method: String, _ parameters: String) {
    let client = TestClient(
      host: MemoryHost(files: ["/models/a.idx": "let a = 1\n", "/models/b.idx": "let b = 1\n"]),
      capabilities: #"{"textDocument":{"diagnostic":{}}}"#)
    let silent = client.request(method, "{\(parameters)}")
    client.pause()
    let told = client.request(method, #"{\#(parameters),"workDoneToken":"w"}"#)
    let conversation = client.run()
    #expect(conversation.answer(silent)["result"] != nil)
    #expect(conversation.answer(told)["result"] != nil)
    let progress = conversation.notifications("$/progress")
    #expect(progress.allSatisfy { $0["token"] as? String == "w" })
    let kinds = progress.map { ($0["value"] as? [String: Any])?["kind"] as? String }
    #expect(kinds.first == "begin" && kinds.last == "end" && kinds.count < 6)
  }

  @Test func tellsOldClientsLess() {
    func provider(_ capabilities: String) -> Any? {
      let answer = TestClient(capabilities: capabilities).run().answer(1)
      let all = (answer["result"] as? [String: Any])?["capabilities"] as? [String: Any]
      return all?["renameProvider"]
    }
    #expect(provider("{}") as? Bool == true)
    let prepared = provider(#"{"textDocument":{"rename":{"prepareSupport":true}}}"#)
    #expect(prepared as? [String: Bool] == ["prepareProvider": true, "workDoneProgress": true])
  }

  @Test func saysWhyItDoesNotRename() {
    let parameters =
      #"{\#(Self.document),"position":{"line":0,"character":4},"newName":"if"}"#
    let answer = Self.ask("textDocument/rename", parameters, in: "let a = 1\n")
    let error = answer["error"] as? [String: Any]
    #expect(error?["code"] as? Int == -32803)
    #expect((error?["message"] as? String)?.contains("`if` is a word") == true)
  }

  @Test(arguments: [
    ("{}", "changes"),
    (#"{"workspace":{"workspaceEdit":{"documentChanges":true}}}"#, "documentChanges"),
  ])
  func editsDocumentsAsTheClientCan(capabilities: String, key: String) {
    let parameters =
      #"{\#(Self.document),"position":{"line":0,"character":4},"newName":"b"}"#
    let answer = Self.ask(
      "textDocument/rename", parameters, in: "let a = 1\nlet c = a\n", capabilities: capabilities)
    let edit = answer["result"] as? [String: Any]
    #expect(edit.map { Array($0.keys) } == [key])
    if let first = (edit?["documentChanges"] as? [[String: Any]])?.first {
      let identifier = first["textDocument"] as? [String: Any]
      #expect(identifier?["version"] as? Int == 1)
      #expect((first["edits"] as? [Any])?.count == 2)
    }
  }

  @Test func sendsWhatHasChangedOfTokens() {
    let client = TestClient()
    client.open("/models/a.idx", "let a = 1\nlet b = 2\nlet c = 3\n")
    let full = client.request("textDocument/semanticTokens/full", "{\(Self.document)}")
    client.pause()
    client.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"file:///models/a.idx","version":2},"contentChanges":[{"range":"#
        + #"{"start":{"line":1,"character":8},"end":{"line":1,"character":9}},"text":"22"}]}"#)
    let delta = client.request(
      "textDocument/semanticTokens/full/delta",
      #"{\#(Self.document),"previousResultId":"1"}"#)
    let stranger = client.request(
      "textDocument/semanticTokens/full/delta",
      #"{\#(Self.document),"previousResultId":"none"}"#)
    let conversation = client.run()
    let first = conversation.answer(full)["result"] as? [String: Any]
    #expect(first?["resultId"] as? String == "1")
    #expect((first?["data"] as? [Int])?.count == 60)
    let second = conversation.answer(delta)["result"] as? [String: Any]
    let edits = second?["edits"] as? [[String: Any]]
    #expect(edits?.map { $0["start"] as? Int } == [35])
    #expect(edits?.first?["deleteCount"] as? Int == 5)
    #expect((edits?.first?["data"] as? [Int])?[2] == 2)
    let third = conversation.answer(stranger)["result"] as? [String: Any]
    #expect((third?["data"] as? [Int])?.count == 60)
  }

  /// The name that is used on line 2 is declared no more: that is found out once nothing waits.
  /// Who cannot be asked to ask again gets the truth where it asks again.
  @Test(arguments: [(true, 1), (false, 0)])
  func asksForTokensAgainWhereTheyWereGuessed(canRefresh: Bool, count: Int) {
    let client = TestClient(
      capabilities: #"{"workspace":{"semanticTokens":{"refreshSupport":\#(canRefresh)}}}"#)
    client.open("/models/a.idx", "let a = 1\nlet b = a\n")
    client.request("textDocument/semanticTokens/full", "{\(Self.document)}")
    client.pause()
    client.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"file:///models/a.idx","version":2},"contentChanges":[{"range":"#
        + #"{"start":{"line":0,"character":4},"end":{"line":0,"character":5}},"text":"c"}]}"#)
    let guess = client.request("textDocument/semanticTokens/full", "{\(Self.document)}")
    client.pause()
    let exact = client.request("textDocument/semanticTokens/full", "{\(Self.document)}")
    let conversation = client.run()
    func size(_ id: Int) -> Int? {
      let result = conversation.answer(id)["result"] as? [String: Any]
      return (result?["data"] as? [Int])?.count
    }
    #expect(size(guess) == 40)
    #expect(size(exact) == 35)
    let asked = conversation.messages.filter {
      $0["method"] as? String == "workspace/semanticTokens/refresh"
    }
    #expect(asked.count == count)
  }

  @Test func tellsWhatItDidNotLayOut() {
    let client = TestClient()
    client.open("/models/a.idx", "let  a = 1\nlet = 2\n")
    let id = client.request(
      "textDocument/formatting",
      #"{\#(Self.document),"options":{"tabSize":4,"insertSpaces":true}}"#)
    let conversation = client.run()
    let edits = conversation.answer(id)["result"] as? [[String: Any]]
    #expect(edits?.map { $0["newText"] as? String } == [""])
    let lines = conversation.notifications("window/logMessage").map { $0["message"] as? String }
    #expect(lines == ["/models/a.idx: 1 part was not laid out because of errors"])
  }

  @Test func keepsImportsOfRenamedFiles() {
    let answer = Self.ask(
      "workspace/willRenameFiles",
      #"{"files":[{"oldUri":"file:///models/b.idx","newUri":"file:///models/c.idx"}]}"#,
      in: "import \"b.idx\"\n", files: ["/models/b.idx": "let b = 1\n"])
    let edit = answer["result"] as? [String: [String: [[String: Any]]]]
    let changes = edit?["changes"]?["file:///models/a.idx"]
    #expect(changes?.map { $0["newText"] as? String } == ["c.idx"])
  }
}
