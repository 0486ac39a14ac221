import IdxStandardLibrary

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Copies of the library's files that editors can open, in the user's folder of caches.
///
/// Nobody is to change them: they are read-only, and the program itself reads what it holds.
enum LibraryCopies {
  /// Where the copies of this version lie; `nil` where the user has no folders.
  static var folder: String? {
    func absolute(_ variable: String) -> String? {
      guard let value = getenv(variable) else { return nil }
      // What is not absolute is to be ignored, says the specification of these folders.
      let text = String(cString: value)
      return text.hasPrefix("/") ? text : nil
    }
    guard let base = absolute("XDG_CACHE_HOME") ?? absolute("HOME").map({ $0 + "/.cache" }) else {
      return nil
    }
    return "\(base)/idx/\(Help.version)"
  }

  /// Returns the path of the copy of the library's file `name`, made if needed; `nil` where there is no
  /// such file, or it cannot be written.
  static func path(of name: String) -> String? {
    StandardLibrary.text(name).flatMap { write($0, to: name) }
  }

  /// Returns the path of the page on the findings of `code`, made if needed; `nil` where there are none of
  /// it, or it cannot be written.
  static func page(onFindings code: String) -> String? {
    Explain.text(ofCode: code).flatMap { write($0, to: "findings/\(code).txt") }
  }

  /// Returns the path of a file that holds `text`, the results called `name`; `nil` where it cannot be written.
  static func page(of text: String, called name: String) -> String? {
    let name = name.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return write(text, to: "results/\(String(name.prefix(60))).txt")
  }

  /// Writes `text` to the file `name` of the folder, if that has other contents; returns its path.
  private static func write(_ text: String, to name: String) -> String? {
    guard let folder else { return nil }
    let path = "\(folder)/\(name)"
    // Another program of the same version may have had other contents.
    if case .success(let found) = RegularFile.read(path, limit: nil),
      found.bytes == Array(text.utf8)
    {
      return path
    }
    guard makeFolder(Paths.folder(of: path)) else { return nil }
    let draft = "\(path).\(getpid())"
    guard OutputFile.write(text, to: draft) == nil else { return nil }
    guard chmod(draft, 0o444) == 0, rename(draft, path) == 0 else {
      unlink(draft)
      return nil
    }
    return path
  }

  /// Returns the name of the library's file of which `path` is the copy.
  static func name(of path: String) -> String? {
    guard let folder, path.hasPrefix(folder + "/") else { return nil }
    let name = String(path.dropFirst(folder.count + 1))
    return StandardLibrary.text(name) == nil ? nil : name
  }

  /// Makes the folder `path` and those above it; `true` iff it is there.
  private static func makeFolder(_ path: String) -> Bool {
    if Paths.isFolder(path) { return true }
    guard path != "/", makeFolder(Paths.folder(of: path)) else { return false }
    return mkdir(path, 0o755) == 0 || Paths.isFolder(path)
  }
}
