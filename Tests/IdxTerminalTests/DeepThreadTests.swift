import IdxTerminal
import Testing

@Suite struct DeepThreadTests {
  /// Returns the sum of the numbers up to `count` by as many nested calls.
  private static func depth(_ count: Int) -> Int {
    var room = (count, count)
    return withUnsafeMutablePointer(to: &room) { pointer in
      pointer.pointee.0 == 0 ? 0 : 1 + depth(pointer.pointee.1 - 1)
    }
  }

  @Test(arguments: [10, 300_000]) func runsDeepWork(count: Int) {
    #expect(DeepThread.run({ Self.depth(count) }, tick: {}) == count)
  }

  @Test func ticksWhileItWorks() {
    var ticks = 0
    let clock = ContinuousClock()
    let work: @Sendable () -> Void = {
      let start = clock.now
      while clock.now - start < .milliseconds(350) {}
    }
    DeepThread.run(work, tick: { ticks += 1 })
    #expect(ticks >= 1)
  }

  @Test func knowsThatAFileIsNoTerminal() {
    #expect(!Terminal.isTerminal(99))
    #expect(Terminal.columns(99) == nil)
    #expect(throws: WriteFailure.self) { try Terminal.write("x", to: 99).get() }
  }
}
