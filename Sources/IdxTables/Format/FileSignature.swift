import IdxDiagnostics

/// Recognises files that are no UTF-8 text from their bytes.
enum FileSignature {
  /// How many bytes are looked at to guess an encoding.
  private static let sample = 4096

  /// Returns the finding that `bytes` are no text or not UTF-8, from its beginning alone.
  static func check(_ bytes: TableBytes, file: FileID) -> Diagnostic? {
    let start = Span(file, 0, min(bytes.count, 4))
    if let kind = workbook(bytes) { return .spreadsheet(kind, at: start) }
    if let encoding = wideEncoding(bytes) {
      return .notUTF8(encoding, offset: 0, at: DataPlace(start, line: 1))
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      return .binaryData("compressed data (gzip)", offset: 0, at: start)
    }
    if let zero = bytes.prefix(sample).firstIndex(of: 0) {
      return zeroByte(at: zero, file: file)
    }
    return nil
  }

  /// Returns the finding of a zero byte at `offset`.
  static func zeroByte(at offset: Int, file: FileID) -> Diagnostic {
    .binaryData(
      "binary data, a zero byte", offset: offset, at: Places.span(file, offset, offset + 1))
  }

  /// Returns the finding that the bytes at `offset` are not UTF-8.
  static func invalid(_ bytes: TableBytes, at offset: Int, file: FileID) -> Diagnostic {
    let span = Places.span(file, offset, offset + 1)
    let low = max(0, offset - sample / 2)
    let around = UnsafeBufferPointer(rebasing: bytes[low..<min(bytes.count, offset + sample)])
    let controls = around.count { $0 < 0x20 && !(0x09...0x0D).contains($0) }
    if controls * 20 > around.count {
      return .binaryData("binary data, control bytes", offset: offset, at: span)
    }
    let place = DataPlace(span, line: Places.line(bytes, at: offset))
    let rest = UnsafeBufferPointer(rebasing: bytes[offset..<min(bytes.count, offset + sample)])
    return .notUTF8(narrowEncoding(rest), offset: offset, at: place)
  }

  /// Returns the kind of archive or workbook that the first bytes show.
  private static func workbook(_ bytes: TableBytes) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return ".xlsx or .ods" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return ".xls" }
    return nil
  }

  /// Returns the encoding in units of more than a byte that the first bytes show.
  private static func wideEncoding(_ bytes: TableBytes) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return "UTF-32LE" }
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    let head = bytes.prefix(256)
    guard head.count >= 4 else { return nil }
    // Most characters of a table in UTF-16 are ASCII: every second byte is zero.
    let even = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
    let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
    if even == 0, odd * 10 >= head.count * 4 { return "UTF-16LE" }
    if odd == 0, even * 10 >= head.count * 4 { return "UTF-16BE" }
    return nil
  }

  /// Returns GB18030 where the bytes from 0x80 on come in its pairs, else Windows-1252.
  ///
  /// Latin letters mostly stand between ASCII letters; Chinese text has both bytes of most
  /// characters from 0xA1 on (the range of GB 2312).
  private static func narrowEncoding(_ bytes: TableBytes) -> String {
    var i = 0
    var pairs = 0
    var common = 0
    while i + 1 < bytes.count {
      let lead = bytes[i]
      guard lead >= 0x80 else {
        i += 1
        continue
      }
      let trail = bytes[i + 1]
      guard lead != 0x80, lead != 0xFF, trail >= 0x30, trail != 0x7F, trail != 0xFF else {
        return "windows-1252"
      }
      pairs += 1
      if lead >= 0xA1, trail >= 0xA1 { common += 1 }
      i += 2
    }
    return pairs > 0 && common * 10 >= pairs * 6 ? "gb18030" : "windows-1252"
  }
}
