import Foundation
import IdxDiagnostics
import IdxDriver
import IdxStandardLibrary
import IdxTestSupport
import Testing

/// The models in the documentation, compiled: they cannot rot.
///
/// A block of `idx` is a whole model; one marked `fail=E0402` is reported for exactly this, and one
/// marked `part` is an excerpt that must only parse.
@Suite struct DocumentationTests {
  /// A block of code in a document.
  struct Block: Sendable, CustomTestStringConvertible {
    /// The document.
    let document: String
    /// The line on which the block begins.
    let line: Int
    /// What stands behind the word `idx`.
    let mark: String
    /// The code.
    let text: String

    var testDescription: String { "\(document):\(line)" }
  }

  static let blocks = markdown + comments + explanations

  /// The blocks of the Markdown files of the repository.
  private static var markdown: [Block] {
    ["README.md", "grammar", "Sources", "stdlib", "Tests"].flatMap { place -> [URL] in
      place.hasSuffix(".md")
        ? [Fixtures.repository.appending(path: place)] : Fixtures.files(in: place, "md")
    }.flatMap { file in
      blocks(in: (try? Fixtures.text(file)) ?? "", of: Fixtures.name(of: file))
    }
  }

  /// The blocks of the doc comments of the standard library.
  private static var comments: [Block] {
    StandardLibrary.files.filter { $0.path.hasSuffix(".idx") }.flatMap { file in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.hasPrefix("///") ? String(line.dropFirst(line.hasPrefix("/// ") ? 4 : 3)) : ""
      }
      return blocks(in: lines.joined(separator: "\n"), of: "stdlib/\(file.path)")
    }
  }

  /// The blocks of the explanations of the catalogue.
  private static var explanations: [Block] {
    Catalogue.all.flatMap { blocks(in: $0.explanation, of: $0.code) }
  }

  /// Returns the blocks of `idx` in the Markdown `text` of `document`.
  private static func blocks(in text: String, of document: String) -> [Block] {
    var result: [Block] = []
    var open: (line: Int, mark: String, lines: [Substring])?
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let block = open {
        if line.hasPrefix("```") {
          result.append(
            Block(
              document: document, line: block.line, mark: block.mark,
              text: block.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line == "```idx" || line.hasPrefix("```idx ") {
        open = (i + 1, line.dropFirst(6).trimmingCharacters(in: [" "]), [])
      }
    }
    return result
  }

  @Test(arguments: blocks) func documentedModelsCompile(_ block: Block) throws {
    let report = try #require(Models.findings(in: block.text))
    let found = Models.lines(report)
    if block.mark.hasPrefix("fail=") {
      #expect(report.diagnostics.map(\.code) == [String(block.mark.dropFirst(5))], "\(found)")
    } else if block.mark == "part" {
      #expect(found.filter { $0.hasPrefix("E01") } == [])
    } else {
      #expect(block.mark == "" && found == [])
    }
  }

  @Test func thereAreBlocks() { #expect(!Self.blocks.isEmpty) }
}
