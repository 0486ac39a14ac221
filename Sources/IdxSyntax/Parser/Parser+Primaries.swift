import IdxDiagnostics

// Values and what follows them.
extension Parser {
  /// `true` iff an expression may begin here.
  var isExpressionStart: Bool {
    if let keyword = kind.keyword {
      guard keyword.isReserved else { return true }
      switch keyword {
      case .if, .case, .repeat, .not, .true, .false, .missing: return true
      default: return false
      }
    }
    return kind.isName || kind.isNumber || kind == .string || kind == .minus
      || kind == .leftParenthesis || kind == .leftBracket
  }

  /// Reads a value with the calls, selections and members behind it.
  ///
  ///     postfix = primary { ~"(" [ arguments ] ")" | ~"[" indexer { "," indexer } [ "," ] "]"
  ///             | "." NAME { "'" } } ;
  mutating func postfix() -> Bool {
    let mark = start()
    guard primary() else { return false }
    while true {
      switch kind {
      case .leftParenthesis where !isFirstOnLine: suffix(.call, mark) { $0.arguments() }
      case .leftBracket where !isFirstOnLine: suffix(.indexing, mark) { $0.indexers() }
      case .dot:
        let isLinked = link()
        advance()
        nameWithPrimes()
        if isLinked { finish(.member, mark) }
      default: return true
      }
    }
  }

  private mutating func suffix(
    _ kind: SyntaxKind, _ mark: Mark, _ rest: (inout Parser) -> Void
  ) {
    guard enter() else { return }
    let isLinked = link()
    let outer = (links, ends)
    ends = Ends()
    rest(&self)
    (links, ends) = outer
    if isLinked { finish(kind, mark) }
    leave()
  }

  /// Reads a value.
  ///
  ///     primary = NUMBER | INTEGER | STRING | "true" | "false" | "missing" | NAME { "'" }
  ///             | "(" expression ")" | record | "[" expression { "," expression } [ "," ] "]" ;
  private mutating func primary() -> Bool {
    let mark = start()
    switch kind {
    case .integer, .number: return literal(.numberLiteral)
    case .string: return literal(.stringLiteral)
    case .leftParenthesis: return nested { $0.parenthesised() }
    case .leftBracket: return nested { $0.listExpression() }
    case .word, .quotedName: break
    default:
      guard let keyword = kind.keyword else { return noValue() }
      switch keyword {
      case .true, .false: return literal(.booleanLiteral)
      case .missing: return literal(.missingLiteral)
      case _ where keyword.isReserved: return reserved(keyword)
      default: break
      }
    }
    advance()
    while eat(.prime) {}
    finish(.nameExpression, mark)
    return true
  }

  private mutating func literal(_ kind: SyntaxKind) -> Bool {
    let mark = start()
    advance()
    finish(kind, mark)
    return true
  }

  private mutating func nested(_ rest: (inout Parser) -> Void) -> Bool {
    guard enter() else { return true }
    let outer = (links, ends)
    ends = Ends()
    rest(&self)
    (links, ends) = outer
    leave()
    return true
  }

  private mutating func noValue() -> Bool {
    if takeFractionAlone() { return true }
    fail("a value")
    return false
  }

  /// Reports a reserved word in the place of a value; `false` iff it is left to others.
  private mutating func reserved(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .if, .case, .repeat, .not: return choiceAsOperand(keyword)
    case .then, .else, .let, .require, .warn: return noValue()
    default: break
    }
    if nextKind.isName || nextKind.isNumber || nextKind == .string { return noValue() }
    note(.reservedWord(keyword.text, at: span))
    return literal(.nameExpression)
  }

  /// Reads a condition that needs parentheses.
  private mutating func choiceAsOperand(_ keyword: Keyword) -> Bool {
    let place = span
    let count = diagnostics.count
    let isReported = position < quietUntil
    expression()
    if isReported || diagnostics.count > count { return true }
    let open = Span(place.file, Int(place.start), Int(place.start))
    let fix = Fix("put it in parentheses", [TextEdit(open, "("), TextEdit(insertion, ")")])
    diagnostics.append(.needsParentheses(keyword.text, at: place, fix: fix))
    return true
  }

  /// Reads what stands in parentheses, a value or a record.
  ///
  ///     record = "(" ( named | expression "," field ) { "," field } [ "," ] ")" ;
  ///     named  = NAME ":" expression ;
  private mutating func parenthesised() {
    let mark = start()
    let opening = position
    advance()
    var isRecord = isLabel
    let first = start()
    if isRecord {
      field(.field)
    } else if expression(), at(.comma) {
      isRecord = true
      finish(.field, first)
      if nextKind == .rightParenthesis { reportShortRecord() }
    }
    if isRecord, eat(.comma), kind != .rightParenthesis {
      list("a value", .rightParenthesis, opening: opening) { $0.field(.field) }
    } else {
      close(.rightParenthesis, opening: opening, separated: true)
    }
    finish(isRecord ? .record : .parenthesised, mark)
  }

  private mutating func reportShortRecord() {
    note(.straySeparator(",", at: span))
  }

  /// `true` iff a name and a colon stand here.
  private var isLabel: Bool { kind.isName && nextKind == .colon }

  /// Reads a field of a record, or an argument of a call.
  ///
  ///     field    = [ NAME ":" ] expression ;
  ///     argument = [ NAME ":" ] expression ;
  private mutating func field(_ kind: SyntaxKind) {
    let mark = start()
    if isLabel {
      takeName()
      advance()
    } else if self.kind.isName, nextKind == .equals {
      takeName()
      note(.equalsForLabel(at: span))
      advance()
    }
    expression()
    finish(kind, mark)
  }

  /// Reads values in square brackets.
  ///
  ///     "[" expression { "," expression } [ "," ] "]"
  private mutating func listExpression() {
    let mark = start()
    let opening = position
    advance()
    list("a value", .rightBracket, opening: opening) { $0.expression() }
    finish(.list, mark)
  }
}

// Arguments and indices.
extension Parser {
  /// Reads the arguments of a call.
  ///
  ///     arguments = argument { "," argument } [ "," clause ] [ "," ] | clause [ "," ] ;
  private mutating func arguments() {
    let opening = position
    advance()
    if eat(.rightParenthesis) { return }
    var clauseSpan: Span?
    var isTold = false
    list("a value", .rightParenthesis, opening: opening) { parser in
      if let clauseSpan, !isTold {
        parser.note(.argumentAfterClause(at: parser.span, clause: clauseSpan))
        isTold = true
      }
      if parser.isClauseStart {
        clauseSpan = parser.span
        parser.clause()
        return
      }
      parser.field(.argument)
      guard parser.isClauseStart else { return }
      parser.reportClauseWithoutComma()
      clauseSpan = parser.span
      parser.clause()
    }
  }

  private mutating func reportClauseWithoutComma() {
    fail("`,`", fixes: [Fix("insert `,`", [TextEdit(insertion, ",")], .certain)])
  }

  private var isClauseStart: Bool { (at(.over) || at(.along)) && nextKind != .colon }

  /// Reads what axes a call works over.
  ///
  ///     clause = ( "over" | "along" ) axis-name { "," axis-name }
  ///              [ "where" expression ] [ "by" expression ] ;
  private mutating func clause() {
    let mark = start()
    advance()
    if at(.comma), nextKind.isName, nextKind.keyword?.isReserved != true {
      _ = straySeparator(isInList: true)
    }
    axisName()
    while at(.comma), nextKind.isName, !isLabelNext {
      advance()
      axisName()
    }
    if eat(.where) { expression() }
    if eat(.by) { expression() }
    finish(.clause, mark)
  }

  /// `true` iff a comma, a name and a colon stand here.
  private var isLabelNext: Bool {
    mutating get {
      var index = nextPosition + 1
      while index < tokens.count, tokens.kind(index).isTrivia { index += 1 }
      reach = max(reach, index)
      return tokens.kind(index) == .colon
    }
  }

  /// Reads what selects from an array.
  ///
  ///     "[" indexer { "," indexer } [ "," ] "]"
  private mutating func indexers() {
    let opening = position
    advance()
    list("a value", .rightBracket, opening: opening) { $0.indexer() }
  }

  /// Reads one selection.
  ///
  ///     indexer = [ axis-name ( ":" | "=" ) ] expression ;
  private mutating func indexer() {
    let mark = start()
    if isIndexerLabel {
      axisName()
      advance()
    }
    expression()
    finish(.indexer, mark)
  }

  /// `true` iff the name of an axis, and `:` or `=` stand here.
  private var isIndexerLabel: Bool {
    mutating get {
      guard kind.isName else { return false }
      var index = nextPosition
      var isNameDue = false
      while index < tokens.count {
        let kind = tokens.kind(index)
        guard kind.isTrivia || kind == .prime || kind == .dot || isNameDue && kind.isName else {
          break
        }
        if !kind.isTrivia { isNameDue = kind == .dot }
        index += 1
      }
      reach = max(reach, index)
      return tokens.kind(index) == .colon || tokens.kind(index) == .equals
    }
  }
}
