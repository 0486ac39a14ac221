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
      let places = (0..<tree.tokenCount).map { tree.token($0) }.filter { !$0.kind.isTrivia }
        .map(\.span.range)
      for index in stride(from: 0, to: places.count, by: Self.step) {
        let place = places[index]
        let text = tree.source.bytes[place]
        count(tree, with: [], in: place, into: &distribution)
        count(tree, with: text + Array(" ".utf8) + text, in: place, into: &distribution)
        guard index + 1 < places.count else { continue }
        let next = places[index + 1]
        let between = tree.source.bytes[place.upperBound..<next.lowerBound]
        count(
          tree, with: tree.source.bytes[next] + between + text,
          in: place.lowerBound..<next.upperBound, into: &distribution)
      }
    }
    let counts = distribution.counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    #expect(distribution.share(upTo: 1) >= Self.bounds.one, "\(counts)")
    #expect(
      distribution.share(upTo: 2) >= Self.bounds.two,
      "\(counts)\n\(distribution.cascades.joined(separator: "\n\n"))")
  }

  /// Counts the findings of the text of `tree` with `text` in the place of the bytes `range`.
  ///
  /// The mutant is read as an editor does it, since only the part that differs takes time; that this gives
  /// the same tree is tested by `ReparseTests`.
  private func count(
    _ tree: SyntaxTree, with text: ArraySlice<UInt8>, in range: Range<Int>,
    into distribution: inout Distribution
  ) {
    var bytes = tree.source.bytes
    bytes.replaceSubrange(range, with: text)
    let source = SourceText(file: FileID(0), path: "mutant", bytes: bytes)
    let change = TextChange(range, by: text.count)
    let mutant = SyntaxTree.parse(source, reusing: tree, change).tree
    distribution.counts[mutant.diagnostics.count, default: 0] += 1
    if mutant.diagnostics.count > 2 { distribution.cascades.append(summary(mutant)) }
  }
}
