import IdxEditorTestSupport
import Testing

@Suite struct CodeActionTests {
  private static let path = "/models/a.idx"
  private static let text = "let alpha = 1\nlet é = \"ü\" == \"u\" or alpah == 1\n"

  private static func parameters(_ context: String = "{\"diagnostics\":[]}") -> String {
    let range = #"{"start":{"line":1,"character":22},"end":{"line":1,"character":22}}"#
    return #"{"textDocument":{"uri":"file://\#(path)"},"range":\#(range),"context":\#(context)}"#
  }

  private func actions(
    _ capabilities: String, _ parameters: String = CodeActionTests.parameters()
  ) -> [[String: Any]] {
    let client = TestClient(capabilities: capabilities)
    client.open(Self.path, Self.text, version: 7)
    let id = client.request("textDocument/codeAction", parameters)
    return client.run().answer(id)["result"] as? [[String: Any]] ?? []
  }

  @Test func givesEditsAtOnceToPlainClients() throws {
    let found = try #require(actions("{}").first { $0["title"] as? String == "Write `alpha`" })
    #expect(found["kind"] as? String == "quickfix")
    #expect(found["isPreferred"] as? Bool == true)
    let diagnostics = found["diagnostics"] as? [[String: Any]]
    #expect(diagnostics?.first?["code"] as? String == "E0201")
    let changes = (found["edit"] as? [String: Any])?["changes"] as? [String: [[String: Any]]]
    let edit = try #require(changes?["file://\(Self.path)"]?.first)
    #expect(edit["newText"] as? String == "alpha")
    let start = (edit["range"] as? [String: [String: Int]])?["start"]
    #expect(start == ["line": 1, "character": 22])
  }

  @Test func versionsDocumentsWhereTheClientCan() throws {
    let able = #"{"workspace":{"workspaceEdit":{"documentChanges":true}}}"#
    let found = try #require(actions(able).first { $0["title"] as? String == "Write `alpha`" })
    let changes = (found["edit"] as? [String: Any])?["documentChanges"] as? [[String: Any]]
    let document = changes?.first?["textDocument"] as? [String: Any]
    #expect(document?["version"] as? Int == 7)
  }

  @Test func respectsOnly() {
    let kinds = actions("{}", Self.parameters(#"{"diagnostics":[],"only":["refactor"]}"#))
      .compactMap { $0["kind"] as? String }
    #expect(kinds.allSatisfy { $0.hasPrefix("refactor") })
  }

  @Test func worksEditsOutOnceAnActionIsTaken() throws {
    let able =
      #"{"textDocument":{"codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]}}}}"#
    let found = try #require(actions(able).first { $0["title"] as? String == "Write `alpha`" })
    #expect(found["edit"] == nil)
    let data = try #require(found["data"] as? [String: Any])
    let id = try #require(data["id"] as? String)
    #expect(data["version"] as? Int == 7)
    for (version, isKnown) in [(7, true), (6, false)] {
      let client = TestClient(capabilities: able)
      client.open(Self.path, Self.text, version: 7)
      let range = #"{"start":{"line":1,"character":22},"end":{"line":1,"character":22}}"#
      let origin =
        #"{"id":"\#(id)","uri":"file://\#(Self.path)","version":\#(version),"range":\#(range)}"#
      let resolved = client.request(
        "codeAction/resolve", #"{"title":"Write `alpha`","kind":"quickfix","data":\#(origin)}"#)
      let conversation = client.run()
      let result = conversation.answer(resolved)["result"] as? [String: Any]
      #expect((result?["edit"] != nil) == isKnown)
      #expect(conversation.errorCode(resolved) == (isKnown ? nil : -32801))
    }
  }
}
