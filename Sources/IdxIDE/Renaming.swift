import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// The changes of one document.
public struct DocumentChange: Sendable {
  /// The path.
  public let path: String
  /// The state of the document that is changed; `nil` where it is not open.
  public let version: Int?
  /// The changes, in the order of their places.
  public let edits: [ByteEdit]
}

/// Why something cannot be renamed, in words for people.
public struct RenameRefusal: Error, Hashable, Sendable {
  /// The reason.
  public let reason: String

  /// Creates the refusal for `reason`.
  init(_ reason: String) { self.reason = reason }
}

extension Workspace {
  /// Returns the bytes of the name at `offset` of the document `path` that can be renamed, and the name.
  public func renameable(
    at offset: Int, in path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(RenameRefusal) -> (range: Range<Int>, name: String)? {
    guard let names = names(of: path, isCancelled: isCancelled) else { return nil }
    let (reference, _) = try subject(at: offset, in: names)
    return (names.inner(reference.span), names.text(at: reference.span))
  }

  /// Returns the changes that give what the name at `offset` of the document `path` stands for the name
  /// `name`, in all models of the workspace; `nil` once `isCancelled`.
  ///
  /// What comes out is checked once more: each name must stand for what it stood for.
  public func renaming(
    at offset: Int, in path: String, to name: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(RenameRefusal) -> [DocumentChange]? {
    guard let names = names(of: path, isCancelled: isCancelled) else { return nil }
    let (reference, identity) = try subject(at: offset, in: names)
    let new = try NewName(name)
    let old = names.text(at: reference.span)
    if old == new.text { return [] }
    let analyses = analyses(near: names, naming: reference, isCancelled)
    if isCancelled() { return nil }
    let plan = RenamePlan(
      workspace: self, subject: reference, identity: identity, old: old, new: new,
      analyses: analyses)
    try plan.refuseIfWrittenInFiles(in: names)
    try plan.refuseIfTaken(in: names)
    let edits = try plan.edits()
    guard try plan.verify(edits, isCancelled: isCancelled) else { return nil }
    return edits.filter { !$0.edits.isEmpty }.map {
      DocumentChange(path: $0.path, version: documents[$0.path]?.version, edits: $0.edits)
    }
  }

  /// Returns the name at `offset`, with what is renamed; throws where that is not possible.
  private func subject(
    at offset: Int, in names: ModelNames
  ) throws(RenameRefusal) -> (Reference, NameIdentity) {
    guard let reference = names.reference(at: offset) else {
      throw RenameRefusal("there is no name here that could be renamed")
    }
    let text = names.text(at: reference.span)
    if reference.kind == .module, case .module = reference.target {
      throw RenameRefusal("this is the name of a file: rename the file")
    }
    if case .word = reference.target {
      throw RenameRefusal("`\(text)` is a word of the language")
    }
    guard let found = names.identity(of: reference.target).map(canonical) else {
      throw RenameRefusal("it is not known where `\(text)` is declared")
    }
    if found.place.path.hasPrefix("std/") {
      throw RenameRefusal("`\(text)` belongs to the library")
    }
    if !found.part.isEmpty || found.place.path.hasSuffix(" (as an index)") {
      throw RenameRefusal("`\(text)` is a name in a file of data, which is not changed")
    }
    let isOurs =
      documents[found.place.path] != nil
      || folders.contains { found.place.path.hasPrefix($0 + "/") }
    guard isOurs else {
      throw RenameRefusal("`\(text)` is declared outside of the folders that are open")
    }
    guard text == names.declaredName(of: reference.target) ?? text else {
      throw RenameRefusal("`\(text)` is a label: rename it where it is declared")
    }
    return (reference, found)
  }
}

extension ModelNames {
  /// Returns the name by which `target` is declared.
  func declaredName(of target: ReferenceTarget) -> String? {
    guard let span = model.facts.definition(of: target), let module = model.module(of: span.file)
    else { return nil }
    let text = module.tree.source.text(span)
    guard let first = text.first, first == "\"" || first == "`" else { return text }
    return String(text.dropFirst().dropLast())
  }
}

/// A name that is to be given.
struct NewName {
  /// The name without backquotes.
  let text: String
  /// The name as it is written where names stand: in backquotes where it needs them.
  let written: String

  /// Creates the name that people have typed.
  init(_ typed: String) throws(RenameRefusal) {
    let typed = typed.trimmed
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "", text: typed))
    let isQuoted = typed.hasPrefix("`")
    guard tree.tokenCount == 1, tree.token(0).kind.isName,
      !tree.diagnostics.contains(where: \.hidesOthers),
      !isQuoted || typed.hasSuffix("`") && typed.count > 2
    else {
      throw RenameRefusal(
        typed.isEmpty
          ? "a name has at least one letter"
          : "`\(typed)` is no name: names are letters, digits and `_`, or stand in backquotes")
    }
    if Keyword(typed)?.isReserved == true {
      throw RenameRefusal("`\(typed)` is a word of the language")
    }
    written = typed
    text = isQuoted ? String(typed.dropFirst().dropLast()) : typed
  }
}
