#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What tells whether a file has changed.
struct FileVersion: Equatable {
  private let seconds: Int
  private let nanoseconds: Int
  private let size: Int
  private let number: UInt64

  /// Creates the version of the file at `path`; `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
    size = Int(status.st_size)
    number = UInt64(status.st_ino)
  }

  /// A text that differs where the version does.
  var text: String { "\(seconds).\(nanoseconds) \(size) \(number)" }
}

/// When files were last changed, as far as the system tells.
struct FileTimes {
  /// By path; `nil` for what is not there.
  private var versions: [String: FileVersion?] = [:]

  /// Looks at `paths`.
  init(_ paths: [String]) {
    for path in Set(paths) { versions[path] = .some(FileVersion(path)) }
  }

  /// Returns the first path that is another in `later`, or that is there alone.
  func change(to later: FileTimes) -> String? {
    later.versions.keys.sorted().first { path in
      guard let before = versions[path], let now = later.versions[path] else { return true }
      return before != now
    }
  }
}
