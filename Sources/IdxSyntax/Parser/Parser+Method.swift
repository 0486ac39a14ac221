import IdxDiagnostics

// Methods.
extension Parser {
  /// Reads on with a method.
  ///
  ///     method    = "method" signature block ;
  ///     external  = "external" signature ;
  ///     signature = NAME [ ~"[" axis-variable { "," axis-variable } [ "," ] "]" ]
  ///                 "(" [ input { "," input } [ "," ] ] ")" "->" result ;
  mutating func methodDeclaration(_ mark: Mark, isExternal: Bool) {
    name()
    let bracket = position
    if at(.leftBracket), !isFirstOnLine {
      advance()
      list("a name", .rightBracket, opening: bracket) { $0.axisVariable() }
    }
    let opening = position
    if expect(.leftParenthesis), !eat(.rightParenthesis) {
      list("a name", .rightParenthesis, opening: opening) { $0.input() }
    }
    if expect(.arrow) { result() }
    if !isExternal { block() }
    finish(.methodDeclaration, mark)
  }

  /// Reads an axis that a method works for.
  ///
  ///     axis-variable = [ "over" | "along" ] NAME [ ":" NAME [ "of" NAME ] ] ;
  private mutating func axisVariable() {
    let mark = start()
    if at(.over) || at(.along), nextKind.isName { advance() }
    name()
    if eat(.colon) {
      name()
      if eat(.of) { name() }
    }
    finish(.axisVariable, mark)
  }

  /// Reads an input.
  ///
  ///     input = NAME ":" ( type | choice ) [ "=" expression ] | "into" NAME ;
  private mutating func input() {
    let mark = start()
    if at(.into), nextKind.isName {
      advance()
      name()
    } else {
      name()
      if expect(.colon) { if nextKind == .bar { choice() } else { type() } }
      if eat(.equals) { expression() }
    }
    finish(.input, mark)
  }

  /// Reads the words that an input may be.
  ///
  ///     choice = NAME "|" NAME { "|" NAME } ;
  private mutating func choice() {
    let mark = start()
    name()
    while eat(.bar) { name() }
    finish(.choice, mark)
  }

  /// Reads what a method gives.
  ///
  ///     result     = type | "(" field-type { "," field-type } [ "," ] ")" ;
  ///     field-type = NAME ":" type ;
  private mutating func result() {
    let mark = start()
    let opening = position
    if eat(.leftParenthesis) {
      list("a name", .rightParenthesis, opening: opening) {
        let field = $0.start()
        $0.name()
        if $0.expect(.colon) { $0.type() }
        $0.finish(.fieldType, field)
      }
    } else {
      type()
    }
    finish(.result, mark)
  }

  /// Reads the body of a method.
  ///
  ///     block = "{" ( expression | statement { statement } ^expression ) "}" ;
  private mutating func block() {
    let mark = start()
    let opening = position
    guard openBrace() else { return }
    let hasStatements = statements()
    let isMisplaced = hasStatements && !isFirstOnLine && isExpressionStart
    if isMisplaced {
      report(.misplacedLine("the result of a method begins a line", at: span))
    }
    let minus = isFirstOnLine && at(.minus) && hasStatements ? position : nil
    if isDeclarationStart && !at(.allow) || at(.rightBrace) || at(.end) {
      if diagnostics.count == findingsBefore { fail("the result of the method") }
    } else if !expression(), !at(.rightBrace), !at(.end) {
      skipItem()
    }
    // What looks like the result was to be the end of the line before.
    if let minus, isFirstOnLine, isExpressionStart, !isDeclarationStart {
      noteLineMinus(minus)
      expression()
    }
    endBlock(opening)
    finish(.block, mark)
  }

  /// Reads statements as long as there are any; `true` iff there are.
  ///
  ///     { statement }
  private mutating func statements() -> Bool {
    let outer = ends
    ends.minus = true
    defer { ends = outer }
    var hasStatements = false
    var before = position
    while statement(), position > before {
      before = position
      hasStatements = true
      let isDone =
        isFirstOnLine || at(.let) || at(.require) || at(.warn) || at(.rightBrace) || at(.end)
      // The rest of a line that is reported already.
      if !isDone && position < quietUntil { skipItem() }
    }
    return hasStatements
  }

  /// Takes the closing brace; what stands before it is reported once.
  private mutating func endBlock(_ opening: Int) {
    // In a method that has a finding, nothing more is said of where its body ends.
    var isReported = diagnostics.count > findingsBefore
    while kind != .rightBrace && kind != .end {
      // A `let` without indentation is taken for the next declaration.
      if isDeclarationStart && (!at(.let) || isUnindented) { break }
      if straySeparator() { continue }
      if !isReported { refuse("the end of the method behind its result") }
      isReported = true
      skipItem()
    }
    if diagnostics.count > findingsBefore, kind != .rightBrace { return }
    close(.rightBrace, opening: opening)
  }

  /// Reads a statement; `false` iff none begins here.
  ///
  ///     statement = let | ( "require" | "warn" ) expression [ "else" STRING ] ;
  private mutating func statement() -> Bool {
    let mark = start()
    if eat(.let) {
      letDeclaration(mark)
    } else if eat(.require) || eat(.warn) {
      expression()
      if eat(.else) { string() }
      finish(.require, mark)
    } else if isUnmarkedLet {
      reportMissingLet()
      letDeclaration(mark)
    } else if at(.semicolon) || at(.comma) {
      return straySeparator()
    } else {
      return false
    }
    return true
  }
}
