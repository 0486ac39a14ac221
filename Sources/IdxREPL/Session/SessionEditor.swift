import IdxDiagnostics
import IdxDriver
import IdxIDE
import IdxSemantics
import IdxSyntax

/// What an editor knows of the text of a session with an entry behind it.
final class SessionEditor {
  private let workspace: Workspace
  private var path = ""
  private var version = 0
  /// What is declared, by its words, but for what the texts declare that are still to be read.
  private var declared: [String: SemanticToken.Kind] = [:]
  private var unread: [[UInt8]] = []

  private let isCancelled: @Sendable () -> Bool

  /// Creates the editor that reads through `host`, and asks often whether the user wants to stop.
  init(host: any IDEHost, isCancelled: @escaping @Sendable () -> Bool) {
    workspace = Workspace(host: host)
    self.isCancelled = isCancelled
  }

  /// Returns what answers questions about `entry`, an expression or declarations, behind `text`, the model at
  /// `path`, and the place of the entry; `nil` where nothing can be said.
  func assistant(
    _ entry: String, at offset: Int, behind model: GrowingModel, path: String
  ) -> (assistant: Assistant, start: Int)? {
    let start = open(entry, behind: model, path)
    return workspace.assistant(of: path, around: start + offset, isCancelled: isCancelled)
      .map { ($0, start) }
  }

  /// Returns what may stand at `offset` of `entry`, behind `text`, and the place of the entry; `nil` where
  /// nothing can be said.
  func completions(
    _ entry: String, at offset: Int, behind model: GrowingModel, path: String
  ) -> (found: Completions, start: Int)? {
    let start = open(entry, behind: model, path)
    return workspace.completions(path, at: start + offset, isCancelled: isCancelled)
      .map { ($0, start) }
  }

  /// Returns what is to be told of what stands at the byte `offset` of `model`, the model at `path`.
  func hover(at offset: Int, in model: GrowingModel, path: String) -> String? {
    _ = open("", behind: model, path)
    return workspace.assistant(of: path, around: offset, isCancelled: isCancelled)?
      .hover(at: offset)?.plain
  }

  /// Makes the document at `path` that of `text` with `entry` behind it, and returns where that begins.
  private func open(_ entry: String, behind model: GrowingModel, _ path: String) -> Int {
    var head = "let `\(Session.probe)` = "
    switch Entry(entry) {
    case .declarations, .nothing: head = ""
    case .what: head = "evaluation `\(Session.probe)` "
    case .command, .comparison, .expression: break
    }
    let whole = model.probing(head, entry)
    version += 1
    // A change within an entry leaves all else as it was known.
    let edit = workspace.documents[path].map { ByteEdit(from: $0.bytes, to: whole.bytes) }
    if path != self.path || edit.map({ workspace.change(path, version: version, [$0]) }) != true {
      workspace.open(path, version: version, bytes: whole.bytes)
    }
    self.path = path
    return whole.places.first?.start ?? 0
  }

  /// Forgets what was known of files, since they may have changed.
  func filesChanged() { workspace.filesChanged() }

  /// Takes note that `text` is declared, besides what was before or, for a new start, instead.
  func note(declared text: [UInt8], isNew: Bool) {
    if isNew { (declared, unread) = ([:], []) }
    unread.append(text)
  }

  /// What is declared, by its words.
  var declaredKinds: [String: SemanticToken.Kind] {
    for text in unread {
      let document = Document(path: Workbench.plainName, version: 0, bytes: text)
      declared.merge(document.declaredKinds) { $1 }
    }
    unread = []
    return declared
  }

  /// Returns what is to be told of the completion `key` that was found last.
  func documentation(ofCompletion key: String) -> String? {
    workspace.documentation(ofCompletion: key, in: path, isCancelled: isCancelled)?.plain
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
    let found = editor.assistant(name, at: offset, behind: bench.model, path: bench.path)
      .flatMap { found in found.assistant.hover(at: found.start + offset) }
    if let found { return Reply(found.plain + "\n") }
    if let node = documentation(ofNode: name) { return Reply(node + "\n") }
    if let chapter = Driver.document(method: name) {
      return Reply(chapter.text(.markdown))
    }
    let source = source(name)
    return source.isError ? .refusal("nothing is known of `\(name)`") : source
  }

  /// Returns what is to be told of the node of an index that `name` is the path of, from the index or from below
  /// it, or else the code.
  private func documentation(ofNode name: String) -> String? {
    let known = bench.model.names(of: .indexDeclaration, .variantDeclaration)
    let nodes = known.flatMap { index -> [(names: [String], place: Span)] in
      guard let analysis = bench.analysis(of: index), let symbol = analysis.symbol(named: index),
        let model = analysis.index(symbol.id)
      else { return [] }
      return model.nodes.map { (["\(index).\($0.path)", $0.path, $0.code], $0.span) }
    }
    // What is the code of one node may be the path of another.
    let found = (0..<3).lazy.compactMap { way in nodes.first { $0.names[way] == name } }.first
    guard let place = found?.place, place.file == FileID(0) else { return nil }
    return editor.hover(at: Int(place.start), in: bench.model, path: bench.path)
  }
}
