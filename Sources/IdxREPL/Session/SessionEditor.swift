import IdxDriver
import IdxIDE
import IdxSyntax

/// What an editor knows of the text of a session with an entry behind it.
final class SessionEditor {
  private let workspace: Workspace
  private var path = ""
  private var version = 0
  /// What answered last.
  private var last: Assistant?

  init(host: any IDEHost) { workspace = Workspace(host: host) }

  /// Returns what answers questions about `entry`, an expression or declarations, behind `text`, the model at
  /// `path`, and the place of the entry; `nil` where nothing can be said.
  func assistant(
    _ entry: String, at offset: Int, behind text: SessionText, path: String
  ) -> (assistant: Assistant, start: Int)? {
    var head = "let `\(Session.probe)` = "
    switch Entry(entry) {
    case .declarations, .nothing: head = ""
    case .what: head = "evaluation `\(Session.probe)` "
    case .command, .comparison, .expression: break
    }
    let (whole, places) = text.probing(head, entry)
    let start = places[0].start
    version += 1
    workspace.open(path, version: version, bytes: whole.bytes)
    last = workspace.assistant(of: path, around: start + offset)
    return last.map { ($0, start) }
  }

  /// Returns what is to be told of the completion `key` that was found last.
  func documentation(ofCompletion key: String) -> String? {
    last?.documentation(ofCompletion: key)?.plain
  }
}

extension Session {
  /// Shows what is known of `name`.
  func documentation(_ name: String) -> Reply {
    guard !name.isEmpty else { return .refusal(":doc takes a name: :doc geometric_mean") }
    let offset = max(name.utf8.count - 1, 0)
    let found = editor.assistant(name, at: offset, behind: bench.text, path: bench.path)
      .flatMap { found in found.assistant.hover(at: found.start + offset) }
    if let found { return Reply(found.plain + "\n") }
    if let chapter = Driver.document(method: name) {
      return Reply(chapter.text(.markdown))
    }
    return source(name).isError
      ? .refusal("nothing is known of `\(name)`") : source(name)
  }
}
