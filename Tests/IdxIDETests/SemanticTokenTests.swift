import Foundation
import IdxEditorTestSupport
import IdxIDE
import IdxTestSupport
import Testing

@Suite struct SemanticTokenTests {
  @Test func kindsHaveTheNamesOfTheirCases() {
    for kind in SemanticToken.Kind.allCases { #expect(kind.name == "\(kind)") }
  }

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
    return names.semanticTokens().map { shown($0, in: names.document) }
  }

  private static func shown(_ token: SemanticToken, in document: Document) -> String {
    let modifiers = SemanticToken.Modifiers.names.enumerated()
      .filter { token.modifiers.rawValue & 1 << $0.offset != 0 }.map(\.element)
    let text = String(decoding: document.bytes[token.range], as: UTF8.self)
    return ([token.kind.name] + modifiers).joined(separator: "+") + " " + text
  }

  /// What is found part by part, and kept while one types, is what is found in the whole.
  @Test(arguments: Fixtures.files(in: "stdlib/models", "idx"))
  func coloursAreThoseOfTheWhole(_ file: URL) throws {
    let text = try Fixtures.bytes(file)
    let (edited, host) = (Workspace(host: MemoryHost(files: [:])), MemoryHost(files: [:]))
    edited.open("/a.idx", version: 1, bytes: text)
    var random = SeededRandom(UInt64(text.count))
    for version in 2...6 {
      let bytes = try #require(edited.document("/a.idx")).bytes
      #expect(edited.completeNames(of: "/a.idx"))
      let list = try #require(edited.tokenList(of: "/a.idx"))
      #expect(list.isExact)
      let whole = Workspace(host: host)
      whole.open("/a.idx", version: 1, bytes: bytes)
      let names = try #require(whole.names(of: "/a.idx"))
      #expect(list.tokens == names.semanticTokens())
      // A word of the text once more, at the end of a line: most such texts are broken.
      let ends = bytes.indices.filter { bytes[$0] == 0x0A }
      let words = bytes.split { $0 <= 0x20 || $0 >= 0x80 }
      let place = random.pick(ends)
      let typed = [0x20] + Array(random.pick(Array(words)))
      _ = edited.change("/a.idx", version: version, [ByteEdit(place..<place, typed)])
      _ = edited.tokenList(of: "/a.idx")
    }
  }

  /// The tokens after an edit of line 2 while nobody has worked out what names stand for.
  @Test(arguments: [
    (
      "let b = a", "let b = a + a",
      "variable+declaration+readonly b, variable+readonly a, variable+readonly a"
    ),
    ("let b = a", "let bb = a", "variable+declaration+readonly bb, variable+readonly a"),
    ("let b = a", "", ""),
    (
      "let b = a", "let b = f(a)",
      "variable+declaration+readonly b, function f, variable+readonly a"
    ),
    ("let b = a", "let b = none", "variable+declaration+readonly b"),
    ("let b = a", "let b = a", "variable+declaration+readonly b, variable+readonly a"),
  ])
  func carriesColoursOver(line: String, changed: String, expected: String) throws {
    let before = "method f(x: Real) -> Real { x }\n\(line)\nlet a = 1\n"
    let workspace = Workspace(host: MemoryHost(files: [:]))
    workspace.open("/a.idx", version: 1, bytes: Array(before.utf8))
    #expect(try #require(workspace.semanticTokens(of: "/a.idx")).isExact)
    let start = 32
    _ = workspace.change(
      "/a.idx", version: 2, [ByteEdit(start..<start + line.utf8.count, Array(changed.utf8))])
    let guessed = try #require(workspace.semanticTokens(of: "/a.idx"))
    #expect(guessed.isExact == (line == changed))
    let names = try #require(workspace.names(of: "/a.idx"))
    let document = names.document
    let shown = guessed.tokens.compactMap { token -> String? in
      guard (start..<start + changed.utf8.count).contains(token.range.lowerBound),
        ![.keyword, .operator, .number].contains(token.kind)
      else { return nil }
      return Self.shown(token, in: document)
    }
    #expect(shown.joined(separator: ", ") == expected)
    let exact = try #require(workspace.semanticTokens(of: "/a.idx"))
    #expect(exact.isExact)
    let isOutside = { (token: SemanticToken) in
      !(start..<start + changed.utf8.count).contains(token.range.lowerBound)
    }
    #expect(guessed.tokens.filter(isOutside) == exact.tokens.filter(isOutside))
  }

  @Test func carriesColoursOverAnyEdit() throws {
    let workspace = Workspace(host: MemoryHost(files: [:]))
    let text = Array(EditorModels.others.utf8)
    workspace.open("/a.idx", version: 1, bytes: text)
    _ = try #require(workspace.semanticTokens(of: "/a.idx"))
    var number: UInt64 = 1
    func random(_ count: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % max(count, 1)
    }
    for version in 2...300 {
      let size = try #require(workspace.document("/a.idx")).bytes.count
      let start = random(size + 1)
      let end = min(size, start + random(12))
      let from = random(text.count - 12)
      let new = Array(text[from..<from + random(12)])
      _ = workspace.change("/a.idx", version: version, [ByteEdit(start..<end, new)])
      let found = try #require(workspace.semanticTokens(of: "/a.idx"))
      let bytes = try #require(workspace.document("/a.idx")).bytes.count
      var last = 0
      for token in found.tokens {
        #expect(token.range.lowerBound >= last && token.range.upperBound <= bytes)
        last = token.range.upperBound
      }
    }
  }
}
