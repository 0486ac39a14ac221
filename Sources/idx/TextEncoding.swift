import IdxDriver

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Converts text to UTF-8 by the C library.
enum TextEncoding {
  /// Returns the text that `bytes` are in `encoding`, as UTF-8; if `isPartial`, a character that is
  /// cut off at the end is left out.
  static func decoded(
    _ bytes: [UInt8], from encoding: String, isPartial: Bool
  ) -> Result<[UInt8], DecodingFailure> {
    // It fails with the pointer -1.
    guard let converter = iconv_open("UTF-8", encoding.uppercased()),
      converter != UnsafeMutableRawPointer(bitPattern: -1)
    else { return .failure(.unknownEncoding) }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var source = bytes
    let invalid = source.withUnsafeMutableBytes { source in
      convert(source, converter, isPartial: isPartial, into: &result)
    }
    return invalid.map { .failure(.invalid(offset: $0)) } ?? .success(result)
  }

  /// Appends the conversion of `source` to `result`; returns the offset of what has no meaning.
  private static func convert(
    _ source: UnsafeMutableRawBufferPointer, _ converter: iconv_t, isPartial: Bool,
    into result: inout [UInt8]
  ) -> Int? {
    var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
    var rest = source.count
    var room = [CChar](repeating: 0, count: 65_536)
    while rest > 0 {
      var code: Int32 = 0
      room.withUnsafeMutableBytes { room in
        var end = room.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = room.count
        let status = iconv(converter, &next, &rest, &end, &left)
        code = status == -1 ? errno : 0
        result.append(contentsOf: room.prefix(room.count - left))
      }
      if code == EINVAL, isPartial { return nil }
      if code != 0, code != E2BIG { return source.count - rest }
    }
    return nil
  }
}
