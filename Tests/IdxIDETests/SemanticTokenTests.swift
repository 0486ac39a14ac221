import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct SemanticTokenTests {
  /// Tokens that are known by themselves, each with its kind.
  @Test(arguments: [
    (
      "/// Says.\nlet a = 1.5 // why",
      [
        "comment+documentation /// Says.", "keyword let", "operator =", "number 1.5",
        "comment // why",
      ]
    ),
    (
      "index share { indicator cost \"C\" cost }",
      [
        "keyword index", "keyword indicator", "string \"C\"", "keyword cost",
      ]
    ),
  ])
  func colours(text: String, expected: [String]) {
    let found = Self.tokens(text).filter { token in
      ["comment", "keyword", "operator", "number", "string"].contains { token.hasPrefix($0) }
    }
    #expect(found == expected)
  }

  static func tokens(_ text: String) -> [String] {
    let fixture = EditorFixture(text)
    guard let analysis = fixture.analysis else { return [] }
    return analysis.semanticTokens().map { token in
      let names = SemanticToken.Modifiers.names.enumerated()
        .filter { token.modifiers.rawValue & 1 << $0.offset != 0 }.map(\.element)
      let text = String(decoding: analysis.document.bytes[token.range], as: UTF8.self)
      return ([token.kind.rawValue] + names).joined(separator: "+") + " " + text
    }
  }
}
