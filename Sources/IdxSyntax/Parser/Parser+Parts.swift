import IdxDiagnostics

/// What may follow a constant.
enum ConstantSurroundings {
  /// A comma and more.
  case list
  /// No comma.
  case single
  /// The end of a table's cell.
  case cell
}

// Parts that many declarations share.
extension Parser {
  /// Reads a name, any word.
  ///
  ///     NAME
  @discardableResult mutating func name(_ what: String = "a name") -> Bool {
    guard kind.isName, !isBehindMistake, !isBehindLooseDot else {
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

  /// `true` iff a declaration begins here, and the line before ends with a dot: its name is yet to come.
  private var isBehindLooseDot: Bool {
    isFirstOnLine && consumedEnd > 0 && tokens.kind(consumedEnd - 1) == .dot && isDeclarationStart
  }

  /// `true` iff a line begins here and the one before has a mistake: no name goes over both.
  private var isBehindMistake: Bool {
    quietUntil > 0 && isFirstOnLine && position <= quietUntil
  }

  /// Reads a name with the primes of a twin axis.
  ///
  ///     NAME { "'" }
  @discardableResult mutating func nameWithPrimes() -> Bool {
    guard kind.isName, !isBehindMistake, !isBehindLooseDot else {
      fail("a name")
      return false
    }
    let mark = start()
    advance()
    while eat(.prime) {}
    finish(.name, mark)
    return true
  }

  /// Reads the name of an axis: a path where it is one of an index or of an imported file.
  ///
  ///     axis-name = path { "'" } ;
  @discardableResult mutating func axisName() -> Bool {
    let mark = start()
    guard nameWithPrimes() else { return false }
    guard at(.dot), !isBehindPrime else { return true }
    while !isBehindPrime, eat(.dot) { nameWithPrimes() }
    finish(.path, mark)
    return true
  }

  /// `true` iff the token before the current one is a prime.
  private var isBehindPrime: Bool { consumedEnd > 0 && tokens.kind(consumedEnd - 1) == .prime }

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
    if kind.isNumber { advance() } else if !takeFractionAlone() { fail(what) }
  }

  /// Reports and takes `.4`, which is written `0.4`; `true` iff it stands here.
  mutating func takeFractionAlone() -> Bool {
    guard at(.dot), nextKind.isNumber, nextPosition == position + 1 else { return false }
    let end = position + 2
    let place = span.union(span(end - 1))
    let text = source.text(place)
    note(.invalidNumber(text, at: place, fix: "0" + text))
    skip { $0.position >= end }
    return true
  }

  /// `true` iff a constant may begin here.
  var isConstantStart: Bool { kind.isNumber || at(.minus) }

  /// Reads a number that is known as it stands.
  ///
  ///     constant = [ "-" ] ( NUMBER | INTEGER ) [ "/" ( NUMBER | INTEGER ) ] ;
  mutating func constant(_ surroundings: ConstantSurroundings = .list) {
    let mark = start()
    eat(.minus)
    let first = position
    number("a number")
    if eat(.divide) { number("a number") }
    if surroundings != .list, consumedEnd > first {
      takeDecimalComma(from: first, isCell: surroundings == .cell)
    }
    finish(.constant, mark)
  }

  /// Reports and takes the commas and digits that stick to the number which begins at token `first`:
  /// `0,4` is a slip for `0.4` where no list can be. `true` iff there are any.
  @discardableResult mutating func takeDecimalComma(from first: Int, isCell: Bool = false) -> Bool {
    guard at(.comma), position == consumedEnd, tokens.kind(position - 1).isNumber else {
      return false
    }
    var end = position
    while tokens.kind(end) == .comma, tokens.kind(end + 1).isNumber { end += 2 }
    guard end > position else { return false }
    let place = span(first).union(span(end - 1))
    note(.invalidNumber(source.text(place), at: place, isCell: isCell))
    skip { $0.position >= end }
    return true
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
    strayMark(isBeforeFormula: true)
    constant(.single)
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
