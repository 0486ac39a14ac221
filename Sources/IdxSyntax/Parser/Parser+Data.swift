import IdxDiagnostics

// Tables, scales and axes.
extension Parser {
  /// Reads on with a table.
  ///
  ///     data = "data" NAME [ label ] [ "from" STRING ] "{" { item } "}" ;
  mutating func dataDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.from) { string() }
    braced("an item of the table", Keyword.items) { $0.item() }
    finish(.dataDeclaration, mark)
  }

  /// Reads an item of a table; `false` iff none begins here.
  ///
  ///     item = key | group-column | column | variable | missing | layout | row ;
  private mutating func item() -> Bool {
    if at(.bar) {
      row()
      return true
    }
    guard let keyword = kind.keyword else { return false }
    let mark = start()
    switch keyword {
    case .key, .period, .rater, .category: keyItem(mark)
    case .group: groupColumn(mark)
    case .column: column(mark)
    case .variable: variable(mark)
    case .missing: missing(mark)
    case .delimiter, .decimal, .thousands, .encoding, .comments:
      advance()
      strayMark()
      string()
      finish(.layoutItem, mark)
    default: return false
    }
    return true
  }

  /// Reads a column, or part of the columns' names, whose values are an axis.
  ///
  ///     key = ( "key" | "period" | "rater" | "category" ) place ( "defines" | "of" ) path { "'" }
  ///           [ "labelled" NAME ] ;
  private mutating func keyItem(_ mark: Mark) {
    advance()
    place()
    definesOrOf()
    path()
    while eat(.prime) {}
    if eat(.labelled) { name() }
    finish(.keyItem, mark)
  }

  /// Reads where an axis is found.
  ///
  ///     place = NAME | "{" NAME "}" ;
  private mutating func place() {
    let opening = position
    guard eat(.leftBrace) else {
      name()
      return
    }
    name()
    close(.rightBrace, opening: opening)
  }

  private mutating func definesOrOf() {
    if !eat(.defines) && !eat(.of) { fail("`defines` or `of`") }
  }

  /// Reads a column that groups the rows.
  ///
  ///     group-column = "group" NAME ( "defines" | "of" ) path [ ~"missing" absent ] ;
  private mutating func groupColumn(_ mark: Mark) {
    advance()
    name()
    definesOrOf()
    path()
    _ = missingOfColumn()
    finish(.groupColumnItem, mark)
  }

  /// Reads a column of values.
  ///
  ///     column = "column" NAME [ label ] { "from" STRING | "in" unit | "range" range
  ///            | ~"missing" absent | "importance" | "share" | "text" } ;
  private mutating func column(_ mark: Mark) {
    advance()
    nameAndLabel()
    while columnAttribute() {}
    finish(.columnItem, mark)
  }

  private mutating func columnAttribute() -> Bool {
    let mark = start()
    switch kind.keyword {
    case .from:
      advance()
      strayMark()
      string()
    case .in:
      advance()
      strayMark()
      unit()
    case .range:
      advance()
      strayMark()
      range()
    case .missing: return missingOfColumn()
    case .importance, .share, .text: advance()
    default: return false
    }
    finish(.attribute, mark)
    return true
  }

  /// Reads what counts as missing in a column; `false` iff nothing is said of it. On a line of its own
  /// it speaks of the whole table.
  private mutating func missingOfColumn() -> Bool {
    guard at(.missing), !isFirstOnLine else { return false }
    let mark = start()
    advance()
    absent()
    finish(.attribute, mark)
    return true
  }

  /// Reads what may be missing.
  ///
  ///     absent = "none" | marks ;
  private mutating func absent() {
    if eat(.none) { return }
    if at(.string) { marks() } else { fail("`none` or a text in double quotes") }
  }

  /// Reads the columns of a table that has one row a value.
  ///
  ///     variable = "variable" NAME "value" NAME ;
  private mutating func variable(_ mark: Mark) {
    advance()
    name()
    if expect(.value) { name() }
    finish(.variableItem, mark)
  }

  /// Reads what counts as missing in all columns.
  ///
  ///     missing = "missing" absent ;
  private mutating func missing(_ mark: Mark) {
    advance()
    absent()
    finish(.missingItem, mark)
  }

  /// Reads a row of a table that is written in the model.
  ///
  ///     row = ^"|" { [ ~cell ] ~"|" } ;
  private mutating func row() {
    let mark = start()
    if !isFirstOnLine { report(.misplacedLine("a row begins a line", at: span)) }
    advance()
    while !isFirstOnLine, kind != .end, kind != .rightBrace {
      if kind != .bar, !cell() { break }
      if isFirstOnLine || !eat(.bar) {
        if !strangeNumber() { fail("`|` at the end of the row's last cell") }
        break
      }
    }
    finish(.row, mark)
  }

  /// Reads a cell.
  ///
  ///     cell = STRING | NAME | constant ;
  private mutating func cell() -> Bool {
    let mark = start()
    if at(.string) || kind.isName {
      guard at(.string) || nextKind == .bar || !isItemWord else { return false }
      advance()
    } else if isConstantStart {
      constant(.cell)
    } else {
      fail("a name, a number or a text")
      return false
    }
    finish(.cell, mark)
    return true
  }

  /// Reports words behind the number of a cell, such as its unit; `true` iff there are any.
  private mutating func strangeNumber() -> Bool {
    let first = consumedEnd - 1
    guard first >= 0, tokens.kind(first).isNumber, kind.isName, !isFirstOnLine, !isItemWord else {
      return false
    }
    let place = span(first).union(span)
    report(.invalidNumber(source.text(place), at: place, isCell: true))
    skip { $0.isFirstOnLine || $0.at(.rightBrace) }
    return true
  }

  /// `true` iff the current word begins another item on the same line.
  private var isItemWord: Bool {
    kind.keyword.map { Keyword.items.contains($0) } ?? false
  }

  /// Reads on with a scale.
  ///
  ///     scale = "scale" NAME [ label ] ( "best" | "worst" ) "first" "{" { grade } "}" ;
  mutating func scaleDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.best) || eat(.worst) { expect(.first) } else { fail("`best first` or `worst first`") }
    braced("a grade", [.grade]) { $0.grade() }
    finish(.scaleDeclaration, mark)
  }

  /// Reads a grade; `false` iff none begins here.
  ///
  ///     grade = "grade" NAME [ label ] { ( "from" | "above" | "points" ) constant
  ///           | "ratio" value } ;
  private mutating func grade() -> Bool {
    guard at(.grade) else { return false }
    let mark = start()
    advance()
    nameAndLabel()
    while let keyword = kind.keyword {
      let attribute = start()
      switch keyword {
      case .from, .above, .points:
        advance()
        constant(.single)
      case .ratio:
        advance()
        comparisonValue()
      default:
        finish(.grade, mark)
        return true
      }
      finish(.attribute, attribute)
    }
    finish(.grade, mark)
    return true
  }

  /// Reads on with an axis.
  ///
  ///     axis = "axis" NAME [ label ] ( "=" path ( "where" expression | "of" path )
  ///          | "{" part { "," part } [ "," ] "}" ) ;
  mutating func axisDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.equals) {
      path()
      if eat(.of) { path() } else if expect(.where) { expression() }
    } else {
      let opening = position
      if openBrace() {
        list("a name", .rightBrace, opening: opening, isOfNames: true) { $0.part() }
      }
    }
    finish(.axisDeclaration, mark)
  }

  /// Reads a part of an axis.
  ///
  ///     part = NAME [ label ] ;
  private mutating func part() {
    let mark = start()
    nameAndLabel()
    finish(.part, mark)
  }
}
