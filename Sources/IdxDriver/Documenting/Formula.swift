/// A formula of a documentation comment, set as mathematics where it is some and as words elsewhere.
///
/// The text stays what it is: signs are set, `_` and `^` become what stands below and above, and a slash
/// becomes a fraction only where nothing but the two things beside it can be meant.
enum Formula {
  /// The most bytes of a formula: what is longer nobody reads as one, and setting it would take long.
  static let mostBytes = 4000

  /// Returns the clauses of `text`, which semicolons part; a text that is too long is one, as it stands.
  static func clauses(_ text: String) -> [[Chapter.Inline]] {
    if text.utf8.count > mostBytes { return [DocumentationText.inlines(text)] }
    var clauses: [[FormulaToken]] = [[]]
    var depth = 0
    for token in FormulaToken.all(in: text) {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if clauses[clauses.count - 1].last?.text == ";", depth <= 0, token.kind != .number {
        clauses[clauses.count - 1].removeLast()
        clauses.append([token])
      } else {
        clauses[clauses.count - 1].append(token)
      }
    }
    return clauses.filter { !$0.isEmpty }.map { inlines(FormulaItem.tree($0)) }
  }

  /// Returns `items` as runs of words and of mathematics.
  private static func inlines(_ items: [FormulaItem]) -> [Chapter.Inline] {
    let isMath = items.indices.map { FormulaItem.isMath(items, $0) }
    var result: [Chapter.Inline] = []
    var start = 0
    while start < items.count {
      var end = start
      while end < items.count, isMath[end] == isMath[start] { end += 1 }
      let run = items[start..<end]
      if let first = run.first, first.isApart, start > 0 { result.append(.text(" ")) }
      let hasMore = end < items.count && items[end].token?.text == "of"
      result +=
        isMath[start] ? [.math(FormulaSetting.parts(run, hasMore: hasMore))] : words(run)
      start = end
    }
    return result
  }

  /// Returns `run`, which is prose, as text and code.
  private static func words(_ run: ArraySlice<FormulaItem>) -> [Chapter.Inline] {
    var result: [Chapter.Inline] = []
    for (number, item) in run.enumerated() {
      let space = item.isApart && number > 0 ? " " : ""
      switch item {
      case .token(let token) where token.kind == .code:
        if !space.isEmpty { result.append(.text(space)) }
        result.append(.code(token.text))
      case .token(let token): result.append(.text(space + token.text))
      case .group(let group):
        result += [.text(space + group.open)] + words(group.items[...]) + [.text(group.close)]
      }
    }
    return result
  }
}

/// A piece of a formula, or pieces in brackets.
indirect enum FormulaItem: Hashable {
  case token(FormulaToken)
  case group(Group)

  /// What stands between brackets or bars.
  struct Group: Hashable {
    let open: String
    let items: [FormulaItem]
    let close: String
    let isApart: Bool
  }

  /// `true` iff white space stands before it.
  var isApart: Bool {
    switch self {
    case .token(let token): token.isApart
    case .group(let group): group.isApart
    }
  }

  /// The token, unless it is in brackets.
  var token: FormulaToken? { if case .token(let token) = self { token } else { nil } }

  /// The kind of the token.
  var kind: FormulaToken.Kind? { token?.kind }

  /// Returns `tokens` with what stands in brackets and bars as groups; a bracket that lacks its other
  /// half stays a word.
  static func tree(_ tokens: [FormulaToken]) -> [FormulaItem] {
    var levels: [(open: FormulaToken, items: [FormulaItem])] = []
    var items: [FormulaItem] = []
    func isClosed(_ token: FormulaToken) -> Bool {
      guard let open = levels.last?.open.kind else { return false }
      return token.kind == .close && open == .open || token.kind == .bar && open == .bar
    }
    for token in tokens {
      if isClosed(token), let level = levels.popLast() {
        let group = Group(
          open: level.open.text, items: items, close: token.text, isApart: level.open.isApart)
        items = level.items + [.group(group)]
      } else if token.kind == .open || token.kind == .bar {
        levels.append((token, items))
        items = []
      } else {
        items.append(.token(token))
      }
    }
    for level in levels.reversed() { items = level.items + [.token(level.open)] + items }
    return items
  }

  // MARK: - Words or mathematics

  /// `true` iff the item at `place` of `items` is set as mathematics.
  static func isMath(_ items: [FormulaItem], _ place: Int) -> Bool {
    let item = items[place]
    let isScript = place > 0 && (items[place - 1].kind == .below || items[place - 1].kind == .above)
    let hasScript = place + 1 < items.count && items[place + 1].kind == .above
    if isScript || hasScript, item.kind != .stop { return true }
    switch item {
    case .group(let group):
      let isCalled = place > 0 && !item.isApart && items[place - 1].kind != .code
      return isCalled || group.items.contains { $0.isQuantity } || group.open == "|"
    case .token(let token):
      switch token.kind {
      case .letter: return !isArticle(items, place)
      case .sign: return token.text != "/" || !isAmongWords(items, place)
      case .number, .below, .above, .mark, .bar: return true
      case .code: return isBesideSign(items, place)
      case .open, .close, .stop: return false
      case .word: return isMathWord(items, place)
      }
    }
  }

  private var isQuantity: Bool {
    switch self {
    case .group: true
    case .token(let token): [.letter, .sign, .number].contains(token.kind)
    }
  }

  /// The words behind which a single `a` is a quantity, not an article.
  private static let joints: Set = [
    "and", "or", "is", "are", "the", "of", "in", "to", "for", "with", "where", "from", "as", "at",
    "on", "by", "over", "less", "times", "outweighs",
  ]

  private static func isArticle(_ items: [FormulaItem], _ place: Int) -> Bool {
    guard items[place].token?.text == "a", items.indices.contains(place + 1),
      let next = items[place + 1].token, next.isApart
    else { return false }
    if next.kind == .letter, place > 0, let last = items[place - 1].token, last.kind == .word {
      return !joints.contains(last.text)
    }
    guard next.kind == .word || next.kind == .code else { return false }
    if items.indices.contains(place + 2), items[place + 2].kind == .sign { return false }
    return !joints.contains(next.text) && !MathPart.functions.contains(next.text)
  }

  private static func isMathWord(_ items: [FormulaItem], _ place: Int) -> Bool {
    guard let word = items[place].token else { return false }
    if FormulaSetting.large(at: place, in: items[...]) != nil { return true }
    if let start = FormulaSetting.largeStart(before: place, in: items[...]),
      let large = FormulaSetting.large(at: start, in: items[...])
    {
      // The words up to "of", and the one that is summed.
      return place < large.end || place == large.end
    }
    if items.indices.contains(place + 1) {
      let next = items[place + 1]
      if case .group(let group) = next, !group.isApart { return true }
      if MathPart.functions.contains(word.text), isOperand(items, place + 1) { return true }
      if next.kind == .above || next.kind == .below { return true }
    }
    return isBesideSign(items, place)
  }

  /// `true` iff the item at `place` is what a function or a sum may be of.
  static func isOperand(_ items: [FormulaItem], _ place: Int) -> Bool {
    guard items.indices.contains(place) else { return false }
    switch items[place] {
    case .group: return true
    case .token(let token):
      if token.kind == .letter { return !isArticle(items, place) }
      return token.kind == .number || MathPart.functions.contains(token.text)
    }
  }

  /// `true` iff a sign that joins two things stands beside the item at `place`.
  private static func isBesideSign(_ items: [FormulaItem], _ place: Int) -> Bool {
    func isSign(_ other: Int) -> Bool {
      guard items.indices.contains(other), items[other].kind == .sign else { return false }
      return items[other].token?.text != "/" || !isAmongWords(items, other)
    }
    if ["the", "that", "where", "if", "as", "each"].contains(items[place].token?.text) {
      return false
    }
    if isSign(place - 1) { return true }
    guard isSign(place + 1) else { return false }
    // "cost -x": the sign is that of x alone.
    let isOfNext =
      items[place + 1].isApart && items.indices.contains(place + 2) && !items[place + 2].isApart
    return !isOfNext
  }

  /// `true` iff words stand before the slash at `place` that only a reader can tell apart: "votes for the
  /// grade / votes".
  private static func isAmongWords(_ items: [FormulaItem], _ place: Int) -> Bool {
    guard place > 1, items[place - 1].kind == .word, let before = items[place - 2].token,
      before.kind == .word
    else { return false }
    return !joints.contains(before.text) && !["benefit", "cost"].contains(before.text)
      || before.text == "the"
  }
}
