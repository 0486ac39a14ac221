/// Makes fractions of slashes, where what stands beside them leaves no doubt.
enum FractionSetting {
  /// Returns `term`, factors with slashes between some, with fractions in place of slashes.
  static func set(_ term: [MathPart]) -> [MathPart] {
    let slashes = term.indices.filter { term[$0] == .sign("/") }
    guard let first = slashes.first, first > 0 else { return term }
    if slashes.count == 1, first + 1 < term.count, let whole = ofSums(term, slash: first) {
      return [whole]
    }
    if term[..<first].contains(where: \.isLarge) { return term }
    return ofNeighbours(term, slashes)
  }

  /// Returns the fraction of all before and all behind `slash`, where a sum stands behind it and a sum, or
  /// none at all, before.
  private static func ofSums(_ term: [MathPart], slash: Int) -> MathPart? {
    let (above, below) = (Array(term[..<slash]), Array(term[(slash + 1)...]))
    guard below[0].isLarge, above[0].isLarge || !above.contains(where: \.isLarge) else {
      return nil
    }
    return .fraction(bare(above), bare(below))
  }

  /// Returns `term` with a fraction for each slash between two things that no other slash is beside.
  private static func ofNeighbours(_ term: [MathPart], _ slashes: [Int]) -> [MathPart] {
    var result: [MathPart] = []
    var place = 0
    while place < term.count {
      let slash = place + 1
      let isChained = slashes.contains(slash + 2) || slashes.contains(slash - 2)
      guard slashes.contains(slash), !isChained, slash + 1 < term.count, !term[slash + 1].isLarge,
        let above = numerator(term[place], after: &result)
      else {
        result.append(term[place])
        place += 1
        continue
      }
      let below = callee(term, slash + 1)
      result.append(.fraction(bare(above), bare(below)))
      place = slash + 1 + below.count
    }
    return result
  }

  /// Returns `last` with the name before it, taken from `before`, if it is the argument of one; `nil`
  /// where a function without brackets stands before it, which might take the whole fraction.
  private static func numerator(
    _ last: MathPart, after before: inout [MathPart]
  ) -> [MathPart]? {
    guard let name = before.last else { return [last] }
    if last.isGroup, name.isName || name.isFunction {
      before.removeLast()
      return [name, last]
    }
    return name.isFunction ? nil : [last]
  }

  /// Returns what stands at `place`, with what it takes if it is a function.
  private static func callee(_ term: [MathPart], _ place: Int) -> [MathPart] {
    let next = place + 1
    guard next < term.count else { return [term[place]] }
    let takesNext = term[place].isName && term[next].isGroup || term[place].isFunction
    return takesNext && term[next] != .sign("/") ? [term[place], term[next]] : [term[place]]
  }

  /// Returns `parts` without the brackets around all of them.
  private static func bare(_ parts: [MathPart]) -> [MathPart] {
    if parts.count == 1, case .group("(", let inner, _) = parts[0] { return inner }
    return parts
  }
}

extension MathPart {
  /// `true` iff it is a sum or product over what follows it.
  fileprivate var isLarge: Bool { if case .large = self { true } else { false } }

  /// `true` iff it is what stands in brackets.
  fileprivate var isGroup: Bool { if case .group("(", _, _) = self { true } else { false } }

  /// `true` iff it is a name of several letters.
  fileprivate var isName: Bool { if case .word = self { true } else { false } }

  /// `true` iff it is a function, which takes what follows it.
  fileprivate var isFunction: Bool {
    switch self {
    case .word(let name): Self.functions.contains(name)
    case .scripts(.word(let name), _, _): Self.functions.contains(name)
    default: false
    }
  }
}
