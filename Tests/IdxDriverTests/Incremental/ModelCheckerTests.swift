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
    // By the name alone, so that the edits are the same wherever the project is.
    let seed = file.lastPathComponent.utf8.reduce(7) { $0 &* 31 &+ Int($1) }
    var random = SeededRandom(UInt64(seed & 0xFFFF))
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

  /// Texts that are edited into each other, in pairs that once were told differently.
  @Test(arguments: [
    // The elements of an axis that nothing uses have the names of evaluations.
    [
      """
      data t { key u defines U | u | x | | "A" | 1 | | "B" | 2 | }
      index I { indicator x benefit }
      evaluation a of I on t { normalise minmax  aggregate arithmetic_mean }
      axis Other { a "First" }
      """
    ],
    // An evaluation whose table is not there leaves a formula to the other tables.
    [
      """
      data t { key u defines U | u | y | | "A" | 1 | }
      index L { indicator z = 2 * x benefit }
      evaluation f of L on nowhere { aggregate arithmetic_mean }
      """
    ],
    // A number that cannot be held stands where no declaration is.
    ["let a = 1] 1e-10314\nlet b = a"],
    // What is wrong behind a declaration is not told of the declaration as well, until it is mended.
    ["index A }\nlet b = 1", "index A\nlet b = 1"],
    // Of the same comparisons, more or less consistent, the same is told again.
    [
      "", "let more = 1", "let more = 2", "judgement K on I { a : b = 2  a : c = 1/7  b : c = 3 }",
      "judgement K on I { a : b = 2  a : c = 6  b : c = 3 }",
    ].map {
      """
      index I { indicator a benefit  indicator b benefit  indicator c benefit }
      judgement J on I { a : b = 2  a : c = 1/7  b : c = 3 }
      let used = J.weights

      """ + $0
    },
    // A finding tells the number of its line, and the line moves.
    ["let a = 1\n", "let\na = 1\n"].map {
      $0 + """
        data t {
          key u defines U
          | u   | x |
          | "A" | 1 |
          | "A" | 2 |
        }
        let b = sum(t.x, over U)
        """
    },
  ])
  func agreesOn(_ texts: [String]) throws {
    let checker = ModelChecker(path: "edited.idx")
    for text in texts {
      try compare(Array(text.utf8), in: Fixtures.repository, with: checker)
    }
  }

  /// What a check leaves out because it was known is there for who asks.
  @Test func knownConsistenciesAreToldOnRequest() throws {
    let judgement = "judgement J on I { a : b = 2  a : c = 1/7  b : c = 3 }"
    let index = "index I { indicator a benefit  indicator b benefit  indicator c benefit }"
    let checker = ModelChecker(path: "edited.idx")
    var ratios: [[Double?]] = []
    for text in ["\(index)\n\(judgement)", "\(index)\n// \n\(judgement)"] {
      let bytes = Array(text.utf8)
      let provider = MemoryProvider(files: ["edited.idx": bytes], folder: Fixtures.repository)
      let tree = SyntaxTree.parse(
        SourceText(file: FileID(0), path: "edited.idx", bytes: bytes))
      _ = try #require(checker.check(tree, provider: provider, options: options))
      let part = try #require(checker.parts(of: tree).part(around: bytes.count))
      let model = try #require(
        Driver.analyse("edited.idx", part: part, provider: provider, options: options))
      ratios += model.judgements.map(\.ratios)
    }
    #expect(ratios.count == 2)
    #expect(ratios.allSatisfy { $0.count == 1 && $0[0].map { $0 > 0.1 } == true })
    #expect(ratios.first == ratios.last)
  }

  private func compare(_ bytes: [UInt8], in folder: URL, with checker: ModelChecker) throws {
    let provider = MemoryProvider(files: ["edited.idx": bytes], folder: folder)
    let tree = SyntaxTree.parse(
      SourceText(file: FileID(0), path: "edited.idx", bytes: bytes))
    let found = try #require(checker.check(tree, provider: provider, options: options))
    let whole = try #require(Driver.check("edited.idx", provider: provider, options: options))
    let (apart, together) = (described(found), described(whole))
    #expect(apart.filter { !together.contains($0) } == [], "only when checked by parts")
    #expect(together.filter { !apart.contains($0) } == [], "only when checked as a whole")
    #expect(apart.count == together.count)
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
