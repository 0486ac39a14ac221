import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// One mistake gives one finding: tokens of the library dropped, doubled, or exchanged with the next one.
@Suite struct MutantFindingTests {
  /// Every so many tokens one is changed; `IDX_MUTATE_ALL` changes them all, which takes minutes.
  private static let step =
    ProcessInfo.processInfo.environment["IDX_MUTATE_ALL"] == nil ? 7 : 1

  /// The share of wrong mutants that must have one finding, and of those that have two at most.
  private static let bounds = (one: 0.98, two: 0.999)

  /// How many mutants have how many findings.
  private struct Distribution {
    var counts: [Int: Int] = [:]
    /// The mutants with more than two findings.
    var cascades: [String] = []

    /// Returns the share of the wrong mutants that have at most `most` findings.
    func share(upTo most: Int) -> Double {
      let wrong = counts.filter { $0.key > 0 }
      let few = wrong.filter { $0.key <= most }
      return Double(few.values.reduce(0, +)) / Double(max(wrong.values.reduce(0, +), 1))
    }
  }

  @Test func oneMistakeGivesOneFinding() throws {
    var distribution = Distribution()
    let files = Fixtures.files(in: "stdlib", "idx")
    for file in files + Fixtures.files(in: "Tests/Fixtures/syntax/trees", "idx") {
      let tree = try parse(file)
      let texts = (0..<tree.tokenCount).map { Array(tree.source.bytes[tree.token($0).span.range]) }
      let places = texts.indices.filter { !tree.token($0).kind.isTrivia }
      for index in stride(from: 0, to: places.count, by: Self.step) {
        let place = places[index]
        var mutant = texts
        mutant[place] = []
        count(mutant, into: &distribution)
        mutant[place] = texts[place] + Array(" ".utf8) + texts[place]
        count(mutant, into: &distribution)
        guard index + 1 < places.count else { continue }
        mutant[place] = texts[places[index + 1]]
        mutant[places[index + 1]] = texts[place]
        count(mutant, into: &distribution)
      }
    }
    let counts = distribution.counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    #expect(distribution.share(upTo: 1) >= Self.bounds.one, "\(counts)")
    #expect(
      distribution.share(upTo: 2) >= Self.bounds.two,
      "\(counts)\n\(distribution.cascades.joined(separator: "\n\n"))")
  }

  private func count(_ texts: [[UInt8]], into distribution: inout Distribution) {
    let bytes = Array(texts.joined())
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "mutant", bytes: bytes))
    #expect(tree.text == bytes)
    distribution.counts[tree.diagnostics.count, default: 0] += 1
    if tree.diagnostics.count > 2 { distribution.cascades.append(summary(tree)) }
  }
}
