/// The identity of a source file within one compilation: an index into the driver's file table.
public struct FileID: Hashable, Comparable, Sendable {
  /// The position in the file table.
  public let index: UInt32

  /// Creates the identity of the file at `index`.
  @inlinable public init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }

  /// Orders files as they were loaded.
  public static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A half-open range of UTF-8 bytes in one file. Twelve bytes, retains nothing.
public struct Span: Hashable, Sendable {
  /// The file that the bytes are in.
  public let file: FileID
  /// The offset of the first byte.
  public let start: UInt32
  /// The offset past the last byte.
  public let end: UInt32

  /// Creates the span of the bytes `start ..< end` in `file`.
  @inlinable public init(_ file: FileID, _ start: Int, _ end: Int) {
    self.file = file
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  /// The place of what no file says, but the command line: there is nothing to show.
  public static let commandLine = Span(FileID(Int(UInt32.max)), 0, 0)

  /// The byte offsets, as `Int`s.
  @inlinable public var range: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// Returns the smallest span that covers `self` and `other`, which is in the same file.
  public func union(_ other: Span) -> Span {
    Span(file, Int(min(start, other.start)), Int(max(end, other.end)))
  }

  /// The empty span at the end of `self`.
  public var endPoint: Span { Span(file, Int(end), Int(end)) }
}
