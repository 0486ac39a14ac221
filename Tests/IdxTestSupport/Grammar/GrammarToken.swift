/// A token of a sampled sentence.
public struct GrammarToken: Hashable, Sendable {
  /// The token as it is written.
  public var text: String
  /// `NAME` (keywords too), `STRING`, `INTEGER`, `NUMBER`, or empty for signs.
  public var kind: String
  /// `true` iff the token begins a line.
  public var isFirstOnLine: Bool

  /// Creates the token `text` of kind `kind`.
  public init(_ text: String, kind: String, isFirstOnLine: Bool) {
    self.text = text
    self.kind = kind
    self.isFirstOnLine = isFirstOnLine
  }

  /// Creates the word or sign `text` of a grammar.
  public init(word text: String, isFirstOnLine: Bool) {
    let isWord = text.first?.isLetter ?? false
    self.init(text, kind: isWord ? "NAME" : "", isFirstOnLine: isFirstOnLine)
  }

  /// Returns the text of `tokens`, blanks and line breaks between them.
  public static func text(_ tokens: [GrammarToken]) -> String {
    var result = ""
    for token in tokens {
      if !result.isEmpty { result += token.isFirstOnLine ? "\n" : " " }
      result += token.text
    }
    return result + "\n"
  }
}
