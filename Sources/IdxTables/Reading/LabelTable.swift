/// Numbers distinct texts in the order of their first appearance.
///
/// Open addressing over the bytes themselves: a text is copied only where doubled quotes or JSON
/// escapes make it differ from the file, whose bytes must outlive the table.
final class LabelTable {
  /// One distinct text.
  struct Label {
    /// The hash of the bytes.
    let hash: UInt64
    /// The bytes, in the file or in a copy.
    let bytes: UnsafeBufferPointer<UInt8>
  }

  private var index = LabelIndex()
  private var owned: [UnsafeMutableBufferPointer<UInt8>] = []

  /// Creates an empty table with room for `capacity` texts.
  init(capacity: Int = 0) { index.reserve(capacity) }

  /// The distinct texts, by number.
  var labels: [Label] { index.labels }

  /// Returns the number of `bytes`, which stay where they are.
  func code(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    index.code(Label(hash: LabelIndex.hash(bytes), bytes: bytes))
  }

  /// Returns the number of `bytes`, which are copied where they are new.
  func code(copying bytes: [UInt8]) -> Int32 {
    bytes.withUnsafeBufferPointer { text in
      let known = index.labels.count
      let code = code(text)
      if index.labels.count > known { index.move(code, to: copy(text)) }
      return code
    }
  }

  /// Returns the number of the text of `label`, which another table holds.
  func code(_ label: Label) -> Int32 { index.code(label) }

  private func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = copy.initialize(from: bytes)
    owned.append(copy)
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(copy)[..<bytes.count])
  }

  deinit { for copy in owned { copy.deallocate() } }
}

/// The slots of a table of labels, apart from it so that one access covers a whole search.
private struct LabelIndex {
  var labels: [LabelTable.Label] = []
  /// The upper half of the hash above the number plus one; 0 where a slot is free.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// Makes room for `count` labels.
  mutating func reserve(_ count: Int) {
    labels.reserveCapacity(count)
    var size = slots.count
    while size < count * 2 { size *= 2 }
    if size > slots.count { rehash(size) }
  }

  /// Lets label `code` stand at `bytes`, which are the same.
  mutating func move(_ code: Int32, to bytes: UnsafeBufferPointer<UInt8>) {
    labels[Int(code)] = LabelTable.Label(hash: labels[Int(code)].hash, bytes: bytes)
  }

  /// Returns the number of `label`, a new one where it is not known.
  mutating func code(_ label: LabelTable.Label) -> Int32 {
    if (labels.count + 1) * 2 > slots.count { rehash(slots.count * 2) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: label.hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == label.hash >> 32 {
        let code = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if Self.equal(labels[code].bytes, label.bytes) { return Int32(truncatingIfNeeded: code) }
      }
      slot = (slot + 1) & mask
    }
    labels.append(label)
    slots[slot] = (label.hash & ~0xFFFF_FFFF) | UInt64(labels.count)
    return Int32(truncatingIfNeeded: labels.count - 1)
  }

  private mutating func rehash(_ size: Int) {
    slots = [UInt64](repeating: 0, count: size)
    for (code, label) in labels.enumerated() {
      var slot = Int(truncatingIfNeeded: label.hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = (label.hash & ~0xFFFF_FFFF) | UInt64(code + 1)
    }
  }

  /// `true` iff `a` and `b` are the same bytes.
  static func equal(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard a.count == b.count else { return false }
    var i = 0
    while i + 8 <= a.count {
      if word(a, i) != word(b, i) { return false }
      i += 8
    }
    return tail(a, i) == tail(b, i)
  }

  /// Returns a hash of `bytes`: each word is folded in by a multiplication to 128 bits.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &+ 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i + 8 <= bytes.count {
      hash = mix(hash ^ word(bytes, i))
      i += 8
    }
    return mix(hash ^ tail(bytes, i))
  }

  @inline(__always)
  private static func mix(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// Returns the eight bytes from `i` on.
  @inline(__always)
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> UInt64 {
    UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: i, as: UInt64.self)
  }

  /// Returns the bytes from `i` to the end, which are less than eight.
  @inline(__always)
  private static func tail(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> UInt64 {
    var word: UInt64 = 0
    for k in i..<bytes.count { word = word << 8 | UInt64(bytes[k]) }
    return word
  }
}
