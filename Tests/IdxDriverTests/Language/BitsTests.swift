import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

@Suite struct BitsTests {
  private static let folder = "Tests/Fixtures/evaluation/bits"

  /// The same bits with any number of threads, in debug and in release.
  @Test(arguments: [
    ("hdi", "stdlib/models/hdi/hdi.idx"), ("panel", "\(folder)/panel.idx"),
  ])
  func bitsAreTheSame(name: String, path: String) throws {
    let url = Fixtures.repository.appending(path: path)
    let files = MemoryProvider(files: [:], folder: url.deletingLastPathComponent())
    for threads in [1, 2, 3, 8] {
      var options = DriverOptions()
      options.threads = threads
      let report = try #require(
        Driver.run(url.lastPathComponent, evaluations: [], provider: files, options: options))
      #expect(report.check.diagnostics.allSatisfy { $0.severity != .error })
      let golden = Fixtures.repository.appending(path: "\(Self.folder)/\(name).bits")
      #expect(
        try Golden.difference(text(report), from: golden) == nil, "with \(threads) threads")
    }
  }

  /// Returns a line for each kind of result of each node: how many there are, and their bits in short.
  private func text(_ report: RunReport) -> String {
    report.evaluations.flatMap { evaluation in
      evaluation.nodes.flatMap { node in
        [
          ("weights", node.weights), ("effective", node.effectiveWeights),
          ("scores", node.scores.flatMap { $0 }), ("ranks", node.ranks.flatMap { $0 }),
        ].map { part, numbers in
          "\(evaluation.name).\(node.path) \(part) \(numbers.count) \(digest(numbers))\n"
        }
      }
    }.joined()
  }

  /// Returns the Fowler-Noll-Vo hash (FNV-1a, 64 bits) of the bits of `numbers`.
  private func digest(_ numbers: [Double?]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in numbers {
      var bits = number?.bitPattern ?? .max
      for _ in 0..<8 {
        hash = (hash ^ (bits & 0xff)) &* 0x100_0000_01b3
        bits >>= 8
      }
    }
    return String(hash, radix: 16)
  }
}
