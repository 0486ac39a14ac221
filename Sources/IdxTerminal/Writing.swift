#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why bytes could not be written.
public enum WriteFailure: Error, Hashable, Sendable {
  /// Nobody reads any more: a reason to end quietly.
  case closed
  /// What the system says.
  case system(String)
}

extension WriteFailure {
  /// Returns the failure that the C library last reported.
  public static func last() -> WriteFailure {
    errno == EPIPE ? .closed : .system(String(cString: strerror(errno)))
  }
}

extension Terminal {
  /// Writes the UTF-8 of `text` to `descriptor`, all of it or until it fails.
  public static func write(_ text: String, to descriptor: Int32) -> Result<Void, WriteFailure> {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// Writes `bytes` to `descriptor`, all of them or until it fails.
  public static func write(bytes: [UInt8], to descriptor: Int32) -> Result<Void, WriteFailure> {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) -> Result<Void, WriteFailure> {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = writeSome(UnsafeRawBufferPointer(rebasing: rest), to: descriptor)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // A pipe that somebody made non-blocking: wait until there is room.
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&poller, 1, -1)
      } else if errno != EINTR {
        return .failure(.last())
      }
    }
    return .success(())
  }

  private static func writeSome(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
