import IdxDiagnostics

// The hierarchy.
extension Parser {
  /// Reads on with an index.
  ///
  ///     index = "index" NAME [ label ] ( "from" STRING | "{" { { allow } node } "}" ) ;
  mutating func indexDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.from) {
      string()
    } else {
      braced("`group`, `indicator`", [.group, .indicator]) { $0.node() }
    }
    finish(.indexDeclaration, mark)
  }

  /// Reads a node with what it allows; `false` iff none begins here.
  ///
  ///     { allow } node
  private mutating func node() -> Bool {
    let mark = start()
    if at(.allow) {
      allows()
      if !at(.group) && !at(.indicator) {
        fail("`group` or `indicator` behind `allow`")
        finish(.error, mark)
        return true
      }
    }
    return node(mark)
  }

  /// Reads a node that began at `mark`; `false` iff none does.
  ///
  ///     node = group | indicator ;
  private mutating func node(_ mark: Mark) -> Bool {
    if at(.group) {
      group(mark)
    } else if at(.indicator) {
      indicator(mark)
    } else {
      return false
    }
    return true
  }

  /// Reads a group.
  ///
  ///     group = "group" NAME [ label ] { weight } ( "{" { { allow } node } "}" | "like" path ) ;
  private mutating func group(_ mark: Mark) {
    guard enter() else { return }
    advance()
    nameAndLabel()
    while isWeightStart || isStrayAttribute {
      if isWeightStart { weight() } else { strayAttribute() }
    }
    if eat(.like) {
      path()
    } else {
      braced("`group`, `indicator`", [.group, .indicator]) { $0.node() }
    }
    finish(.group, mark)
    leave()
  }

  /// `true` iff the word of an attribute stands where none can: behind the name of a group.
  private var isStrayAttribute: Bool {
    switch kind.keyword {
    case .benefit, .cost, .target, .interval, .in, .range, .goalposts, .graded: true
    default: false
    }
  }

  /// Reads over an attribute of a group, reporting it.
  private mutating func strayAttribute() {
    let mark = start()
    refuse(
      "`{`",
      hints: ["a group has no direction, range or measure: say them of each of its indicators"])
    _ = attribute()
    finish(.error, mark)
  }

  /// Reads an indicator.
  ///
  ///     indicator = "indicator" NAME [ label ] { attribute } ;
  private mutating func indicator(_ mark: Mark) {
    advance()
    nameAndLabel()
    while attribute() {}
    finish(.indicator, mark)
  }

  /// Reads an attribute of an indicator; `false` iff none begins here.
  ///
  ///     attribute = "benefit" | "cost" | "target" constant | "interval" range | "in" unit
  ///               | "range" range | "goalposts" constant "," constant | weight | "from" NAME
  ///               | "graded" "by" path | "=" expression ;
  private mutating func attribute() -> Bool {
    let mark = start()
    if eat(.equals) {
      formula()
      finish(.attribute, mark)
      return true
    }
    switch kind.keyword {
    case .benefit, .cost, .target, .interval:
      direction(mark)
      return true
    case .weight, .importance:
      guard isWeightStart else { return false }
      weight()
      return true
    case .in:
      advance()
      strayMark()
      unit()
    case .range:
      advance()
      strayMark()
      range()
    case .goalposts:
      advance()
      strayMark()
      constant()
      if expect(.comma) { constant() }
    case .from:
      advance()
      strayMark()
      name()
    case .graded:
      advance()
      if expect(.by) { path() }
    default: return false
    }
    finish(.attribute, mark)
    return true
  }

  private mutating func direction(_ mark: Mark) {
    let keyword = kind.keyword
    advance()
    if keyword == .target { constant(.single) }
    if keyword == .interval { range() }
    finish(.direction, mark)
  }

  private mutating func formula() {
    ends.equals = true
    expression()
    ends.equals = false
  }
}

// Variants.
extension Parser {
  /// Reads on with a variant.
  ///
  ///     variant = "variant" NAME [ label ] "of" path [ "rescale" | "keep" ] "{" { change } "}" ;
  mutating func variantDeclaration(_ mark: Mark) {
    nameAndLabel()
    if expect(.of) || kind.isName { path() }
    if at(.rescale) || at(.keep) { name() }
    isInVariant = true
    braced("a change", Keyword.changes) {
      let mark = $0.start()
      return $0.change(mark)
    }
    isInVariant = false
    finish(.variantDeclaration, mark)
  }

  /// Reads a change that began at `mark`; `false` iff none begins here.
  ///
  ///     change = "remove" path | "add" [ "to" path ] node | "replace" path "with" node
  ///            | "move" path "to" path | ( "weight" | "importance" ) path constant ;
  mutating func change(_ mark: Mark) -> Bool {
    switch kind.keyword {
    case .remove:
      advance()
      path()
    case .add:
      advance()
      if eat(.to) { path() }
      expectNode()
    case .replace:
      advance()
      path()
      if expect(.with) { expectNode() }
    case .move:
      advance()
      path()
      if expect(.to) { path() }
    case .weight, .importance:
      advance()
      path()
      constant(.single)
    default: return false
    }
    finish(.change, mark)
    return true
  }

  private mutating func expectNode() {
    let mark = start()
    if !node(mark) { fail("`group` or `indicator`") }
  }
}
