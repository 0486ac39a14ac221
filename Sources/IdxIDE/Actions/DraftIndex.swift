import IdxDiagnostics
import IdxDriver
import IdxFormat
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The changes that make an index of the columns of a table: of one that nothing evaluates, or of the tables
  /// beside an empty document.
  var drafts: [Proposal] {
    if case .data(let data)? = declaration { return draft(of: data) }
    guard document.tree.model.declarations.isEmpty, document.tree.diagnostics.isEmpty else {
      return []
    }
    let folder = Self.folder(of: document.path)
    return workspace.host.tables(in: folder).compactMap { path in
      guard let file = Self.way(from: folder, to: path) else { return nil }
      return Proposal("Draft a model of \"\(file)\"", .rewrite) {
        let stem = file.prefix { $0 != "." }
        guard let bytes = workspace.data(file, of: document.path, limit: Self.mostBytes),
          case .success(let draft) = ModelDraft.make(
            name: ModelDraft.name(like: String(stem)), file: file, bytes: bytes)
        else { return nil }
        let end = document.bytes.count
        return [ByteEdit(end..<end, Self.laidOut(draft.text))]
      }
    }
  }

  /// The largest file that is drafted from.
  private static let mostBytes = 16 << 20

  private func draft(of data: DataDeclaration) -> [Proposal] {
    guard let name = data.name, let file = data.file?.value,
      let symbol = model.symbol(named: name.text), symbol.span == name.span,
      !model.evaluations.contains(where: { $0.data == symbol.id }),
      !isEvaluated(name.text), Self.hasObjects(data)
    else { return [] }
    return [
      Proposal("Draft an index of the columns of \"\(file)\"", .rewrite) {
        guard let bytes = workspace.data(file, of: document.path, limit: Self.mostBytes),
          let text = ModelDraft.index(
            of: data, file: file, bytes: bytes, named: { freeName(like: $0) })
        else { return nil }
        let end = Int(data.span.end)
        return [ByteEdit(end..<end, "\n\n" + Self.laidOut(text).withoutLineEnds)]
      }
    ]
  }

  /// `true` iff the rows of `data` tell of objects, over periods perhaps: then its columns may be indicators.
  private static func hasObjects(_ data: DataDeclaration) -> Bool {
    let roles = data.items.compactMap { item in
      if case .key(let key) = item { key.role } else { nil }
    }
    return roles.count { $0 == .key } == 1
      && roles.allSatisfy { $0 == .key || $0 == .period }
  }

  /// `true` iff an evaluation names the table `name`, though it may be wrong.
  private func isEvaluated(_ name: String) -> Bool {
    document.tree.model.declarations.contains { declaration in
      guard case .evaluation(let evaluation) = declaration else { return false }
      return document.tree.model.settled(evaluation).data?.text == name
    }
  }

  /// Returns `text` in the layout of models.
  private static func laidOut(_ text: String) -> String {
    SourceLayout.text(
      of: SyntaxTree.parse(SourceText(file: FileID(0), path: "draft", text: text))) ?? text
  }
}

extension String {
  /// The text without line ends behind it.
  fileprivate var withoutLineEnds: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
