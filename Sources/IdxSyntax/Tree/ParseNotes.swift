import IdxDiagnostics

/// Where the parser began to read a declaration, and what it knew there: all that what follows can
/// depend on.
struct Seam: Equatable, Sendable {
  /// What the parser carries from one declaration to the next, told from the declaration's first token.
  struct State: Equatable, Sendable {
    /// One more than the number of tokens before something is reported again; zero if that is now.
    var quiet: UInt32 = 0
    /// How many tokens further on was looked at before.
    var reach: UInt32 = 0
    /// `true` iff the declaration before has a finding.
    var isAfterBroken = false
  }

  /// The first token of the declaration.
  var token: UInt32 = 0
  /// How many nodes, findings of the parser, declarations and respelt tokens are before.
  var records: UInt32 = 0
  var findings: UInt32 = 0
  var declarations: UInt32 = 0
  var respelt: UInt32 = 0
  var state = State()

  /// Returns the seam where its token is `tokens` further on, and what is before it is counted from
  /// what `base` counts instead of from what `origin` does.
  func moved(tokens: Int, from origin: Seam, to base: Seam) -> Seam {
    var seam = self
    seam.token = token &+ UInt32(truncatingIfNeeded: tokens)
    seam.records = records &- origin.records &+ base.records
    seam.findings = findings &- origin.findings &+ base.findings
    seam.declarations = declarations &- origin.declarations &+ base.declarations
    seam.respelt = respelt &- origin.respelt &+ base.respelt
    return seam
  }
}

/// A token that was read as the word that is meant by it, and the kind that it has.
struct RespeltToken: Equatable, Sendable {
  var token: UInt32
  var kind: UInt8
}

/// What the parse of a text leaves behind for that of the text with a change.
struct ParseNotes: Sendable {
  /// What the lexer found, in its order.
  var lexical: [Diagnostic] = []
  /// What the parser found, in its order.
  var parsed: [Diagnostic] = []
  /// The seams in front of all declarations, and of what is none.
  var seams: [Seam] = []
  /// The seam behind all of them.
  var end = Seam()
  /// The tokens that were read as other words, in the order in which they were.
  var respelt: [RespeltToken] = []
  /// `true` iff the text was read to its end, and each line by itself: no byte of it says anything about
  /// the whole file.
  var isReusable = false
}

extension ParseNotes {
  /// Creates the notes of a file that was read as `fragment`, in which the lexer found `lexical`.
  init(_ fragment: Parser.Fragment, lexical: [Diagnostic], isReusable: Bool) {
    self.init(
      lexical: lexical, parsed: fragment.findings, seams: fragment.seams, end: fragment.end,
      respelt: fragment.respelt, isReusable: isReusable)
  }

  /// Returns the position of the first seam at token `token` or behind it.
  func firstSeam(from token: Int) -> Int {
    var (low, high) = (0, seams.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(seams[middle].token) < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
