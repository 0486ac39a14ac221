/// What a token is: trivia, a sign, a literal, a word, or one of the keywords.
public struct TokenKind: RawRepresentable, Hashable, Sendable {
  /// The number of the kind; trivia come first, keywords last.
  public let rawValue: UInt8

  /// Creates the kind of number `rawValue`.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Creates the kind of the word `keyword`.
  public init(_ keyword: Keyword) { rawValue = TokenKind.firstKeyword + keyword.rawValue }

  /// The number of the first keyword's kind.
  static var firstKeyword: UInt8 { 64 }

  /// White space, with the byte order mark at the start of a file.
  public static let whitespace = TokenKind(rawValue: 0)
  /// A comment of two slashes.
  public static let comment = TokenKind(rawValue: 1)
  /// A comment of three slashes: documentation of what follows.
  public static let documentation = TokenKind(rawValue: 2)
  /// What stands past the last byte; it belongs to no node.
  public static let end = TokenKind(rawValue: 4)
  /// Bytes that are no token: reported by the lexer, then passed over like white space.
  public static let invalid = TokenKind(rawValue: 3)
  /// A word that is no keyword.
  public static let word = TokenKind(rawValue: 5)
  /// A name in backquotes.
  public static let quotedName = TokenKind(rawValue: 6)
  /// Digits.
  public static let integer = TokenKind(rawValue: 7)
  /// Digits with a fraction or an exponent.
  public static let number = TokenKind(rawValue: 8)
  /// Text in double quotes.
  public static let string = TokenKind(rawValue: 9)

  /// `(`
  public static let leftParenthesis = TokenKind(rawValue: 10)
  /// `)`
  public static let rightParenthesis = TokenKind(rawValue: 11)
  /// `[`
  public static let leftBracket = TokenKind(rawValue: 12)
  /// `]`
  public static let rightBracket = TokenKind(rawValue: 13)
  /// `{`
  public static let leftBrace = TokenKind(rawValue: 14)
  /// `}`
  public static let rightBrace = TokenKind(rawValue: 15)
  /// `,`
  public static let comma = TokenKind(rawValue: 16)
  /// `.`
  public static let dot = TokenKind(rawValue: 17)
  /// `...`
  public static let ellipsis = TokenKind(rawValue: 18)
  /// `:`
  public static let colon = TokenKind(rawValue: 19)
  /// `;`, which is no sign of the language.
  public static let semicolon = TokenKind(rawValue: 20)
  /// `=`
  public static let equals = TokenKind(rawValue: 21)
  /// `==`
  public static let equal = TokenKind(rawValue: 22)
  /// `!=`
  public static let notEqual = TokenKind(rawValue: 23)
  /// `<`
  public static let less = TokenKind(rawValue: 24)
  /// `<=`
  public static let lessEqual = TokenKind(rawValue: 25)
  /// `>`
  public static let greater = TokenKind(rawValue: 26)
  /// `>=`
  public static let greaterEqual = TokenKind(rawValue: 27)
  /// `+`
  public static let plus = TokenKind(rawValue: 28)
  /// `-`
  public static let minus = TokenKind(rawValue: 29)
  /// `*`
  public static let times = TokenKind(rawValue: 30)
  /// `/`
  public static let divide = TokenKind(rawValue: 31)
  /// `^`
  public static let power = TokenKind(rawValue: 32)
  /// `|`
  public static let bar = TokenKind(rawValue: 33)
  /// `?`
  public static let question = TokenKind(rawValue: 34)
  /// `'`
  public static let prime = TokenKind(rawValue: 35)
  /// `->`
  public static let arrow = TokenKind(rawValue: 36)
  /// `!`, which is no sign of the language.
  public static let exclamation = TokenKind(rawValue: 37)

  /// `true` iff the token may stand anywhere and means nothing.
  @inlinable public var isTrivia: Bool { rawValue < 4 }

  /// `true` iff the token is a word or a name in backquotes.
  public var isName: Bool {
    rawValue >= TokenKind.firstKeyword || self == .word || self == .quotedName
  }

  /// `true` iff the token is a number, whole or not.
  public var isNumber: Bool { self == .integer || self == .number }

  /// The keyword that the token is, if it is one.
  public var keyword: Keyword? {
    rawValue < TokenKind.firstKeyword ? nil : Keyword(rawValue: rawValue - TokenKind.firstKeyword)
  }

  /// `true` iff a declaration may begin with the token, which is then taken before all others are looked at.
  var beginsDeclaration: Bool { keyword.map { $0.isDeclaration || $0 == .allow } ?? false }

  /// The bracket that closes this one, if it is an opening bracket.
  var closing: TokenKind? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  /// `true` iff the token closes a bracket.
  var isClosing: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }

  /// The text of a sign or keyword; `nil` for tokens whose text varies.
  public var fixedText: String? { keyword?.text ?? TokenKind.signs[self] }

  /// The signs of the language, by kind: the lexer and the messages agree through this table.
  static let signs: [TokenKind: String] = [
    .leftParenthesis: "(", .rightParenthesis: ")", .leftBracket: "[", .rightBracket: "]",
    .leftBrace: "{", .rightBrace: "}", .comma: ",", .dot: ".", .ellipsis: "...", .colon: ":",
    .semicolon: ";", .equals: "=", .equal: "==", .notEqual: "!=", .less: "<", .lessEqual: "<=",
    .greater: ">", .greaterEqual: ">=", .plus: "+", .minus: "-", .times: "*", .divide: "/",
    .power: "^", .bar: "|", .question: "?", .prime: "'", .arrow: "->", .exclamation: "!",
  ]
}
