import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSyntax
import IdxTestSupport
import Testing

/// The check of an edited file finds what a check of the whole finds.
@Suite struct ModelCheckerTests {
  private static let files =
    Fixtures.files(in: "stdlib/models", "idx")
    + Fixtures.files(in: "Tests/Fixtures/diagnostics", "idx")
    + Fixtures.files(in: "Tests/Fixtures/evaluation", "idx")
    + Fixtures.files(in: "Tests/Fixtures/transcripts", "idx")

  private let options = DriverOptions()

  @Test(arguments: files) func findsWhatAWholeCheckFinds(_ file: URL) throws {
    let bytes = try Fixtures.bytes(file)
    let folder = file.deletingLastPathComponent()
    let checker = ModelChecker(path: "edited.idx")
    try compare(bytes, in: folder, with: checker)
  }

  @Test(arguments: files.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
  func keepsUpWithEdits(_ file: URL) throws {
    var random = SeededRandom(UInt64(file.path.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    var bytes = try Fixtures.bytes(file)
    let folder = file.deletingLastPathComponent()
    let checker = ModelChecker(path: "edited.idx")
    for _ in 0..<3 {
      let start = Int.random(in: 0..<bytes.count + 1, using: &random)
      let end = min(start + Int.random(in: 0..<6, using: &random), bytes.count)
      let from = Int.random(in: 0..<bytes.count + 1, using: &random)
      let pasted = Array(
        bytes[from..<min(from + Int.random(in: 0..<12, using: &random), bytes.count)])
      bytes.replaceSubrange(start..<end, with: pasted)
      if bytes.isEmpty { break }
      try compare(bytes, in: folder, with: checker)
    }
  }

  private func compare(_ bytes: [UInt8], in folder: URL, with checker: ModelChecker) throws {
    let provider = MemoryProvider(files: ["edited.idx": bytes], folder: folder)
    let tree = SyntaxTree.parse(
      SourceText(file: FileID(0), path: "edited.idx", bytes: bytes))
    let found = try #require(checker.check(tree, provider: provider, options: options))
    let whole = try #require(Driver.check("edited.idx", provider: provider, options: options))
    #expect(described(found) == described(whole))
  }

  private func described(_ report: CheckReport) -> [String] {
    func place(_ span: Span) -> String {
      let index = Int(span.file.index)
      let path = report.sources.indices.contains(index) ? report.sources[index].path : "?"
      return "\(path):\(span.range)"
    }
    return report.diagnostics.map { finding in
      let labels = finding.labels.map { "\(place($0.span)) \($0.text)" }
      let fixes = finding.fixes.map { fix in
        "\(fix.title): " + fix.edits.map { "\(place($0.span)) \($0.text)" }.joined(separator: ", ")
      }
      // Axes are told in the order in which a plan came to know them.
      let message = finding.message.split { ",' ".contains($0) }.sorted().joined(separator: " ")
      return
        "\(place(finding.span)) \(finding.code) \(message) \(finding.hints) \(labels) \(fixes)"
    }.sorted()
  }
}
