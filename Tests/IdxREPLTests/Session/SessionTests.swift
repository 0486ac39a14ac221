import IdxREPL
import Testing

@Suite struct SessionTests {
  @Test func isComplete() {
    #expect(Session.isComplete("1 + 2"))
    #expect(!Session.isComplete("let a = ("))
  }
}
