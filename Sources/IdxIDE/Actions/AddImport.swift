import IdxDiagnostics
import IdxSyntax

extension ActionContext {
  /// For each unknown name here the files of the workspace that declare it, to be imported.
  var missingImports: [Proposal] {
    let codes = ["unknown-name", "unknown-type"].compactMap { Catalogue.entry($0)?.code }
    return findingsHere.filter { codes.contains($0.code) }.flatMap { finding in
      let name = text(finding.range).filter { $0 != "`" }
      return files(declaring: name).map { path, written in
        Proposal("Import \"\(written)\"", .quickFix, findings: [finding]) {
          [insertion(ofImport: written)]
        }
      }
    }
  }

  /// Returns the files of the workspace that declare `name` and that the document may import, with the way to
  /// each from the document.
  private func files(declaring name: String) -> [(path: String, written: String)] {
    guard !name.isEmpty else { return [] }
    let folder = Self.folder(of: document.path)
    return workspace.models.compactMap { path in
      guard path != document.path, path.hasSuffix(".idx"),
        let other = workspace.document(path),
        other.tree.model.declarations.contains(where: { Self.names(of: $0).contains(name) }),
        !other.imports(document.path),
        let written = Self.way(from: folder, to: path), workspace.canImport(written, document.path)
      else { return nil }
      return (path, written)
    }
  }

  private static func names(of declaration: Declaration) -> [String] {
    guard case .data(let data) = declaration else {
      return [declaration.name?.text].compactMap { $0 }
    }
    return [data.name?.text].compactMap { $0 }
      + data.items.compactMap { item in
        switch item {
        case .key(let key) where key.defines: key.axis?.text
        case .group(let group) where group.defines: group.axis?.text
        default: nil
        }
      }
  }

  /// Returns the change that imports `path` behind the imports that there are, or at the top.
  private func insertion(ofImport path: String) -> ByteEdit {
    let line = "import \"\(path)\"\n"
    let declarations = document.tree.model.declarations
    let imports = declarations.filter { $0.imported != nil }
    if let last = imports.last {
      let end = Int(last.node.span.end)
      let isLast = pastLineEnd(end) == document.bytes.count && document.bytes.last != 0x0A
      return isLast
        ? ByteEdit(end..<end, "\n" + line) : ByteEdit(pastLineEnd(end)..<pastLineEnd(end), line)
    }
    guard let first = declarations.first else {
      return ByteEdit(document.bytes.count..<document.bytes.count, line)
    }
    let start = Int(first.node.documentedSpan.start)
    return ByteEdit(start..<start, line + "\n")
  }

  /// Returns the folder of `path`.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// Returns the way from `folder` to the file at `path`.
  static func way(from folder: String, to path: String) -> String? {
    let (start, end) = (folder.split(separator: "/"), path.split(separator: "/"))
    guard !path.contains("\""), !path.contains("\\"), let name = end.last else { return nil }
    let common = zip(start, end.dropLast()).prefix { $0 == $1 }.count
    let ups = Array(repeating: "..", count: start.count - common)
    return (ups + end[common..<end.count - 1].map(String.init) + [String(name)])
      .joined(separator: "/")
  }
}

extension Document {
  /// `true` iff the document names the file of `other` in an import.
  func imports(_ other: String) -> Bool {
    let folder = ActionContext.folder(of: path)
    return tree.model.declarations.contains { declaration in
      guard case .importing(let syntax) = declaration, let file = syntax.file else { return false }
      return file.value == ActionContext.way(from: folder, to: other)
    }
  }
}
