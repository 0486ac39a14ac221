import Testing

@testable import IdxIDE

@Suite struct InterruptionTests {
  /// A long work asks a million times: each answer costs the same, and none needs more room than the last.
  @Test func isAskedOften() {
    let interruption = Interruption()
    interruption.set { false }
    #expect(!(0..<1_000_000).contains { _ in interruption.isRequested })
    interruption.set { true }
    #expect(interruption.isRequested)
  }
}
