import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSyntax
import IdxTestSupport
import Testing

/// Models with a token dropped, doubled or exchanged: each is checked to the end, without a crash.
@Suite struct MutationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let models = [
    "stdlib/methods/ahp.idx", "stdlib/methods/normalisation.idx", "stdlib/methods/treatment.idx",
    "stdlib/models/hdi/hdi.idx", "Tests/IdxDriverTests/Robustness/everything.idx",
  ]

  @Test(arguments: models) func survivesEveryMutant(model: String) throws {
    let file = Self.root.appending(path: model)
    let text = try String(contentsOf: file, encoding: .utf8)
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: model, text: text))
    let seconds = Double(ProcessInfo.processInfo.environment["IDX_FUZZ_SECONDS"] ?? "") ?? 3
    let end = Date().addingTimeInterval(seconds)
    var random = SeededRandom(UInt64(model.utf8.count))
    var count = 0
    repeat {
      let mutant = Self.mutant(of: text, spans: Self.tokens(of: tree), &random)
      let folder = MemoryProvider(
        files: ["model.idx": Array(mutant.utf8)], folder: file.deletingLastPathComponent())
      let report = try #require(
        Driver.check("model.idx", provider: folder, options: DriverOptions()))
      for diagnostic in report.diagnostics {
        let size = report.sources[Int(diagnostic.span.file.index)].bytes.count
        #expect(Int(diagnostic.span.end) <= size, "\(diagnostic.code) in:\n\(mutant)")
      }
      count += 1
    } while Date() < end
    #expect(count > 0)
  }

  /// Returns the places of the words, numbers and signs of `tree`.
  private static func tokens(of tree: SyntaxTree) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    let bytes = tree.source.bytes
    for (i, byte) in bytes.enumerated() {
      let isWord =
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte & 0xDF)
      if isWord, start == nil { start = i }
      if !isWord {
        if let first = start { result.append(first..<i) }
        start = nil
        if byte > 0x20 { result.append(i..<i + 1) }
      }
    }
    return result
  }

  private static func mutant(
    of text: String, spans: [Range<Int>], _ random: inout SeededRandom
  ) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let a = spans.randomElement(using: &random) ?? 0..<0
      let b = spans.randomElement(using: &random) ?? 0..<0
      guard a.upperBound <= bytes.count, b.upperBound <= bytes.count else { continue }
      let other = Array(bytes[b])
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(a)
      case 1: bytes.insert(contentsOf: other, at: a.upperBound)
      default: bytes.replaceSubrange(a, with: other)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
