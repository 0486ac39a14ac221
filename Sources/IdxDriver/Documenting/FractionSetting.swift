/// Makes fractions of slashes, where what stands beside them leaves no doubt.
enum FractionSetting {
  /// Returns `term`, factors with slashes between some, with fractions in place of slashes.
  static func set(_ term: [MathPart]) -> [MathPart] {
    let slashes = term.indices.filter { term[$0] == .sign("/") }
    guard let first = slashes.first, first > 0, !isProse(term) else { return term }
    if slashes.count == 1, first + 1 < term.count, let whole = ofSums(term, slash: first) {
      return [whole]
    }
    if term[..<first].contains(where: \.isLarge) { return term }
    return ofNeighbours(term, slashes)
  }

  /// `true` iff words in `term` follow each other: who reads a slash among them must know what they mean.
  private static func isProse(_ term: [MathPart]) -> Bool {
    zip(term, term.dropFirst()).contains { $0.isName && !$0.isFunction && $1.isName }
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

  /// Returns `term` with a fraction for each slash that no other slash is beside: of all factors before it
  /// and of the one thing behind it.
  private static func ofNeighbours(_ term: [MathPart], _ slashes: [Int]) -> [MathPart] {
    var result: [MathPart] = []
    var factors: [MathPart] = []
    var place = 0
    while place < term.count {
      let isSlash = term[place] == .sign("/")
      if isSlash, place + 1 < term.count, !isChained(term, place, slashes),
        !term[place + 1].isLarge, !factors.isEmpty,
        !factors.contains(where: { $0.isOpenFunction || $0.isLarge || $0 == .sign("/") })
      {
        let below = denominator(term, place + 1)
        result.append(.fraction(bare(factors), bare(below)))
        factors = []
        place += 1 + below.count
      } else {
        factors.append(term[place])
        place += 1
      }
    }
    return result + factors
  }

  /// `true` iff another slash is so near to that at `place` that both would share what is between.
  private static func isChained(_ term: [MathPart], _ place: Int, _ slashes: [Int]) -> Bool {
    slashes.contains { other in
      other != place && abs(other - place) < 4
        && (min(other, place) + 1..<max(other, place)).count
          == (other > place ? denominator(term, place + 1) : denominator(term, other + 1)).count
    }
  }

  /// Returns what stands at `place`, with what it takes if it is a function.
  private static func denominator(_ term: [MathPart], _ place: Int) -> [MathPart] {
    let next = place + 1
    let takesNext = term[place].isFunction && next < term.count && term[next] != .sign("/")
    return takesNext ? [term[place], term[next]] : [term[place]]
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

  /// `true` iff it is a name of several letters.
  fileprivate var isName: Bool { if case .word = self { true } else { false } }

  /// `true` iff it is a function that takes what follows it, wherever that ends. What is greatest or
  /// least is of one thing.
  fileprivate var isOpenFunction: Bool {
    isFunction && self != .word("max") && self != .word("min")
  }

  /// `true` iff it is a function, which takes what follows it.
  fileprivate var isFunction: Bool {
    switch self {
    case .word(let name): Self.functions.contains(name)
    case .scripts(.word(let name), _, _): Self.functions.contains(name)
    default: false
    }
  }
}
