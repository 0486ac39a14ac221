/// A natural number of any size, just large enough an arithmetic for decimal numbers.
struct Natural {
  /// The digits to base 2^64, the lowest first, without zeros at the end.
  private var words: [UInt64]

  /// Creates a small number.
  init(_ value: UInt64) { words = value == 0 ? [] : [value] }

  /// `true` iff the number is 0.
  var isZero: Bool { words.isEmpty }

  /// The number of bits from the highest that is set.
  var bitWidth: Int {
    guard let top = words.last else { return 0 }
    return words.count * 64 - top.leadingZeroBitCount
  }

  /// The 128 leading bits, from the highest that is set.
  var leading128: (high: UInt64, low: UInt64) {
    func word(_ i: Int) -> UInt64 { i < words.count ? words[words.count - 1 - i] : 0 }
    let shift = UInt64(word(0).leadingZeroBitCount)
    if shift == 0 { return (word(0), word(1)) }
    return (
      word(0) << shift | word(1) >> (64 - shift), word(1) << shift | word(2) >> (64 - shift)
    )
  }

  /// Multiplies by `factor`, not 0, and adds `term`, O(words).
  mutating func multiply(by factor: UInt64, adding term: UInt64) {
    var carry = term
    for i in words.indices {
      let product = words[i].multipliedFullWidth(by: factor)
      let (low, carries) = product.low.addingReportingOverflow(carry)
      words[i] = low
      carry = product.high + (carries ? 1 : 0)
    }
    if carry != 0 { words.append(carry) }
  }

  /// Divides by `divisor`, not 0, and drops the rest, O(words).
  mutating func divide(by divisor: UInt64) {
    var rest: UInt64 = 0
    for i in words.indices.reversed() {
      (words[i], rest) = divisor.dividingFullWidth((rest, words[i]))
    }
    while words.last == 0 { words.removeLast() }
  }

  /// Multiplies by 2 to the power of `count`, O(words).
  mutating func shiftLeft(_ count: Int) {
    guard !isZero else { return }
    let shift = UInt64(count % 64)
    if shift != 0 {
      var carry: UInt64 = 0
      for i in words.indices {
        (words[i], carry) = (words[i] << shift | carry, words[i] >> (64 - shift))
      }
      if carry != 0 { words.append(carry) }
    }
    words.insert(contentsOf: repeatElement(0, count: count / 64), at: 0)
  }

  /// Subtracts `other`, which is no greater, O(words).
  mutating func subtract(_ other: Natural) {
    var borrow: UInt64 = 0
    for i in words.indices {
      let term = i < other.words.count ? other.words[i] : 0
      let (first, b0) = words[i].subtractingReportingOverflow(term)
      let (second, b1) = first.subtractingReportingOverflow(borrow)
      words[i] = second
      borrow = b0 || b1 ? 1 : 0
    }
    while words.last == 0 { words.removeLast() }
  }

  /// `true` iff `left` is less than `right`.
  static func < (left: Natural, right: Natural) -> Bool {
    if left.words.count != right.words.count { return left.words.count < right.words.count }
    for i in left.words.indices.reversed() where left.words[i] != right.words[i] {
      return left.words[i] < right.words[i]
    }
    return false
  }
}
