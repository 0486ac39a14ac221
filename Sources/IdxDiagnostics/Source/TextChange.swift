/// The replacement of a range of bytes of a text by others, as editors report it.
public struct TextChange: Hashable, Sendable {
  /// The bytes of the old text that are replaced; empty to insert.
  public let replaced: Range<Int>
  /// How many bytes stand in their place.
  public let length: Int

  /// Creates the replacement of `replaced` by `length` bytes.
  @inlinable public init(_ replaced: Range<Int>, by length: Int) {
    self.replaced = replaced
    self.length = length
  }

  /// Creates the smallest change that makes `new` of `old`: what is between the bytes that both begin
  /// with, and those that both end with. Complexity: O(bytes), 32 at a time.
  public init(from old: [UInt8], to new: [UInt8]) {
    let shorter = min(old.count, new.count)
    let (head, tail) = old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        let head = TextChange.commonHead(old, new, shorter)
        return (head, TextChange.commonTail(old, new, shorter - head))
      }
    }
    replaced = head..<old.count - tail
    length = new.count - tail - head
  }

  /// How much farther behind the change a byte stands in the new text than in the old.
  public var shift: Int { length - replaced.count }

  /// The offset in the new text of the first byte behind what was put there.
  public var newEnd: Int { replaced.lowerBound + length }

  /// `true` iff `a` and `b` are the same bytes. Complexity: O(bytes), 32 at a time.
  public static func isSame(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    a.count == b.count
      && a.withUnsafeBytes { a in b.withUnsafeBytes { commonHead(a, $0, a.count) == a.count } }
  }

  /// `true` iff the 32 bytes from `i` on in `a` and from `j` on in `b` are the same.
  @inline(__always) private static func isSameBlock(
    _ a: UnsafeRawBufferPointer, _ i: Int, _ b: UnsafeRawBufferPointer, _ j: Int
  ) -> Bool {
    func difference(_ offset: Int) -> UInt64 {
      a.loadUnaligned(fromByteOffset: i + offset, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: j + offset, as: UInt64.self)
    }
    return difference(0) | difference(8) | difference(16) | difference(24) == 0
  }

  /// Returns how many of the first `most` bytes are the same.
  private static func commonHead(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ most: Int
  ) -> Int {
    var at = 0
    while at + 32 <= most, isSameBlock(a, at, b, at) { at += 32 }
    while at + 8 <= most {
      let difference =
        a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if difference != 0 { return at + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
      at += 8
    }
    while at < most, a[at] == b[at] { at += 1 }
    return at
  }

  /// Returns how many of the last `most` bytes are the same.
  private static func commonTail(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ most: Int
  ) -> Int {
    var count = 0
    while count + 32 <= most, isSameBlock(a, a.count - count - 32, b, b.count - count - 32) {
      count += 32
    }
    while count + 8 <= most {
      let difference =
        a.loadUnaligned(fromByteOffset: a.count - count - 8, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: b.count - count - 8, as: UInt64.self)
      if difference != 0 {
        return count + UInt64(littleEndian: difference).leadingZeroBitCount / 8
      }
      count += 8
    }
    while count < most, a[a.count - count - 1] == b[b.count - count - 1] { count += 1 }
    return count
  }
}
