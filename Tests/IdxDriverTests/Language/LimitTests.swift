import IdxDiagnostics
import IdxDriver
import Testing

@Suite struct ModelLimitTests {
  /// What doubles at every level is worked out once for each argument.
  private static let doubling =
    "method m0(x: Real) -> Real { x + 1 }\n"
    + (1...30).map { "method m\($0)(x: Real) -> Real { m\($0 - 1)(x) + m\($0 - 1)(x) }\n" }.joined()
    + "expect m30(0.5) == 1.5 * 2 ^ 30 within 0"

  /// What differs at every level cannot be shared, and is stopped.
  private static let growing =
    "method m0(x: Real) -> Real { x + 1 }\n"
    + (1...30).map {
      "method m\($0)(x: Real) -> Real { m\($0 - 1)(x) + m\($0 - 1)(x * \($0).5) }\n"
    }.joined() + "let r = m30(0.5)"

  private static func chain(_ count: Int, _ part: (Int) -> String) -> String {
    (1...count).map(part).joined(separator: " + ")
  }

  private static let sources: [(name: String, source: String, codes: [String])] = [
    ("doubling", doubling, [String]()), ("growing", growing, ["E0302"]),
    ("999 operands", "expect \(chain(999) { "\($0)" }) == 499500", []),
    ("1001 operands", "let x = \(chain(1001) { "\($0)" })", ["E0119"]),
    (
      "two thousand values, each of the one before",
      "let v0 = 1\n" + (1...2000).map { "let v\($0) = v\($0 - 1) + 1\n" }.joined()
        + "expect v2000 == 2001", []
    ),
    (
      "ten thousand steps",
      "expect (repeat y = 0 at most 10_000 while y < 10_000 { y + 1 }) == 10_000", []
    ),
  ]

  @Test(arguments: sources.map(\.name))
  func staysWithinLimits(name: String) throws {
    let (_, source, codes) = try #require(Self.sources.first { $0.name == name })
    let files = MemoryProvider(files: ["model.idx": Array(source.utf8)])
    let report = try #require(
      Driver.run("model.idx", evaluations: [], provider: files, options: DriverOptions()))
    #expect(report.check.diagnostics.map(\.code) == codes)
    #expect(report.failed == 0)
    #expect(report.passed == (codes.isEmpty ? 1 : 0))
  }
}
