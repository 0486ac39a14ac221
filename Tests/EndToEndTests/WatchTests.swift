import Foundation
import Testing

/// `idx test --watch`: runs again at each change, and ends when it is asked to.
@Suite struct WatchTests {
  /// The shell changes a model and a table while the program watches, waiting for each of its answers,
  /// and then interrupts it.
  @Test func runsAgainAtEachChange() throws {
    let place = try TemporaryFolder()
    try place.file("t.csv", "k,v\na,1\n")
    try place.file(
      "m.idx", "data t from \"t.csv\" { key k defines K }\nexpect t.v == 1 within 0\n")
    let result = try Tool.shell(
      """
      "$idx" test --watch > out 2> messages & watching=$!
      wait_for() {
        tries=0
        until grep -q "$1" out; do
          tries=$((tries + 1)); [ $tries -lt 300 ] || { kill $watching; echo "no $1"; exit 9; }
          sleep 0.1
        done
      }
      wait_for "1 passed, 0 failed"
      printf 'k,v\\na,2\\n' > t.csv;  wait_for "0 passed, 1 failed"
      echo 'expect 1 == 1 within 0' >> m.idx;  wait_for "1 passed, 1 failed"
      echo 'expect 2 == 2 within 0' > new.idx; wait_for "2 passed, 1 failed"
      kill -INT $watching
      wait $watching; echo "status $?"
      cat messages
      """, in: place.url)
    #expect(
      result.output == """
        status 130

        "t.csv" has changed


        "m.idx" has changed


        "new.idx" has changed


        """)
    #expect(result.status == 0)
  }

  @Test func refusesFormats() throws {
    for option in ["--format=junit", "--update"] {
      let result = try Tool.run(["test", "--watch", option])
      #expect(result.status == 2)
      #expect(result.messages.hasPrefix("idx: --watch takes neither --format nor --update\n"))
    }
  }
}
