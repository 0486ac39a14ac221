/// The bytes of one source file, with the name that diagnostics show for it.
public struct SourceText: Sendable {
  /// The identity of the file.
  public let file: FileID
  /// The path as diagnostics show it: relative to where the command was started, or `std/…`.
  public let path: String
  /// The contents, UTF-8 where valid.
  public let bytes: [UInt8]

  /// Creates the source `path` with contents `bytes`.
  public init(file: FileID, path: String, bytes: [UInt8]) {
    self.file = file
    self.path = path
    self.bytes = bytes
  }

  /// Creates the source `path` with contents `text`.
  public init(file: FileID, path: String, text: String) {
    self.init(file: file, path: path, bytes: Array(text.utf8))
  }

  /// Returns the text of `range`, clamped to the file; invalid UTF-8 is repaired.
  public func text(in range: Range<Int>) -> String {
    let low = min(max(range.lowerBound, 0), bytes.count)
    let high = min(max(range.upperBound, low), bytes.count)
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[low..<high]), as: UTF8.self)
    }
  }

  /// Returns the text of `span`.
  public func text(_ span: Span) -> String { text(in: span.range) }
}
