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

  /// What names stand for.
  @Test(arguments: [
    (
      "measure km = 1000 * m\nlet a: Real = 1",
      [
        "type+declaration km", "type+defaultLibrary m", "variable+declaration+readonly a",
        "type+defaultLibrary Real",
      ]
    ),
    (
      "method f[U: objects](x: Real[U], how: p | q = p) -> Real { sum(x, over U) }",
      [
        "function+declaration f", "typeParameter+declaration U", "type+defaultLibrary objects",
        "parameter+declaration x", "type+defaultLibrary Real", "typeParameter U",
        "parameter+declaration how", "enumMember+declaration p", "enumMember+declaration q",
        "enumMember p", "type+defaultLibrary Real", "function+defaultLibrary sum", "parameter x",
        "typeParameter U",
      ]
    ),
    (
      "index I { group g { indicator a cost } }\nlet n = count(over I.leaves)\nlet u = unknown",
      [
        "class+declaration I", "property+declaration g", "property+declaration a",
        "variable+declaration+readonly n", "function+defaultLibrary count", "class I",
        "keyword leaves", "variable+declaration+readonly u",
      ]
    ),
  ])
  func coloursNames(text: String, expected: [String]) {
    let found = Self.tokens(text).filter { token in
      !["operator", "number"].contains { token.hasPrefix($0) }
        && Self.written.allSatisfy { token != "keyword \($0)" }
    }
    #expect(found == expected)
  }

  private static let written = [
    "measure", "let", "method", "over", "index", "group", "indicator", "cost",
  ]

  static func tokens(_ text: String) -> [String] {
    let fixture = EditorFixture(text)
    guard let names = fixture.workspace.names(of: fixture.path) else { return [] }
    return names.semanticTokens().map { token in
      let modifiers = SemanticToken.Modifiers.names.enumerated()
        .filter { token.modifiers.rawValue & 1 << $0.offset != 0 }.map(\.element)
      let text = String(decoding: names.document.bytes[token.range], as: UTF8.self)
      return ([token.kind.rawValue] + modifiers).joined(separator: "+") + " " + text
    }
  }
}
