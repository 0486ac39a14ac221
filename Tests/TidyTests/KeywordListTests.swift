import Foundation
import IdxSyntax
import IdxTestSupport
import Testing

/// The keywords that grammars and editors know are those of the lexer, no more and no fewer.
@Suite struct KeywordListTests {
  /// A file with keywords, and how they stand in it.
  struct List: CustomTestStringConvertible, Sendable {
    let path: String
    /// The parts of the file that hold keywords: the first group of each match.
    let parts: String
    /// A keyword in such a part.
    let word: String
    /// Keywords that the file need not know by themselves.
    var unneeded: Set<String> = []

    var testDescription: String { path }
  }

  static let lists: [List] = [
    // In expressions, words are what no escape begins.
    List(
      path: "grammar/idx.tmLanguage.json", parts: #""(?:match|begin|end)": "((?:[^"\\]|\\.)*)""#,
      word: #"(?<![\\a-zA-Z{])[a-z]{2,}"#),
    List(
      path: "grammar/tree-sitter/grammar.js", parts: #"(?m)^(?!\s*//)(.*)$"#,
      word: #"(?<=')[a-z]+(?=')"#),
    List(
      path: "grammar/tree-sitter/queries/highlights.scm",
      parts: #"(?m)^(?:\s*|\[|\(missing_marks |\(column )("[a-z].*)$"#, word: #"(?<=")[a-z]+(?=")"#,
      // These are nodes of their own.
      unneeded: ["true", "false"]),
    List(
      path: "editors/vim/syntax/idx.vim", parts: #"(?m)^syn keyword \w+ (.*)$"#, word: "[a-z]+"),
    List(
      path: "editors/emacs/idx-mode.el",
      parts: #"\(defconst idx-(?:declarations|words|constants)\s+'\(([^)]*)\)"#,
      word: #"(?<=")[a-z]+(?=")"#),
    List(path: "editors/kate/idx.xml", parts: #"<item>(.*?)</item>"#, word: "[a-z]+"),
    List(
      path: "editors/sublime/idx.sublime-syntax",
      parts: #"(?m)^  (?:declarations|steps|items|attributes|control|operators|constants): (.*)$"#,
      word: "[a-z]+"),
  ]

  @Test(arguments: lists) func hasTheKeywordsOfTheLexer(_ list: List) throws {
    let text = try Fixtures.text(Fixtures.repository.appending(path: list.path))
    let found = try matches(list.parts, in: text).flatMap { try matches(list.word, in: $0) }
    let keywords = Set(Keyword.allCases.map(\.text))
    #expect(Set(found).subtracting(keywords) == [])
    #expect(keywords.subtracting(list.unneeded).subtracting(found) == [])
  }

  /// Returns the first group of each match of `pattern` in `text`, or the match where there is none.
  private func matches(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap { match in
      let range = match.range(at: min(1, expression.numberOfCaptureGroups))
      return Range(range, in: text).map { String(text[$0]) }
    }
  }
}
