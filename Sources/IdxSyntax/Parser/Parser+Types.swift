import IdxDiagnostics

// Types.
extension Parser {
  /// Reads a type.
  ///
  ///     type = [ "oriented" ] ( NAME - "oriented" ) { "." NAME } [ "?" ]
  ///            [ ~"[" type-axis { "," type-axis } "]" ] { refinement } ;
  mutating func type() {
    let mark = start()
    eat(.oriented)
    if at(.oriented) { fail("the name of a type") } else { elementType() }
    eat(.question)
    let opening = position
    if at(.leftBracket), !isFirstOnLine {
      advance()
      typeAxis()
      while eat(.comma) { typeAxis() }
      close(.rightBracket, opening: opening, separated: true)
    }
    while refinement() {}
    finish(.type, mark)
  }

  /// Reads the name of a type, or of the axis of which the elements are meant.
  ///
  ///     NAME { "." NAME }
  private mutating func elementType() {
    let mark = start()
    guard name(), at(.dot) else { return }
    while eat(.dot) { name() }
    finish(.path, mark)
  }

  /// Reads an axis of a type.
  ///
  ///     type-axis = axis-name [ "?" ] ;
  private mutating func typeAxis() {
    let mark = start()
    axisName()
    eat(.question)
    finish(.typeAxis, mark)
  }

  /// Reads what is known of the values of a type; `false` iff nothing is said here.
  ///
  ///     refinement = "in" ( range | unit ) | ( ">=" | ">" ) constant
  ///                | "touching" constant { "," constant } ;
  private mutating func refinement() -> Bool {
    let mark = start()
    if eat(.in) {
      rangeOrUnit()
    } else if eat(.greaterEqual) || eat(.greater) {
      constant()
    } else if eat(.touching) {
      constant()
      while at(.comma), nextKind.isNumber || nextKind == .minus {
        advance()
        constant()
      }
    } else {
      return false
    }
    finish(.refinement, mark)
    return true
  }
}
