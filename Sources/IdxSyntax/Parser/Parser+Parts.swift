import IdxDiagnostics

// Parts that many declarations share.
extension Parser {
  /// Reads a name, any word.
  ///
  ///     NAME
  @discardableResult mutating func name(_ what: String = "a name") -> Bool {
    guard kind.isName, !isBehindMistake else {
      fail(what)
      return false
    }
    takeName()
    return true
  }

  /// Takes the name that stands here.
  mutating func takeName() {
    let mark = start()
    advance()
    finish(.name, mark)
  }

  /// `true` iff a line begins here and the one before has a mistake: no name goes over both.
  private var isBehindMistake: Bool {
    quietUntil > 0 && isFirstOnLine && position <= quietUntil
  }

  /// Reads a name with the primes of a twin axis.
  ///
  ///     NAME { "'" }
  @discardableResult mutating func nameWithPrimes() -> Bool {
    guard kind.isName, !isBehindMistake else {
      fail("a name")
      return false
    }
    let mark = start()
    advance()
    while eat(.prime) {}
    finish(.name, mark)
    return true
  }

  /// Reads a dotted name.
  ///
  ///     path = NAME { "." NAME } ;
  @discardableResult mutating func path() -> Bool {
    let mark = start()
    guard name() else { return false }
    while eat(.dot) { name() }
    finish(.path, mark)
    return true
  }

  /// Reads a text.
  ///
  ///     STRING
  @discardableResult mutating func string() -> Bool {
    guard at(.string) else {
      fail("a text in double quotes")
      return false
    }
    let mark = start()
    advance()
    finish(.stringLiteral, mark)
    return true
  }

  /// Reads texts between commas.
  ///
  ///     marks = STRING { "," STRING } ;
  mutating func marks() {
    guard string() else { return }
    while eat(.comma) { string() }
  }

  /// Reads the label of a declaration, if there is one.
  ///
  ///     label = STRING { NAME ":" STRING } ;
  mutating func label() {
    guard at(.string) else { return }
    let mark = start()
    string()
    while kind.isName, nextKind == .colon {
      takeName()
      advance()
      string()
    }
    finish(.label, mark)
  }

  /// Reads the name of a declaration and its label.
  ///
  ///     NAME [ label ]
  mutating func nameAndLabel() {
    name()
    label()
  }

  /// Reads a number that is part of a constant or a range.
  private mutating func number(_ what: String) {
    if kind.isNumber { advance() } else { fail(what) }
  }

  /// `true` iff a constant may begin here.
  var isConstantStart: Bool { kind.isNumber || at(.minus) }

  /// Reads a number that is known as it stands.
  ///
  ///     constant = [ "-" ] ( NUMBER | INTEGER ) [ "/" ( NUMBER | INTEGER ) ] ;
  mutating func constant() {
    let mark = start()
    eat(.minus)
    number("a number")
    if eat(.divide) { number("a number") }
    finish(.constant, mark)
  }

  /// Reads an interval.
  ///
  ///     range = [ [ "-" ] ( NUMBER | INTEGER ) ] "..." [ [ "-" ] ( NUMBER | INTEGER ) ] ;
  mutating func range() {
    let mark = start()
    if isConstantStart {
      eat(.minus)
      number("a number")
    }
    if !eat(.ellipsis) {
      fail("a range such as `0...1`")
      finish(.range, mark)
      return
    }
    if isConstantStart {
      eat(.minus)
      number("a number")
    }
    finish(.range, mark)
  }

  /// Reads a range or a unit.
  ///
  ///     range | unit
  mutating func rangeOrUnit() {
    if at(.minus) || at(.ellipsis) || kind.isNumber && nextKind == .ellipsis {
      range()
    } else {
      unit()
    }
  }

  /// Reads a unit of measure.
  ///
  ///     unit = unit-factor { ( "*" | "/" ) unit-factor } ;
  mutating func unit() {
    let mark = start()
    unitFactor()
    while at(.times) || at(.divide) {
      advance()
      unitFactor()
    }
    finish(.unit, mark)
  }

  /// Reads a factor of a unit.
  ///
  ///     unit-factor = ( NAME | NUMBER | INTEGER ) [ "^" [ "-" ] INTEGER ] ;
  private mutating func unitFactor() {
    let mark = start()
    if kind.isNumber {
      advance()
    } else if kind.isName {
      name()
    } else {
      fail("a unit of measure")
      return
    }
    if eat(.power) {
      eat(.minus)
      if at(.integer) { advance() } else { fail("a whole number") }
    }
    finish(.unitFactor, mark)
  }

  /// Reads a weight.
  ///
  ///     weight = ( "weight" | "importance" ) constant ;
  mutating func weight() {
    let mark = start()
    advance()
    constant()
    finish(.weight, mark)
  }

  /// `true` iff a weight begins here, not a change of one.
  var isWeightStart: Bool {
    guard at(.weight) || at(.importance) else { return false }
    return !isInVariant || !nextKind.isName
  }

  /// Reads the lints that what follows is allowed to trip.
  ///
  ///     { allow }
  mutating func allows() { while at(.allow) { allow() } }

  /// Reads one such lint.
  ///
  ///     allow = "allow" "(" NAME { "-" NAME } ")" STRING ;
  private mutating func allow() {
    let mark = start()
    advance()
    let opening = position
    if expect(.leftParenthesis) {
      name()
      while eat(.minus) { name() }
      close(.rightParenthesis, opening: opening)
    }
    if at(.string) { string() } else { fail("the reason, a text in double quotes") }
    finish(.allow, mark)
  }
}
