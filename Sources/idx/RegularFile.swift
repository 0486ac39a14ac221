#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads regular files; pipes and devices are refused, for reading them might never end.
enum RegularFile {
  /// Why a file was not read.
  enum Failure: Error {
    /// The C library's code.
    case system(Int32)
    case notRegular
    case tooLarge
  }

  /// The most bytes that the places of a source can address.
  private static let mostBytes = Int(UInt32.max)

  /// Returns the bytes of the file at `path`, `limit` at most if it is given.
  static func read(
    _ path: String, limit: Int?
  ) -> Result<(bytes: [UInt8], isPartial: Bool), Failure> {
    // Opening a pipe without O_NONBLOCK would wait for somebody to write.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return .failure(.system(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .failure(.system(errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { return .failure(.system(EISDIR)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notRegular) }
    let most = min(limit ?? mostBytes, mostBytes)
    guard limit != nil || Int(status.st_size) <= mostBytes else { return .failure(.tooLarge) }
    return bytes(of: file, expected: min(Int(status.st_size), most), most: most).map { bytes in
      (bytes, bytes.count == most && Int(status.st_size) > most)
    }
  }

  /// Reads `expected` bytes in one allocation, then what has been added since, up to `most`.
  private static func bytes(
    of file: Int32, expected: Int, most: Int
  ) -> Result<[UInt8], Failure> {
    var failure: Failure?
    var bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      count = fill(UnsafeMutableRawBufferPointer(buffer), from: file, failure: &failure)
    }
    // Files of the kernel say that they are empty.
    while failure == nil, bytes.count >= expected, bytes.count < most {
      let more = [UInt8](unsafeUninitializedCapacity: min(65_536, most - bytes.count)) {
        buffer, count in
        count = fill(UnsafeMutableRawBufferPointer(buffer), from: file, failure: &failure)
      }
      if more.isEmpty { break }
      bytes += more
    }
    return failure.map(Result.failure) ?? .success(bytes)
  }

  /// Reads into `buffer` until it is full or the file ends; returns the count of bytes.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from file: Int32, failure: inout Failure?
  ) -> Int {
    var count = 0
    while count < buffer.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let got = readSome(file, room)
      if got == 0 { break }
      if got > 0 {
        count += got
      } else if errno != EINTR {
        failure = .system(errno)
        break
      }
    }
    return count
  }

  private static func readSome(_ file: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.read(file, room.baseAddress, room.count)
    #elseif canImport(Musl)
      Musl.read(file, room.baseAddress, room.count)
    #else
      Glibc.read(file, room.baseAddress, room.count)
    #endif
  }
}
