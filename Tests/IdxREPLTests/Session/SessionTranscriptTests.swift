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
    let place = Fixtures.repository.appending(path: "README.md")
    let text = try Fixtures.text(place)
    let model = try #require(text.components(separatedBy: "```idx\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let sessions = text.components(separatedBy: "```").filter { $0.contains("\nidx> ") }
    #expect(!sessions.isEmpty)
    for session in sessions {
      let lines = session.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      let written = lines.joined(separator: "\n")
      let said = replay(written, ["cities.idx": model])
      if ProcessInfo.processInfo.environment["IDX_UPDATE"] != nil {
        let new = text.replacingOccurrences(of: written, with: said)
        try new.write(to: place, atomically: true, encoding: .utf8)
      }
      #expect(said == written)
    }
  }

  /// Returns `transcript` with what a session answers; a first line `$ idx repl MODEL` loads a model of the
  /// library.
  private func replay(_ transcript: String, _ files: [String: String] = [:]) -> String {
    var options = DriverOptions()
    options.threads = 2
    let host = DiskHost(folder: Fixtures.repository.path)
    for (name, text) in files { _ = host.write(text, to: name) }
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
