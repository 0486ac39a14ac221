#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// When files were last changed, as far as the system tells.
struct FileTimes {
  /// What is compared of a file.
  private struct Version: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
    let number: UInt64
  }

  /// By path; `nil` for what is not there.
  private var versions: [String: Version?] = [:]

  /// Looks at `paths`.
  init(_ paths: [String]) {
    for path in Set(paths) {
      var status = stat()
      guard stat(path, &status) == 0 else {
        versions[path] = .some(nil)
        continue
      }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      versions[path] = Version(
        seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), size: Int(status.st_size),
        number: UInt64(status.st_ino))
    }
  }

  /// Returns the first path that is another in `later`, or that is there alone.
  func change(to later: FileTimes) -> String? {
    later.versions.keys.sorted().first { path in
      guard let before = versions[path], let now = later.versions[path] else { return true }
      return before != now
    }
  }
}
