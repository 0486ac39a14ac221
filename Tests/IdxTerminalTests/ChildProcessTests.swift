import IdxTerminal
import Testing

@Suite struct ChildProcessTests {
  private func run(_ script: String) throws -> ChildProcess.Result {
    let shell = try #require(ChildProcess(named: "sh"))
    return try shell.run(
      ["-c", script], inheriting: ["PATH"], environment: ["GIVEN": "a 'b' $c"]
    ).get()
  }

  @Test func givesOutputMessagesAndStatus() throws {
    let result = try run("echo out; echo \"$GIVEN\" >&2; exit 7")
    #expect(String(decoding: result.output, as: UTF8.self) == "out\n")
    #expect(String(decoding: result.messages, as: UTF8.self) == "a 'b' $c\n")
    #expect(result.status == 7)
  }

  /// Both streams are read as they come: none is so long that the program waits for ever.
  @Test func readsLongStreams() throws {
    let many = "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done"
    let result = try run("(\(many)) >&2; \(many)")
    #expect(result.output.count == 220_000)
    #expect(result.messages.count == 220_000)
  }

  @Test func tellsOfSignalsAndStrangers() throws {
    #expect(try run("kill -9 $$").status == nil)
    #expect(try run("cat; echo end").output == Array("end\n".utf8))
    #expect(ChildProcess(named: "no such program") == nil)
    #expect(try run("[ -z \"$HOME\" ] && echo none").output == Array("none\n".utf8))
  }
}
