import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// What editors colour: the classes of tokens, as lexer and parser have them.
///
/// With `IDX_TOKENS=file` the classes of every model of the repository are written to that file, which
/// `.ci/grammar` compares with what the grammars of `grammar/` find. A line `path accepted` or `path
/// refused` is followed by lines `start end class` with offsets in bytes; lines of a refused model that
/// have a finding are left out. Beside it, `file.sentences` has texts that the grammar allows, as JSON.
@Suite struct TokenClassTests {
  @Test func eachTokenHasItsClass() throws {
    var text = ""
    var counts: [String: Int] = [:]
    for url in Fixtures.files(in: "", "idx") where !url.path.contains("/.build/") {
      let bytes = try Fixtures.bytes(url)
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "test.idx", bytes: bytes))
      let wrong = tree.diagnostics.filter { $0.severity == .error }
      text += "\(Fixtures.name(of: url)) \(wrong.isEmpty ? "accepted" : "refused")\n"
      let lines = LineIndex(tree.source)
      func line(_ offset: UInt32) -> Int { lines.place(at: Int(offset)).line }
      let skipped = Set(wrong.flatMap { line($0.span.start)...line($0.span.end) })
      for (token, name) in classes(tree) where !skipped.contains(line(token.span.start)) {
        counts[name, default: 0] += 1
        text += "\(token.span.start) \(token.span.end) \(name)\n"
      }
    }
    let all: Set = [
      "comment", "documentation", "keyword", "name", "number", "operator", "punctuation", "string",
    ]
    #expect(Set(counts.keys) == all)
    if let path = ProcessInfo.processInfo.environment["IDX_TOKENS"] {
      try Data(text.utf8).write(to: URL(filePath: path))
      try JSONEncoder().encode(sentences()).write(to: URL(filePath: path + ".sentences"))
    }
  }

  /// Returns texts that the grammar allows, most of them odd.
  private func sentences() throws -> [String] {
    let file = Fixtures.repository.appending(path: "grammar/idx.ebnf")
    var sampler = Sampler(try EBNF(Fixtures.text(file)), seed: 3)
    return (0..<1500).compactMap { number in
      let sentence = sampler.sentence("declaration", depth: 4 + number % 12)
      return sentence.count < 300 ? GrammarToken.text(sentence) : nil
    }
  }

  /// Returns the tokens of `tree` but white space, each with its class.
  private func classes(_ tree: SyntaxTree) -> [(Token, String)] {
    var names: Set<Int> = []
    for index in 0..<tree.nodeCount {
      let node = tree.node(NodeID(index))
      guard [.name, .nameExpression, .cell].contains(node.kind) else { continue }
      for token in node.tokens where token.kind.isName { names.insert(token.index) }
    }
    // What becomes of weights is a word of the grammar, which the tree holds as a name.
    for variant in tree.root.children(.variantDeclaration) {
      let treatments = variant.children(.name).dropFirst()
      for token in treatments.flatMap(\.tokens) { names.remove(token.index) }
    }
    return (0..<tree.tokenCount).compactMap { index in
      let token = tree.token(index)
      switch token.kind {
      case .whitespace, .invalid, .end: return nil
      case .comment: return (token, "comment")
      case .documentation: return (token, "documentation")
      case .string: return (token, "string")
      case .integer, .number: return (token, "number")
      case .word, .quotedName: return (token, "name")
      case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace,
        .rightBrace, .comma, .dot, .colon, .semicolon, .bar:
        return (token, "punctuation")
      case _ where token.kind.keyword == nil: return (token, "operator")
      default: return (token, names.contains(index) ? "name" : "keyword")
      }
    }
  }
}
