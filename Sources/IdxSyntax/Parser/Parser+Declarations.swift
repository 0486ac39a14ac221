import IdxDiagnostics

extension Parser {
  /// Reads a declaration, whatever stands here.
  ///
  ///     declaration = { allow } ( import | data | measure | scale | axis | index | judgement
  ///                 | method | external | evaluation | variant | let | parameter | expect ) ;
  mutating func declaration() {
    let mark = start()
    allows()
    if let keyword = kind.keyword, keyword.isDeclaration {
      declaration(keyword, mark)
    } else {
      noDeclaration(mark)
    }
  }

  private mutating func declaration(_ keyword: Keyword, _ mark: Mark) {
    advance()
    switch keyword {
    case .import: importDeclaration(mark)
    case .data: dataDeclaration(mark)
    case .measure: measureDeclaration(mark)
    case .scale: scaleDeclaration(mark)
    case .axis: axisDeclaration(mark)
    case .index: indexDeclaration(mark)
    case .judgement: judgementDeclaration(mark)
    case .method: methodDeclaration(mark, isExternal: false)
    case .external: methodDeclaration(mark, isExternal: true)
    case .evaluation: evaluationDeclaration(mark)
    case .variant: variantDeclaration(mark)
    case .let: letDeclaration(mark)
    case .parameter: parameterDeclaration(mark)
    default: expectDeclaration(mark)
    }
  }

  /// Reports what is no declaration; a misspelt word is read as the one that is meant.
  private mutating func noDeclaration(_ mark: Mark) {
    if mark.token != position {
      refuse("a declaration behind `allow`")
      finish(.error, mark)
      return
    }
    if isAfterBroken, !at(.semicolon), !isUnindented || kind.isClosing {
      let before = position
      skip { $0.isDeclarationStart || $0.isUnindented && $0.position > before }
      return
    }
    if straySeparator() { return }
    if kind.isClosing {
      note(.unmatchedClosing(kind.fixedText ?? "", at: span))
      let before = position
      skip { $0.position > before }
      // What follows belonged to what the bracket ended.
      if !isFirstOnLine, !kind.isClosing { beQuiet() }
      return
    }
    if isFirstOnLine, isUnmarkedLet {
      reportMissingLet()
      letDeclaration(mark)
      return
    }
    if isFirstOnLine, at(.leftParenthesis) || at(.leftBracket) { reportLineBracket() }
    guard kind.isName, nextKind.isName || nextKind == .string else {
      refuse("a declaration")
      skipToDeclaration()
      return
    }
    let word = source.text(span)
    let home = kind.keyword.flatMap { Keyword.home(of: $0) }
    let suggestion =
      home != nil
      ? nil
      : Keyword.foreignDeclarations[word] ?? nearestKeyword(to: word, in: Keyword.declarations)
    report(.unknownDeclaration(word, suggestion: suggestion?.text, home: home, at: span))
    if let suggestion, isFirstOnLine {
      reinterpret(as: suggestion)
      declaration(suggestion, mark)
    } else {
      skipToDeclaration()
    }
  }

  /// Reads on with an import.
  ///
  ///     import = "import" ( STRING | path ) [ "as" NAME ] ;
  private mutating func importDeclaration(_ mark: Mark) {
    if at(.string) {
      string()
    } else if kind.isName {
      path()
    } else {
      fail("a module such as `std.weighting`, or a file in double quotes")
    }
    if eat(.as) { name() }
    finish(.importDeclaration, mark)
  }

  /// Reads on with a unit of measure.
  ///
  ///     measure = "measure" NAME [ label ] [ "=" unit ] ;
  private mutating func measureDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.equals) { unit() }
    finish(.measureDeclaration, mark)
  }

  /// Reads on with a named value.
  ///
  ///     let = "let" NAME [ label ] [ ":" type ] "=" expression ;
  mutating func letDeclaration(_ mark: Mark) {
    if isUnmarkedLet { takeName() } else { nameAndLabel() }
    if eat(.colon) { type() }
    if expect(.equals) || isExpressionStart && !isFirstOnLine { expression() }
    finish(.letDeclaration, mark)
  }

  /// `true` iff a name and `=` stand here, as in a `let` whose first word is missing.
  var isUnmarkedLet: Bool { kind.isName && nextKind == .equals }

  /// Reports that `let` is missing.
  mutating func reportMissingLet() {
    let start = Span(span.file, Int(span.start), Int(span.start))
    refuse("`let`", fixes: [Fix("insert `let`", [TextEdit(start, "let ")])])
  }

  /// Reads on with a value that an analysis may change.
  ///
  ///     parameter = "parameter" NAME [ label ] "=" constant [ "in" ( range | unit ) ] ;
  private mutating func parameterDeclaration(_ mark: Mark) {
    nameAndLabel()
    if expect(.equals) || isConstantStart { constant(.single) }
    if eat(.in) { rangeOrUnit() }
    finish(.parameterDeclaration, mark)
  }

  /// Reads on with a test.
  ///
  ///     expect = "expect" expression [ "matches" STRING ] [ "within" constant ] [ "where" expression ] ;
  private mutating func expectDeclaration(_ mark: Mark) {
    expression()
    if eat(.matches) { string() }
    if eat(.within) { constant(.single) }
    if eat(.where) { expression() }
    finish(.expectDeclaration, mark)
  }
}

/// Returns the word of `keywords` that `word` is most likely a slip for, if there is one.
func nearestKeyword(to word: String, in keywords: [Keyword]) -> Keyword? {
  Suggestion.nearest(word, in: keywords.map(\.text)).flatMap { Keyword($0) }
}
