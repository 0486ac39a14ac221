import IdxNumerics

/// Reads any number as tables write them, with checks.
struct DecimalText {
  /// What a text is as a number.
  enum Outcome: Equatable {
    /// A number.
    case number(Double)
    /// Infinity, or above what a double holds.
    case huge
    /// Not zero, but taken for it by a double.
    case tiny
    /// Something else.
    case notANumber
  }

  /// The byte of the decimal mark.
  let mark: UInt8
  /// The byte between groups of three digits.
  let thousands: UInt8?

  /// Returns the number that `text` writes; blanks around it do not count.
  func read(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    var low = 0
    var high = text.count
    while low < high, text[low].isBlank { low += 1 }
    while low < high, text[high - 1].isBlank { high -= 1 }
    let trimmed = UnsafeBufferPointer(rebasing: text[low..<high])
    if let value = exact(trimmed) { return .number(value) }
    guard let normal = normalized(trimmed) else {
      return isInfinity(trimmed) ? .huge : .notANumber
    }
    let value = normal.withUnsafeBufferPointer(Self.value) ?? .infinity
    let digits = normal.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    if value == 0, digits.contains(where: isCounted) { return .tiny }
    return value.isFinite ? .number(value) : .huge
  }

  /// `true` iff `byte` is a digit other than 0.
  private func isCounted(_ byte: UInt8) -> Bool { byte.isDigit && byte != .zero }

  /// Returns the number `text` where it takes one rounding of exact doubles (Clinger 1990).
  private func exact(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var i = text.first == .minus || text.first == .plus ? 1 : 0
    var mantissa: UInt64 = 0
    let digits = run(text, &i, &mantissa)
    var fraction = 0
    if i < text.count, text[i] == mark {
      i += 1
      fraction = run(text, &i, &mantissa)
    }
    guard digits + fraction > 0, digits + fraction <= 19, mantissa <= 1 << 53 else { return nil }
    var exponent = 0
    if i < text.count, text[i] | 0x20 == UInt8(ascii: "e"), i + 1 < text.count {
      i += 1
      let isNegative = text[i] == .minus
      if isNegative || text[i] == .plus { i += 1 }
      var size: UInt64 = 0
      guard (1...3).contains(run(text, &i, &size)) else { return nil }
      exponent = isNegative ? -Int(size) : Int(size)
    }
    exponent -= fraction
    guard i == text.count, abs(exponent) <= 22 else { return nil }
    let power = Self.powers[abs(exponent)]
    let size = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    return text[0] == .minus ? -size : size
  }

  /// The powers of ten that doubles hold exactly.
  private static let powers = (1...22).reduce(into: [1.0]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  /// Appends the digits at `i` to `mantissa`, whose overflow the caller rules out by their number.
  private func run(
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ mantissa: inout UInt64
  ) -> Int {
    let first = i
    while i < text.count, text[i].isDigit {
      mantissa = mantissa &* 10 &+ UInt64(text[i] &- .zero)
      i += 1
    }
    return i - first
  }

  /// Returns the value of `text`, a decimal number with a point, rounded correctly.
  ///
  /// The one place that turns long decimals into doubles.
  static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    DecimalParser.parse(text)
  }

  /// Returns `text` with a point and without groups, `nil` where it is no number.
  private func normalized(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var i = 0
    if i < text.count, text[i] == .minus || text[i] == .plus {
      result.append(text[i])
      i += 1
    }
    guard var digits = integer(text, &i, &result) else { return nil }
    if i < text.count, text[i] == mark {
      result.append(.point)
      i += 1
      // `.5` and `5.` are numbers, but not everybody's parser takes them.
      if digits == 0 { result.insert(.zero, at: result.count - 1) }
      let count = run(text, &i, &result)
      if count == 0 { result.append(.zero) }
      digits += count
    }
    guard digits > 0 else { return nil }
    if i < text.count, text[i] | 0x20 == UInt8(ascii: "e") {
      result.append(text[i])
      i += 1
      if i < text.count, text[i] == .minus || text[i] == .plus {
        result.append(text[i])
        i += 1
      }
      guard run(text, &i, &result) > 0 else { return nil }
    }
    return i == text.count ? result : nil
  }

  /// Appends the digits at `i` and returns how many; `nil` for groups that are not of three.
  private func integer(
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ result: inout [UInt8]
  ) -> Int? {
    var count = run(text, &i, &result)
    guard let thousands, i < text.count, text[i] == thousands else { return count }
    guard (1...3).contains(count) else { return nil }
    while i < text.count, text[i] == thousands {
      i += 1
      guard run(text, &i, &result) == 3 else { return nil }
      count += 3
    }
    return count
  }

  /// Appends the digits at `i` and returns how many.
  private func run(
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ result: inout [UInt8]
  ) -> Int {
    let first = i
    while i < text.count, text[i].isDigit {
      result.append(text[i])
      i += 1
    }
    return i - first
  }

  /// `true` iff `text` is a word for infinity.
  private func isInfinity(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 9 else { return false }
    let word = String(decoding: text, as: UTF8.self).lowercased()
    let size = word.first == "-" || word.first == "+" ? String(word.dropFirst()) : word
    return ["inf", "infinity", "∞"].contains(size)
  }
}
