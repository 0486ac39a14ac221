/// What a text that is no number of its table was probably meant to say.
struct NumberReading: Hashable {
  /// The number with a decimal point and without groups: `1234.5`.
  var plain: String
  /// The mark before the fraction, `nil` where there is none.
  var decimal: Character?
  /// The mark between groups of three digits, `nil` where there is none.
  var thousands: Character?
  /// What stands before and behind the number: a unit, a sign of currency, `%`.
  var affix: String

  /// Returns the readings of `text`: none if it is no number in any spelling, two if `1,234` leaves open
  /// which mark the comma is.
  static func readings(of text: String) -> [NumberReading] {
    let characters = text[...]
    guard let first = characters.firstIndex(where: \.isDigit),
      let last = characters.lastIndex(where: \.isDigit)
    else { return [] }
    var before = characters[..<first]
    var sign = ""
    if let mark = before.last, "+-−".contains(mark) {
      sign = mark == "+" ? "" : "-"
      before = before.dropLast()
    }
    let affix = (before + characters[characters.index(after: last)...]).filter { !$0.isWhitespace }
    guard affix.count <= 20, affix.allSatisfy({ !"()[]{}\"".contains($0) }) else { return [] }
    return cores(characters[first...last]).map { core in
      var reading = core
      reading.plain = sign + core.plain
      reading.affix = affix
      return reading
    }
  }

  /// Returns the readings of `text`, which begins and ends with a digit.
  private static func cores(_ text: Substring) -> [NumberReading] {
    let marks = text.filter { !$0.isDigit }
    let parts = text.split(whereSeparator: { !$0.isDigit })
    guard parts.count == marks.count + 1 else { return [] }
    let kinds = Set(marks.map { $0.isWhitespace ? " " : $0 })
    guard kinds.isSubset(of: [".", ",", " ", "'", "’"]), kinds.count <= 2 else { return [] }
    let whole = NumberReading(plain: parts.joined(), decimal: nil, thousands: nil, affix: "")
    guard let mark = marks.last else { return [whole] }
    var result: [NumberReading] = []
    let isFraction = ".,".contains(mark) && marks.count { $0 == mark } == 1
    let groups = isFraction ? parts.dropLast() : parts[...]
    let group = marks.first.map { $0.isWhitespace ? " " : $0 }
    if isFraction, kinds.count == 1 || areGroups(groups) {
      result.append(
        NumberReading(
          plain: groups.joined() + "." + parts[parts.count - 1], decimal: mark,
          thousands: kinds.count == 2 ? group : nil, affix: ""))
    }
    if kinds.count == 1, areGroups(parts[...]), parts[0].first != "0" {
      result.append(
        NumberReading(plain: whole.plain, decimal: nil, thousands: group, affix: ""))
    }
    return result
  }

  /// `true` iff `parts` are groups of three digits, the first of which may be shorter.
  private static func areGroups(_ parts: ArraySlice<Substring>) -> Bool {
    guard let first = parts.first else { return false }
    return first.count <= 3 && parts.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// The number divided by a hundred, by moving the point.
  var hundredth: String {
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".")
    let digits = String(repeating: "0", count: 3) + parts[0]
    let cut = digits.index(digits.endIndex, offsetBy: -2)
    let whole = digits[..<cut].drop { $0 == "0" }
    let all = digits[cut...] + (parts.count > 1 ? parts[1] : "")
    let fraction = all.reversed().drop { $0 == "0" }.reversed()
    return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(whole))
      + (fraction.isEmpty ? "" : "." + String(fraction))
  }
}

extension Character {
  /// `true` iff the character is one of the ten ASCII digits.
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
