import Foundation
import IdxDiagnostics
import IdxFormat
import IdxSyntax
import IdxTestSupport
import Testing

/// What an author did with blanks and indentation makes no difference.
@Suite struct CanonTests {
  @Test(arguments: ["stdlib/methods", "stdlib/models", "Tests/Fixtures/format"])
  func forgetsBlanksAndIndentation(folder: String) throws {
    var random = SeededRandom(7)
    var count = 0
    for file in Fixtures.files(in: folder, "idx") {
      let tree = parse(try Fixtures.text(file))
      guard let expected = SourceLayout.text(of: tree) else { continue }
      let other = SourceLayout.text(of: parse(shaken(tree, &random))) ?? ""
      let name = Fixtures.name(of: file)
      #expect(other == expected, "\(name): \(Golden.firstDifference(expected, other))")
      count += 1
    }
    #expect(count > 4)
  }

  /// Returns the source of `tree` with other blanks, but lines that end where they did.
  private func shaken(_ tree: SyntaxTree, _ random: inout SeededRandom) -> String {
    var text = ""
    for index in 0..<tree.tokenCount {
      let token = tree.token(index)
      guard token.kind == .whitespace else {
        text += token.text
        continue
      }
      let ends = token.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      // A line end more or less, where there are many, does not matter.
      let count = ends > 1 ? Int.random(in: 2...4, using: &random) : ends
      text += String(repeating: random.pick(["\n", "\r\n", " \n"]), count: count)
      let blanks = String(
        repeating: random.pick([" ", "\t"]), count: Int.random(in: 1...9, using: &random))
      text += count > 0 && random.once(in: 3) ? "" : blanks
    }
    return text
  }
}
