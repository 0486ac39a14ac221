import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// Trees of correct models.
@Suite struct TreeTests {
  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/syntax/trees", "idx"))
  func buildsTree(_ file: URL) throws {
    let tree = try parse(file)
    #expect(summary(tree) == "")
    #expect(defect(of: tree) == nil)
    let golden = file.deletingPathExtension().appendingPathExtension("tree")
    let difference = try Golden.difference(dump(tree.root), from: golden)
    #expect(difference == nil)
    try holdsEncoding(of: tree)
  }

  @Test(arguments: Fixtures.files(in: "stdlib", "idx"))
  func readsStandardLibrary(_ file: URL) throws {
    let tree = try parse(file)
    #expect(summary(tree) == "")
    #expect(defect(of: tree) == nil)
    try holdsEncoding(of: tree)
  }

  /// The tree that was encoded is the same tree; that of another text is none.
  private func holdsEncoding(of tree: SyntaxTree) throws {
    let encoded = try #require(tree.encoded)
    let decoded = try #require(SyntaxTree.decode(encoded, of: tree.source))
    #expect(decoded.text == tree.source.bytes)
    #expect(defect(of: decoded) == nil)
    #expect(dump(decoded.root) == dump(tree.root))
    let lines = { (tree: SyntaxTree) in
      (0..<tree.tokenCount).map { tree.token($0).isFirstOnLine }
    }
    #expect(lines(decoded) == lines(tree))
    let longer = SourceText(file: FileID(0), path: "", bytes: tree.source.bytes + [0x0A])
    #expect(SyntaxTree.decode(encoded, of: longer) == nil)
    #expect(SyntaxTree.decode(Array(encoded.dropLast()), of: tree.source) == nil)
    #expect(SyntaxTree.decode(encoded + [0x30], of: tree.source) == nil)
    #expect(SyntaxTree.decode([], of: tree.source) == nil)
  }

  @Test func brokenTextsAreNotEncoded() {
    let source = SourceText(file: FileID(0), path: "", text: "let x = ")
    #expect(SyntaxTree.parse(source).encoded == nil)
  }

  @Test(arguments: ["\n", "\r", "\r\n"]) func commentsEndWithTheirLine(_ end: String) {
    for length in 0..<40 {
      let comment = "//" + String(repeating: length % 2 == 0 ? "\u{0B}" : "č", count: length)
      let text = comment + end + "let x = 1" + end
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "", text: text))
      #expect(tree.token(0).text == comment)
      #expect(tree.diagnostics.isEmpty)
    }
  }

  private func dump(_ node: Node, indent: Int = 0) -> String {
    let tokens = node.tokens.map { " " + $0.text }.joined()
    let line = String(repeating: "  ", count: indent) + "\(node.kind)" + tokens + "\n"
    return line + node.children.map { dump($0, indent: indent + 1) }.joined()
  }
}

/// Returns the tree of `file`.
func parse(_ file: URL) throws -> SyntaxTree {
  SyntaxTree.parse(
    SourceText(file: FileID(0), path: Fixtures.name(of: file), bytes: try Fixtures.bytes(file)))
}
