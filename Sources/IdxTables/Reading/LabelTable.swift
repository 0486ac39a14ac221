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

  /// The distinct texts, by number.
  private(set) var labels: [Label] = []
  private var slots = [Int32](repeating: -1, count: 64)
  private var owned: [UnsafeMutableBufferPointer<UInt8>] = []

  /// Returns the number of `bytes`, which stay where they are.
  func code(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    code(Label(hash: Self.hash(bytes), bytes: bytes), copying: false)
  }

  /// Returns the number of `bytes`, which are copied where they are new.
  func code(copying bytes: [UInt8]) -> Int32 {
    bytes.withUnsafeBufferPointer {
      code(Label(hash: Self.hash($0), bytes: $0), copying: true)
    }
  }

  /// Returns the number of the text of `label`, which another table holds.
  func code(_ label: Label) -> Int32 { code(label, copying: false) }

  private func code(_ label: Label, copying: Bool) -> Int32 {
    if (labels.count + 1) * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: label.hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = labels[Int(slots[slot])]
      if known.hash == label.hash, Self.equal(known.bytes, label.bytes) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = Int32(truncatingIfNeeded: labels.count)
    slots[slot] = code
    labels.append(copying ? Label(hash: label.hash, bytes: keep(label.bytes)) : label)
    return code
  }

  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = copy.initialize(from: bytes)
    owned.append(copy)
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(copy)[..<bytes.count])
  }

  private func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (code, label) in labels.enumerated() {
      var slot = Int(truncatingIfNeeded: label.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: code)
    }
  }

  private static func equal(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }

  /// Returns a hash of `bytes`: each word is folded in by a multiplication to 128 bits.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &+ 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i < bytes.count {
      var word: UInt64 = 0
      for k in i..<min(i + 8, bytes.count) { word = word << 8 | UInt64(bytes[k]) }
      let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
      i += 8
    }
    return hash
  }

  deinit { for copy in owned { copy.deallocate() } }
}
