/// Cuts a stream of bytes into messages: header lines, an empty line, and as many bytes as the header says.
public struct MessageFramer {
  /// What a stream holds next.
  public enum Item: Hashable, Sendable {
    /// The content of a message.
    case message([UInt8])
    /// Something that is no message, with what is wrong with it; it was skipped.
    case fault(String)
  }

  /// The longest content that is taken; longer messages are skipped and reported.
  public static let longestContent = 64 << 20
  /// The longest header that is taken.
  private static let longestHeader = 4096
  private static let usualRoom = 1 << 16

  private var buffer: [UInt8] = []
  private var start = 0
  /// The length of the content that is being read.
  private var length: Int?
  /// How many bytes of a message that is too long are still to be skipped.
  private var skipped = 0

  /// Creates the framer of an empty stream.
  public init() {}

  /// Returns what `bytes` complete.
  public mutating func feed(_ bytes: some Collection<UInt8>) -> [Item] {
    buffer.append(contentsOf: bytes)
    var items: [Item] = []
    while let item = next() { items.append(item) }
    if start > 0 {
      // The room that a long message took is not kept.
      if buffer.capacity > Self.usualRoom {
        buffer = Array(buffer[start...])
      } else {
        buffer.removeFirst(start)
      }
      start = 0
    }
    // A buffer that grows by itself takes twice as much.
    if let length, length > buffer.capacity { buffer.reserveCapacity(length) }
    return items
  }

  private mutating func next() -> Item? {
    if skipped > 0 {
      let count = min(skipped, buffer.count - start)
      start += count
      skipped -= count
      if skipped > 0 { return nil }
    }
    if let length {
      guard buffer.count - start >= length else { return nil }
      if start == 0, buffer.count == length, length > Self.usualRoom {
        defer { buffer = [] }
        self.length = nil
        return .message(buffer)
      }
      defer {
        start += length
        self.length = nil
      }
      return .message(Array(buffer[start..<start + length]))
    }
    return header()
  }

  /// Reads a header, which sets `length`, and what follows it.
  private mutating func header() -> Item? {
    guard let end = endOfHeader() else {
      guard buffer.count - start > Self.longestHeader else { return nil }
      start = buffer.count
      return .fault("a header that does not end")
    }
    let lines = buffer[start..<end.header].split { $0 == 0x0A || $0 == 0x0D }
    start = end.content
    var found: Int?
    for line in lines {
      let parts = line.split(separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(decoding: parts[0], as: UTF8.self).lowercased()
      guard name == "content-length", parts.count == 2 else { continue }
      found = Int(String(decoding: parts[1].filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self))
    }
    guard let found, found >= 0 else { return .fault("a header without a length of the content") }
    if found > Self.longestContent {
      skipped = found
      return .fault("a message of \(found) bytes: \(Self.longestContent) at most are taken")
    }
    length = found
    return next()
  }

  /// Returns where the header ends and where the content begins; lines may end with LF alone.
  private func endOfHeader() -> (header: Int, content: Int)? {
    var place = start
    let last = min(buffer.count, start + Self.longestHeader)
    while place < last {
      if buffer[place] == 0x0A {
        if place + 1 < buffer.count, buffer[place + 1] == 0x0A { return (place, place + 2) }
        if place + 2 < buffer.count, buffer[place + 1] == 0x0D, buffer[place + 2] == 0x0A {
          return (place, place + 3)
        }
      }
      place += 1
    }
    return nil
  }

  /// Returns `content` with the header that belongs before it.
  public static func framed(_ content: [UInt8]) -> [UInt8] {
    header(ofContent: content.count) + content
  }

  /// Returns the header that belongs before a content of `count` bytes.
  static func header(ofContent count: Int) -> [UInt8] {
    Array("Content-Length: \(count)\r\n\r\n".utf8)
  }
}
