public import IdxDriver
public import IdxIDE

/// A file system in memory: files by their absolute paths.
public struct MemoryHost: IDEHost {
  /// The contents, by path.
  public let files: [String: String]

  /// Creates a host that has `files`.
  public init(files: [String: String]) { self.files = files }

  public func provider(
    forModel path: String, allowedFolders: [String]
  ) -> any SourceProvider {
    MemoryFiles(files: files, folders: [Self.folder(of: path)] + allowedFolders)
  }

  public func models(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".idx") }.sorted()
  }

  public func tables(in folder: String) -> [String] {
    files.keys.filter { Self.folder(of: $0) == folder && $0.hasSuffix(".csv") }.sorted()
  }

  public func tables(below folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".csv") }.sorted()
  }

  public func copy(ofStandardModule name: String) -> String? { "/copies/\(name)" }

  public func standardModule(copiedTo path: String) -> String? {
    path.hasPrefix("/copies/") ? String(path.dropFirst("/copies/".count)) : nil
  }

  public func page(of text: String, called name: String) -> String? { "/copies/\(name).txt" }

  public func page(onFindings code: String) -> String? { "/copies/findings/\(code).txt" }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}

/// The files of a host that one model may read.
private struct MemoryFiles: SourceProvider {
  let files: [String: String]
  let folders: [String]

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let base = importer.map { MemoryHost.folder(of: $0) } ?? ""
    let full = Self.normalised(path.hasPrefix("/") ? path : base + "/" + path)
    guard purpose == .model || folders.contains(where: { full.hasPrefix($0 + "/") }) else {
      return .failure(.outside(path: path, folder: folders.first ?? ""))
    }
    guard let text = files[full] else { return .failure(.missing(path: path)) }
    let bytes = Array(text.utf8)
    return .success(
      SourceFile(
        resolvedPath: full, displayPath: full, bytes: Array(bytes.prefix(limit ?? bytes.count)),
        isPartial: limit.map { $0 < bytes.count } ?? false))
  }

  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
