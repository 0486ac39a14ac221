import Foundation
import IdxTestSupport
import Testing

/// Input that nobody wrote, and users who change their mind.
@Suite struct EnduranceTests {
  @Test(arguments: 0..<8) func standsRandomBytes(seed: UInt64) throws {
    let place = try TemporaryFolder()
    var random = SeededRandom(seed)
    let bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
    try place.file("m.idx")
    try Data(bytes).write(to: place.url.appending(path: "m.idx"))
    let model = try Tool.run(["run", "m.idx"], in: place.url)
    #expect(model.status == 1)
    #expect(model.messages.hasPrefix("error[E0118]: "))
    #expect(model.messages.hasSuffix("\n1 error\n"))
    try place.file(
      "d.idx",
      """
      data d from "m.idx" { key k defines K  column a }
      index X { indicator a benefit }
      evaluation e of X on d { normalise minmax  weights equal  aggregate arithmetic_mean }
      """)
    let data = try Tool.run(["run", "d.idx"], in: place.url)
    #expect(data.status == 1)
    #expect(data.messages.hasPrefix("error[E05"))
    #expect(data.messages.hasSuffix("\n1 error\n"))
  }

  @Test func endsWhenInterrupted() throws {
    let place = try TemporaryFolder()
    try place.file("out.csv", "before\n")
    // Long enough for the signal to arrive, whatever the machine.
    try place.file(
      "m.idx",
      """
      data d from "d.csv" { key k defines K  column a  column b }
      index X { indicator a benefit  indicator b benefit }
      evaluation e of X on d { normalise minmax  weights equal  aggregate arithmetic_mean }
      """)
    let script = """
      (echo k,a,b; seq 1 400000 | sed 's/.*/&,&,1&/') > d.csv
      $idx run m.idx --output out.csv &
      program=$!
      # A signal may come before the program listens, as shells start jobs deaf to it.
      sleep 0.2
      while kill -INT $program 2> kill.log; do sleep 0.5; done
      wait $program
      status=$?
      rm kill.log
      cat out.csv
      ls -A
      exit $status
      """
    let result = try Tool.shell(script, in: place.url)
    #expect(result.status == 130)
    #expect(result.output == "before\nd.csv\nm.idx\nout.csv\n")
    #expect(result.messages == "")
  }
}
