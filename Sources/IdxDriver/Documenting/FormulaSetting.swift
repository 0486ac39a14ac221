/// Makes mathematics of the pieces of a formula.
enum FormulaSetting {
  /// Returns `items`, all of which are mathematics, as they are set.
  ///
  /// - Parameter hasMore: `true` iff words behind them say more of the last one: "x / mean of y".
  static func parts(
    _ items: ArraySlice<FormulaItem>, isScript: Bool = false, hasMore: Bool = false
  ) -> [MathPart] {
    var terms: [[MathPart]] = [[]]
    var signs: [MathPart] = []
    var place = items.startIndex
    while place < items.endIndex {
      if let sign = separator(items[place]) {
        signs.append(sign)
        terms.append([])
        place += 1
      } else {
        terms[terms.count - 1] += next(&place, items)
      }
    }
    var result: [MathPart] = []
    for (number, term) in terms.enumerated() {
      if number > 0 { result.append(signs[number - 1]) }
      let staysFlat = isScript || hasMore && number == terms.count - 1
      result += staysFlat ? term : FractionSetting.set(term)
    }
    return result
  }

  /// Returns the sign that parts two terms, if `item` is one; a slash is none.
  private static func separator(_ item: FormulaItem) -> MathPart? {
    guard let token = item.token else { return nil }
    switch token.kind {
    case .sign: return token.text == "/" ? nil : .sign(token.text == "*" ? "·" : token.text)
    case .stop: return .sign(token.text)
    default: return nil
    }
  }

  /// Returns what begins at `place` with its scripts, and moves `place` past it.
  private static func next(_ place: inout Int, _ items: ArraySlice<FormulaItem>) -> [MathPart] {
    if let found = large(at: place, in: items) {
      place = found.end
      return [.large(found.sign, over: found.over)]
    }
    if items[place].token?.text == "sqrt", case .group(let group)? = items.at(place + 1) {
      place += 2
      return [.root(parts(group.items[...]))]
    }
    let base = single(items[place], isScript: false)
    place += 1
    var below: [MathPart] = []
    var above: [MathPart] = []
    while let kind = items.at(place)?.kind, [.below, .above, .mark].contains(kind) {
      if kind == .mark {
        above.append(.sign(items[place].token?.text ?? ""))
        place += 1
        continue
      }
      place += 1
      if kind == .above {
        above += power(&place, items)
      } else if let script = items.at(place) {
        below += scriptParts(script)
        place += 1
      }
    }
    let made = below.isEmpty && above.isEmpty ? base : .scripts(base, below: below, above: above)
    // What stands directly behind a name is its argument.
    guard base.isCallable, case .group(let group)? = items.at(place), !group.isApart,
      group.open != "|"
    else { return [made] }
    return [.joined([made] + next(&place, items))]
  }

  /// Returns the power at `place`, with its sign, and moves `place` past it. A power of it stands above it:
  /// x^y^z is x^(y^z).
  private static func power(_ place: inout Int, _ items: ArraySlice<FormulaItem>) -> [MathPart] {
    var parts: [MathPart] = []
    if let sign = items.at(place), sign.kind == .sign {
      parts.append(.sign(sign.token?.text ?? ""))
      place += 1
    }
    guard let script = items.at(place) else { return parts }
    parts += scriptParts(script)
    place += 1
    if items.at(place)?.kind == .above, let last = parts.popLast() {
      place += 1
      parts.append(.scripts(last, below: [], above: power(&place, items)))
    }
    return parts
  }

  /// Returns `item` as a script: its brackets only hold it together, and two letters are two indices.
  private static func scriptParts(_ item: FormulaItem) -> [MathPart] {
    switch item {
    case .group(let group): return parts(group.items[...], isScript: true)
    case .token(let token):
      if token.kind == .word, token.text.count == 2 { return token.text.map { .symbol("\($0)") } }
      return [single(item, isScript: true)]
    }
  }

  private static func single(_ item: FormulaItem, isScript: Bool) -> MathPart {
    switch item {
    case .group(let group):
      return .group(group.open, parts(group.items[...]), group.close)
    case .token(let token):
      switch token.kind {
      case .letter: return .symbol(MathPart.greek[token.text] ?? token.text)
      case .number: return .number(token.text)
      case .word, .code: return .word(token.text)
      default: return .sign(token.text)
      }
    }
  }

  // MARK: - Sums and products

  /// A sum or product: its sign, what it goes over, and the place behind the word "of".
  typealias Large = (sign: String, over: [MathPart], end: Int)

  /// Returns the sum or product that begins at `place`: "sum of w x", "product over k of x_k". Sums that
  /// are told in words, such as "sum of the squares" or "the sum of x - y over the groups", are none.
  static func large(at place: Int, in items: ArraySlice<FormulaItem>) -> Large? {
    let signs = ["sum": "∑", "product": "∏"]
    guard let word = items.at(place)?.token?.text, let sign = signs[word],
      items.at(place - 1)?.token?.text != "the"
    else { return nil }
    var end = place + 1
    var over: [MathPart] = []
    if items.at(end)?.token?.text == "over" {
      end += 1
      while let token = items.at(end)?.token, token.text != "of", end < place + 7,
        token.kind == .word || token.kind == .letter
      {
        let isJoint = token.text == "and"
        if isJoint { over.append(.sign(",")) }
        if !isJoint, token.text != "the" {
          over.append(token.kind == .letter ? .symbol(token.text) : .text(token.text))
        }
        end += 1
      }
    }
    guard items.at(end)?.token?.text == "of", isSummed(end + 1, items) else { return nil }
    return (sign, over, end + 1)
  }

  /// Returns the place of a "sum" or "product" not far before `place`.
  static func largeStart(before place: Int, in items: ArraySlice<FormulaItem>) -> Int? {
    (max(items.startIndex, place - 8)..<max(items.startIndex, place)).last { start in
      large(at: start, in: items).map { place <= $0.end } ?? false
    }
  }

  private static func isSummed(_ place: Int, _ items: ArraySlice<FormulaItem>) -> Bool {
    let all = Array(items)
    if FormulaItem.isOperand(all, place - items.startIndex) { return true }
    guard let token = items.at(place)?.token, token.kind == .word || token.kind == .code else {
      return false
    }
    guard let next = items.at(place + 1) else { return true }
    switch next {
    case .group: return !next.isApart
    case .token(let token): return [.sign, .stop, .letter].contains(token.kind)
    }
  }
}

extension MathPart {
  /// `true` iff it may be a function.
  fileprivate var isCallable: Bool {
    switch self {
    case .symbol, .word: true
    default: false
    }
  }
}

extension ArraySlice {
  /// Returns the element at `place`, `nil` where there is none.
  fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
