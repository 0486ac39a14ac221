#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is written part by part.
final class OutputStream {
  private let file: UnsafeMutablePointer<FILE>

  /// Opens `path` for writing; `nil` where that fails.
  init?(_ path: String) {
    guard let file = fopen(path, "w") else { return nil }
    self.file = file
  }

  /// Appends `bytes`. Returns `false` iff that failed.
  func write(_ bytes: [UInt8]) -> Bool { fwrite(bytes, 1, bytes.count, file) == bytes.count }

  /// Closes the file. Returns `false` iff something was not written.
  func close() -> Bool { fclose(file) == 0 }
}

/// Writes `message` to standard error and ends the process with a status that says so.
func stop(_ message: String) -> Never {
  // The C library's `stderr` is a variable that anybody may change; the descriptor is not.
  let bytes = Array("idx-bench: \(message)\n".utf8)
  _ = write(2, bytes, bytes.count)
  exit(1)
}
