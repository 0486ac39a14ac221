#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Paths of files, as the system sees them.
enum Paths {
  /// Returns `path` absolute, without links and `..`; `nil` if there is no such file.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Returns `path` without `.` and `..`, taken from the folder `base`, without looking at files.
  static func normalised(_ path: String, in base: String) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : base + "/" + path).split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Returns the folder that holds `path`, which is absolute.
  static func folder(of path: String) -> String {
    guard let end = path.lastIndex(of: "/"), end > path.startIndex else { return "/" }
    return String(path[..<end])
  }

  /// `true` iff the absolute path `path` is `folder` or lies in it or below.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// Returns `path`, which is absolute, as people see it: from the working folder if it is below.
  static func shown(_ path: String) -> String {
    guard let here = resolved("."), here != "/", path != here, isInside(path, here) else {
      return path
    }
    return String(path.dropFirst(here.count + 1))
  }

  /// `true` iff `path` is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the system last complained of.
  static var lastError: String { String(cString: strerror(errno)) }
}
