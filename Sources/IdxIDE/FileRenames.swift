import IdxDriver
import IdxSyntax

extension Workspace {
  /// Returns the changes of models that keep their imports and files of data where files and folders are
  /// renamed, each from `old` to `new`; by model, under the name that it has before.
  public func changes(
    renamingFiles renames: [(old: String, new: String)]
  ) -> [(path: String, edits: [ByteEdit])] {
    func moved(_ path: String) -> String {
      for rename in renames {
        if path == rename.old { return rename.new }
        if path.hasPrefix(rename.old + "/") {
          return rename.new + path.dropFirst(rename.old.count)
        }
      }
      return path
    }
    return models.compactMap { path in
      guard let document = document(path) else { return nil }
      let provider = provider(for: document)
      let edits = document.fileNames.compactMap { name -> ByteEdit? in
        guard case .file(let text, let purpose) = name.content, !text.hasPrefix("/"),
          case .success(let file) = provider.read(text, from: path, for: purpose, limit: 1)
        else { return nil }
        let (target, importer) = (moved(file.resolvedPath), moved(path))
        if target == file.resolvedPath, importer == path { return nil }
        let wanted = FilePath.relative(target, from: importer)
        // What leads there by another way stays as it was written.
        let written = FilePath.normalised(FilePath.folder(of: importer) + "/" + text)
        if written == target { return nil }
        return ByteEdit(name.range, Array(FilePath.escaped(wanted).utf8))
      }
      return edits.isEmpty ? nil : (path, edits)
    }
  }
}

extension Document {
  /// Returns the text as it reads the same files from `place`: those that it names from its own folder are named from
  /// there.
  public func bytes(movedTo place: String) -> [UInt8] {
    let folder = FilePath.folder(of: path)
    if FilePath.folder(of: place) == folder { return bytes }
    var moved = bytes
    for name in fileNames.reversed() {
      guard case .file(let text, _) = name.content, !text.hasPrefix("/") else { continue }
      let wanted = FilePath.relative(folder + "/" + text, from: place)
      moved.replaceSubrange(name.range, with: FilePath.escaped(wanted).utf8)
    }
    return moved
  }
}

/// Paths as texts, without looking at files.
enum FilePath {
  /// Returns the folder of the file at `path`, without a slash behind it.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// Returns the absolute path `path` without `.` and `..`.
  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Returns how the file `importer` names `target`, both absolute.
  static func relative(_ target: String, from importer: String) -> String {
    let to = normalised(target).split(separator: "/")
    let from = normalised(folder(of: importer)).split(separator: "/")
    let common = zip(to.dropLast(), from).prefix { $0 == $1 }.count
    let up = Array(repeating: Substring(".."), count: from.count - common)
    return (up + to[common...]).joined(separator: "/")
  }

  /// Returns `text` as it stands between quotes.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character == "\"" || character == "\\" { result += "\\" }
      result.append(character)
    }
  }
}
