import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// The work of giving something another name.
struct RenamePlan {
  let workspace: Workspace
  /// The name from which one renames, and what that is.
  let subject: Reference
  let identity: NameIdentity
  /// The name that it has, without quotes.
  let old: String
  let new: NewName
  /// The models in which it may be named.
  let analyses: [ModelNames]

  /// The changes of one file.
  struct FileEdits {
    let path: String
    var edits: [ByteEdit]
  }

  /// Returns the changes by files.
  func edits() throws(RenameRefusal) -> [FileEdits] {
    var result: [String: Set<ByteEdit>] = [:]
    for names in analyses {
      let path = names.document.path
      for reference in names.references {
        if let edit = edit(of: reference, in: names) { result[path, default: []].insert(edit) }
      }
    }
    for (path, edit) in try bindings() {
      if path.hasPrefix("std/") {
        throw RenameRefusal("an indicator of the library reads the column `\(old)` by its name")
      }
      result[path, default: []].insert(edit)
    }
    return result.sorted { $0.key < $1.key }.map { path, edits in
      FileEdits(path: path, edits: edits.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
  }

  private func isSubject(_ target: ReferenceTarget?, in names: ModelNames) -> Bool {
    target.flatMap { names.identity(of: $0) }.map(workspace.canonical) == identity
  }

  /// Returns the change of `reference`; `nil` where it is another name or is written otherwise.
  private func edit(of reference: Reference, in names: ModelNames) -> ByteEdit? {
    let isTarget = isSubject(reference.target, in: names)
    let isLabel = isSubject(reference.label, in: names)
    guard isTarget || isLabel, names.text(at: reference.span) == old else { return nil }
    let written = names.document.source.text(reference.span)
    let range = reference.span.range
    if written.hasPrefix("\"") {
      return ByteEdit(names.inner(reference.span), Array(FilePath.escaped(new.text).utf8))
    }
    // A name for two things is written twice where one of them gets another.
    if reference.label != nil, isTarget != isLabel {
      let words = isTarget ? "\(written): \(new.written)" : "\(new.written): \(written)"
      return ByteEdit(range, Array(words.utf8))
    }
    return ByteEdit(range, Array(new.written.utf8))
  }
}

// Indicators are bound to columns by name unless they say otherwise.
extension RenamePlan {
  /// Returns what is to be added so that indicators still read the columns that they read, and columns
  /// those of their files.
  private func bindings() throws(RenameRefusal) -> [(path: String, edit: ByteEdit)] {
    switch subject.kind {
    case .indicator:
      return bindings { isSubject(.node(index: $1, position: $2.id), in: $0) ? written : nil }
    case .column:
      let readers = bindings { names, _, node in
        guard let column = names.model.facts.column(readBy: node) else { return nil }
        let target = ReferenceTarget.column(table: column.table, name: column.name)
        return isSubject(target, in: names) ? new.written : nil
      }
      return readers + (try sourceOfColumn().map { [$0] } ?? [])
    default: return []
    }
  }

  /// The old name as it is written.
  private var written: String {
    guard let document = workspace.document(identity.place.path) else { return old }
    return document.source.text(in: identity.place.range)
  }

  /// Returns the addition of `from` to the indicators that read a column by their name, as far as `source`
  /// tells the column.
  private func bindings(
    _ source: (ModelNames, SymbolID, IndexNodeModel) -> String?
  ) -> [(path: String, edit: ByteEdit)] {
    var result: [(String, ByteEdit)] = []
    for names in analyses {
      let symbols = names.model.modules.flatMap { names.model.symbols(of: $0.id) }
      for symbol in symbols where symbol.referenceKind == .index {
        for node in names.model.index(symbol.id)?.nodes ?? [] {
          guard let indicator = node.indicator, indicator.source == nil, node.code == old,
            names.model.facts.column(readBy: node) != nil,
            let column = source(names, symbol.id, node),
            let place = names.place(node.syntax.span)
          else { continue }
          let end = place.range.upperBound
          result.append((place.path, ByteEdit(end..<end, Array(" from \(column)".utf8))))
        }
      }
    }
    return result
  }

  /// Returns what names the column of the file for a column that had its name.
  private func sourceOfColumn() throws(RenameRefusal) -> (path: String, edit: ByteEdit)? {
    guard
      let document = workspace.document(identity.place.path),
      let index = document.tree.tokenIndex(at: identity.place.range.lowerBound)
    else { return nil }
    let around = document.tree.nodes(around: index)
    guard let table = around.first(where: { $0.kind == .dataDeclaration }),
      case .data(let data)? = Declaration(table), data.file != nil,
      let item = data.items.first(where: { around.contains($0.node) })
    else { return nil }
    guard case .column(let column) = item else {
      throw RenameRefusal(
        "`\(old)` is a name in \(data.file?.value ?? "a file"), which is not changed")
    }
    if column.source != nil { return nil }
    let end = column.node.span.range.upperBound
    let words = " from \"\(FilePath.escaped(old))\""
    return (document.path, ByteEdit(end..<end, Array(words.utf8)))
  }
}

// What speaks against it.
extension RenamePlan {
  /// Throws where a file of data holds the name too, which would lose what it stands for.
  func refuseIfWrittenInFiles(in names: ModelNames) throws(RenameRefusal) {
    let owners: Set<SyntaxKind>
    switch subject.kind {
    case .element, .grade: owners = [.dataDeclaration, .judgementDeclaration, .expectDeclaration]
    case .indicator, .group: owners = [.judgementDeclaration, .expectDeclaration]
    case .axis, .scale, .index: owners = [.expectDeclaration]
    default: return
    }
    for names in analyses {
      let document = names.document
      let provider = workspace.provider(for: document)
      for name in document.fileNames where owners.contains(name.owner) {
        guard case .file(let text, let purpose) = name.content,
          case .success(let file) = provider.read(
            text, from: document.path, for: purpose, limit: 64 << 20),
          file.bytes.place(ofWord: Array(old.utf8)) != nil
        else { continue }
        throw RenameRefusal("`\(old)` stands in \(text) too, which is not changed")
      }
    }
  }

  /// Throws where the file that declares it has something else of the new name.
  func refuseIfTaken(in names: ModelNames) throws(RenameRefusal) {
    guard case .symbol(let id) = subject.target,
      let other = names.model.symbol(named: new.text, in: id.module),
      let place = names.place(other.span), !place.path.hasPrefix("std/")
    else { return }
    throw RenameRefusal("`\(new.text)` is the name of another \(other.kind.word) already")
  }

  /// Checks what `changes` make of the models: throws where a name would stand for something else, or an
  /// error would come up; `false` once `isCancelled`.
  func verify(
    _ changes: [FileEdits], isCancelled: @escaping @Sendable () -> Bool
  ) throws(RenameRefusal) -> Bool {
    let shifts = Dictionary(
      uniqueKeysWithValues: changes.map { (workspace.canonical($0.path), $0.edits) })
    var open = workspace.documents
    for change in changes {
      guard let document = workspace.document(change.path) else { continue }
      open[change.path] = Document(
        path: change.path, version: document.version, bytes: document.applying(all: change.edits))
    }
    for names in analyses {
      let document = open[names.document.path] ?? names.document
      var provider = workspace.provider(for: document)
      provider.open = open
      provider.open[document.path] = document
      let renamed = ModelNames(
        document, provider: provider, options: workspace.options, isCancelled: isCancelled)
      guard let renamed else { return false }
      try compare(names, renamed, shifts)
    }
    return true
  }

  private func compare(
    _ before: ModelNames, _ after: ModelNames, _ shifts: [String: [ByteEdit]]
  ) throws(RenameRefusal) {
    func moved(_ place: FilePlace) -> FilePlace {
      let path = workspace.canonical(place.path)
      let shift = (shifts[path] ?? []).prefix { $0.range.lowerBound < place.range.lowerBound }
        .reduce(0) { $0 + $1.bytes.count - $1.range.count }
      let start = place.range.lowerBound + shift
      return FilePlace(path, start..<start)
    }
    func start(_ identity: NameIdentity) -> NameIdentity {
      let place = workspace.canonical(identity).place
      let start = place.range.lowerBound
      return NameIdentity(place: FilePlace(place.path, start..<start), part: identity.part)
    }
    let path = before.document.path
    let known = Dictionary(
      after.references.map { (Int($0.span.start), $0) }, uniquingKeysWith: { first, _ in first })
    for reference in before.references {
      guard reference.label == nil, let old = before.identity(of: reference.target) else {
        continue
      }
      let place = moved(FilePlace(path, reference.span.range))
      let wanted = NameIdentity(place: moved(old.place), part: old.part)
      let found = known[place.range.lowerBound].flatMap { after.identity(of: $0.target) }
      if found.map(start) == wanted { continue }
      let line = before.document.lines.line(at: Int(reference.span.start)) + 1
      throw RenameRefusal(
        "`\(before.text(at: reference.span))` on line \(line) of \(FilePath.name(of: path)) would stand "
          + "for something else")
    }
    let errors = Self.errors(before)
    let fresh = after.model.report.diagnostics.first {
      $0.severity == .error && Self.errors(after)[$0.code, default: 0] > errors[$0.code, default: 0]
    }
    if let fresh { throw RenameRefusal("it would be an error: \(fresh.message)") }
  }

  /// Returns the number of errors of each code.
  private static func errors(_ names: ModelNames) -> [String: Int] {
    names.model.report.diagnostics.filter { $0.severity == .error }.reduce(into: [:]) {
      $0[$1.code, default: 0] += 1
    }
  }
}

extension Document {
  /// Returns the bytes after `edits`, which are in the order of their places and made to the bytes before
  /// all of them.
  func applying(all edits: [ByteEdit]) -> [UInt8] {
    var result = bytes
    for edit in edits.reversed() {
      result.replaceSubrange(edit.range.clamped(to: 0..<result.count), with: edit.bytes)
    }
    return result
  }
}

extension FilePath {
  /// Returns the name of the file at `path`.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
