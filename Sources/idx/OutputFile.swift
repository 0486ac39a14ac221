import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes results into a file, whole or not at all.
enum OutputFile {
  /// Makes `text` the contents of `path`; returns what went wrong, if anything.
  ///
  /// The text goes into a new file in the same folder, which then takes the place of the old one and
  /// keeps its mode; a link stays a link. A device or a pipe is written into directly.
  static func write(_ text: String, to path: String) -> String? {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { return "\(quoted(path)): it is a folder" }
    if exists, access(path, W_OK) != 0 { return "\(quoted(path)): \(Paths.lastError)" }
    // What stands behind /dev/stdout may be a regular file that others are writing into.
    let isRegular = status.st_mode & S_IFMT == S_IFREG && !path.hasPrefix("/dev/")
    if exists, !isRegular { return writeDirectly(text, path) }
    let target = Paths.resolved(path) ?? path
    return replace(target, with: text, mode: exists ? status.st_mode & 0o7777 : newFileMode())
      .map { "\(quoted(path)): \($0)" }
  }

  private static func writeDirectly(_ text: String, _ path: String) -> String? {
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { return "\(quoted(path)): \(Paths.lastError)" }
    defer { close(file) }
    if case .failure(.system(let reason)) = Terminal.write(text, to: file) {
      return "\(quoted(path)): \(reason)"
    }
    return nil
  }

  private static func replace(_ target: String, with text: String, mode: mode_t) -> String? {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    var template = Array((target[..<slash] + ".idx-output-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return Paths.lastError }
    if let reason = fill(file, with: text, mode: mode) ?? rename(template, to: target) {
      unlink(template)
      return reason
    }
    return nil
  }

  /// Writes `text` into `file` and closes it; returns what went wrong.
  private static func fill(_ file: Int32, with text: String, mode: mode_t) -> String? {
    var reason: String?
    if case .failure(let failure) = Terminal.write(text, to: file) {
      reason = if case .system(let text) = failure { text } else { "nobody reads it" }
    }
    // Some file systems tell only now that the disk is full.
    if reason == nil, fchmod(file, mode) != 0 || fsync(file) != 0 { reason = Paths.lastError }
    if close(file) != 0, reason == nil { reason = Paths.lastError }
    return reason
  }

  private static func rename(_ from: [CChar], to target: String) -> String? {
    #if canImport(Darwin)
      let status = Darwin.rename(from, target)
    #elseif canImport(Musl)
      let status = Musl.rename(from, target)
    #else
      let status = Glibc.rename(from, target)
    #endif
    return status == 0 ? nil : Paths.lastError
  }

  /// Returns the mode that the system gives to new files.
  private static func newFileMode() -> mode_t {
    let mask = umask(0o022)
    umask(mask)
    return 0o666 & ~mask
  }
}
