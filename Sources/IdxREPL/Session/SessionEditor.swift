import IdxDiagnostics
import IdxDriver
import IdxIDE
import IdxSyntax

/// What an editor knows of the text of a session with an entry behind it.
final class SessionEditor {
  private let workspace: Workspace
  private var path = ""
  private var version = 0
  /// What is declared, and the text that declares it.
  private var declared: (bytes: [UInt8], kinds: [String: SemanticToken.Kind]) = ([], [:])

  init(host: any IDEHost) { workspace = Workspace(host: host) }

  /// Returns what answers questions about `entry`, an expression or declarations, behind `text`, the model at
  /// `path`, and the place of the entry; `nil` where nothing can be said.
  func assistant(
    _ entry: String, at offset: Int, behind text: SessionText, path: String
  ) -> (assistant: Assistant, start: Int)? {
    let start = open(entry, behind: text, path)
    return workspace.assistant(of: path, around: start + offset).map { ($0, start) }
  }

  /// Returns what may stand at `offset` of `entry`, behind `text`, and the place of the entry; `nil` where
  /// nothing can be said.
  func completions(
    _ entry: String, at offset: Int, behind text: SessionText, path: String
  ) -> (found: Completions, start: Int)? {
    let start = open(entry, behind: text, path)
    return workspace.completions(path, at: start + offset).map { ($0, start) }
  }

  /// Makes the document at `path` that of `text` with `entry` behind it, and returns where that begins.
  private func open(_ entry: String, behind text: SessionText, _ path: String) -> Int {
    var head = "let `\(Session.probe)` = "
    switch Entry(entry) {
    case .declarations, .nothing: head = ""
    case .what: head = "evaluation `\(Session.probe)` "
    case .command, .comparison, .expression: break
    }
    let (whole, places) = text.probing(head, entry)
    version += 1
    // A change within an entry leaves all else as it was known.
    let edit = workspace.documents[path].map { ByteEdit(from: $0.bytes, to: whole.bytes) }
    if path != self.path || edit.map({ workspace.change(path, version: version, [$0]) }) != true {
      workspace.open(path, version: version, bytes: whole.bytes)
    }
    self.path = path
    return places[0].start
  }

  /// Forgets what was known of files, since they may have changed.
  func filesChanged() { workspace.filesChanged() }

  /// Returns what `text` declares, by its words; found out once for each text.
  func declaredKinds(in text: SessionText) -> [String: SemanticToken.Kind] {
    if text.bytes != declared.bytes {
      let document = Document(path: SessionText.plainName, version: 0, bytes: text.bytes)
      declared = (text.bytes, document.declaredKinds)
    }
    return declared.kinds
  }

  /// Returns what is to be told of the completion `key` that was found last.
  func documentation(ofCompletion key: String) -> String? {
    workspace.documentation(ofCompletion: key, in: path)?.plain
  }
}

extension ByteEdit {
  /// Creates the edit that makes `new` of `old`, as short as it can be.
  fileprivate init(from old: [UInt8], to new: [UInt8]) {
    let change = TextChange(from: old, to: new)
    self.init(change.replaced, Array(new[change.replaced.lowerBound..<change.newEnd]))
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
