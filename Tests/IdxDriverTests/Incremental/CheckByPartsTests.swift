import Dispatch
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Synchronization
import Testing

/// Large models are checked by their parts, side by side: what is found is what a check of the whole finds.
@Suite struct CheckByPartsTests {
  /// Declarations that are sound, with `#` in the place of a number.
  private static let section = """
    data t# { key u defines U# | u | x | y | | "A" | 1 | 4 | | "B" | 2 | 5 | | "C" | 4 | 3 | }
    index I# { indicator x benefit  indicator y cost }
    judgement J# on I# { x : y = 3 }
    evaluation e# of I# on t# { normalise minmax  weights ahp(J#)  aggregate arithmetic_mean }
    expect e#.rank["C"] == 1

    """

  /// What is added to sound sections: nothing, and what is found in one of many parts, or by them together.
  private static let cases: [String] = [
    "",
    "let broken = sum(t1.x, over Nowhere)\nlet other = nowhere",
    "let unused = 1\nexpect 1 > 2",
    "judgement J1 on I1 { x : y = 3 }",
    "index K { indicator a benefit indicator b benefit indicator c benefit }\n"
      + "judgement M on K { a : b = 9  b : c = 9  a : c = 1/9 }\nlet w = 1",
    "let a = 1] 1e-10314\nlet b = a",
    "evaluation z of I2 on t3 { normalise zscores  aggregate arithmetic_mean }",
  ]

  @Test(arguments: cases) func findsWhatAWholeCheckFinds(_ addition: String) throws {
    let comment = String(repeating: "// " + String(repeating: "a", count: 96) + "\n", count: 1001)
    let sections = (1...12).map { Self.section.replacing("#", with: "\($0)") }
    let text = comment + sections[..<6].joined() + addition + "\n" + sections[6...].joined()
    let provider = MemoryProvider(files: ["large.idx": Array(text.utf8)])
    let whole = try #require(
      Driver.analyse("large.idx", provider: provider, options: DriverOptions())?.report)
    for threads in [1, 2, 3, 8] {
      let workers = Mutex(0)
      var options = DriverOptions()
      options.threads = threads
      options.sideBySide = { count, work in
        workers.withLock { $0 += count }
        DispatchQueue.concurrentPerform(iterations: count) { _ in work() }
      }
      let apart = try #require(
        Driver.check("large.idx", provider: provider, options: options))
      #expect(apart.diagnostics == whole.diagnostics, "on \(threads) threads")
      let count = workers.withLock { $0 }
      #expect(threads == 1 ? count == 0 : (2...threads).contains(count), "parts side by side")
    }
    let start = (comment + sections[..<6].joined()).utf8.count
    let place = start...start + addition.utf8.count
    #expect(
      addition.isEmpty || whole.diagnostics.contains { place.contains(Int($0.span.start)) },
      "nothing is found in what was added")
  }

  /// A check that is cancelled has no report, however far it came.
  @Test(arguments: [1, 2]) func cancelledCheckHasNoReport(_ threads: Int) {
    let text =
      String(repeating: "// \(String(repeating: "a", count: 96))\n", count: 1001)
      + (1...4).map { Self.section.replacing("#", with: "\($0)") }.joined()
    let asked = Atomic<Int>(0)
    var options = DriverOptions()
    options.threads = threads
    options.sideBySide = { count, work in
      DispatchQueue.concurrentPerform(iterations: count) { _ in work() }
    }
    options.isCancelled = { asked.add(1, ordering: .relaxed).oldValue > 20 }
    let report = Driver.check(
      "large.idx", provider: MemoryProvider(files: ["large.idx": Array(text.utf8)]),
      options: options)
    #expect(report == nil)
    #expect(asked.load(ordering: .relaxed) > 20)
  }
}
