import IdxDiagnostics

/// The greatest number of constructs in each other.
let deepestNesting = 256
/// The greatest number of operands in one chain.
let longestChain = 1000

extension Parser {
  /// Reports that `what` is missing before the current token.
  ///
  /// If the token begins a line, the place is the end of what comes before it.
  mutating func fail(_ what: String, hints: [String] = [], fixes: [Fix] = []) {
    guard position >= quietUntil else { return }
    report(
      .expected(what, found: found, at: gap, hints: hints + foreignHints, fixes: fixes), isGap: true
    )
  }

  /// Reports that the current token is not `what` should be here.
  mutating func refuse(_ what: String, hints: [String] = [], fixes: [Fix] = []) {
    guard position >= quietUntil else { return }
    report(
      .expected(what, found: found, at: span, hints: hints + foreignHints, fixes: fixes))
  }

  /// What is written here in place of the current token, where other languages use it.
  private var foreignHints: [String] {
    at(.question) && !isFirstOnLine ? ["a choice is written `if c then a else b`"] : []
  }

  /// Where something is missing: at the current token, or behind the last if a line ends there.
  var gap: Span { (isFirstOnLine || at(.end)) && consumedEnd > 0 ? insertion : span }

  /// Reports a mistake that hides others on its line.
  mutating func report(_ diagnostic: Diagnostic, isGap: Bool = false) {
    guard position >= quietUntil else { return }
    // A line that was reported lacks what it lacks for the same reason.
    let isKnown = isGap && isFirstOnLine && position == quietUntil && position > 0
    if !isKnown, !hasLexicalError(around: Int(diagnostic.span.start)) {
      diagnostics.append(diagnostic)
    }
    if isGap && isFirstOnLine { quietUntil = position + 1 } else { beQuiet() }
  }

  /// `true` iff the lexer reported something on the line of the byte at `offset`.
  private func hasLexicalError(around offset: Int) -> Bool {
    guard !lexicalErrors.isEmpty else { return false }
    let bytes = source.bytes
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return lexicalErrors.contains { (start...end).contains($0) }
  }

  /// Reports a mistake that is understood, so that others on its line are reported too.
  mutating func note(_ diagnostic: Diagnostic) {
    if position >= quietUntil { diagnostics.append(diagnostic) }
  }

  /// Reports nothing more on the current line.
  mutating func beQuiet() {
    var next = max(position, quietUntil - 1) + 1
    while next < tokens.count, !tokens.isFirstOnLine(next) || tokens.kind(next).isTrivia {
      next += 1
    }
    quietUntil = max(next, position + 1)
  }

  /// The current token as messages name it.
  var found: String { found(position) }

  /// Returns the name of token `index` for messages.
  func found(_ index: Int) -> String {
    switch tokens.kind(index) {
    case .end: return "the end of the file"
    case .string: return "a text"
    default: break
    }
    let text = source.text(span(index))
    return text.count > 40 ? "`\(text.prefix(40))…`" : "`\(text)`"
  }

  /// Takes tokens into an `error` node until `isDone`, at least one.
  mutating func skip(until isDone: (Parser) -> Bool) {
    let mark = start()
    repeat { advance() } while kind != .end && !isDone(self)
    finish(.error, mark)
  }

  /// `true` iff a declaration begins here for certain: at the start of a line, before a name.
  var isDeclarationStart: Bool {
    guard isFirstOnLine, let keyword = kind.keyword else { return false }
    // A value of that name, and an operator.
    if [TokenKind(.and), TokenKind(.or), TokenKind(.otherwise)].contains(nextKind) { return false }
    switch keyword {
    case .allow: return nextKind == .leftParenthesis
    case .import: return nextKind == .string || nextKind.isName
    case .expect: return nextKind.isName || nextKind.isNumber
    default: return keyword.isDeclaration && nextKind.isName
    }
  }

  /// Skips to the next line, the end of the braces, or the next declaration.
  mutating func skipItem() {
    var braces = 0
    if at(.leftBrace) { braces += 1 }
    skip {
      if $0.isDeclarationStart { return true }
      if $0.at(.rightBrace) {
        braces -= 1
        return braces < 0
      }
      if $0.at(.leftBrace) { braces += 1 }
      return braces == 0 && $0.isFirstOnLine
    }
  }

  /// `true` iff the current token is the first of its line, and nothing stands before it.
  var isUnindented: Bool {
    let start = tokens.start(position)
    return start == 0 || source.bytes[start - 1] == 0x0A || source.bytes[start - 1] == 0x0D
  }

  /// Skips to the next line that begins a declaration; in braces, only to one without indentation.
  mutating func skipToDeclaration() {
    var braces = at(.leftBrace) ? 1 : 0
    skip {
      if $0.isDeclarationStart && (braces == 0 || $0.isUnindented) { return true }
      if $0.at(.leftBrace) { braces += 1 }
      if $0.at(.rightBrace) { braces = max(0, braces - 1) }
      return false
    }
  }

  /// Takes a comma or semicolon that separates what nothing separates; `true` iff there was one.
  mutating func straySeparator(isInList: Bool = false) -> Bool {
    guard at(.comma) || at(.semicolon) else { return false }
    if position > 0, takeDecimalComma(from: position - 1) { return true }
    note(.straySeparator(kind.fixedText ?? "", at: span))
    let before = position
    skip { $0.position > before }
    // What can begin nothing is there for the same reason.
    let isRest = !kind.isName || kind.keyword?.beginsNothing == true
    if isRest, !isInList, !isFirstOnLine, !at(.comma), !at(.semicolon) { beQuiet() }
    return true
  }

  /// Skips to the word `keyword` that the current construct lacks, if it follows soon; `true` iff it does.
  mutating func skip(to keyword: Keyword) -> Bool {
    var inner = 0
    var index = position
    defer { reach = max(reach, index) }
    for _ in 0..<200 where index < tokens.count {
      let kind = tokens.kind(index)
      let isStart = tokens.isFirstOnLine(index)
      if inner == 0, kind == TokenKind(keyword) {
        if index > position { skip { $0.position >= index } }
        return true
      }
      if isStart, [.let, .require, .warn].contains(where: { kind == TokenKind($0) }) {
        return false
      }
      if kind.isClosing {
        inner -= 1
        if inner < 0, kind == .rightBrace { return false }
        inner = max(inner, 0)
      } else if kind.closing != nil {
        inner += 1
      }
      index += 1
    }
    return false
  }
}

extension Parser {
  /// Takes a `:` or `=` behind a word whose value follows it without any sign.
  mutating func strayMark(isBeforeFormula: Bool = false) {
    // A formula may follow: `importance = a / b` lacks a number.
    guard at(.colon) || at(.equals) && (nextKind.isNumber || !isBeforeFormula), !isFirstOnLine
    else {
      return
    }
    note(.straySeparator(kind.fixedText ?? "", at: span))
    let before = position
    skip { $0.position > before }
  }
}

// Brackets.
extension Parser {
  /// Reads items in braces; `item` reads one, or returns `false` where none begins.
  ///
  /// Each item is `what`, and begins with one of `words` if there are any.
  ///
  ///     "{" { item } "}"
  mutating func braced(
    _ what: String, _ words: [Keyword] = [], _ item: (inout Parser) -> Bool
  ) {
    let opening = position
    guard openBrace() else { return }
    let outer = ends
    ends = Ends()
    items(what, words, item)
    ends = outer
    close(.rightBrace, opening: opening)
  }

  /// Reads items up to a closing brace, the next declaration, or the end.
  mutating func items(_ what: String, _ words: [Keyword], _ item: (inout Parser) -> Bool) {
    var isLost = false
    while kind != .rightBrace && kind != .end {
      let before = position
      if item(&self) && position > before {
        isLost = false
        continue
      }
      if at(.comma), lookAhead(for: .rightParenthesis) != nil {
        // The comma belongs to a call that lacks its bracket, and so do all others of the line.
        if !isLost { refuse("\(what) or `}`") }
        isLost = true
        skipItem()
        continue
      }
      if straySeparator() { continue }
      if at(.leftBrace), position > 0, tokens.kind(lastPosition) == .leftBrace {
        refuse("\(what) or `}`")
        skip { $0.position > before }
        continue
      }
      if isDeclarationStart { return }
      if correctWord(what, words) { continue }
      // Lines that follow are most likely strange for the same reason.
      if !isLost { refuse("\(what) or `}`") }
      isLost = true
      skipItem()
    }
  }

  /// The position of the last token that was taken.
  private var lastPosition: Int { max(0, consumedEnd - 1) }

  /// Reports a misspelt keyword and reads it as the one that is meant; `false` iff there is none.
  private mutating func correctWord(_ what: String, _ words: [Keyword]) -> Bool {
    guard kind.isName, isFirstOnLine || position > quietUntil else { return false }
    guard let word = nearestKeyword(to: source.text(span), in: words) else { return false }
    refuse(
      "\(what) or `}`", hints: ["did you mean `\(word.text)`?"],
      fixes: [Fix("write `\(word.text)`", [TextEdit(span, word.text)])])
    reinterpret(as: word)
    return true
  }

  /// Takes `{`. If it is missing, goes on as if it were there, where that makes sense.
  mutating func openBrace() -> Bool {
    if eat(.leftBrace) { return true }
    fail("`{`")
    if at(.end) || at(.rightBrace) { return false }
    if nextKind == .leftBrace {
      // The two stand in the wrong order, or the first is there by mistake.
      let brace = nextPosition
      skip { $0.position >= brace }
      advance()
      if !isFirstOnLine { beQuiet() }
      return true
    }
    if isDeclarationStart && !(at(.let) && isDeeper) || isFirstOnLine && !isDeeper { return false }
    if !isFirstOnLine, let brace = lookAhead(for: .leftBrace) {
      skip { $0.position >= brace }
      advance()
    }
    return true
  }

  /// `true` iff the line of the current token is indented more than that of the token before.
  private var isDeeper: Bool {
    indentation(at: tokens.start(position)) > indentation(at: max(0, tokens.start(consumedEnd) - 1))
  }

  /// Returns how many bytes of white space begin the line of the byte at `offset`.
  private func indentation(at offset: Int) -> Int {
    var start = offset
    while start > 0, source.bytes[start - 1] != 0x0A, source.bytes[start - 1] != 0x0D { start -= 1 }
    var end = start
    while end < source.bytes.count, [0x20, 0x09].contains(source.bytes[end]) { end += 1 }
    return end - start
  }

  /// Takes the bracket `closing`, or reports that the one at `opening` is not closed.
  mutating func close(_ closing: TokenKind, opening: Int, separated: Bool = false) {
    if eat(closing) { return }
    let later = closing == .rightBrace ? nil : lookAhead(for: closing)
    if separated && later != nil {
      fail("`,` or `\(closing.fixedText ?? "")`")
    } else {
      let text = closing.fixedText ?? ""
      let fix = TextEdit(insertion, closing == .rightBrace && isFirstOnLine ? "\n}" : text)
      report(
        .missingClosing(text, found: found, at: gap, opening: span(opening), fix: fix), isGap: true)
    }
    guard let later else { return }
    if position < later { skip { $0.position >= later } }
    advance()
  }

  /// Returns the position of a token `wanted` further on in the line, outside other brackets.
  private mutating func lookAhead(for wanted: TokenKind) -> Int? {
    var inner = 0
    var index = position
    defer { reach = max(reach, index) }
    // A line of sensible length: the search is repeated for each bracket that is not closed.
    for _ in 0..<200 where index < tokens.count {
      let kind = tokens.kind(index)
      if index > position, !kind.isTrivia, tokens.isFirstOnLine(index) { return nil }
      if inner == 0 && kind == wanted { return index }
      if kind.isClosing {
        inner -= 1
        if inner < 0 && wanted != .leftBrace { return nil }
        inner = max(inner, 0)
      } else if kind.closing != nil {
        inner += 1
      }
      index += 1
    }
    return nil
  }

  /// Reads elements, each `what`, separated by commas up to `closing`, which it takes.
  ///
  ///     element { "," element } [ "," ]
  ///
  /// - Parameter isOfNames: `true` iff a name can only be the next element, so that it is clear where a
  ///   comma is missing; that is told once for all of them.
  mutating func list(
    _ what: String, _ closing: TokenKind, opening: Int, isOfNames: Bool = false,
    _ element: (inout Parser) -> Void
  ) {
    if at(closing) { fail(what) }
    var missing: (found: String, place: Span, edits: [TextEdit])?
    repeat {
      let isFirst = position > 0 && lastPosition == opening
      let separatorStart = position
      while at(.comma) || at(.semicolon) { _ = straySeparator(isInList: true) }
      let isMoved = position > separatorStart
      if isFirst, lastPosition > opening, !isFirstOnLine { beQuiet() }
      if at(.end) || at(closing) || isDeclarationStart && nextKind.isName { break }
      let before = position
      element(&self)
      // An element that takes nothing would be asked for again without end.
      if isOfNames, position > before, kind.isName, !isDeclarationStart,
        !(isFirstOnLine && isUnindented)
      {
        missing = missing ?? (found, gap, [])
        missing?.edits.append(TextEdit(insertion, ","))
        continue
      }
      // The comma that was one too many before the element lacks behind it.
      if isMoved, !at(.comma), !at(closing), !isFirstOnLine { beQuiet() }
      if !takeSeparator() { break }
    } while kind != closing
    if let missing {
      note(
        .expected(
          "`,`", found: missing.found, at: missing.place,
          fixes: [Fix("insert `,`", missing.edits, .certain)]
        ))
    }
    close(closing, opening: opening, separated: true)
  }

  /// Takes a comma, or a semicolon in its place.
  private mutating func takeSeparator() -> Bool {
    if at(.semicolon) {
      fail("`,`", fixes: [Fix("write `,`", [TextEdit(span, ",")], .certain)])
      let before = position
      skip { $0.position > before }
      return true
    }
    return eat(.comma)
  }
}

// Depth.
extension Parser {
  /// Goes one level deeper; at the limit, reports it, skips what is there, and returns `false`.
  mutating func enter() -> Bool {
    if depth < deepestNesting {
      depth += 1
      return true
    }
    report(.nestedTooDeeply("levels of nesting", limit: deepestNesting, at: span))
    skipNested()
    beQuiet()
    return false
  }

  /// Comes back from a level that `enter` went to.
  mutating func leave() { depth -= 1 }

  private mutating func skipNested() {
    var inner = kind.closing == nil ? 0 : 1
    skip {
      if $0.isDeclarationStart { return true }
      if $0.kind.closing != nil {
        inner += 1
      } else if $0.kind.isClosing {
        inner -= 1
        return inner < 0
      }
      return inner == 0 && $0.at(.comma)
    }
  }

  /// Counts one more operand in the chain; `false` iff there are too many, which is reported.
  mutating func link() -> Bool {
    links += 1
    if links < longestChain { return true }
    if links == longestChain {
      note(.nestedTooDeeply("operands in one expression", limit: longestChain, at: span))
    }
    return false
  }
}
