import IdxDiagnostics

// Operators.
extension Parser {
  /// Reads an expression; `false` iff none begins here, which is reported.
  ///
  ///     expression = choice-of { "otherwise" choice-of } ;
  @discardableResult mutating func expression() -> Bool {
    let mark = start()
    let outer = links
    defer { links = outer }
    guard choiceOf() else { return false }
    while at(.otherwise), isWordOperator {
      let isLinked = link()
      advance()
      choiceOf()
      if isLinked { finish(.binary, mark) }
    }
    return true
  }

  /// Reads a condition, a loop, or operators.
  ///
  ///     choice-of = "if" … | "case" … | "repeat" … | disjunction ;
  @discardableResult private mutating func choiceOf() -> Bool {
    isChoiceStart ? controlled() : binary(1)
  }

  /// Reads an operation whose operators bind at least as tightly as `least`.
  ///
  ///     disjunction = conjunction { "or" conjunction } ;
  ///     conjunction = negation { "and" negation } ;
  ///     negation    = "not" negation | relation ;
  ///     relation    = sum [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) sum ] ;
  ///     sum         = product { ( "+" | ~"-" ) product } ;
  ///     product     = factor { ( "*" | "/" ) factor } ;
  @discardableResult private mutating func binary(_ least: Int) -> Bool {
    let mark = start()
    let outer = links
    defer { links = outer }
    readForeignNot()
    guard at(.not) && least <= 3 ? not() : factor() else { return false }
    var relation = -1
    readForeignOr()
    while let strength = operatorStrength, strength >= least {
      if at(.equals) { note(.equalsForComparison(at: span)) }
      if at(.minus), isFirstOnLine { noteLineMinus(position) }
      if strength == 3 {
        if relation >= 0 { note(.chainedComparison(at: span, after: spanFrom(mark))) }
        relation = position
      }
      let isLinked = link()
      advance()
      binary(strength + 1)
      if isLinked { finish(.binary, mark) }
      readForeignOr()
    }
    return true
  }

  /// Reads `!` before a value as `not`.
  private mutating func readForeignNot() {
    guard at(.exclamation) else { return }
    note(.foreignSign("!", ours: "not", at: span, edits: [TextEdit(span, "not ")]))
    reinterpret(as: .not)
  }

  /// Reads `||` behind a value as `or`.
  private mutating func readForeignOr() {
    guard at(.bar), nextKind == .bar, nextPosition == position + 1, !isFirstOnLine else { return }
    let place = span.union(span(nextPosition))
    note(.foreignSign("||", ours: "or", at: place, edits: [TextEdit(place, "or")]))
    let before = position
    skip { $0.position > before }
    reinterpret(as: .or)
  }

  /// How tightly the operator at the current token binds, from `or` (1) to `*` (5).
  private var operatorStrength: Int? {
    switch kind {
    case .times, .divide: 5
    case .plus: 4
    case .minus: isFirstOnLine && ends.minus ? nil : 4
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: 3
    case .equals: ends.equals ? nil : 3
    case _ where at(.and): isWordOperator ? 2 : nil
    case _ where at(.or): isWordOperator ? 1 : nil
    default: nil
    }
  }

  /// `true` iff the current word is an operator, not the label of the next branch.
  private var isWordOperator: Bool { nextKind != .colon && nextKind != .comma }

  private func spanFrom(_ mark: Mark) -> Span {
    Span(source.file, tokens.start(mark.token), tokens.start(consumedEnd))
  }

  /// Reads a negation.
  ///
  ///     negation = "not" negation | relation ;
  private mutating func not() -> Bool {
    let mark = start()
    guard enter() else { return true }
    advance()
    binary(3)
    finish(.not, mark)
    leave()
    return true
  }

  /// Reads a value with its sign and its exponent.
  ///
  ///     factor = "-" factor | power ;
  ///     power  = postfix [ "^" factor ] ;
  @discardableResult private mutating func factor() -> Bool {
    let mark = start()
    if at(.minus) {
      guard enter() else { return true }
      advance()
      factor()
      finish(.negation, mark)
      leave()
      return true
    }
    guard postfix() else { return false }
    if at(.power) {
      guard enter() else { return true }
      advance()
      factor()
      finish(.binary, mark)
      leave()
    }
    return true
  }

  /// Reports token `index`, a minus at the start of a line, where a value was to go on.
  mutating func noteLineMinus(_ index: Int) {
    note(
      .misplacedLine(
        "a line that begins with `-` begins a new value", at: span(index),
        hints: ["put the `-` at the end of the line before"]))
  }

  /// Reports a bracket at the start of a line, where it was to belong to the line before.
  mutating func reportLineBracket() {
    report(
      .misplacedLine(
        "a line that begins with a bracket begins a new value", at: span,
        hints: ["put the bracket on the line of what it belongs to"]))
  }
}

// Conditions and loops.
extension Parser {
  /// `true` iff a condition or a loop begins here.
  private var isChoiceStart: Bool {
    (at(.if) || at(.case) || at(.repeat))
  }

  /// Reads a condition or a loop.
  private mutating func controlled() -> Bool {
    let outer = ends
    defer { ends = outer }
    guard enter() else { return true }
    if at(.if) { conditional() } else if at(.case) { caseOf() } else { repeatLoop() }
    leave()
    return true
  }

  /// Reads a choice between two values.
  ///
  ///     "if" expression "then" expression "else" expression
  private mutating func conditional() {
    let mark = start()
    let word = span
    let outer = ends
    advance()
    ends = Ends()
    expression()
    let isWhole = expect(.then)
    if isWhole || skip(to: .then) && eat(.then) || isExpressionStart && !isFirstOnLine {
      expression()
      ends = outer
      if eat(.else) {
        expression()
      } else {
        if isWhole { report(.missingElse(found: found, at: gap, of: word), isGap: true) }
        if skip(to: .else), eat(.else) { expression() }
      }
    }
    finish(.conditional, mark)
  }

  /// Reads a choice by the word that a value is.
  ///
  ///     "case" expression "{" { arm } "}"
  private mutating func caseOf() {
    let mark = start()
    advance()
    ends = Ends()
    expression()
    braced("a branch such as `benefit: x`") { $0.arm() }
    finish(.caseOf, mark)
  }

  /// Reads a branch; `false` iff none begins here.
  ///
  ///     arm = NAME { "," NAME } ":" expression ;
  private mutating func arm() -> Bool {
    guard kind.isName, nextKind == .colon || nextKind == .comma || !isDeclarationStart else {
      return false
    }
    let mark = start()
    takeName()
    while eat(.comma) { name() }
    if expect(.colon) { expression() }
    finish(.arm, mark)
    return true
  }

  /// Reads a loop.
  ///
  ///     "repeat" NAME "=" expression "at" "most" expression ( "while" | "until" ) expression round
  private mutating func repeatLoop() {
    let mark = start()
    advance()
    ends = Ends()
    name()
    if expect(.equals) { expression() }
    if expect(.at), expect(.most) { expression() }
    if eat(.while) || eat(.until) { expression() } else { fail("`while` or `until`") }
    round()
    finish(.repeatLoop, mark)
  }

  /// Reads what is done in each round of a loop.
  ///
  ///     round = "{" ( expression | let { let } ^expression ) "}" ;
  private mutating func round() {
    let mark = start()
    let opening = position
    guard openBrace() else { return }
    ends.minus = true
    while at(.let) {
      let named = start()
      advance()
      letDeclaration(named)
    }
    if consumedEnd > opening + 1, !isFirstOnLine, isExpressionStart {
      report(.misplacedLine("the result of a loop begins a line", at: span))
    }
    ends.minus = false
    expression()
    close(.rightBrace, opening: opening)
    finish(.block, mark)
  }
}
