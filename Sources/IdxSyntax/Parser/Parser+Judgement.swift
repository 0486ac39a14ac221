import IdxDiagnostics

// Judgements.
extension Parser {
  /// Reads on with a judgement.
  ///
  ///     judgement = "judgement" NAME [ label ] "on" path [ "per" path ] [ "by" path ]
  ///                 [ "incomplete" ] [ "in" path ] ( "from" STRING | "{" { comparison } "}" ) ;
  mutating func judgementDeclaration(_ mark: Mark) {
    nameAndLabel()
    if expect(.on) || kind.isName { path() }
    if eat(.per) { path() }
    if eat(.by) { path() }
    eat(.incomplete)
    if eat(.in) { path() }
    if eat(.from) { string() } else { braced("a comparison") { $0.comparison() } }
    finish(.judgementDeclaration, mark)
  }

  /// Reads a comparison; `false` iff none begins here.
  ///
  ///     comparison = pair | "at" path "{" { comparison } "}"
  ///                | "rater" NAME "{" { comparison } "}" ;
  private mutating func comparison() -> Bool {
    guard kind.isName else { return false }
    if nextKind == .colon {
      pair()
    } else if at(.at) {
      nested(.atComparisons) { $0.path() }
    } else if at(.rater) {
      nested(.raterComparisons) { $0.name() }
    } else if isDeclarationStart {
      return false
    } else {
      pair()
    }
    return true
  }

  private mutating func nested(_ kind: SyntaxKind, _ head: (inout Parser) -> Bool) {
    guard enter() else { return }
    let mark = start()
    advance()
    _ = head(&self)
    braced("a comparison") { $0.comparison() }
    finish(kind, mark)
    leave()
  }

  /// Reads one or more comparisons with the same left side.
  ///
  ///     pair = NAME ":" NAME { "," NAME } "=" value { "," value } ;
  private mutating func pair() {
    let mark = start()
    takeName()
    if expect(.colon) {
      name()
      while eat(.comma) { name() }
    }
    if expect(.equals) {
      comparisonValue()
      while eat(.comma) { comparisonValue() }
    }
    finish(.pair, mark)
  }

  /// Reads how much one element outweighs the other.
  ///
  ///     value = constant | NAME | "(" constant "," constant "," constant ")" ;
  mutating func comparisonValue() {
    let mark = start()
    let opening = position
    if eat(.leftParenthesis) {
      constant()
      for _ in 0..<2 where expect(.comma) { constant() }
      close(.rightParenthesis, opening: opening)
    } else if kind.isName {
      name()
    } else if isConstantStart {
      constant()
    } else {
      fail("a number, a word of the scale, or three numbers in parentheses")
    }
    finish(.comparisonValue, mark)
  }
}
