#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads what is given on standard input.
enum StandardInput {
  /// What the system says of why it could not be read.
  struct Failure: Error {
    let text: String
  }

  /// No model is larger than this, and input may have no end.
  private static let mostBytes = 17 << 20

  /// Sees to it that nothing else is standard input: where there is none, the first file or pipe that
  /// is opened would be, and reading would wait for it.
  static func reserve() {
    // It fails to be read, as what is not there does.
    if fcntl(0, F_GETFD) == -1 { _ = open("/dev/null", O_WRONLY) }
  }

  /// Returns the bytes up to the end, or more than a model may have; `nil` once `isCancelled`.
  static func read(isCancelled: () -> Bool) -> Result<[UInt8], Failure>? {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < mostBytes {
      if isCancelled() { return nil }
      let count = readSome(&room)
      if count == 0 { break }
      if count > 0 {
        bytes += room[..<count]
      } else if errno == EAGAIN {
        // A pipe that somebody made non-blocking: wait until there is something.
        var poller = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        _ = poll(&poller, 1, 100)
      } else if errno != EINTR {
        return .failure(Failure(text: Paths.lastError))
      }
    }
    return .success(bytes)
  }

  /// Calls `take` with what arrives, as it arrives, until the input ends or cannot be read, or `take` says that
  /// it is enough.
  static func forEachPiece(_ take: (ArraySlice<UInt8>) -> Bool) {
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = readSome(&room)
      if count == 0 { return }
      if count > 0 {
        if !take(room[..<count]) { return }
      } else if errno == EAGAIN {
        var poller = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        _ = poll(&poller, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func readSome(_ room: inout [UInt8]) -> Int {
    room.withUnsafeMutableBytes { room in
      #if canImport(Darwin)
        Darwin.read(0, room.baseAddress, room.count)
      #elseif canImport(Musl)
        Musl.read(0, room.baseAddress, room.count)
      #else
        Glibc.read(0, room.baseAddress, room.count)
      #endif
    }
  }
}
