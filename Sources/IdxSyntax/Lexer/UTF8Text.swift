import IdxDiagnostics

/// What the bytes of a file say about its encoding, found before it is read.
struct UTF8Text {
  /// The offset of the first byte that is not UTF-8.
  var firstInvalid: Int?
  /// How many bytes are not UTF-8.
  var invalidCount = 0
  /// Where bidirectional control characters stand.
  var controls: [(offset: Int, scalar: Unicode.Scalar)] = []

  /// `true` iff one of the bytes is zero.
  private(set) var hasZero = false

  /// `true` iff the text is UTF-8 for certain, and none of the characters changes its direction.
  var isPlain: Bool { firstInvalid == nil && controls.isEmpty && !hasZero }

  /// Looks at all of `bytes`; ASCII goes by in words of eight.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at = skipASCII(bytes, at)
      } else if let (scalar, length) = UTF8Text.scalar(in: bytes, at: at) {
        if UTF8Text.isBidirectional(scalar) { controls.append((at, scalar)) }
        at += length
      } else {
        firstInvalid = firstInvalid ?? at
        invalidCount += 1
        at += 1
      }
    }
  }

  private mutating func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var at = start
    let raw = UnsafeRawBufferPointer(bytes)
    while at + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      // One less than zero has the highest bit, as all bytes past ASCII have.
      if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
      at += 8
    }
    while at < bytes.count, bytes[at] < 0x80 {
      if bytes[at] == 0 { hasZero = true }
      at += 1
    }
    return at
  }

  /// `true` iff `scalar` changes the direction of text, so that code may read as what it is not.
  static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Returns the scalar that begins at `at` and its size, if the bytes are well-formed UTF-8.
  static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at: Int) -> (Unicode.Scalar, Int)? {
    guard at < bytes.count else { return nil }
    let lead = UInt32(bytes[at])
    let (length, bits, least): (Int, UInt32, UInt32)
    switch lead {
    case 0..<0x80: (length, bits, least) = (1, lead, 0)
    case 0xC2...0xDF: (length, bits, least) = (2, lead & 0x1F, 0x80)
    case 0xE0...0xEF: (length, bits, least) = (3, lead & 0x0F, 0x800)
    case 0xF0...0xF4: (length, bits, least) = (4, lead & 0x07, 0x1_0000)
    default: return nil
    }
    guard at + length <= bytes.count else { return nil }
    var value = bits
    for i in 1..<max(length, 1) {
      guard bytes[at + i] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[at + i] & 0x3F)
    }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

/// Guesses the encoding of a file that is not UTF-8.
enum LikelyEncoding {
  /// Returns the name of the encoding of `bytes`, `nil` if they may well be UTF-8 text.
  static func wide(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let head = bytes.prefix(4096)
    if head.starts(with: [0xFF, 0xFE]) { return "UTF-16 (little-endian)" }
    if head.starts(with: [0xFE, 0xFF]) { return "UTF-16 (big-endian)" }
    guard head.contains(0) else { return nil }
    let even = head.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
    let odd = head.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
    // Text in Latin letters has a zero in every other byte.
    if odd * 5 > head.count { return "UTF-16 (little-endian)" }
    if even * 5 > head.count { return "UTF-16 (big-endian)" }
    return nil
  }

  /// Returns the name of the likely 8-bit or multi-byte encoding of `bytes`.
  ///
  /// In GB18030 most bytes past ASCII come in pairs of two high bytes; in Latin-1 they stand alone
  /// between letters. Neither can be proved, so messages say "looks like".
  static func narrow(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var paired = 0
    var alone = 0
    var at = 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
      if end - at == 1 { alone += 1 } else { paired += (end - at) / 2 }
      at = end + 1
    }
    return paired > alone ? "GB18030 (GBK)" : "Latin-1 (Windows-1252)"
  }
}
