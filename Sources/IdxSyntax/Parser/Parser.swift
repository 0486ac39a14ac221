import IdxDiagnostics

/// A recursive-descent parser: one function for each production of the grammar.
///
/// It never fails. What does not fit is reported and kept in `error` nodes: see
/// `Parser+Recovery.swift`.
struct Parser {
  /// Where a node begins: in the tokens and in the nodes.
  struct Mark {
    let node: Int
    let token: Int
  }

  /// What ends an expression in some places.
  struct Ends {
    /// `=`, since an indicator's formula may be given twice.
    var equals = false
    /// `-` at the start of a line, since the result of a method may begin with it.
    var minus = false
  }

  let source: SourceText
  /// The tokens; a misspelt keyword gets the kind of the one that is meant.
  let tokens: TokenBuffer
  var records: [SyntaxTree.Record] = []
  /// What the parser found.
  var diagnostics: [Diagnostic] = []
  /// Where the declarations begin that were read, and what was known there.
  private(set) var seams: [Seam] = []
  /// The tokens that were read as other words than they are.
  private(set) var respelt: [RespeltToken] = []

  /// The current token, which is no trivia.
  private(set) var position = 0
  /// The kind of the current token.
  private(set) var kind = TokenKind.end
  /// One past the last token that was taken.
  private(set) var consumedEnd = 0

  /// Where the lexer reported what makes its line hard to read.
  let lexicalErrors: [Int]
  /// Nothing is reported before this token: the line has its report already.
  var quietUntil = 0
  /// How many constructs stand in each other here.
  var depth = 0
  /// How many operands are chained around this place.
  var links = 0
  /// What ends an expression here that elsewhere would be a slip.
  var ends = Ends()
  /// How many findings there were before the current declaration.
  var findingsBefore = 0
  /// `true` iff the declaration before has a finding, so that its rest may follow.
  var isAfterBroken = false
  /// The last token that was looked at far ahead of the current one.
  var reach = 0
  /// How many declarations were read.
  private var declarationCount = 0
  /// `true` iff `weight` may also begin a change, as inside a variant.
  var isInVariant = false

  /// Creates the parser of `tokens`, in which the lexer found `lexical`.
  init(source: SourceText, tokens: TokenBuffer, lexical: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    lexicalErrors = lexical.filter { $0.hidesOthers }.map { Int($0.span.start) }.sorted()
    settle()
  }

  /// Creates the parser that goes on at `seam`; what it counts, it counts from there.
  init(source: SourceText, tokens: TokenBuffer, lexical: [Diagnostic], at seam: Seam) {
    self.init(source: source, tokens: tokens, lexical: lexical)
    position = Int(seam.token)
    kind = tokens.kind(position)
    consumedEnd = position
    while consumedEnd > 0, tokens.kind(consumedEnd - 1).isTrivia { consumedEnd -= 1 }
    let state = seam.state
    quietUntil = state.quiet == 0 ? 0 : position + Int(state.quiet) - 1
    reach = position + Int(state.reach)
    isAfterBroken = state.isAfterBroken
  }

  /// What is known where the current declaration begins.
  private var seam: Seam {
    func number(_ value: Int) -> UInt32 { UInt32(truncatingIfNeeded: max(0, value)) }
    return Seam(
      token: number(position), records: number(records.count), findings: number(diagnostics.count),
      declarations: number(declarationCount), respelt: number(respelt.count),
      state: Seam.State(
        quiet: number(quietUntil + 1 - position), reach: number(reach - position),
        isAfterBroken: isAfterBroken))
  }

  private mutating func settle() {
    while tokens.kinds[position] < TokenKind.end.rawValue { position += 1 }
    kind = TokenKind(rawValue: tokens.kinds[position])
  }

  /// Takes the current token.
  @inline(__always) mutating func advance() {
    if kind == .end { return }
    position += 1
    consumedEnd = position
    settle()
  }

  /// Reads the current token as the word `keyword`, which is meant by it.
  mutating func reinterpret(as keyword: Keyword) {
    respelt.append(RespeltToken(token: UInt32(truncatingIfNeeded: position), kind: kind.rawValue))
    kind = TokenKind(keyword)
    tokens.kinds[position] = kind.rawValue
  }

  /// The position of the next token but one, trivia left out.
  var nextPosition: Int {
    if kind == .end { return position }
    var next = position + 1
    while tokens.kinds[next] < TokenKind.end.rawValue { next += 1 }
    return next
  }

  /// The kind of the token behind the current one.
  var nextKind: TokenKind { tokens.kind(nextPosition) }

  /// `true` iff the current token is the first of its line.
  var isFirstOnLine: Bool { tokens.isFirstOnLine(position) }

  /// `true` iff the current token is of kind `kind`.
  @inline(__always) func at(_ kind: TokenKind) -> Bool { self.kind == kind }

  /// `true` iff the current token is the word `keyword`.
  @inline(__always) func at(_ keyword: Keyword) -> Bool {
    kind.rawValue == TokenKind.firstKeyword + keyword.rawValue
  }

  /// Takes the current token if it is of kind `kind`; `true` iff it was.
  @inline(__always) @discardableResult mutating func eat(_ kind: TokenKind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  /// Takes the current token if it is the word `keyword`; `true` iff it was.
  @inline(__always) @discardableResult mutating func eat(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  /// Takes a token of kind `kind`, or reports that it is missing; `true` iff it was there.
  @discardableResult mutating func expect(_ kind: TokenKind) -> Bool {
    if eat(kind) { return true }
    fail("`\(kind.fixedText ?? "")`")
    return false
  }

  /// Takes the word `keyword`, or reports that it is missing; `true` iff it was there.
  @discardableResult mutating func expect(_ keyword: Keyword) -> Bool {
    if eat(keyword) { return true }
    fail("`\(keyword.text)`")
    return false
  }

  /// Returns the mark of a node that begins here.
  @inline(__always) func start() -> Mark { Mark(node: records.count, token: position) }

  /// Makes everything since `mark` a node of kind `kind`, unless no token was taken since.
  @inline(__always) mutating func finish(_ kind: SyntaxKind, _ mark: Mark) {
    guard consumedEnd > mark.token else { return }
    records.append(
      SyntaxTree.Record(
        first: UInt32(truncatingIfNeeded: mark.token), end: UInt32(truncatingIfNeeded: consumedEnd),
        size: UInt32(truncatingIfNeeded: records.count - mark.node + 1), kind: kind))
  }

  /// Returns the span of token `index`.
  func span(_ index: Int) -> Span {
    let next = min(index + 1, tokens.count)
    return Span(source.file, tokens.start(index), tokens.start(max(next, index)))
  }

  /// The span of the current token.
  var span: Span { span(position) }

  /// The empty span behind the last token that was taken.
  var insertion: Span {
    let place = tokens.start(consumedEnd)
    return Span(source.file, place, place)
  }
}

extension Parser {
  /// What a parser makes of some declarations: nodes, findings, and what the next parse goes by.
  struct Fragment {
    var records: [SyntaxTree.Record]
    var findings: [Diagnostic]
    /// The seams in front of the declarations, and the one behind them.
    var seams: [Seam]
    var end: Seam
    var respelt: [RespeltToken]
  }

  /// How far the parser came.
  enum Progress {
    /// To the end, to a declaration where it was to stop, or to where it was cancelled.
    case complete, stopped, cancelled
  }

  /// Reads declarations up to the end of the file, or to one at which `isEnd` is `true`.
  ///
  ///     model = { declaration } ;
  mutating func model(until isEnd: (Seam) -> Bool, isCancelled: () -> Bool) -> Progress {
    while kind != .end {
      assert(
        depth == 0 && links == 0 && !ends.equals && !ends.minus && !isInVariant,
        "a seam holds all that goes over the end of a declaration")
      let seam = self.seam
      if isEnd(seam) { return .stopped }
      if isCancelled() {
        skip { _ in false }
        return .cancelled
      }
      seams.append(seam)
      let before = position
      let isIndented = !isUnindented
      let (wasBroken, isBracket) = (isAfterBroken, kind.isClosing)
      findingsBefore = diagnostics.count
      declaration()
      if records.count > seam.records, records[records.count - 1].kind.isDeclaration {
        declarationCount += 1
      }
      // What is indented may be the rest of what was broken.
      isAfterBroken =
        !isBracket && (diagnostics.count > findingsBefore || wasBroken && isIndented)
      if position == before { skip { $0.position > before } }
    }
    return .complete
  }

  /// What was read.
  var fragment: Fragment {
    Fragment(records: records, findings: diagnostics, seams: seams, end: seam, respelt: respelt)
  }
}
