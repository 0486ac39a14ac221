public import IdxDiagnostics
import IdxDriver
import IdxStandardLibrary
import IdxSyntax

/// The state of an editor: the documents that it has open, and what is known of them.
///
/// One thread uses it. Everything that it returns is a value of its own, which later edits do not change.
public final class Workspace {
  /// The way to the world.
  public let host: any IDEHost
  /// The folders that the editor has open.
  public var folders: [String] = [] { didSet { forget() } }
  /// The folders that models may read besides their own.
  public var allowedFolders: [String] = [] {
    didSet {
      providers = [:]
      forget()
    }
  }
  /// The open documents as they were parsed last, by path.
  private var parsed: [String: Document] = [:]
  /// What they are after edits that came since: of many at once, only the last text is parsed.
  private var edited: [String: EditedText] = [:]
  /// The parsed library, shared by all models.
  let options: DriverOptions
  /// Who may stop what is worked out.
  let interruption = Interruption()
  private var analyses: [String: Analysis] = [:]
  /// What answers questions about parts of open documents, by path, the newest first.
  var knownParts: [String: [KnownPart]] = [:]
  /// What answered questions about a part of a text that has changed since, if no other has, by path.
  var olderParts: [String: KnownPart] = [:]
  var checkers: [String: ModelChecker] = [:]
  /// What is known of documents that are not open, by path.
  private var closed: [String: Document] = [:]
  private var closedNames: [String: ModelNames] = [:]
  /// The ways to the files of models, by path.
  private var providers: [String: any SourceProvider] = [:]
  /// The tokens of open documents as they were last, by path.
  var tokenLists: [String: TokenList] = [:]
  /// What the names of open documents stand for, by path.
  var nameIndexes: [String: NameIndex] = [:]

  /// Creates the state of an editor that has nothing open.
  public init(host: any IDEHost) {
    self.host = host
    var options = DriverOptions()
    options.keepTables()
    self.options = options
  }

  /// The open documents, by path.
  public var documents: [String: Document] {
    for (path, text) in edited { parsed[path] = parsed[path]?.becoming(text) }
    if !edited.isEmpty { edited = [:] }
    return parsed
  }

  /// The paths of the open documents.
  public var openPaths: Dictionary<String, Document>.Keys { parsed.keys }

  /// `true` iff the document `path` is open.
  public func isOpen(_ path: String) -> Bool { parsed[path] != nil }

  /// Returns the number of the text that the document `path` has; `nil` where it is not open.
  public func version(of path: String) -> Int? { edited[path]?.version ?? parsed[path]?.version }

  /// Opens `path` with contents `bytes`.
  public func open(_ path: String, version: Int, bytes: [UInt8]) {
    edited[path] = nil
    parsed[path] = Document(path: path, version: version, bytes: bytes)
    nameIndexes = [:]
    forget()
  }

  /// Changes the document `path` by `edits`, one after the other; `false` iff it is not open.
  public func change(_ path: String, version: Int, _ edits: [ByteEdit]) -> Bool {
    edits.reduce(isOpen(path)) { isOpen, edit in
      isOpen && change(path, version: version, edit.bytes) { _ in edit.range }
    }
  }

  /// Puts `bytes` in the place of the `range` of the document `path` that its text says, or the lines in it; `false` iff
  /// it is not open.
  public func change(
    _ path: String, version: Int, _ bytes: [UInt8], at range: (LineIndex) -> Range<Int>
  ) -> Bool {
    let isUnread = edited[path] != nil
    // Nobody else may hold the text, else it is copied for each edit.
    guard
      var text = edited.removeValue(forKey: path)
        ?? parsed[path].map({ EditedText(version: version, lines: $0.lines) })
    else { return false }
    text.version = version
    text.lines.replace(range(text.lines).clamped(to: 0..<text.lines.bytes.count), with: bytes)
    edited[path] = text
    // Who has not looked at the text before knows nothing of it.
    if isUnread { return true }
    let last = knownParts[path]?.first ?? olderParts[path]
    // Other documents may import this one.
    nameIndexes = nameIndexes.filter { $0.key == path }
    forget()
    olderParts[path] = last
    return true
  }

  /// Closes `path`: from now on the file on the disk counts; `false` iff it is not open.
  public func close(_ path: String) -> Bool {
    edited[path] = nil
    guard parsed.removeValue(forKey: path) != nil else { return false }
    checkers[path] = nil
    tokenLists[path] = nil
    nameIndexes = [:]
    forget()
    return true
  }

  /// Takes note that files on the disk may have changed.
  public func filesChanged() {
    providers = [:]
    nameIndexes = [:]
    forget()
  }

  /// Forgets what was worked out, since a file has changed.
  public func forget() {
    analyses.removeAll(keepingCapacity: true)
    knownParts.removeAll(keepingCapacity: true)
    olderParts.removeAll(keepingCapacity: true)
    closedNames.removeAll(keepingCapacity: true)
  }

  /// Lets go of what older texts of the documents were checked with, which takes time.
  public func releaseFormerChecks() {
    for checker in checkers.values { checker.releaseFormer() }
  }

  /// Returns what answers questions about the whole document `path`, if somebody has asked for it.
  func knownAssistant(of path: String) -> Assistant? { analyses[path]?.knownAssistant }

  /// What is asked of the library and of models, to be stopped by `interruption`.
  var interruptible: DriverOptions {
    var options = options
    options.isCancelled = { [interruption] in interruption.isRequested }
    return options
  }

  /// Returns what is known of the open document or the file `path`; `nil` once `isCancelled`, or
  /// where nothing can be read.
  public func analysis(
    of path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Analysis? {
    if let known = analyses[path] { return known }
    guard let document = document(path) else { return nil }
    interruption.set(isCancelled)
    let provider = provider(for: document)
    let checker = checkers[path] ?? ModelChecker(path: path)
    if documents[path] != nil { checkers[path] = checker }
    guard
      let report = checker.check(document.tree, provider: provider, options: interruptible)
    else { return nil }
    let made = Analysis(
      document, report, provider: provider, options: interruptible, interruption)
    analyses[path] = made
    return made
  }

  /// Returns what the names of the open document `path` stand for, where somebody has asked since the last
  /// change.
  func knownNames(of path: String) -> ModelNames? { analyses[path]?.knownNames }

  /// Returns what the names of the open document or the file `path` stand for; `nil` once `isCancelled`, or
  /// where nothing can be read.
  public func names(
    of path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ModelNames? {
    if documents[path] != nil {
      return analysis(of: path, isCancelled: isCancelled)?.names(isCancelled: isCancelled)
    }
    if let known = closedNames[path] { return known }
    guard let document = document(path) else { return nil }
    closedNames[path] = ModelNames(
      document, provider: provider(for: document), options: options, isCancelled: isCancelled)
    return closedNames[path]
  }

  /// Returns the document `path` as it is open, or as it is on the disk; `std/…` is one of the library.
  public func document(_ path: String) -> Document? {
    if let open = documents[path] { return open }
    if path.hasPrefix("std/") {
      return StandardLibrary.text(String(path.dropFirst(4)))
        .map { Document(path: path, version: 0, bytes: Array($0.utf8)) }
    }
    let provider = host.provider(forModel: path, allowedFolders: allowedFolders)
    let limit = SyntaxTree.largestFile
    guard case .success(let file) = provider.read(path, from: nil, for: .model, limit: limit)
    else { return nil }
    // A text that is the same has the same tree.
    if let known = closed[path], known.bytes == file.bytes { return known }
    let document = Document(path: path, version: 0, bytes: file.bytes)
    closed[path] = document
    return document
  }

  /// Returns the way to the files that the model `document` may read, as they are open or on the disk.
  func provider(for document: Document) -> OverlayProvider {
    var provider = provider(forModel: document.path)
    provider.open[document.path] = document
    return provider
  }

  /// Returns the way to the files that the model at `path` may read, as they are open or on the disk.
  func provider(forModel path: String) -> OverlayProvider {
    let base = providers[path] ?? host.provider(forModel: path, allowedFolders: allowedFolders)
    providers[path] = base
    return OverlayProvider(base: base, open: documents)
  }

  /// The models in the folders that the editor has open, and the documents that it has open, sorted.
  public var models: [String] {
    var paths = Set(parsed.keys)
    for folder in folders { paths.formUnion(host.models(in: folder)) }
    return paths.sorted()
  }
}

extension Document {
  /// Returns the document after `edits`, each made to what the one before it left.
  func applying(_ edits: [ByteEdit], version: Int) -> Document {
    var text = EditedText(version: version, lines: lines)
    for edit in edits {
      text.lines.replace(edit.range.clamped(to: 0..<text.lines.bytes.count), with: edit.bytes)
    }
    return becoming(text)
  }

  /// Returns the document that `text` is, which was made of this one.
  func becoming(_ text: EditedText) -> Document {
    let change = TextChange(from: bytes, to: text.lines.bytes)
    let source = SourceText(file: FileID(0), path: path, bytes: text.lines.bytes)
    return Document(
      path: path, version: text.version,
      tree: SyntaxTree.parse(source, reusing: tree, change).tree, lines: text.lines)
  }
}

extension Workspace {
  /// Returns what is wrong with `document`, which need not be the one that is open, nor need `others`, which it
  /// may read; `nil` once `isCancelled`.
  func check(
    _ document: Document, beside others: [Document] = [],
    isCancelled: @escaping @Sendable () -> Bool
  ) -> CheckReport? {
    var options = options
    options.isCancelled = isCancelled
    var provider = provider(for: document)
    for other in others { provider.open[other.path] = other }
    return Driver.check(document.path, provider: provider, options: options)
  }

  /// `true` iff the model `path` may import the file that it would call `written`.
  func canImport(_ written: String, _ path: String) -> Bool {
    let file = provider(forModel: path).read(written, from: path, for: .module, limit: 1)
    return if case .success = file { true } else { false }
  }

  /// Returns the contents of the data file that the model `path` calls `written`, if it is no longer than `limit`.
  func data(_ written: String, of path: String, limit: Int) -> [UInt8]? {
    let file = provider(forModel: path).read(written, from: path, for: .data, limit: limit)
    guard case .success(let file) = file, !file.isPartial else { return nil }
    return file.bytes
  }
}
