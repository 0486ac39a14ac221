extension Catalogue {
  /// The kinds of area E01xx.
  static let syntax: [Entry] = [
    unexpected, missingClosing, unmatchedClosing, equalsForComparison, straySeparator,
    unterminatedString, invalidQuotedName, missingElse, unknownDeclaration, reservedWord,
    chainedComparison, needsParentheses, invalidEscape, invalidNumber, unknownCharacter, fullWidth,
    bidirectionalControl, notUTF8, nestedTooDeeply, nameTooLong, fileTooLarge, misplacedLine,
    equalsForLabel, argumentAfterClause, lineTooLong, foreignSign,
  ]

  fileprivate static let unexpected = Entry(
    code: "E0101", name: "unexpected-token", title: "something else is expected here",
    explanation: """
      The text does not follow the grammar at this place: the message says what may stand here and \
      what was found. What comes before is understood; read on from there.
      """,
    failing: "let x 5\n", mended: "let x = 5\n")

  fileprivate static let missingClosing = Entry(
    code: "E0102", name: "missing-bracket", title: "a bracket is not closed",
    explanation: """
      Every `(`, `[` and `{` needs its `)`, `]` and `}`. The message shows where the bracket opens \
      and the first place at which it should have been closed.
      """,
    failing: "let x = max(1, 2\nlet y = 3\n", mended: "let x = max(1, 2)\nlet y = 3\n")

  fileprivate static let unmatchedClosing = Entry(
    code: "E0103", name: "unmatched-bracket", title: "a closing bracket too many",
    explanation: "This bracket closes nothing. Remove it, or add the bracket that it should close.",
    failing: "let x = 5 }\n", mended: "let x = 5\n")

  fileprivate static let equalsForComparison = Entry(
    code: "E0104", name: "equals-for-comparison", title: "`=` where two values are compared",
    explanation: "`=` gives a name to a value. To ask whether two values are equal, write `==`.",
    failing: "expect 1 + 1 = 2\n", mended: "expect 1 + 1 == 2\n")

  fileprivate static let straySeparator = Entry(
    code: "E0105", name: "stray-separator", title: "a comma or semicolon too many",
    explanation: """
      Declarations, items in braces and the branches of `case` follow each other with nothing \
      between them. Commas separate the elements of lists in parentheses and square brackets.
      """,
    failing: "let x = 5;\n", mended: "let x = 5\n")

  fileprivate static let unterminatedString = Entry(
    code: "E0106", name: "unterminated-string", title: "text without its closing quote",
    explanation: """
      Text stands between two `"` on one line. A line break in a text is written `\\n`, a quote \
      `\\"`.
      """,
    failing: "let x = \"water\n", mended: "let x = \"water\"\n")

  fileprivate static let invalidQuotedName = Entry(
    code: "E0107", name: "invalid-quoted-name", title: "a quoted name is empty or not closed",
    explanation: "A name that is no identifier stands between two backquotes on one line.",
    failing: "let `a b = 5\n", mended: "let `a b` = 5\n")

  fileprivate static let missingElse = Entry(
    code: "E0108", name: "missing-else", title: "`if` without `else`",
    explanation: """
      A condition chooses between two values, so it needs both. Where there is no value to give, \
      write `else missing`.
      """,
    failing: "let x = if 1 < 2 then 3\n", mended: "let x = if 1 < 2 then 3 else missing\n")

  fileprivate static let unknownDeclaration = Entry(
    code: "E0109", name: "unknown-declaration", title: "no declaration begins with this word",
    explanation: """
      A file is a list of declarations, and each begins with one of these words: `import`, `data`, \
      `measure`, `scale`, `axis`, `index`, `judgement`, `method`, `external`, `evaluation`, \
      `variant`, `let`, `parameter`, `expect`.
      """,
    failing: "lett x = 5\n", mended: "let x = 5\n")

  fileprivate static let reservedWord = Entry(
    code: "E0110", name: "reserved-word", title: "a reserved word as a value",
    explanation: """
      A few words have a meaning of their own in expressions: `if` `then` `else` `case` `repeat` \
      `and` `or` `not` `otherwise` `over` `along` `where` `within` `missing` `true` `false` \
      `let` `require` `warn`. A value of such a name is written in backquotes.
      """,
    failing: "let over = 5\nlet x = 1 + over\n",
    mended: "let over = 5\nlet x = 1 + `over`\n")

  fileprivate static let chainedComparison = Entry(
    code: "E0111", name: "chained-comparison", title: "a comparison of a comparison",
    explanation: """
      A comparison is true or false, and cannot be compared with a number. For a value between two \
      others write both comparisons: `a < x and x < b`.
      """,
    failing: "expect 1 < 2 < 3\n", mended: "expect 1 < 2 and 2 < 3\n")

  fileprivate static let needsParentheses = Entry(
    code: "E0112", name: "needs-parentheses", title: "a condition inside an operation",
    explanation: """
      `if`, `case`, `repeat` and `not` take everything behind them. As part of an operation they \
      stand in parentheses, so that it is plain where they end.
      """,
    failing: "let x = 1 + if 1 < 2 then 3 else 4\n",
    mended: "let x = 1 + (if 1 < 2 then 3 else 4)\n")

  fileprivate static let invalidEscape = Entry(
    code: "E0113", name: "invalid-escape", title: "a backslash that means nothing",
    explanation: """
      In text, a backslash begins one of `\\"` (a quote), `\\\\` (a backslash), `\\n` (a line \
      break), `\\t` (a tabulator) and `\\u{6C34}` (a character by its number).
      """,
    failing: "let x = \"C:\\data\"\n", mended: "let x = \"C:\\\\data\"\n")

  static let invalidNumber = Entry(
    code: "E0114", name: "invalid-number", title: "a number that cannot be read",
    explanation: """
      A number is digits with an optional fraction and exponent: `12`, `0.5`, `1e-9`, `1_000_000`. \
      A letter cannot follow directly, nor can a name begin with a digit.
      """,
    failing: "let x = 5km\n", mended: "let x = 5\n")

  fileprivate static let unknownCharacter = Entry(
    code: "E0115", name: "unknown-character", title: "a character that has no meaning",
    explanation: """
      This character is no sign of the language. In a name that is not an identifier, put it in \
      backquotes; in text, in double quotes.
      """,
    failing: "let x = 5 %\n", mended: "let x = 5\n")

  fileprivate static let fullWidth = Entry(
    code: "E0116", name: "full-width", title: "full-width punctuation or digits",
    explanation: """
      Punctuation and digits of a model are ASCII. Input methods for Chinese and Japanese type \
      look-alikes of double width; the fix replaces them. Names and text may be in any script.
      """,
    failing: "let 水 ＝ 5\n", mended: "let 水 = 5\n")

  fileprivate static let bidirectionalControl = Entry(
    code: "E0117", name: "bidirectional-control", title: "an invisible control of text direction",
    explanation: """
      Characters that change the direction of writing can make a model read as what it is not, so \
      they are refused everywhere, in comments and text too.
      """,
    failing: "let x = 5 // \u{202E}\n", mended: "let x = 5\n")

  fileprivate static let notUTF8 = Entry(
    code: "E0118", name: "not-utf8", title: "the file is not UTF-8",
    explanation: """
      Models are UTF-8 text. Save the file as UTF-8. (Data may have other encodings: they are \
      declared by `encoding`.)
      """,
    failing: "l\0e\0t\0 \0x\0=\05\0\n\0", mended: "let x = 5\n")

  fileprivate static let nestedTooDeeply = Entry(
    code: "E0119", name: "nested-too-deeply", title: "brackets or operators beyond the limit",
    explanation: """
      Brackets, groups and conditions may stand 256 deep in each other, and one expression may \
      chain 1,000 operands. Give a name to a part with `let`.
      """,
    failing: "let x = " + String(repeating: "(", count: 257) + "1"
      + String(repeating: ")", count: 257) + "\n",
    mended: "let x = 1\n")

  fileprivate static let nameTooLong = Entry(
    code: "E0120", name: "name-too-long", title: "a name beyond the limit",
    explanation: "A name has at most 256 bytes. Give the long text as a label.",
    failing: "let " + String(repeating: "x", count: 257) + " = 5\n",
    mended: "let x = 5\n")

  fileprivate static let fileTooLarge = Entry(
    code: "E0121", name: "file-too-large", title: "a file beyond the limit",
    explanation: """
      A model has at most 16 MiB. Put data into a file of its own and name it: \
      `data survey from "survey.csv"`.
      """,
    // The smallest failing model has 16 MiB, too much for a page: it is imported here.
    failing: "import \"survey.idx\"\nexpect rate == 0.05 within 0\n",
    mended: "import \"survey.idx\"\nexpect rate == 0.05 within 0\n",
    files: {
      let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 16 << 20)
      return ["survey.idx": Array("let rate = 0.05".utf8) + blanks]
    },
    mendedFiles: { ["survey.idx": Array("let rate = 0.05".utf8)] })

  fileprivate static let misplacedLine = Entry(
    code: "E0122", name: "misplaced-line", title: "a line break in the wrong place",
    explanation: """
      Line breaks mean nothing, with these exceptions. The bracket of a call or a selection stands \
      on the line of what it belongs to, and so does the `-` between two values: at the start of a \
      line it begins a new value. The result of a method stands on a line of its own.
      """,
    failing: "let x = 5\n  - 3\n", mended: "let x = 5 -\n  3\n")

  fileprivate static let equalsForLabel = Entry(
    code: "E0123", name: "equals-for-label", title: "`=` behind the label of an argument",
    explanation: "The label of an argument is followed by `:`, as in `round(x, digits: 2)`.",
    failing: "let x = round(2.5, digits = 0)\n", mended: "let x = round(2.5, digits: 0)\n")

  fileprivate static let argumentAfterClause = Entry(
    code: "E0124", name: "argument-after-clause", title: "an argument behind `over` or `along`",
    explanation: """
      `over` and `along` end the arguments of a call, since everything behind them belongs to \
      them. Put the other arguments before.
      """,
    failing: """
      axis Part { a, b }
      let middle = quantile(Part(a: 1, b: 2), over Part, p: 0.5)
      """,
    mended: """
      axis Part { a, b }
      let middle = quantile(Part(a: 1, b: 2), p: 0.5, over Part)
      """)

  static let foreignSign = Entry(
    code: "E0126", name: "foreign-sign", title: "a sign of another language",
    explanation: """
      Other languages write this so. Here a comment begins with `//` and goes to the end of its line, \
      text stands in double quotes, conditions are joined by `and`, `or` and `not`, values are \
      compared by `==` and `!=`, and a power is `x^2`. The rest of the model is read as if it were \
      written so.
      """,
    failing: "# The rate.\nlet x = 5\n", mended: "// The rate.\nlet x = 5\n")

  fileprivate static let lineTooLong = Entry(
    code: "E0125", name: "line-too-long", title: "a line beyond the limit",
    explanation: """
      A line has at most 1 MiB. Nobody writes or reads longer ones: this is probably no model, or \
      one whose line ends were lost.
      """,
    failing: "import \"rates.idx\"\nexpect rate == 0.05 within 0\n",
    mended: "import \"rates.idx\"\nexpect rate == 0.05 within 0\n",
    files: {
      ["rates.idx": Array("let rate = 0.05 //".utf8) + Array(repeating: 0x20, count: 1 << 20)]
    },
    mendedFiles: { ["rates.idx": Array("let rate = 0.05\n".utf8)] })
}

extension Diagnostic {
  /// Something other than `what` was found.
  public static func expected(
    _ what: String, found: String, at span: Span, labels: [Label] = [], hints: [String] = [],
    fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unexpected, "expected \(what), found \(found)", at: span, labels: labels,
      hints: hints, fixes: fixes)
  }

  /// The bracket at `opening` is not closed by `closing` where `found` stands.
  public static func missingClosing(
    _ closing: String, found: String, at span: Span, opening: Span, fix: TextEdit
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.missingClosing, "expected `\(closing)`, found \(found)", at: span,
      labels: [Label(opening, "this bracket is not closed")],
      fixes: [Fix("insert `\(closing)`", [fix])])
  }

  /// The bracket `text` closes nothing.
  public static func unmatchedClosing(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.unmatchedClosing, "`\(text)` closes nothing", at: span,
      fixes: [Fix("remove `\(text)`", [TextEdit(span, "")])])
  }

  /// `true` iff the diagnostic is the lexer's, and likely the cause of others on its line.
  public var hidesOthers: Bool {
    [
      Catalogue.unterminatedString, Catalogue.invalidQuotedName, Catalogue.unknownCharacter,
      Catalogue.notUTF8, Catalogue.invalidNumber,
    ].contains { $0.code == code }
  }

  /// A single `=` stands where two values are compared.
  public static func equalsForComparison(at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.equalsForComparison, "values are compared by `==`, found `=`", at: span,
      fixes: [Fix("write `==`", [TextEdit(span, "==")], .certain)])
  }

  /// The separator `text` stands where nothing separates.
  public static func straySeparator(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.straySeparator, "no `\(text)` is needed here", at: span,
      fixes: [Fix("remove `\(text)`", [TextEdit(span, "")])])
  }

  /// Text runs to the end of its line.
  public static func unterminatedString(at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.unterminatedString, "the text is not closed by `\"` on its line", at: span,
      fixes: [Fix("insert `\"` at the end of the line", [TextEdit(span.endPoint, "\"")])])
  }

  /// A name in backquotes is empty, or not closed on its line.
  public static func invalidQuotedName(isClosed: Bool, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.invalidQuotedName,
      isClosed ? "a name has at least one character" : "the name is not closed by ` on its line",
      at: span)
  }

  /// The `if` at `start` has no `else` where `found` stands.
  public static func missingElse(found: String, at span: Span, of start: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.missingElse, "expected `else`, found \(found)", at: span,
      labels: [Label(start, "this condition needs a value for both cases")],
      hints: ["write `else missing` where there is no value"])
  }

  /// No declaration begins with `word`; `suggestion` is the nearest word that one begins with.
  public static func unknownDeclaration(
    _ word: String, suggestion: String?, home: String? = nil, at span: Span
  ) -> Diagnostic {
    let place = home.map { ["`\(word)` stands in the braces of \($0)"] } ?? []
    return Diagnostic(
      Catalogue.unknownDeclaration, "no declaration begins with `\(word)`", at: span,
      hints: suggestion.map { ["did you mean `\($0)`?"] } ?? place,
      fixes: suggestion.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// The reserved `word` stands where a value is due.
  public static func reservedWord(_ word: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.reservedWord, "expected a value, found the reserved word `\(word)`", at: span,
      hints: ["a value of that name is written in backquotes"],
      fixes: [Fix("put `\(word)` in backquotes", [TextEdit(span, "`\(word)`")])])
  }

  /// The result of a comparison is compared again.
  public static func chainedComparison(at span: Span, after first: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.chainedComparison, "a comparison cannot be compared again", at: span,
      labels: [Label(first, "this is true or false")],
      hints: ["join two comparisons by `and`"])
  }

  /// A construct that begins with `word` is an operand without parentheses.
  public static func needsParentheses(_ word: String, at span: Span, fix: Fix?) -> Diagnostic {
    Diagnostic(
      Catalogue.needsParentheses, "`\(word)` stands in parentheses inside an operation", at: span,
      fixes: fix.map { [$0] } ?? [])
  }

  /// The backslash of `text` begins nothing that is known.
  public static func invalidEscape(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.invalidEscape, "`\(text)` means nothing in text", at: span,
      fixes: [
        Fix(
          "write two backslashes",
          [TextEdit(Span(span.file, Int(span.start), Int(span.start)), "\\")])
      ])
  }

  /// The character `text` is no sign of the language.
  public static func unknownCharacter(_ text: String, at span: Span) -> Diagnostic {
    let scalar = text.unicodeScalars.first
    let isVisible = scalar.map { $0.properties.isWhitespace || $0.value < 0x20 } == false
    let number = "U+" + String(scalar?.value ?? 0, radix: 16, uppercase: true)
    return Diagnostic(
      Catalogue.unknownCharacter,
      isVisible ? "`\(text)` has no meaning here" : "the character \(number) has no meaning here",
      at: span, hints: scalar.flatMap(hint).map { [$0] } ?? [])
  }

  /// Returns what is written in place of `scalar`, which other programs understand.
  private static func hint(_ scalar: Unicode.Scalar) -> String? {
    if scalar == "%" {
      return "percentages are written as fractions, `0.6`, or measured `in percent`; there is no "
        + "operator for the rest of a division"
    }
    return scalar.properties.generalCategory == .currencySymbol
      ? "write the number alone; a measure is declared, by `in`" : nil
  }

  /// The sign `text` of another language stands for `ours`; `edits` mend it, where that is sure.
  public static func foreignSign(
    _ text: String, ours: String, isComment: Bool = false, at span: Span, edits: [TextEdit]
  ) -> Diagnostic {
    let due =
      ours == "\"" ? "a text in double quotes" : isComment ? "a comment by `//`" : "`\(ours)`"
    let found = ours == "\"" ? "single quotes" : "`\(text)`"
    return Diagnostic(
      Catalogue.foreignSign, "expected \(due), found \(found)", at: span,
      hints: edits.isEmpty && isComment ? ["a comment goes to the end of its line"] : [],
      fixes: edits.isEmpty
        ? [] : [Fix(ours == "\"" ? "write `\"`" : "write `\(ours)`", edits, .certain)])
  }

  /// The full-width `text` should be the ASCII of `edits`.
  public static func fullWidth(_ text: String, edits: [TextEdit], at span: Span) -> Diagnostic {
    let ascii = edits.map(\.text).joined()
    return Diagnostic(
      Catalogue.fullWidth, "full-width text where ASCII is due", at: span,
      fixes: [Fix("write `\(ascii)`", edits, .certain)])
  }

  /// The bidirectional control `scalar` stands in the file.
  public static func bidirectionalControl(_ scalar: Unicode.Scalar, at span: Span) -> Diagnostic {
    let number = String(scalar.value, radix: 16, uppercase: true)
    return Diagnostic(
      Catalogue.bidirectionalControl,
      "the invisible character U+\(number) changes the direction of text", at: span,
      fixes: [Fix("remove it", [TextEdit(span, "")], .certain)])
  }

  /// The file is not UTF-8 but looks like `encoding`.
  public static func notUTF8(_ encoding: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.notUTF8, "the file is not UTF-8 text; it looks like \(encoding)", at: span,
      hints: ["save the file as UTF-8"])
  }

  /// More than `limit` constructs of the kind `what` stand in each other.
  public static func nestedTooDeeply(_ what: String, limit: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.nestedTooDeeply, "more than \(limit) \(what)", at: span,
      hints: ["give a name to a part with `let`"])
  }

  /// A name has `size` bytes, more than `limit`.
  public static func nameTooLong(_ size: Int, limit: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.nameTooLong, "a name has at most \(limit) bytes, found \(size)", at: span,
      hints: ["give the long text as a label"])
  }

  /// The file has `size` bytes, more than `limit`.
  public static func fileTooLarge(_ size: Int, limit: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.fileTooLarge, "a model has at most \(limit) bytes, found \(size)", at: span,
      hints: ["put data into a file of its own"])
  }

  /// The line at `span` has more than `limit` bytes.
  public static func lineTooLong(limit: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.lineTooLong, "a line has at most \(limit) bytes, this one has more", at: span,
      hints: ["check that this is a model, and that its line ends are there"])
  }

  /// Something stands on the wrong line; `rule` says what is due.
  public static func misplacedLine(
    _ rule: String, at span: Span, hints: [String] = [], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(Catalogue.misplacedLine, rule, at: span, hints: hints, fixes: fixes)
  }

  /// The label of an argument is followed by `=`.
  public static func equalsForLabel(at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.equalsForLabel, "expected `:` behind the label of an argument, found `=`", at: span,
      hints: ["two values are compared by `==`"], fixes: [Fix("write `:`", [TextEdit(span, ":")])])
  }

  /// An argument follows the clause at `clause`.
  public static func argumentAfterClause(at span: Span, clause: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.argumentAfterClause, "an argument cannot follow `over` or `along`", at: span,
      labels: [Label(clause, "this ends the arguments")],
      hints: ["put the argument before the clause"])
  }
}
