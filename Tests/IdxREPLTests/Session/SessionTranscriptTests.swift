import Foundation
import IdxDriver
import IdxREPL
import IdxTestSupport
import Testing

/// Sessions as they are written down: entries behind `idx> ` and `...> `, what is answered below them.
@Suite struct SessionTranscriptTests {
  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/sessions", "txt"))
  func fixture(_ file: URL) throws {
    let text = try Fixtures.text(file)
    let said = replay(text)
    if ProcessInfo.processInfo.environment["IDX_UPDATE"] != nil {
      try said.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(said == text)
  }

  /// The tour of the README can be followed.
  @Test func readme() throws {
    let text = try Fixtures.text(Fixtures.repository.appending(path: "README.md"))
    let sessions = text.components(separatedBy: "```").filter { $0.contains("\nidx> ") }
    #expect(!sessions.isEmpty)
    for session in sessions {
      let lines = session.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      let written = lines.joined(separator: "\n")
      #expect(replay(written) == written)
    }
  }

  /// Returns `transcript` with what a session answers; a first line `$ idx repl MODEL` loads a model of the
  /// library.
  private func replay(_ transcript: String) -> String {
    var options = DriverOptions()
    options.threads = 2
    let host = DiskHost(folder: Fixtures.repository.path)
    let session = Session(host: host, options: options)
    var said = ""
    var entry: [String] = []
    func end() {
      guard !entry.isEmpty else { return }
      let reply = session.submit(entry.joined(separator: "\n"))
      said += reply.messages + reply.output
      entry = []
    }
    for line in transcript.components(separatedBy: "\n") {
      if line.hasPrefix("$ idx repl ") {
        said += line + "\n" + session.load(String(line.dropFirst(11))).messages
      } else if line.hasPrefix("idx> ") {
        end()
        said += line + "\n"
        entry = [String(line.dropFirst(5))]
      } else if line.hasPrefix("...> ") {
        said += line + "\n"
        entry.append(String(line.dropFirst(5)))
      } else if line.hasPrefix("#") {
        end()
        said += line + "\n"
      }
    }
    end()
    return said
  }
}
