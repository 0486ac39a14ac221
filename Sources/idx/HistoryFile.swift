import IdxREPL
import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file that keeps what was typed in sessions, in the user's folder of states.
///
/// Sessions that run at once add to the same file; none loses what another has added.
struct HistoryFile {
  /// Where it is.
  let path: String

  /// Creates the file that the environment says; `nil` where the user has no folders.
  init?() {
    func absolute(_ variable: String) -> String? {
      guard let value = getenv(variable) else { return nil }
      // What is not absolute is to be ignored, says the specification of these folders.
      let text = String(cString: value)
      return text.hasPrefix("/") ? text : nil
    }
    guard let base = absolute("XDG_STATE_HOME") ?? absolute("HOME").map({ $0 + "/.local/state" })
    else { return nil }
    path = "\(base)/idx/history"
  }

  /// Creates the file at `path`.
  init(path: String) { self.path = path }

  /// The entries of the file, which is shortened if it has grown long; none where it cannot be read.
  func read() -> History {
    guard let history = contents() else { return History() }
    if history.lines > History.limit + History.limit / 10 { shorten() }
    return history.history
  }

  /// Adds `entry` at the end; returns what went wrong, if anything.
  func add(_ entry: String) -> String? {
    guard Self.makeFolder(Paths.folder(of: path)) else { return failure }
    return locked { file in
      var line = History.encoded(entry)
      // What was cut off by the end of a program or a full disk is a line of its own.
      if Self.endsWithinLine(file) { line = "\n" + line }
      guard case .failure(.system(let reason)) = Terminal.write(line, to: file) else { return nil }
      return "\(quoted(path)): \(reason)"
    }
  }

  private var failure: String { "\(quoted(path)): \(Paths.lastError)" }

  private func contents() -> (history: History, lines: Int)? {
    guard case .success(let file) = RegularFile.read(path, limit: nil) else { return nil }
    let lines = file.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    return (History(decoding: String(decoding: file.bytes, as: UTF8.self)), lines)
  }

  /// Leaves the newest entries. What cannot be shortened now will be another time.
  private func shorten() {
    _ = locked { _ in
      // Another session may have added to it, or done this already.
      contents().flatMap { OutputFile.write($0.history.encoded, to: path) }
    }
  }

  /// Does `body` with the open file while no other session does; returns what went wrong.
  private func locked(_ body: (Int32) -> String?) -> String? {
    // A session that shortens the file puts another in its place.
    for _ in 0..<100 {
      let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o600)
      guard file >= 0 else { return failure }
      defer { close(file) }
      var opened = stat()
      guard fstat(file, &opened) == 0 else { return failure }
      guard opened.st_mode & S_IFMT == S_IFREG else {
        return "\(quoted(path)): it is no regular file"
      }
      // Some file systems have no locks; a line added at once is whole there too.
      while flock(file, LOCK_EX) != 0, errno == EINTR {}
      var current = stat()
      let isThere = stat(path, &current) == 0
      if isThere, current.st_ino == opened.st_ino, current.st_dev == opened.st_dev {
        return body(file)
      }
    }
    return "\(quoted(path)): others replace it all the time"
  }

  private static func endsWithinLine(_ file: Int32) -> Bool {
    let end = lseek(file, 0, SEEK_END)
    var last: UInt8 = 0x0A
    guard end > 0, pread(file, &last, 1, end - 1) == 1 else { return false }
    return last != 0x0A
  }

  /// Makes the folder `path` and those above it, for the user alone; `true` iff it is there.
  private static func makeFolder(_ path: String) -> Bool {
    if Paths.isFolder(path) { return true }
    guard path != "/", makeFolder(Paths.folder(of: path)) else { return false }
    return mkdir(path, 0o700) == 0 || Paths.isFolder(path)
  }
}
