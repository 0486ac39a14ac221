import IdxEditorTestSupport
import IdxLSP
import Testing

/// What concerns more than one document: findings of folders, files, settings.
@Suite struct WorkspaceTests {
  private static let host = MemoryHost(files: [
    "/models/a.idx": "let a = b\n", "/models/b.idx": "let b = 1\n",
    "/models/parks.csv": "code,x\nA,1\n",
  ])
  private static let pulling = #"{"textDocument":{"diagnostic":{}}}"#

  private func items(_ answer: [String: Any]) -> [[String: Any]] {
    (answer["result"] as? [String: Any])?["items"] as? [[String: Any]] ?? []
  }

  @Test func tellsTheFindingsOfAllModels() {
    let client = TestClient(host: Self.host, capabilities: Self.pulling)
    let first = client.request("workspace/diagnostic", #"{"previousResultIds":[]}"#)
    let again = client.request(
      "workspace/diagnostic",
      #"{"previousResultIds":[{"uri":"file:///models/a.idx","value":"1"}]}"#)
    let conversation = client.run()
    let reports = items(conversation.answer(first))
    #expect(
      reports.map { $0["uri"] as? String } == ["file:///models/a.idx", "file:///models/b.idx"])
    #expect(reports.map { ($0["items"] as? [Any])?.count } == [1, 0])
    #expect(
      items(conversation.answer(again)).map { $0["kind"] as? String } == ["unchanged", "full"])
  }

  @Test func sendsPartsAndProgressWhereTheyAreWanted() {
    let client = TestClient(host: Self.host, capabilities: Self.pulling)
    let request = client.request(
      "workspace/diagnostic",
      #"{"previousResultIds":[],"partialResultToken":"parts","workDoneToken":7}"#)
    let conversation = client.run()
    #expect(items(conversation.answer(request)).isEmpty)
    let progress = conversation.notifications("$/progress")
    #expect(progress.filter { $0["token"] as? String == "parts" }.count == 2)
    let kinds = progress.filter { $0["token"] as? Int == 7 }
      .map { ($0["value"] as? [String: Any])?["kind"] as? String }
    #expect(kinds.first == "begin" && kinds.last == "end")
  }

  @Test func pushesNothingToWhoPulls() {
    let client = TestClient(host: Self.host, capabilities: Self.pulling)
    client.open("/models/a.idx", "let a = b\n")
    #expect(client.run().notifications("textDocument/publishDiagnostics").isEmpty)
  }

  @Test func watchesFilesAndAsksForSettings() {
    let client = TestClient(
      host: Self.host,
      capabilities:
        #"{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":true},"configuration":true}}"#
    )
    let asked = client.run().messages.compactMap { $0["method"] as? String }
    #expect(asked.contains("client/registerCapability"))
    #expect(asked.contains("workspace/configuration"))
  }

  @Test func takesSettingsThatAreSent() {
    let client = TestClient(host: Self.host)
    client.open(
      "/models/a.idx", "judgement J on I { a : b = 2 }\nindex I { indicator a benefit }\n")
    let lens = #"{"textDocument":{"uri":"file:///models/a.idx"}}"#
    client.notify(
      "workspace/didChangeConfiguration",
      #"{"settings":{"idx":{"codeLens":{"enabled":false}}}}"#)
    let off = client.request("textDocument/codeLens", lens)
    let result = client.run().answer(off)["result"] as? [Any]
    #expect(result?.isEmpty == true)
  }

  @Test func readsFoldersThatAreOpenedLater() {
    let client = TestClient(host: Self.host, capabilities: Self.pulling)
    client.notify(
      "workspace/didChangeWorkspaceFolders",
      #"{"event":{"added":[],"removed":[{"uri":"file:///models","name":"models"}]}}"#)
    let none = client.request("workspace/diagnostic", #"{"previousResultIds":[]}"#)
    client.notify(
      "workspace/didChangeWorkspaceFolders",
      #"{"event":{"added":[{"uri":"file:///models","name":"models"}],"removed":[]}}"#)
    let both = client.request("workspace/diagnostic", #"{"previousResultIds":[]}"#)
    let conversation = client.run()
    #expect(items(conversation.answer(none)).isEmpty)
    #expect(items(conversation.answer(both)).count == 2)
  }

  @Test func linksFindingsToTheirExplanations() {
    let client = TestClient(
      host: Self.host,
      capabilities: #"{"textDocument":{"publishDiagnostics":{"codeDescriptionSupport":true}}}"#)
    client.open("/models/a.idx", "let a = b\n")
    let published = client.run().notifications("textDocument/publishDiagnostics").first
    let finding = (published?["diagnostics"] as? [[String: Any]])?.first
    let description = finding?["codeDescription"] as? [String: Any]
    #expect(description?["href"] as? String == "file:///copies/findings/E0201.txt")
  }
}
