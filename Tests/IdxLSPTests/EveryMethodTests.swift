import Foundation
import IdxEditorTestSupport
import Testing

@testable import IdxLSP

/// Each method is answered in the form that the protocol wants; what the answers say is tested elsewhere.
@Suite struct EveryMethodTests {
  private static let uri = "file:///models/a.idx"
  private static let document = #""textDocument":{"uri":"\#(uri)"}"#
  private static let options = #""options":{"tabSize":2,"insertSpaces":true}"#
  private static let text = """
    import "b.idx"
    index Good { group g { indicator x benefit  indicator y cost }  indicator z benefit }
    method twice(value: Real) -> Real {
      let half = value
      half + half
    }
    variant Less of Good { remove z }
    let  a = twice(width)

    """
  private static let item =
    #"{"name":"twice","kind":12,"uri":"\#(uri)","range":\#(range(2, 0, 5, 1)),"#
    + #""selectionRange":\#(range(2, 7, 2, 12))}"#
  private static let variant =
    #"{"name":"Less","kind":5,"uri":"\#(uri)","range":\#(range(6, 0, 6, 33)),"#
    + #""selectionRange":\#(range(6, 8, 6, 12))}"#

  private static func range(_ line: Int, _ character: Int, _ last: Int, _ end: Int) -> String {
    #"{"start":{"line":\#(line),"character":\#(character)},"#
      + #""end":{"line":\#(last),"character":\#(end)}}"#
  }

  private static func place(_ line: Int, _ character: Int) -> String {
    #"{\#(document),"position":{"line":\#(line),"character":\#(character)}}"#
  }

  /// A method with parameters, and what its answer holds.
  private static let cases: [(method: String, parameters: String, expected: [String])] = [
    ("textDocument/diagnostic", "{\(document)}", [#""kind":"full""#, #""items":["#]),
    ("workspace/diagnostic", #"{"previousResultIds":[]}"#, [#""uri":"file:///models/b.idx""#]),
    ("textDocument/hover", place(2, 8), ["twice"]),
    ("textDocument/completion", place(7, 10), [#""label":"twice""#, #""isIncomplete":"#]),
    ("completionItem/resolve", #"{"label":"index"}"#, [#""label":"index""#]),
    ("textDocument/signatureHelp", place(7, 15), [#""activeParameter":0"#]),
    ("textDocument/definition", place(7, 11), [range(2, 7, 2, 12)]),
    ("textDocument/definition", place(7, 16), [#""uri":"file:///models/b.idx""#]),
    ("textDocument/declaration", place(4, 3), [range(3, 6, 3, 10)]),
    ("textDocument/typeDefinition", place(6, 9), [range(1, 6, 1, 10)]),
    ("textDocument/implementation", place(1, 7), [range(6, 8, 6, 12)]),
    (
      "textDocument/references",
      String(place(2, 8).dropLast()) + #","context":{"includeDeclaration":false}}"#,
      [range(7, 9, 7, 14)]
    ),
    (
      "textDocument/documentHighlight", place(4, 3),
      [range(3, 6, 3, 10), #""kind":3"#, range(4, 9, 4, 13), #""kind":2"#]
    ),
    ("textDocument/linkedEditingRange", place(4, 3), [#""ranges":["#, range(4, 2, 4, 6)]),
    ("textDocument/documentSymbol", "{\(document)}", [#""name":"Good""#, #""kind":"#]),
    ("workspace/symbol", #"{"query":"wid"}"#, [#""name":"width""#]),
    (
      "workspaceSymbol/resolve",
      #"{"name":"width","kind":13,"location":{"uri":"file:///models/b.idx"},"data":[4,9]}"#,
      [range(0, 4, 0, 9)]
    ),
    (
      "textDocument/codeAction",
      #"{\#(document),"range":\#(range(1, 20, 1, 20)),"context":{"diagnostics":[]}}"#,
      [#""title":"Inline the group `g`""#, #""kind":"refactor.inline""#, #""edit":"#]
    ),
    ("textDocument/codeLens", "{\(document)}", ["["]),
    ("textDocument/documentLink", "{\(document)}", [range(0, 8, 0, 13)]),
    (
      "documentLink/resolve", #"{"range":\#(range(0, 8, 0, 13)),"target":"file:///models/b.idx"}"#,
      ["file:///models/b.idx"]
    ),
    ("textDocument/inlayHint", "{\(document),\"range\":\(range(0, 0, 9, 0))}", ["["]),
    (
      "inlayHint/resolve",
      #"{"position":{"line":1,"character":5},"label":"x","data":{"uri":"\#(uri)","key":"none"}}"#,
      [#""label":"x""#]
    ),
    ("textDocument/semanticTokens/full", "{\(document)}", [#""resultId":"#, #""data":[0,0,6,"#]),
    (
      "textDocument/semanticTokens/full/delta", #"{\#(document),"previousResultId":"none"}"#,
      [#""data":[0,0,6,"#]
    ),
    (
      "textDocument/semanticTokens/range", "{\(document),\"range\":\(range(2, 0, 2, 4))}",
      [#""data":[2,0,6,"#]
    ),
    ("textDocument/foldingRange", "{\(document)}", [#""startLine":2"#]),
    (
      "textDocument/selectionRange", #"{\#(document),"positions":[{"line":3,"character":7}]}"#,
      [#""parent":"#, range(3, 6, 3, 10)]
    ),
    ("textDocument/formatting", "{\(document),\(options)}", [range(7, 4, 7, 5)]),
    (
      "textDocument/rangeFormatting",
      "{\(document),\(options),\"range\":\(range(7, 0, 7, 9))}", [#""newText":"""#]
    ),
    (
      "textDocument/rangesFormatting",
      "{\(document),\(options),\"ranges\":[\(range(0, 0, 0, 9)),\(range(7, 0, 7, 9))]}",
      [range(7, 4, 7, 5)]
    ),
    (
      "textDocument/onTypeFormatting",
      #"{\#(document),\#(options),"position":{"line":8,"character":0},"ch":"\n"}"#, ["["]
    ),
    ("textDocument/prepareRename", place(7, 5), [#""placeholder":"a""#]),
    (
      "textDocument/rename", String(place(2, 8).dropLast()) + #","newName":"double"}"#,
      [#""newText":"double""#]
    ),
    (
      "workspace/willRenameFiles",
      #"{"files":[{"oldUri":"file:///models/b.idx","newUri":"file:///models/c.idx"}]}"#,
      [#""newText":"c.idx""#]
    ),
    ("textDocument/prepareCallHierarchy", place(2, 8), [#""name":"twice""#]),
    ("callHierarchy/incomingCalls", #"{"item":\#(item)}"#, [#""fromRanges":"#]),
    ("callHierarchy/outgoingCalls", #"{"item":\#(item)}"#, ["["]),
    ("textDocument/prepareTypeHierarchy", place(6, 9), [#""name":"Less""#]),
    ("typeHierarchy/supertypes", #"{"item":\#(variant)}"#, [#""name":"Good""#]),
    ("typeHierarchy/subtypes", #"{"item":\#(variant)}"#, ["["]),
    (
      "workspace/executeCommand", #"{"command":"idx.plan","arguments":["\#(uri)"]}"#, ["\""]
    ),
    ("codeLens/resolve", #"{"range":\#(range(0, 0, 0, 1))}"#, [range(0, 0, 0, 1)]),
    (
      "codeAction/resolve",
      #"{"title":"Inline the group `g`","data":{"id":"refactor.inline Inline the group `g`","#
        + #""uri":"\#(uri)","version":1,"range":\#(range(1, 20, 1, 20))}}"#, [#""edit":"#]
    ),
    ("idx/hierarchy", "{\(document)}", ["["]), ("idx/plan", "{\(document)}", [#""text":"#]),
  ]

  @Test(arguments: cases.indices)
  func answers(_ number: Int) throws {
    let (method, parameters, expected) = Self.cases[number]
    let client = TestClient(
      host: MemoryHost(files: ["/models/a.idx": Self.text, "/models/b.idx": "let width = 2\n"]),
      capabilities: #"{"textDocument":{"diagnostic":{}}}"#)
    client.open("/models/a.idx", Self.text)
    let id = client.request(method, parameters)
    let conversation = client.run()
    let answer = conversation.answer(id)
    let result = try #require(answer["result"], "\(method): \(answer)")
    let data = try JSONSerialization.data(
      withJSONObject: result, options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    let found = String(decoding: data, as: UTF8.self)
    for part in expected {
      let known = found.contains(part) || found.contains(Self.sorted(part))
      #expect(known, "\(method): \(part) in \(found.prefix(2000))")
    }
  }

  /// Returns the JSON `text` with its keys in order, if it is all of a value.
  private static func sorted(_ text: String) -> String {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
      let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
    else { return text }
    return String(decoding: data, as: UTF8.self)
  }

  @Test func noMethodIsLeftOut() {
    let asked = Set(Self.cases.map(\.method))
    #expect(Set(RequestTable.all.keys).symmetricDifference(asked) == [])
  }
}
