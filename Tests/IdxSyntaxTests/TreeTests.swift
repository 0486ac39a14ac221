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
  }

  @Test(arguments: Fixtures.files(in: "stdlib", "idx"))
  func readsStandardLibrary(_ file: URL) throws {
    let tree = try parse(file)
    #expect(summary(tree) == "")
    #expect(defect(of: tree) == nil)
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
