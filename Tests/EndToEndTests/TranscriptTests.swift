import Foundation
import IdxTestSupport
import Testing

/// What the program prints, exactly: commands in a folder of given files, with what they left behind.
///
/// A transcript begins files by `=== file NAME` and commands of the shell by `=== $ COMMAND`, under
/// which stands what the command printed, then its messages under `--- messages` and its status under
/// `--- status` if it is not 0. `IDX_UPDATE=1 swift test` writes what commands leave behind.
@Suite struct TranscriptTests {
  private static let folder = "Tests/Fixtures/transcripts"

  @Test(arguments: Fixtures.files(in: folder, "txt").map { Fixtures.name(of: $0) })
  func printsWhatIsWritten(name: String) throws {
    let file = Fixtures.repository.appending(path: name)
    let place = try TemporaryFolder()
    var actual = ""
    for section in Section.all(in: try Fixtures.text(file)) {
      actual += section.head
      switch section.kind {
      case .comment: actual += section.body
      case .file(let name):
        try place.file(name, section.body)
        actual += section.body
      case .command(let command):
        let script = "idx() { \"$idx\" \"$@\"; }; \(command)"
        actual += text(of: try Tool.shell(script, in: place.url))
      }
    }
    #expect(try Golden.difference(actual, from: file) == nil)
  }

  private func text(of result: ToolResult) -> String {
    var text = result.output
    if !result.messages.isEmpty { text += "--- messages\n" + result.messages }
    if result.status != 0 { text += "--- status \(result.status)\n" }
    return text
  }
}

/// A part of a transcript.
private struct Section {
  enum Kind {
    case comment
    case file(String)
    case command(String)
  }

  let kind: Kind
  /// The line that begins it, with its end.
  let head: String
  var body = ""

  init(_ head: Substring) {
    self.head = head.isEmpty ? "" : head + "\n"
    if head.hasPrefix("=== file ") {
      kind = .file(String(head.dropFirst(9)))
    } else if head.hasPrefix("=== $ ") {
      kind = .command(String(head.dropFirst(6)))
    } else {
      kind = .comment
    }
  }

  static func all(in text: String) -> [Section] {
    var sections = [Section("")]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      if line.hasPrefix("=== ") {
        sections.append(Section(line))
      } else {
        sections[sections.count - 1].body += line + "\n"
      }
    }
    return sections
  }
}
